"""Redaction: the one exception to a record that only grows, for a legal or a safety reason.

The text goes, from the row, from what it was folded into and from all that the feed told of either. The row itself,
its times, its figures and its hashes stay, and the feed says what happened. Two persons decide.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from commitments import searching
from commitments.belonging import belonging_of
from commitments.models import CommitmentUpdate
from commitments.projecting import rebuild_commitments
from guarantees.models import ConditionUpdate, PositionUpdate, RequirementUpdate, Statement
from guarantees.projecting import REQUIREMENTS
from guarantees.projection import rebuild
from ledger.asof import AsOf
from ledger.choices import Action
from ledger.clock import Changeset, changeset
from ledger.digests import texts
from ledger.exceptions import RuleBroken
from ledger.models import Change

from .publishing import entry_of, payloads_of

TEXTS: dict[type[Any], tuple[str, ...]] = {
    model: model.redactable
    for model in (Statement, CommitmentUpdate, ConditionUpdate, PositionUpdate, RequirementUpdate)
}
BY_TYPE = {model.feed_type: model for model in TEXTS}
# What a claim carries for the fold leaves a mark: were it empty, what was said before would stand again.
FOLDED = {"words", "restrictions"}
MARK = "[removed]"


def redact(*, type: str, key: str, by: Any, approved_by: Any) -> None:
    """Remove the text of a published statement or claim.

    Raises RuleBroken: `unknown_type`, `unknown_key`, `already_redacted`, `second_person`.
    """
    if type not in BY_TYPE:
        raise RuleBroken("unknown_type", f"Only {', '.join(BY_TYPE)} can be redacted.", field="type")
    if by == approved_by:
        raise RuleBroken("second_person", "A redaction is decided by two persons.", field="approved_by")
    model = BY_TYPE[type]
    with changeset() as opened:
        row = model.objects.published().filter(key=key).first()
        if row is None:
            raise RuleBroken("unknown_key", f"There is no published {type} {key}.", field="key")
        if row.redacted_at:
            raise RuleBroken("already_redacted", f"{key} was redacted before.", field="key")
        removed = {text for name in FOLDED & set(TEXTS[model]) if (text := getattr(row, name))}
        for name in TEXTS[model]:
            setattr(row, name, MARK if name in FOLDED and getattr(row, name) else "")
        row.redacted_at = opened.stamp
        row.save(update_fields=[*TEXTS[model], "redacted_at"])
        _fold_again(row)
        at = AsOf(timezone.now().date(), opened.stamp)
        told = Change.objects.filter(type=type, key=key, payload__isnull=False)
        opened.blank(list(told.values_list("sequence", flat=True)), with_rows=True)
        _tell(opened, row, at, text=texts([row])[row.pk])
        for holder in _holders(row):
            if holding := _holding(holder, removed):
                opened.blank(holding)
                _tell(opened, holder, at)
        _log(row, by, approved_by)


def _tell(opened: Changeset, row: Any, at: AsOf, *, text: str | None = None) -> None:
    """Tell the feed and the search what is left."""
    model = type(row)
    payload = payloads_of(model, [row], at)[row.pk]
    searching.index({model: [payload]})
    belongs = belonging_of(model, [row], at.known_at)[row.pk]
    opened.add(entry_of(Action.REDACTED, row, payload, belongs, text))


def _fold_again(row: Any) -> None:
    """What the text was folded into."""
    if isinstance(row, CommitmentUpdate):
        rebuild_commitments([row.commitment_id])
    elif isinstance(row, RequirementUpdate):
        rebuild(REQUIREMENTS, [row.guarantee_id])


def _holders(row: Any) -> Iterator[Any]:
    """Rows of which the feed may have told the text as well."""
    if isinstance(row, CommitmentUpdate):
        yield row.commitment
    elif isinstance(row, RequirementUpdate):
        yield row.guarantee


def _holding(holder: Any, removed: set[str]) -> list[int]:
    """The rows of the feed that told of a row with one of the texts in it."""
    told = Change.objects.filter(type=holder.feed_type, key=holder.key, payload__isnull=False)
    return [
        sequence
        for sequence, payload in told.values_list("sequence", "payload")
        if removed & set(_folded_texts(json.loads(payload or "null")))
    ]


def _folded_texts(payload: Any) -> Iterator[str]:
    """The texts of a payload that come from claims, however deep."""
    if isinstance(payload, list):
        for part in payload:
            yield from _folded_texts(part)
    elif isinstance(payload, dict):
        for name, value in payload.items():
            if name in FOLDED and value:
                yield value
            else:
                yield from _folded_texts(value)


def _log(row: Any, by: Any, approved_by: Any) -> None:
    """Who decided, for those who may see the admin's log."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        object_repr=row.key,
        action_flag=CHANGE,
        change_message=f"Redacted; approved by {approved_by}.",
    )
