"""Redaction: the one exception to a record that only grows, for a legal or a safety reason.

The text goes, from the row, from what it was folded into and from the feed. The row itself, its times, its figures and
its hashes stay, and the feed says what happened. Two persons decide.
"""

from datetime import date
from typing import Any

from django.db import transaction

from commitments import objects, searching
from commitments.models import CommitmentUpdate
from commitments.projecting import rebuild_commitments
from guarantees.models import ConditionUpdate, PositionUpdate, RequirementUpdate, Statement
from ledger.asof import AsOf
from ledger.choices import Action
from ledger.clock import Entry, changeset
from ledger.exceptions import RuleBroken
from ledger.models import Change

TEXTS: dict[type[Any], tuple[str, ...]] = {
    Statement: ("summary",),
    CommitmentUpdate: ("summary", "words", "restrictions"),
    ConditionUpdate: ("summary",),
    PositionUpdate: ("summary",),
    RequirementUpdate: ("summary", "words"),
}
BY_TYPE = {model.feed_type: model for model in TEXTS}


@transaction.atomic
def redact(*, type: str, key: str, by: Any, approved_by: Any) -> None:
    """Blank the text of a published statement or claim.

    Raises RuleBroken: `unknown_type`, `unknown_key`, `already_redacted`, `second_person`.
    """
    if type not in BY_TYPE:
        raise RuleBroken("unknown_type", f"Only {', '.join(BY_TYPE)} can be redacted.", field="type")
    if by == approved_by:
        raise RuleBroken("second_person", "A redaction is decided by two persons.", field="approved_by")
    model = BY_TYPE[type]
    row = model.objects.published().filter(key=key).first()
    if row is None:
        raise RuleBroken("unknown_key", f"There is no published {type} {key}.", field="key")
    if row.redacted_at:
        raise RuleBroken("already_redacted", f"{key} was redacted before.", field="key")
    removed = [text for name in TEXTS[model] if (text := getattr(row, name))]
    with changeset() as opened:
        model.objects.filter(pk=row.pk).update(redacted_at=opened.stamp, **dict.fromkeys(TEXTS[model], ""))
        Change.objects.filter(type=type, key=key).update(payload=None)
        if isinstance(row, CommitmentUpdate):
            _forget_in_commitment(row, removed)
        row.refresh_from_db()
        built = objects.BUILDERS[model]([row], AsOf(date.max, opened.stamp))
        searching.index(model, built)
        package, actor = objects.place_of(model, built[0])
        opened.add(Entry(Action.REDACTED, type, key, payload=None, package=package, actor=actor))


def _forget_in_commitment(row: CommitmentUpdate, removed: list[str]) -> None:
    """The words of a figure and the restrictions are also in the folded states and in what the feed told of them."""
    rebuild_commitments([row.commitment_id])
    told = Change.objects.filter(type="commitment", key=row.commitment.key)
    for change in told.iterator():
        if change.payload and any(text in change.payload for text in removed):
            Change.objects.filter(pk=change.pk).update(payload=None)
