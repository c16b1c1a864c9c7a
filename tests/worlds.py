"""Small published worlds: what `tests.drafts` makes, put into the record by the product's own door.

    said("u-1", low=10)
    published()                          # every draft there is, as one changeset
    said("u-2", kind="denial", names=...)

`now()` is the two times of a question without parameters: today, with all that is known.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from commitments import objects
from desk.publishing import FEED_ORDER, publish
from ledger.asof import AsOf
from ledger.clock import Changeset, canonical, newest_stamp
from ledger.models import Recorded
from tests import drafts

CLAIMS: dict[str, Any] = {
    "update": drafts.update,
    "condition_update": drafts.condition_update,
    "position": drafts.position,
    "requirement": drafts.requirement,
}
# What the builders of drafts say unasked, and a denial or a retraction does not say.
UNSAID: dict[str, dict[str, Any]] = {
    "update": {"strength": "", "standing": ""},
    "condition_update": {"state": ""},
    "position": {"stance": ""},
    "requirement": {"low": None, "unit": ""},
}


def unpublished() -> list[Recorded]:
    """Every draft, in the order of the feed."""
    return [row for model in FEED_ORDER for row in model.objects.drafts().order_by("pk")]


def published(*rows: Recorded, by: Any = None, at: datetime | None = None) -> Changeset:
    """Publish these drafts, or every draft there is, as one changeset."""
    return publish(rows or unpublished(), by=by, at=at)


def said(
    key: str,
    on: str = "2025-08-20",
    *,
    type: str = "update",
    kind: str = "change",
    names: Any = None,
    by: str | Sequence[str] | None = "gbr",
    attribution: str = "named_official",
    said_at: str = "",
    **fields: Any,
) -> Any:
    """A draft claim in a statement of its own, with a source of its own, said in the name of `by` on a day.

    `by` is the key of an actor, those of several for a joint declaration, or nothing for nobody.
    `names` is the claim to which it relates. A denial and a retraction carry nothing unless `fields` say so.
    """
    spoken_for = [by] if isinstance(by, str) else by or ()
    statement = drafts.statement(
        f"s-{key}",
        cites=f"src-{key}",
        speaking_for=[drafts.actor(one) for one in spoken_for if one],
        attribution=attribution,
        said_on=on,
        said_at=said_at,
    )
    if kind in ("denial", "retraction"):
        fields = {**UNSAID[type], **fields}
    return CLAIMS[type](key, statement=statement, effective=on, kind=kind, relates_to=names, **fields)


def now() -> AsOf:
    """Today, as known by the newest change."""
    return AsOf(timezone.now().date(), newest_stamp())


def at(day: str, known_at: datetime | None = None) -> AsOf:
    """A day, as known at a moment or by the newest change."""
    return AsOf(date.fromisoformat(day), known_at or newest_stamp())


def shown(row: Recorded, asked: AsOf | None = None) -> objects.Object:
    """A row as the API shows it."""
    return objects.BUILDERS[type(row)]([row], asked or now())[0]


def everything(asked: AsOf) -> dict[tuple[str, str], str]:
    """Every object that is known at a question's two times, as the feed tells it, by type and key."""
    return {
        (model.feed_type, row.key): canonical(objects.for_feed(built))
        for model in FEED_ORDER
        for row, built in _built(model, asked)
    }


def _built(model: type[Recorded], asked: AsOf) -> list[tuple[Any, objects.Object]]:
    rows = list(model.objects.known(asked).order_by("pk"))
    return list(zip(rows, objects.BUILDERS[model](rows, asked), strict=True))
