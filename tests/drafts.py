"""The least that each model needs, as drafts: a test says only what it is about, the rest is made up here.

Every function returns a saved row. What it refers to is made as well, once for each key.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from actors.models import Actor, Leader, Membership, Tenure
from commitments.models import Commitment, CommitmentUpdate, Reach
from guarantees.models import (
    Citation,
    Condition,
    ConditionUpdate,
    Guarantee,
    NegotiationEvent,
    Package,
    Participation,
    PositionUpdate,
    RequirementUpdate,
    Statement,
)
from ledger.clock import changeset
from sources.models import Publisher, Source


def _row(model: type[models.Model], key: str, fields: dict[str, Any], **least: Any) -> Any:
    """The row of a key; made with `least` and `fields`, whose functions are called for what they make."""
    found = model._default_manager.filter(key=key).first()
    if found is not None and not fields:
        return found
    values = {name: value() if callable(value) else value for name, value in {**least, **fields}.items()}
    return model._default_manager.create(key=key, **values)


def actor(key: str = "gbr", **fields: Any) -> Actor:
    return _row(Actor, key, fields, name=key.upper(), kind="state", iso2=key[:2].upper())


def group(key: str = "willing", **fields: Any) -> Actor:
    return _row(Actor, key, fields, name=key.title(), kind="group")


def leader(key: str = "ann", **fields: Any) -> Leader:
    return _row(Leader, key, fields, name=key.title())


def membership(**fields: Any) -> Membership:
    least = {"member": actor, "organisation": group}
    return Membership.objects.create(**_called({**least, **fields}))


def tenure(**fields: Any) -> Tenure:
    least = {"leader": leader, "actor": actor, "office": "Minister", "office_class": "minister"}
    return Tenure.objects.create(**_called({**least, **fields}))


def publisher(key: str = "afp", **fields: Any) -> Publisher:
    return _row(Publisher, key, fields, name=key.upper(), kind="news_agency")


def source(key: str = "afp-1", **fields: Any) -> Source:
    least = {"title": key, "url": f"https://example.org/{key}", "published_on": date(2025, 8, 20)}
    return _row(Source, key, fields, publisher=publisher, kind="news_report", **least)


def package(key: str = "pact", **fields: Any) -> Package:
    return _row(Package, key, fields, name=key.title())


def guarantee(key: str = "pact-troops", **fields: Any) -> Guarantee:
    return _row(Guarantee, key, fields, package=package, name=key, kind="troops")


def condition(key: str = "c-peace", **fields: Any) -> Condition:
    return _row(Condition, key, fields, package=package, name=key, kind="peace_agreement")


def event(key: str = "summit", **fields: Any) -> NegotiationEvent:
    return _row(NegotiationEvent, key, fields, package=package, name=key, kind="summit", status="held")


def participation(**fields: Any) -> Participation:
    return Participation.objects.create(
        **_called({"event": event, "actor": actor, "role": "participant", **fields})
    )


def statement(key: str = "s-1", *, cites: str = "afp-1", **fields: Any) -> Statement:
    """A statement by Ann for GBR on 20 August 2025 that cites one source ("" for none).

    `speaking_for` is an actor, several, or None.
    """
    existed = Statement.objects.filter(key=key).exists()
    spoken_for = fields.pop("speaking_for", actor)
    least = {"speaker": leader, "attribution": "named_official", "said_on": "2025-08-20"}
    made = _row(Statement, key, fields, source_reliability="B", information_credibility="2", **least)
    if not existed:
        made.speaking_for.set(_several(spoken_for))
        if cites:
            Citation.objects.create(statement=made, source=source(cites))
    return made


def _several(actors: Any) -> list[Actor]:
    """Actors given as a function that makes one, as one, as several, or as None for nobody."""
    if callable(actors):
        actors = actors()
    if actors is None:
        return []
    return [actors] if isinstance(actors, Actor) else list(actors)


def commitment(key: str = "gbr-troops", **fields: Any) -> Commitment:
    least = {"guarantee": guarantee, "contribution": "troops", "unit": "personnel", "title": key}
    return _row(Commitment, key, fields, actor=actor, **least)


def reach(**fields: Any) -> Reach:
    return Reach.objects.create(
        **_called({"condition": condition, "commitment": commitment, "strength": "pledged", **fields})
    )


_SAID = {"statement": statement, "effective": "2025-08-20", "kind": "change"}


def update(key: str = "u-1", **fields: Any) -> CommitmentUpdate:
    """A pledge."""
    least = {"commitment": commitment, "strength": "pledged", "standing": "offered"}
    return _row(CommitmentUpdate, key, fields, **_SAID, **least)


def condition_update(key: str = "cu-1", **fields: Any) -> ConditionUpdate:
    return _row(ConditionUpdate, key, fields, condition=condition, state="unmet", **_SAID)


def position(key: str = "p-1", **fields: Any) -> PositionUpdate:
    least = {"actor": actor, "guarantee": guarantee, "contribution": "troops", "stance": "supports"}
    return _row(PositionUpdate, key, fields, **_SAID, **least)


def requirement(key: str = "r-1", **fields: Any) -> RequirementUpdate:
    return _row(RequirementUpdate, key, fields, guarantee=guarantee, low=1, unit="personnel", **_SAID)


def _called(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value() if callable(value) else value for name, value in values.items()}


def stamped(*rows: Any) -> Any:
    """Rows stamped as published, all at one moment, without feed or projection; the first is returned."""
    with changeset() as opened:
        for row in rows:
            row.recorded_at = opened.stamp
            if isinstance(row, CommitmentUpdate):
                row.lane = row.lane or "official"
            row.save()
    return rows[0]


@contextmanager
def refused(name: str, *, or_else: str | None = None) -> Iterator[None]:
    """The database refuses what is done in this block and says `name`, or on some engine `or_else`."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    said = str(caught.value)
    # PostgreSQL cuts a name off at 63 characters.
    assert name[:63] in said or (or_else is not None and or_else in said), said
