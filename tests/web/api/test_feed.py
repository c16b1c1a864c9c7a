"""The change feed through the API."""

import json
from typing import Any

import pytest
from django.test import Client

from ledger.models import Change, Counter
from web.api.feed import TYPES
from web.api.nouns import BY_PATH, RESOURCES

from .conftest import Api

pytestmark = [pytest.mark.usefixtures("small"), pytest.mark.django_db]


def walk(api: Api, **parameters: Any) -> list[dict[str, Any]]:
    """Everything that a reader gets who follows `next`."""
    document = api.get("changes/", **parameters)
    rows: list[dict[str, Any]] = document["results"]
    while document["next"]:
        document = json.loads(Client().get(document["next"]).content)
        rows += document["results"]
    return rows


def test_the_feed_is_dense_and_in_order_whatever_the_page(api: Api) -> None:
    newest = Counter.objects.get().sequence
    whole = api.get("changes/", limit=1000)
    assert whole["newest_sequence"] == newest
    assert whole["next"] is None
    assert [row["sequence"] for row in whole["results"]] == list(range(1, newest + 1))
    moments = [row["recorded_at"] for row in whole["results"]]
    assert moments == sorted(moments)
    for limit in (1, 7, 50):
        assert walk(api, limit=limit) == whole["results"]


def test_a_row_carries_the_stored_object_as_it_is(api: Api) -> None:
    for row in api.get("changes/", limit=1000)["results"]:
        stored = Change.objects.get(sequence=row["sequence"])
        assert row["object"] == json.loads(stored.payload or "null")
        assert row["object"]["key"] == row["key"] == stored.key
        assert (row["package"] or "", row["actor"] or "") == (stored.package, stored.actor)


def test_a_reader_goes_on_after_what_it_has(api: Api) -> None:
    newest = Counter.objects.get().sequence
    assert [row["sequence"] for row in api.get("changes/", after=newest - 2)["results"]] == [
        newest - 1,
        newest,
    ]
    assert api.get("changes/", after=newest)["results"] == []


@pytest.mark.parametrize("ahead", [1, 10**9, 10**25])
def test_a_reader_ahead_of_the_ledger_is_sent_to_a_snapshot(ahead: int, api: Api) -> None:
    problem = api.refused("changes/", 410, after=Counter.objects.get().sequence + ahead)
    assert problem["code"] == "cursor_beyond_end"
    assert api.client.get(problem["snapshot"]).status_code == 200


def test_the_lists_that_a_refused_reader_is_sent_to_are_whole_and_stand_at_the_newest_sequence(
    api: Api,
) -> None:
    newest = Counter.objects.get().sequence
    problem = api.refused("changes/", 410, after=newest + 1, known_on="2025-03-01")
    assert problem["newest_sequence"] == newest
    assert set(problem["lists"]) == {noun.path for noun in RESOURCES}
    for path, address in problem["lists"].items():
        lines = api.client.get(address).getvalue().decode().splitlines()
        keys = {json.loads(line)["key"] for line in lines}
        assert keys == {row.key for row in BY_PATH[path].model.objects.published()}


def test_the_day_moves_no_row_of_the_feed_and_the_description_says_so(api: Api) -> None:
    rows = [api.get("changes/", as_of=day)["results"] for day in ("1990-01-01", "2025-03-01")]
    assert rows[0] == rows[1]
    told = api.get("schema/")["paths"]["/changes/"]["get"]["parameters"]
    assert "moves no row" in next(one["description"] for one in told if one["name"] == "as_of")


@pytest.mark.parametrize("bad", ["-1", "1.5", "x", "0x1", "1e3", "٣", " 1", "1" * 31])
def test_after_is_a_whole_number(bad: str, api: Api) -> None:
    assert [error["field"] for error in api.refused("changes/", after=bad)["errors"]] == ["after"]


@pytest.mark.parametrize("limit", ["0", "1001"])
def test_limit_is_bounded(limit: str, api: Api) -> None:
    assert api.refused("changes/", limit=limit)["errors"][0]["code"] == "out_of_range"


def test_filters_keep_rows_of_one_type_actor_or_package(api: Api) -> None:
    whole = api.get("changes/", limit=1000)["results"]
    for name, value in [("type", "update"), ("actor", "gbr"), ("package", "other-war")]:
        kept = [row for row in whole if value in (row["type"], *row["actors"], *row["packages"])]
        assert kept
        assert walk(api, limit=2, **{name: value}) == kept


def test_every_type_of_the_feed_can_be_asked_for(api: Api) -> None:
    assert {row["type"] for row in api.get("changes/", limit=1000)["results"]} == set(TYPES)


def test_a_past_question_ends_at_its_basis(api: Api) -> None:
    past = api.get("changes/", limit=1000, known_on="2025-02-28")
    assert (
        past["newest_sequence"]
        == past["basis"]
        == past["results"][-1]["sequence"]
        < Counter.objects.get().sequence
    )


@pytest.mark.parametrize("moment", ["2025-02-28", "2025-03-31", None])
def test_replaying_the_feed_gives_what_the_lists_show(moment: str | None, api: Api) -> None:
    """Up to any moment: the last object told of each key is the row of its list, but for what moves with the day."""
    clocks = {"known_on": moment} if moment else {}
    replayed: dict[tuple[str, str], Any] = {}
    for row in api.get("changes/", limit=1000, **clocks)["results"]:
        replayed[row["type"], row["key"]] = row["object"]
    for noun in RESOURCES:
        history = {"history": "1"} if noun.path == "positions" else {}
        rows = api.get(f"{noun.path}/", **clocks, **history)["results"]
        shown = {
            row["key"]: {k: v for k, v in row.items() if k not in ("stale", "unreaffirmed")} for row in rows
        }
        told = {key: one for (type, key), one in replayed.items() if type == noun.word}
        assert told == shown, noun.path


def test_the_same_page_twice_is_the_same_to_the_byte(api: Api) -> None:
    parameters = {"after": 3, "limit": 20, "as_of": "2025-03-01", "known_on": "2025-09-01"}
    assert api.answer("changes/", **parameters).content == api.answer("changes/", **parameters).content


def test_the_basis_is_what_the_ledger_said_then(api: Api) -> None:
    document = api.get("changes/", known_on="2025-03-31")
    [newest] = [
        row for row in api.get("changes/", limit=1000)["results"] if row["sequence"] == document["basis"]
    ]
    assert newest["recorded_at"] == "2025-03-20T23:59:59Z"
