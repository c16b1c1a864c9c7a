"""What was taken back, or only denied, is no claim: in no total, list, scenario and comparison, on no page."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests.web.api.conftest import Api
from tests.web.pages.test_contents import text_of

DAY = {"as_of": "2026-03-10"}
BEFORE = {"as_of": "2026-03-02"}
TAKEN_BACK = {"y-gone", "y-gone-if"}
CASE = {*TAKEN_BACK, "y-denied"}

pytestmark = pytest.mark.django_db


def keys(rows: list[dict[str, Any]], name: str = "key") -> set[str]:
    return {row[name] for row in rows} & CASE


@pytest.mark.parametrize("key", sorted(CASE))
def test_no_headline_stands_in_the_official_lane_since_no_day(api: Api, key: str) -> None:
    one = api.get(f"commitments/{key}/", **DAY)
    assert (one["headline"], one["firmness"], one["since"]) == ("none", None, None)
    assert (one["low"], one["requires"], one["open_conditions"]) == (None, [], [])


def test_the_last_word_and_what_took_what_back_still_speak(api: Api) -> None:
    one = api.get("commitments/y-gone/", **DAY)
    assert (one["last_said"], one["reported"], one["disputed"]) == ("2026-03-09", None, [])
    assert one["retracted"] == [{"update": "y-gone-1", "by": "y-gone-2"}]
    before = api.get("commitments/y-gone/", as_of="2026-03-08")
    assert (before["headline"], before["retracted"]) == ("pledged", [])
    denied = api.get("commitments/y-denied/", **DAY)
    assert denied["disputed"] == [{"update": "y-denied-1", "by": ["ita"], "denial": "y-denied-2"}]
    assert (denied["last_said"], denied["retracted"]) == (None, [])
    assert (denied["reported"]["headline"], denied["reported"]["low"]) == ("pledged", 800)


def test_it_is_in_none_of_the_lists_of_a_scenario(api: Api) -> None:
    for assumed in ({}, {"assume": "c-ceasefire:met"}):
        found = api.get("scenario/", package="ukr-postwar", **DAY, **assumed)
        listed = [row for name in ("firm", "waiting", "blocked") for row in found[name]]
        assert listed
        assert keys(listed, "commitment") == set()
        assert not CASE & {key for stone in found["keystones"] for key in stone["unlocks"]}
    waiting = {
        key for row in api.get("conditions/", page_size=500, **DAY)["results"] for key in row["waiting"]
    }
    assert not CASE & waiting


def test_it_adds_nothing_to_a_total_and_its_reason_is_no_claim(api: Api) -> None:
    asked = {"guarantee": "g-land", "contribution": "troops"}
    names = ("low", "high", "counted", "uncounted", "refused")

    def total(**clocks: str) -> list[Any]:
        [row] = [
            row for row in api.get("totals/", **asked, **clocks)["results"] if row["unit"] == "personnel"
        ]
        return [row[name] for name in names]

    assert total(**DAY) == total(**BEFORE)
    found = api.get("explain/", unit="personnel", **asked, **DAY)
    assert keys(found["included"], "commitment") == set()
    reasons = {row["commitment"]: row["reason"] for row in found["excluded"]}
    assert {reasons[key] for key in CASE} == {"no_claim"}
    reported = api.get("explain/", unit="personnel", lane="reported", **asked, **DAY)
    assert keys(reported["included"], "commitment") == {"y-denied"}


def test_it_is_gone_and_nothing_stands_after(api: Api) -> None:
    moved = {
        row["commitment"]: row
        for row in api.get("compare/", **{"from": "2026-03-04", "to": "2026-03-10"})["moved"]
    }
    assert set(moved) & CASE == TAKEN_BACK
    for key in TAKEN_BACK:
        one = moved[key]
        assert (one["direction"], one["after"], one["because"]) == ("gone", None, [f"{key}-2"])
        assert one["before"]["headline"] == "pledged"
    back = {
        row["commitment"]: row
        for row in api.get("compare/", **{"from": "2026-03-10", "to": "2026-03-04"})["moved"]
    }
    assert {(back[key]["direction"], back[key]["before"]) for key in TAKEN_BACK} == {("new", None)}


def test_a_list_by_lane_leaves_it_out(api: Api) -> None:
    for form in ("jsonl", "csv"):
        answer = api.answer("commitments/", lane="official", actor="ita", format=form, **DAY)
        assert b"y-" not in b"".join(answer.streaming_content)
    assert keys(api.get("commitments/", lane="reported", actor="ita", **DAY)["results"]) == {"y-denied"}
    assert (
        keys(api.get("commitments/", lane="official", actor="ita", as_of="2026-03-04")["results"])
        == TAKEN_BACK
    )
    assert keys(api.get("commitments/", actor="ita", headline="none", **DAY)["results"]) == CASE
    assert keys(api.get("commitments/", actor="ita", **DAY)["results"]) == CASE


def test_every_lane_of_a_list_is_one_in_which_something_stands(api: Api) -> None:
    every = api.get("commitments/", page_size=500, **DAY)["results"]
    official = api.get("commitments/", page_size=500, lane="official", **DAY)["results"]
    reported = api.get("commitments/", page_size=500, lane="reported", **DAY)["results"]
    assert {row["key"] for row in official} == {row["key"] for row in every if row["since"]}
    assert {row["key"] for row in reported} == {row["key"] for row in every if row["reported"]}


def test_the_feed_tells_that_it_is_gone(api: Api) -> None:
    rows = [
        row for row in api.get("changes/", type="commitment", limit=1000)["results"] if row["key"] == "y-gone"
    ]
    assert (rows[0]["object"]["headline"], rows[-1]["object"]["headline"]) == ("pledged", "none")
    assert rows[-1]["object"]["since"] is None
    assert rows[-1]["object"]["retracted"] == [{"update": "y-gone-1", "by": "y-gone-2"}]


def test_its_page_says_that_nothing_stands_and_what_was_taken_back(visitor: Client) -> None:
    shown = text_of(visitor, "/commitments/y-gone/?as_of=2026-03-10")
    assert "Nothing stands." in shown
    assert "Last said: 9 Mar 2026" in shown
    assert "Taken back. A claim was taken back" in shown
    # The last word is no older than the record, which ends a day later.
    later = visitor.get("/api/v1/commitments/y-gone/?as_of=2026-11-20").json()
    assert (later["stale"], later["last_said"]) == (False, "2026-03-09")
    assert "Stale" not in text_of(visitor, "/commitments/y-gone/?as_of=2026-11-20")
    assert "Case y-gone" not in text_of(visitor, "/commitments/?actor=ita&warning=stale&as_of=2026-11-20")
    denied = text_of(visitor, "/commitments/y-denied/?as_of=2026-03-10")
    assert "Nothing stands." in denied
    assert "There is no official line." in denied


def test_its_actor_does_not_offer_it(visitor: Client) -> None:
    shown = text_of(visitor, "/actors/ita/?as_of=2026-03-10")
    offers, _, silent = shown.partition("Of which nothing stands")
    assert "Case y-gone" not in offers
    assert "Case y-gone-if" in silent
    # What is only reported is shown among the offers, with its mark.
    assert "Case y-denied" in offers
    page = visitor.get("/commitments/y-gone/?as_of=2026-03-10").content.decode()
    assert "Italy: nothing stands of what was said officially." in page
    page = visitor.get("/commitments/y-denied/?as_of=2026-03-10").content.decode()
    assert "Italy: no official word on record. As others report it: pledged." in page


def test_no_page_counts_it_as_an_offer(visitor: Client) -> None:
    for address in (
        "/scenario/?package=ukr-postwar&as_of=2026-03-10",
        "/explain/?guarantee=g-land&contribution=troops&unit=personnel&as_of=2026-03-10",
    ):
        page = visitor.get(address).content.decode()
        before = page.partition("No claim")[0]
        assert "/commitments/y-gone/" not in before, address
    shown = text_of(visitor, "/compare/?from=2026-03-04&to=2026-03-10")
    assert "2 official lines moved." in shown
    assert "2 Gone" in shown
    brief = text_of(visitor, "/brief/?since=2026-03-04&as_of=2026-03-10")
    assert "2 gone" in brief
    assert "1 denied" in brief


def test_the_matrix_has_no_word_for_it(api: Api, visitor: Client) -> None:
    def cell(**clocks: str) -> Any:
        rows = api.get("matrix/", guarantee="g-land", contribution="troops", **clocks)["rows"]
        [row] = [row for row in rows if row["actor"] == "ita"]
        return row["cells"]["troops"]

    now, before = cell(**DAY), cell(**BEFORE)
    assert (now["headline"], now["low"], now["high"]) == (before["headline"], before["low"], before["high"])
    assert (before["reported"], now["reported"]) == (None, "pledged")
    assert cell(as_of="2026-03-04")["headline"] == "pledged"
    table = visitor.get("/matrix.csv?guarantee=g-land&as_of=2026-03-10").content.decode()
    italy = [row for row in csv.DictReader(io.StringIO(table)) if "ita" in row.values()]
    assert italy
    assert not any("400" in row.values() or "120" in row.values() for row in italy)
