"""The check of the whole ledger, which the night's task and `manage.py verify_ledger` make."""

from django.utils import timezone

from commitments.models import CommitmentUpdate
from commitments.projecting import all_differences
from guarantees.verifying import unfounded
from ledger import verifying
from ledger.models import Counter, Verification


def verify() -> Verification:
    """Check the feed, every published row, the evidence of every claim and every projection; keep the result."""
    started = timezone.now()
    sequence = Counter.objects.get().sequence
    findings = [*verifying.findings(), *unfounded(CommitmentUpdate), *all_differences()]
    return Verification.objects.create(
        started_at=started, finished_at=timezone.now(), sequence=sequence, findings=findings
    )
