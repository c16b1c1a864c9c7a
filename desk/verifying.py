"""The check of the whole ledger, which the night's task and `manage.py verify_ledger` make."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import structlog
from django.db import connection, transaction
from django.utils import timezone

from commitments import belonging
from commitments.models import CommitmentUpdate
from commitments.projecting import all_differences
from guarantees.verifying import unfounded, wrongly_superseded
from ledger import verifying
from ledger.models import Counter, Verification
from ledger.verifying import as_far_as_it_goes

from .publishing import IDENTITY

log = structlog.get_logger("ledger")


def verify() -> Verification:
    """Check the feed, every published row, the evidence of every claim and every projection; keep the result."""
    started = timezone.now()
    with _one_view():
        sequence = Counter.objects.values_list("sequence", flat=True).first() or 0
        findings = [
            *verifying.findings(),
            *as_far_as_it_goes("the evidence", lambda: unfounded(CommitmentUpdate)),
            *as_far_as_it_goes("what was superseded", lambda: wrongly_superseded(CommitmentUpdate)),
            *as_far_as_it_goes("what was replaced", _wrongly_replaced),
            *as_far_as_it_goes("the projections", all_differences),
            *as_far_as_it_goes("what the feed is found by", belonging.differences),
        ]
    return Verification.objects.create(
        started_at=started, finished_at=timezone.now(), sequence=sequence, findings=findings
    )


def given_up(started: datetime) -> Verification:
    """Keep as the result that a check outlasted its time: what was not read to its end is not known to be intact."""
    ended = timezone.now()
    finding = (
        f"The check was given up after {(ended - started).total_seconds():.0f} s: it takes longer than TASK_TIME_LIMIT "
        "allows."
    )
    sequence = Counter.objects.values_list("sequence", flat=True).first() or 0
    return Verification.objects.create(
        started_at=started, finished_at=ended, sequence=sequence, findings=[finding]
    )


def told_aloud(found: Verification) -> int:
    """Say in the log, as an error, that the ledger is not known to be intact; the number of findings."""
    if found.findings:
        log.error("the ledger is not intact", findings=len(found.findings), first=found.findings[0])
    return len(found.findings)


def _wrongly_replaced() -> Iterator[str]:
    """Published tenures and memberships that were not replaced just when what takes their place became known."""
    for model, fields in IDENTITY.items():
        newer: dict[tuple[Any, ...], datetime] = {}
        columns: list[Any] = [model._meta.get_field(name) for name in fields]
        for row in model.objects.published().order_by("-recorded_at", "-pk"):
            same = tuple(getattr(row, column.attname) for column in columns)
            if row.superseded_at != newer.get(same):
                yield f"{model.feed_type} {row.key}: its superseded_at is {row.superseded_at}, not that of a newer row"
            newer[same] = row.recorded_at


@contextmanager
def _one_view() -> Iterator[None]:
    """All queries of this block see the ledger as it stood at the first: editors go on publishing meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
