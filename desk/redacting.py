"""Redaction: the one exception to a record that only grows, for a legal or a safety reason.

The text goes, from the row, from what it was folded into and from all that the feed told of either. The row itself,
its times, its figures and its hashes stay, and so does every object of the feed but for the fields that held the text:
these are null and named. Two persons decide.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from commitments import searching
from commitments.belonging import belonging_of
from commitments.models import CommitmentUpdate
from commitments.objects import REMOVED
from commitments.projecting import rebuild_commitments
from guarantees.models import ConditionUpdate, PositionUpdate, RequirementUpdate, Statement
from guarantees.projecting import REQUIREMENTS
from guarantees.projection import rebuild
from ledger.asof import AsOf
from ledger.blanking import blank, blank_texts, is_blank, vouched
from ledger.choices import Action
from ledger.clock import Changeset, Left, canonical, changeset
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
MARK = REMOVED


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
        names = [name for name in TEXTS[model] if getattr(row, name)]
        removed = {getattr(row, name) for name in names if name in FOLDED}
        for name in TEXTS[model]:
            setattr(row, name, MARK if name in FOLDED and name in names else "")
        row.redacted_at = opened.stamp
        row.save(update_fields=[*TEXTS[model], "redacted_at"])
        _fold_again(row)
        at = AsOf(timezone.now().date(), opened.stamp)
        own = list(_without(row, lambda payload: blank(payload, names)))
        held = {holder: found for holder in _holders(row) if (found := list(_holding(holder, removed)))}
        opened.leave(left._replace(row_goes=True) for left in own)
        opened.leave(left for found in held.values() for left in found)
        _tell(opened, row, at, own, text=vouched(texts([row])[row.pk], opened.left))
        for holder, found in held.items():
            _tell(opened, holder, at, found)
        _log(row, by, approved_by)


def _tell(opened: Changeset, row: Any, at: AsOf, left: Sequence[Left], *, text: str | None = None) -> None:
    """Tell the feed and the search what is left; the fields that are null are those that went from older rows."""
    model = type(row)
    payload = payloads_of(model, [row], at)[row.pk]
    searching.index({model: [payload]})
    belongs = belonging_of(model, [row], at.known_at)[row.pk]
    gone = dict.fromkeys(name for one in left for name in json.loads(one.redacted))
    redacted = [name for name in gone if is_blank(payload, name)]
    opened.add(replace(entry_of(Action.REDACTED, row, payload, belongs, text), redacted=canonical(redacted)))


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


def _holding(holder: Any, removed: set[str]) -> Iterator[Left]:
    """What is left of the rows of the feed that told of a row with one of the texts in it."""
    return _without(holder, lambda payload: blank_texts(payload, FOLDED, removed))


def _without(row: Any, taken: Callable[[Any], list[str]]) -> Iterator[Left]:
    """What is left of the rows of the feed that told of a row, where `taken` takes anything from their objects."""
    told = Change.objects.filter(type=row.feed_type, key=row.key, payload__isnull=False).order_by("sequence")
    for sequence, text, before in told.values_list("sequence", "payload", "redacted"):
        payload = json.loads(text or "null")
        if names := taken(payload):
            earlier: list[str] = json.loads(before or "[]")
            redacted = canonical(list(dict.fromkeys([*earlier, *names])))
            yield Left(sequence, canonical(payload), redacted)


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
