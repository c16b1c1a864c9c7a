"""The changes of the demo record: filtered by an actor or a package, they have what the lists give for the same."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actors.models import Actor
from guarantees.models import Package
from tests.web.api.conftest import Api
from web.api.nouns import RESOURCES

from .test_contents import text_of

# A list that asks for the day: the feed tells of all whose office somebody has held, on whatever day.
OF_A_DAY = {"leaders"}


@pytest.fixture
def api(visitor: Client) -> Api:
    """Reads the demo record through the API."""
    return Api()


def told(api: Api, **asked: Any) -> list[dict[str, Any]]:
    """All rows of the filtered feed."""
    lines = api.client.get("/api/v1/changes/", {**asked, "format": "jsonl"}).getvalue().decode().splitlines()
    return [json.loads(line) for line in lines]


def listed(api: Api, path: str, **asked: Any) -> set[str]:
    everything = {"history": "1"} if path == "positions" else {}
    query = {"as_of": "2099-12-31", **everything, **asked, "format": "jsonl"}
    lines = api.client.get(f"/api/v1/{path}/", query).getvalue().decode().splitlines()
    return {json.loads(line)["key"] for line in lines}


@pytest.mark.parametrize("clocks", [{}, {"known_on": "2025-08-19"}], ids=["now", "then"])
@pytest.mark.parametrize(("name", "noun"), [("actor", Actor), ("package", Package)])
def test_the_feed_of_an_actor_or_a_package_has_the_objects_of_its_lists(
    name: str, noun: Any, clocks: dict[str, str], api: Api
) -> None:
    nouns = [
        one for one in RESOURCES if one.path not in OF_A_DAY and name in {each.name for each in one.filters}
    ]
    assert len(nouns) >= 2
    for key in noun.objects.published().values_list("key", flat=True):
        rows = told(api, **{name: key}, **clocks)
        assert all(key in row[f"{name}s"] for row in rows)
        for one in nouns:
            in_the_feed = {row["key"] for row in rows if row["type"] == one.word}
            assert in_the_feed == listed(api, one.path, **{name: key}, **clocks), (key, one.path)


def test_whoever_follows_norway_is_told_of_its_joint_pledge_and_of_the_statements_about_it(api: Api) -> None:
    rows = told(api, actor="nor")
    joint = [row["key"] for row in rows if row["type"] == "commitment" and row["actor"] != "nor"]
    assert joint
    for row in rows:
        if row["type"] == "statement":
            claims = {one["key"] for one in rows if one["type"] in ("update", "position")}
            assert "nor" in row["object"]["speaking_for"] or claims & set(row["object"]["claims"])


def test_a_package_has_the_statements_whose_claims_are_about_it(api: Api) -> None:
    of_package = {row["key"] for row in told(api, package="ukr-postwar", type="statement")}
    whole = told(api)
    claims = {row["key"] for row in whole if row["package"] == "ukr-postwar" and "statement" in row["object"]}
    wanted = {
        row["key"] for row in whole if row["type"] == "statement" and claims & set(row["object"]["claims"])
    }
    assert of_package == wanted != set()


def test_every_row_says_all_to_which_it_belongs_and_the_one_of_before_is_among_them(api: Api) -> None:
    for row in told(api):
        assert row["actor"] is None or row["actor"] in row["actors"]
        assert row["package"] is None or row["package"] in row["packages"]
        assert len(set(row["actors"])) == len(row["actors"])
        if row["type"] == "commitment":
            assert set(row["actors"]) == {row["object"]["actor"], *row["object"]["joint_with"]}
        if row["type"] == "event":
            assert set(row["actors"]) == {one["actor"] for one in row["object"]["participants"]}
        if row["type"] == "leader":
            assert set(row["actors"]) == {one["actor"] for one in row["object"]["tenures"]}
    assert any(len(row["actors"]) > 1 for row in told(api, type="event"))


def test_the_office_holders_of_a_list_are_in_the_feed_of_their_actor(api: Api) -> None:
    for key in ("gbr", "fra", "usa"):
        rows = {row["key"] for row in told(api, actor=key, type="leader")}
        days = [listed(api, "leaders", actor=key, as_of=day) for day in ("2024-06-01", "2025-09-01")]
        assert set().union(*days) <= rows


@pytest.mark.parametrize("limit", [1, 3, 1000])
@pytest.mark.parametrize("asked", [{}, {"actor": "gbr"}, {"type": "update"}], ids=["whole", "actor", "type"])
def test_a_row_says_with_what_it_came_and_is_the_same_whatever_the_filter_and_the_page(
    asked: dict[str, str], limit: int, api: Api
) -> None:
    whole = {row["sequence"]: row for row in told(api)}
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for sequence, row in whole.items():
        first.setdefault(row["recorded_at"], sequence)
        last[row["recorded_at"]] = sequence
    rows = told(api, **asked)
    for row in rows:
        assert row["changeset"] == first[row["recorded_at"]]
        assert row["last_in_changeset"] == (last[row["recorded_at"]] == row["sequence"])
        assert row == whole[row["sequence"]]
    after = rows[5]["sequence"]
    page = api.get("changes/", after=after, limit=limit, **asked)["results"]
    assert page == [row for row in rows if row["sequence"] > after][:limit]


def test_the_number_of_queries_does_not_grow_with_the_page(api: Api) -> None:
    counts = []
    for limit in (2, 900):
        with CaptureQueriesContext(connection) as captured:
            api.get("changes/", limit=limit, actor="gbr", package="ukr-postwar")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10


def test_the_page_fits_the_same_rows(visitor: Client, api: Api) -> None:
    rows = told(api, actor="nor", package="ukr-postwar")
    page = visitor.get("/changes/?actor=nor&package=ukr-postwar").content.decode()
    for row in rows[-100:]:
        assert f'<td class="num">{row["sequence"]}</td>' in page
    assert page.count('<td class="num">') == min(len(rows), 100)


def test_the_page_names_the_parties_of_a_joint_pledge(visitor: Client) -> None:
    shown = text_of(visitor, "/changes/?actor=nor")
    assert "Norway" in shown
    assert "more)" in shown
