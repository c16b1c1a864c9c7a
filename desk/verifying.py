"""The check of the whole ledger, which the night's task and `manage.py verify_ledger` make."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from commitments.models import CommitmentUpdate
from commitments.projecting import all_differences
from guarantees.verifying import unfounded, wrongly_superseded
from ledger import verifying
from ledger.models import Counter, Verification


def verify() -> Verification:
    """Check the feed, every published row, the evidence of every claim and every projection; keep the result."""
    started = timezone.now()
    with _one_view():
        sequence = Counter.objects.get().sequence
        findings = [
            *verifying.findings(),
            *unfounded(CommitmentUpdate),
            *wrongly_superseded(CommitmentUpdate),
            *all_differences(),
        ]
    return Verification.objects.create(
        started_at=started, finished_at=timezone.now(), sequence=sequence, findings=findings
    )


@contextmanager
def _one_view() -> Iterator[None]:
    """All queries of this block see the ledger as it stood at the first: editors go on publishing meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
