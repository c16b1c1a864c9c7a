"""Every filter keeps exactly the rows that it should: told by looking at all rows, one by one."""

from collections.abc import Callable
from typing import Any

import pytest

from commitments.choices import Delivery, Headline, Lane, Standing, Strength
from commitments.strength import ORDER
from guarantees.choices import Contribution

from .conftest import Api

pytestmark = [pytest.mark.usefixtures("small"), pytest.mark.django_db]

Row = dict[str, Any]
MEMBERS = {"eu": {"fra", "deu"}, "few": {"gbr", "fra"}, "gbr": set()}
CLOCKS: list[dict[str, str]] = [
    {},
    {"as_of": "2025-03-15"},
    {"as_of": "2025-03-31", "known_on": "2025-03-01"},
    {"as_of": "2025-02-01"},
]


def kept(api: Api, path: str, test: Callable[[Row], bool], clocks: dict[str, str], **filters: str) -> None:
    """The list with the filters is the whole list, narrowed by the test."""
    rows = api.get(f"{path}/", page_size=500, **clocks)["results"]
    found = api.get(f"{path}/", page_size=500, **clocks, **filters)
    expected = [row["key"] for row in rows if test(row)]
    assert [row["key"] for row in found["results"]] == expected, filters
    assert found["count"] == len(expected)


def parties(row: Row) -> set[str]:
    return {row["actor"], *row["joint_with"]}


def lane_of(row: Row, lane: str | None) -> Row | None:
    return row["reported"] if lane == "reported" else row


@pytest.mark.parametrize("clocks", CLOCKS, ids=str)
class TestCommitments:
    def test_by_what_they_are(self, clocks: dict[str, str], api: Api) -> None:
        for actor in ("gbr", "fra", "deu", "few", "rus"):
            kept(api, "commitments", lambda row, a=actor: a in parties(row), clocks, actor=actor)
        for organisation, members in MEMBERS.items():
            kept(
                api,
                "commitments",
                lambda row, m=members: bool(m & parties(row)),
                clocks,
                member_of=organisation,
            )
        for name, words in {
            "package": ("peace", "other-war"),
            "guarantee": ("g-land", "g-money", "o-land"),
            "contribution": Contribution.values,
        }.items():
            for word in words:
                kept(api, "commitments", lambda row, n=name, w=word: row[n] == w, clocks, **{name: word})

    @pytest.mark.parametrize("lane", [None, *Lane.values])
    def test_by_what_stands_in_a_lane(self, clocks: dict[str, str], lane: str | None, api: Api) -> None:
        """`lane` keeps those with a claim in it; every filter on a state looks at that lane."""
        looked = {"lane": lane} if lane else {}
        claimed = {row["commitment"] for row in _counting(api, clocks) if row["lane"] == lane}

        def test(row: Row, fits: Callable[[Row], bool]) -> bool:
            state = lane_of(row, lane)
            return (lane is None or row["key"] in claimed) and state is not None and fits(state)

        def check(fits: Callable[[Row], bool], **filters: str) -> None:
            kept(api, "commitments", lambda row: test(row, fits), clocks, **looked, **filters)

        check(lambda state: True)
        for name, words in {
            "headline": Headline.values, "strength": Strength.values,
            "standing": Standing.values, "delivery": Delivery.values,
        }.items():  # fmt: skip
            for word in words:
                check(lambda state, n=name, w=word: state[n] == w, **{name: word})
        for strength in Strength.values:
            enough = ORDER[ORDER.index(strength) :]
            check(lambda state, e=enough: state["strength"] in e, strength_at_least=strength)
        for condition in ("c-ceasefire", "c-vote", "c-late"):
            named = lambda state, c=condition: any(c in way for way in state["requires"])  # noqa: E731
            check(named, condition=condition)
        check(lambda state: state["low"] is not None or state["high"] is not None, has_quantity="true")
        check(lambda state: state["low"] is None and state["high"] is None, has_quantity="false")


def _counting(api: Api, clocks: dict[str, str]) -> list[Row]:
    """The claims that are said; in the small ledger a superseded one leaves its lane no emptier."""
    rows: list[Row] = api.get("updates/", page_size=500, **clocks)["results"]
    return rows


@pytest.mark.parametrize("clocks", CLOCKS, ids=str)
def test_updates(clocks: dict[str, str], api: Api) -> None:
    joint = {row["key"]: parties(row) for row in api.get("commitments/", **clocks)["results"]}
    for actor in ("gbr", "fra", "deu"):
        kept(api, "updates", lambda row, a=actor: a in joint[row["commitment"]], clocks, actor=actor)
    for name, words in {
        "commitment": ("gbr-land", "deu-money"), "kind": ("change", "denial", "correction"),
        "lane": Lane.values, "statement": ("st-gbr", "st-press"),
    }.items():  # fmt: skip
        for word in words:
            kept(api, "updates", lambda row, n=name, w=word: row[n] == w, clocks, **{name: word})
    for day in ("2025-02-05", "2025-02-06", "2025-03-16", "2026-01-01"):
        kept(api, "updates", lambda row, d=day: row["effective_high"] >= d, clocks, effective_from=day)
        kept(api, "updates", lambda row, d=day: row["effective_low"] <= d, clocks, effective_to=day)
    for moment in ("2025-02-10T23:59:59Z", "2025-03-20T23:59:58Z", "2025-03-20T23:59:59Z"):
        kept(api, "updates", lambda row, m=moment: row["recorded_at"] >= m, clocks, recorded_from=moment)
        kept(api, "updates", lambda row, m=moment: row["recorded_at"] <= m, clocks, recorded_to=moment)
    kept(api, "updates", lambda row: row["recorded_at"] < "2025-02-11", clocks, recorded_to="2025-02-10")
    kept(api, "updates", lambda row: row["recorded_at"] > "2025-02-11", clocks, recorded_from="2025-02-11")


@pytest.mark.parametrize("clocks", CLOCKS, ids=str)
def test_people(clocks: dict[str, str], api: Api) -> None:
    for kind in ("state", "organisation", "group"):
        kept(api, "actors", lambda row, k=kind: row["kind"] == k, clocks, kind=kind)
    for organisation, members in MEMBERS.items():
        kept(api, "actors", lambda row, m=members: row["key"] in m, clocks, member_of=organisation)
    commitments = api.get("commitments/", **clocks)["results"]
    for contribution in ("troops", "finance", "other"):
        giving = {key for row in commitments if row["contribution"] == contribution for key in parties(row)}
        kept(api, "actors", lambda row, g=giving: row["key"] in g, clocks, contribution=contribution)
    day = clocks.get("as_of", "2026-11-22")
    for actor in ("gbr", "deu", "fra"):
        holds = lambda row, a=actor: any(  # noqa: E731
            one["actor"] == a and one["since"] <= day <= (one["until"] or "9999") for one in row["tenures"]
        )
        kept(api, "leaders", holds, clocks, actor=actor)
    kept(api, "leaders", lambda row: False, clocks, actor="gbr", office_class="minister")


@pytest.mark.parametrize("clocks", CLOCKS, ids=str)
def test_the_negotiation_and_its_documents(clocks: dict[str, str], api: Api) -> None:
    for path, filters in {
        "guarantees": {"package": ("peace", "other-war"), "kind": ("troops", "finance", "other")},
        "conditions": {"package": ("peace",), "kind": ("ceasefire", "other"), "state": ("unmet", "met", "unknown")},
        "events": {"package": ("peace", "other-war"), "kind": ("summit", "call"), "status": ("held", "announced")},
        "statements": {
            "speaker": ("starmer", "scholz"), "event": ("e-summit",),
            "attribution": ("spokesperson", "media_inference"),
        },
        "sources": {"publisher": ("wire", "gazette"), "origin": ("wire", "gazette"), "kind": ("news_report",)},
        "publishers": {"kind": ("news_agency", "other")},
        "positions": {
            "actor": ("rus", "gbr"), "guarantee": ("g-land",), "contribution": ("finance",), "stance": ("rejects",),
        },
    }.items():  # fmt: skip
        for name, words in filters.items():
            for word in words:
                kept(api, path, lambda row, n=name, w=word: row[n] == w, clocks, **{name: word})
    kept(api, "statements", lambda row: "s-wire" in row["sources"], clocks, source="s-wire")
    for actor in ("gbr", "ukr", "eu"):
        kept(api, "statements", lambda row, a=actor: a in row["speaking_for"], clocks, speaking_for=actor)
    kept(api, "packages", lambda row: row["key"] == "peace", clocks, package="peace")
    kept(api, "packages", lambda row: row["key"] == "peace", clocks, kind="finance")
    present = lambda row: "fra" in {one["actor"] for one in row["participants"]}  # noqa: E731
    kept(api, "events", present, clocks, actor="fra")
    for day in ("2025-02-04", "2025-02-05", "2025-02-06"):
        kept(api, "events", lambda row, d=day: row["held_high"] >= d, clocks, **{"from": day})
        kept(api, "events", lambda row, d=day: row["held_low"] <= d, clocks, to=day)


@pytest.mark.parametrize("clocks", CLOCKS, ids=str)
def test_statements_by_what_they_claim_and_when_they_were_made(clocks: dict[str, str], api: Api) -> None:
    far = {**clocks, "as_of": "2999-01-01"}
    claims = api.get("updates/", page_size=500, **far)["results"]
    stances = api.get("positions/", page_size=500, history="1", **far)["results"]
    promised = {row["key"]: row for row in api.get("commitments/", page_size=500, **far)["results"]}

    def says(lane: str | None, contribution: str | None) -> Callable[[Row], bool]:
        fits = {
            one["statement"]
            for one in claims
            if lane in (None, one["lane"])
            and contribution in (None, promised[one["commitment"]]["contribution"])
        }
        more = {one["statement"] for one in stances if lane is None and one["contribution"] == contribution}
        return lambda row: row["key"] in fits | more

    def of(actor: str) -> Callable[[Row], bool]:
        about = {one["statement"] for one in claims if actor in parties(promised[one["commitment"]])}
        about |= {one["statement"] for one in stances if one["actor"] == actor}
        return lambda row: row["key"] in about or actor in row["speaking_for"]

    for lane in ("official", "reported"):
        kept(api, "statements", says(lane, None), clocks, lane=lane)
        kept(api, "statements", says(lane, "troops"), clocks, lane=lane, contribution="troops")
    for word in ("troops", "finance", "training"):
        kept(api, "statements", says(None, word), clocks, contribution=word)
    for actor in ("gbr", "fra", "deu", "rus", "few", "eu"):
        kept(api, "statements", of(actor), clocks, actor=actor)
    for day in ("2025-02-05", "2025-02-08", "2025-03-16"):
        kept(api, "statements", lambda row, d=day: row["said_high"] >= d, clocks, **{"from": day})
        kept(api, "statements", lambda row, d=day: row["said_low"] <= d, clocks, to=day)
        kept(api, "sources", lambda row, d=day: row["published_on"] >= d, clocks, **{"from": day})
        kept(api, "sources", lambda row, d=day: row["published_on"] <= d, clocks, to=day)


@pytest.mark.parametrize("path", ["statements", "sources", "events", "timeline"])
def test_a_span_that_ends_before_it_begins_is_refused_by_name(api: Api, path: str) -> None:
    problem = api.refused(f"{path}/", **{"from": "2025-02-02", "to": "2025-02-01"})
    assert [(one["field"], one["code"]) for one in problem["errors"]] == [("from", "empty_range")]


@pytest.mark.parametrize("name", ["effective", "recorded"])
def test_claims_of_a_span_that_ends_before_it_begins_are_refused_by_name(api: Api, name: str) -> None:
    problem = api.refused("updates/", **{f"{name}_from": "2025-02-02", f"{name}_to": "2025-02-01"})
    assert [(one["field"], one["code"]) for one in problem["errors"]] == [(f"{name}_from", "empty_range")]


def test_positions_show_the_one_that_stands_or_all(api: Api) -> None:
    assert [row["key"] for row in api.get("positions/", as_of="2025-03-01")["results"]] == ["pos-rus-1"]
    assert api.get("positions/", as_of="2025-03-01", history="1")["count"] == 1
    assert api.get("positions/", history="1")["count"] == 2


def test_a_key_that_is_published_later_may_be_named_and_finds_nothing(api: Api) -> None:
    assert api.get("updates/", commitment="fra-land", known_on="2025-02-28")["count"] == 0
