"""Random ledgers, published by the product's own door: rectangles are the fold, and the fold is the format's rule.

`pytest --hypothesis-profile thorough tests/desk/test_projection.py` tries many more.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.models import CommitmentState
from commitments.projecting import ALL, rebuild_all
from desk.verifying import verify
from guarantees.models import ConditionStanding, PositionStanding, RequirementStanding
from ledger import edtf
from ledger.asof import AsOf
from ledger.choices import Kind
from ledger.folding import counting
from ledger.models import BEGINNING
from tests import drafts
from tests.ledgers import DAYS, day
from tests.oracles import SETS, counting_again, folding_again
from tests.worlds import published, said

pytestmark = pytest.mark.django_db

# A seventh of what the profile tries: each example publishes several changesets.
MODEST = settings(max_examples=settings().max_examples // 7)
MENDING = (Kind.CORRECTION, Kind.RETRACTION)
SAYING = (*SETS, Kind.REAFFIRMATION)
CARRIED: dict[str, list[dict[str, Any]]] = {
    "update": [
        {"standing": "offered", "strength": "pledged"},
        {"standing": "offered", "strength": "signalled", "low": 1, "high": 9, "requires": "c-peace"},
        {"standing": "offered", "strength": "pledged", "words": "some", "delivery": "partly"},
        {"standing": "suspended", "strength": "formalised", "low": 5, "restrictions": "in the rear"},
        {"standing": "refused", "strength": ""},
        {"standing": "withdrawn", "strength": "", "low": 0},
        {"standing": "offered", "strength": "pledged", "high": 7, "until": "2025-08-04"},
        {"until": "2025-08", "standing": "offered", "strength": "pledged"},
    ],
    "condition_update": [{"state": word} for word in ("unmet", "met", "impossible", "")],
    "position": [{"stance": word} for word in ("supports", "rejects", "")],
    "requirement": [{"low": 5, "unit": "personnel"}, {"low": None, "unit": ""}, {"low": 1, "high": 7}],
}


@dataclass(slots=True)
class Said:
    """A claim to be: which changeset it comes in, and what of it the rules go by."""

    key: str
    type: str
    kind: str
    relates_to: str | None
    day: date
    sequence: int
    changeset: int
    by: str
    hour: int | None
    fields: dict[str, Any] = field(default_factory=dict)
    recorded_at: datetime = BEGINNING

    def __getattr__(self, name: str) -> Any:
        """What the claim carries, None where it does not."""
        if name == "requires":
            return (("c-peace",),) if self.fields.get("requires") else ()
        if name.startswith("_"):
            raise AttributeError(name)
        value = self.fields.get(name)
        if name == "until" and value:
            return edtf.parse(value)
        return None if value == "" else value

    @property
    def lane(self) -> str:
        return "official" if self.by else "reported"

    @property
    def speaking_for(self) -> tuple[str, ...]:
        return tuple(self.by.split())

    @property
    def said_at(self) -> datetime | None:
        return None if self.hour is None else datetime.combine(self.day, time(self.hour), UTC)

    @property
    def speaker(self) -> str:
        return "ann"


@st.composite
def ledgers(draw: st.DrawFn) -> list[Said]:
    """Claims of four sorts in several changesets; each but a change names an earlier one, on any day."""
    claims: list[Said] = []
    for number in range(draw(st.integers(2, 9))):
        type = draw(st.sampled_from(["update", *CARRIED]))
        kind = draw(st.sampled_from([Kind.CHANGE, *Kind]))
        mended = {one.relates_to for one in claims if one.kind in MENDING}
        before = [one.key for one in claims if one.type == type]
        nameable = [key for key in before if key not in mended] if kind in MENDING else before
        carries = kind not in (Kind.DENIAL, Kind.RETRACTION) or not nameable
        claims.append(
            Said(
                key=f"k{number}",
                type=type,
                kind=kind if nameable else Kind.CHANGE,
                relates_to=draw(st.sampled_from(nameable)) if nameable and kind != Kind.CHANGE else None,
                day=day(draw(st.sampled_from(DAYS))),
                sequence=number,
                changeset=(claims[-1].changeset if claims else 0) + draw(st.integers(0, 1)),
                by=draw(st.sampled_from(["gbr", "fra gbr", ""])),
                hour=draw(st.sampled_from([None, 8, 20])),
                fields=draw(st.sampled_from(CARRIED[type])) if carries else {},
            )
        )
    return claims


@contextmanager
def recorded(claims: list[Said]) -> Iterator[None]:
    """The claims published, one changeset after the other; gone afterwards."""
    with transaction.atomic():
        drafts.condition()
        drafts.commitment()
        rows: dict[str, Any] = {}
        for _, some in groupby(claims, key=lambda one: one.changeset):
            own = list(some)
            for one in own:
                rows[one.key] = draft(one, rows.get(one.relates_to or ""))
            stamp = published().stamp
            for one in own:
                one.recorded_at = stamp
        yield
        transaction.set_rollback(True)


def draft(one: Said, names: Any) -> Any:
    whose: Any = {"by": one.speaking_for, "attribution": "named_official" if one.by else "anonymous_sources"}
    whose["said_at"] = one.said_at.isoformat() if one.said_at else ""
    return said(one.key, f"{one.day}", type=one.type, kind=one.kind, names=names, **whose, **one.fields)


def questions(claims: list[Said]) -> st.SearchStrategy[AsOf]:
    """Any day, as known at the moment of a changeset or just before it."""
    moments = sorted({one.recorded_at for one in claims})
    moments += [moment - timedelta(microseconds=1) for moment in moments]
    return st.builds(
        AsOf, st.sampled_from([day(1) - timedelta(1), *map(day, DAYS)]), st.sampled_from(moments)
    )


@MODEST
@given(ledgers(), st.data())
def test_what_is_projected_at_any_two_times_is_the_fold_and_the_fold_is_the_rule(
    claims: list[Said], data: st.DataObject
) -> None:
    with recorded(claims):
        for _ in range(4):
            when = data.draw(questions(claims))
            assert_that_rectangles_are_the_fold(when)
            assert_that_the_rule_says_the_same(claims, when)


@MODEST
@given(ledgers())
def test_rebuilding_leaves_every_projection_as_publishing_made_it(claims: list[Said]) -> None:
    with recorded(claims):
        before = everything()
        assert verify().findings == []
        rebuild_all()
        assert everything() == before


def everything() -> list[list[str]]:
    """All rectangles, whatever numbers the database gave them."""
    return [
        sorted(
            str({name: value for name, value in row.items() if name != "id"})
            for row in projection.model.objects.values()
        )
        for projection in ALL
    ]


def assert_that_rectangles_are_the_fold(when: AsOf) -> None:
    for projection in ALL:
        expected = [
            {**columns, **state}
            for subject, own in projection.load(None).items()
            for columns, fold in projection.folds(subject, own)
            if (state := fold(counting(own, when), when.true_on)) is not None
        ]
        names = sorted(expected[0]) if expected else []
        found = list(projection.model.objects.at(when).values(*names))
        assert sorted(map(str, map(ordered, found))) == sorted(map(str, map(ordered, expected)))


def ordered(row: dict[str, Any]) -> list[tuple[str, Any]]:
    # PostgreSQL does not keep the order of names in JSON.
    return sorted((name, json.dumps(value, sort_keys=True, default=str)) for name, value in row.items())


def assert_that_the_rule_says_the_same(claims: list[Said], when: AsOf) -> None:
    counted = {type: counting_again([one for one in claims if one.type == type], when) for type in CARRIED}
    for lane in ("official", "reported"):
        own = [one for one in counted["update"] if one.lane == lane]
        assert shown_of_commitment(when, lane) == folding_again(own, when.true_on)

    state = ConditionStanding.objects.at(when).values_list("state", "last_said").first()
    said = [one.day for one in counted["condition_update"] if one.kind != Kind.DENIAL]
    words = [one.state for one in counted["condition_update"] if one.kind in SETS and one.state]
    expected: Any = ("".join(words[-1:]), said[-1] if said else None) if counted["condition_update"] else None
    assert state == expected

    stances = [(one.stance, one.key) for one in counted["position"] if one.kind in SAYING and one.stance]
    assert list(PositionStanding.objects.at(when).values_list("stance", "update_key")) == stances[-1:]

    for claimant in ("gbr", "fra", None):
        sizes = [
            one
            for one in counted["requirement"]
            if one.kind in SAYING and claimant in (one.speaking_for or (None,))
        ]
        figures = [n for n, one in enumerate(sizes) if one.low or one.high or one.kind != Kind.REAFFIRMATION]
        found = RequirementStanding.objects.at(when).filter(claimant__key=claimant) if claimant else None
        if found is None:
            found = RequirementStanding.objects.at(when).filter(claimant__isnull=True)
        size = sizes[figures[-1] if figures else 0] if sizes else None
        assert list(found.values_list("low", "high", "update_key", "last_said")) == (
            [(size.low, size.high, size.key, sizes[-1].day)] if size else []
        )


def shown_of_commitment(when: AsOf, lane: str) -> dict[str, Any] | None:
    """What the rectangle of a lane says, in the words of the oracle."""
    row = CommitmentState.objects.at(when).filter(lane=lane).first()
    if row is None:
        return None
    carried = {name: getattr(row, name) or None for name in ("strength", "delivery", "standing")}
    return {
        **carried,
        "restrictions": row.restrictions or None,
        "requires": tuple(tuple(way) for way in row.requires),
        "figure": (row.low, row.high, row.words or None),
        "until": edtf.parse(row.until) if row.until else None,
        "lapsed": row.headline == "lapsed",
        "said": (row.last_said, row.said_by or None, tuple(sorted(row.spoken_for)))
        if row.last_said
        else None,
    }
