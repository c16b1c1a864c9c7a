"""The list and the detail of every noun."""

import csv
import io
import json
from base64 import urlsafe_b64decode
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from web.api.cursors import Cursor, cursor_text
from web.api.nouns import BY_PATH, RESOURCES, Resource

from .conftest import Api

pytestmark = [pytest.mark.usefixtures("small"), pytest.mark.django_db]
every_noun = pytest.mark.parametrize("noun", RESOURCES, ids=lambda noun: noun.path)
#: Queries of one page of each list, the clocks and the count included, whatever the number of rows.
QUERIES = {
    "actors": 8,
    "leaders": 5,
    "publishers": 4,
    "sources": 4,
    "packages": 5,
    "guarantees": 8,
    "conditions": 15,
    "events": 7,
    "statements": 11,
    "commitments": 15,
    "updates": 14,
    "positions": 10,
}


@every_noun
def test_a_list_has_the_envelope_and_rows_of_the_declared_shape(noun: Resource, api: Api) -> None:
    document = api.get(f"{noun.path}/")
    assert list(document) == [
        "as_of", "known_on", "basis", "count", "complete", "next", "previous", "results",
    ]  # fmt: skip
    assert document["count"] == len(document["results"]) > 0
    assert document["complete"] is True
    assert document["next"] is document["previous"] is None
    for row in document["results"]:
        assert list(row) == list(noun.shape)


@every_noun
def test_a_detail_is_the_row_of_the_list_beside_the_clocks(noun: Resource, api: Api) -> None:
    document = api.get(f"{noun.path}/")
    row = document["results"][-1]
    clocks = {name: document[name] for name in ("as_of", "known_on", "basis")}
    assert api.get(f"{noun.path}/{row['key']}/") == {**clocks, **row}


@every_noun
def test_walking_the_pages_gives_the_whole_list_forth_and_back(noun: Resource, api: Api) -> None:
    whole = api.get(f"{noun.path}/", ordering="-key")["results"]
    page = api.get(f"{noun.path}/", ordering="-key", page_size=1)
    walked = page["results"]
    while page["next"]:
        assert page["complete"] is False
        page = json.loads(Client().get(page["next"]).content)
        walked += page["results"]
    assert walked == whole
    back = page["results"]
    while page["previous"]:
        page = json.loads(Client().get(page["previous"]).content)
        back = page["results"] + back
    assert back == whole


@every_noun
def test_csv_and_json_lines_are_the_whole_list(noun: Resource, api: Api) -> None:
    rows = api.get(f"{noun.path}/")["results"]
    lines = api.answer(f"{noun.path}/", format="jsonl")
    assert [json.loads(line) for line in lines.getvalue().decode().splitlines()] == rows
    answer = api.answer(f"{noun.path}/", format="csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    table = list(csv.reader(io.StringIO(answer.getvalue().decode(), newline="")))
    assert table[0] == list(noun.shape)
    assert [[_read(cell) for cell in line] for line in table[1:]] == [
        [_shown(value) for value in row.values()] for row in rows
    ]


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def test_no_cell_is_a_formula(api: Api) -> None:
    answer = api.answer("publishers/", format="csv", fields="name").getvalue().decode()
    assert answer.splitlines() == ["name", "'=The gazette", "'=The office", "'=The wire"]
    assert "'=away from the front" in api.answer("updates/", format="csv").getvalue().decode()


@every_noun
def test_every_plain_field_sorts_nulls_last_both_ways_and_ties_by_key(noun: Resource, api: Api) -> None:
    rows = api.get(f"{noun.path}/")["results"]
    for name in noun.sortable:
        for down in (False, True):
            known = sorted((row for row in rows if row[name] is not None), key=lambda row: row["key"])
            known.sort(key=lambda row: row[name], reverse=down)
            unknown = [row["key"] for row in rows if row[name] is None]
            found = api.get(f"{noun.path}/", ordering=f"-{name}" if down else name)["results"]
            assert [row["key"] for row in found] == [row["key"] for row in known] + unknown, (name, down)


@every_noun
def test_the_number_of_queries_does_not_depend_on_the_rows(
    noun: Resource, api: Api, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert api.get(f"{noun.path}/", page_size=1)["results"]
    with django_assert_num_queries(QUERIES[noun.path]):
        api.get(f"{noun.path}/", page_size=500)


@every_noun
def test_a_past_answer_stays_and_hides_what_was_not_known(noun: Resource, api: Api) -> None:
    early = api.get(f"{noun.path}/", as_of="2025-02-28", known_on="2025-02-28")
    assert (early["as_of"], early["known_on"], early["basis"] < 75) == ("2025-02-28", "2025-02-28", True)
    late = api.get(f"{noun.path}/", as_of="2025-02-28")
    assert {row["key"] for row in early["results"]} <= {row["key"] for row in late["results"]}
    assert api.get(f"{noun.path}/", known_on="1969-12-31")["count"] == 0


@pytest.mark.parametrize("path", ["commitments/fra-land", "conditions/c-late", "updates/fra-land-1"])
def test_what_was_recorded_later_is_not_known_then(path: str, api: Api) -> None:
    assert api.refused(f"{path}/", 404, known_on="2025-02-28")["code"] == "not_known_then"
    api.get(f"{path}/", as_of="2000-01-01")


@every_noun
def test_an_unknown_key_is_not_found(noun: Resource, api: Api) -> None:
    for key in ("no-such-key", "UPPER", "a" * 200, "%00", "' OR 1=1", "ключ"):
        assert api.refused(f"{noun.path}/{key}/", 404)["code"] == "not_found"


@every_noun
def test_bad_and_unknown_parameters_are_named_all_at_once(noun: Resource, api: Api) -> None:
    problem = api.refused(
        f"{noun.path}/", as_of="2025-02-30", nonsense="1", page_size="501", ordering="nonsense", fields=""
    )
    named = {error["field"]: error["code"] for error in problem["errors"]}
    assert named == {
        "as_of": "not_a_date",
        "nonsense": "unknown_parameter",
        "page_size": "out_of_range",
        "ordering": "unknown_field",
        "fields": "empty_value",
    }
    assert [error["field"] for error in api.refused(f"{noun.path}/x/", cursor="x")["errors"]] == ["cursor"]


@every_noun
def test_every_filter_refuses_what_it_does_not_know(noun: Resource, api: Api) -> None:
    for parameter in noun.filters:
        for bad in ("no-such-thing", "", "\x00"):
            problem = api.refused(f"{noun.path}/", **{parameter.name: bad})
            assert [error["field"] for error in problem["errors"]] == [parameter.name]


@every_noun
def test_sparse_fields_give_these_fields_in_this_order(noun: Resource, api: Api) -> None:
    names = list(noun.shape)[2:0:-1]
    assert list(api.get(f"{noun.path}/", fields=",".join(names))["results"][0]) == names
    key = api.get(f"{noun.path}/")["results"][0]["key"]
    assert list(api.get(f"{noun.path}/{key}/", fields="key")) == ["as_of", "known_on", "basis", "key"]


def test_a_cursor_belongs_to_its_question(api: Api) -> None:
    first = api.get("actors/", page_size=2)
    cursor = parse_qs(urlsplit(first["next"]).query)["cursor"][0]
    assert api.refused("actors/", cursor=cursor, kind="state")["errors"][0]["field"] == "cursor"
    for broken in (cursor[:-2], "x", "é", "W10", "WzEsMl0", "WzFlOTk5LDAsIiJd"):
        assert api.refused("actors/", cursor=broken)["errors"][0]["code"] == "unknown_cursor"


@pytest.mark.parametrize("offset", [14, 10**6])
def test_a_cursor_behind_the_last_row_is_refused(offset: int, api: Api) -> None:
    first = api.get("actors/", page_size=2)
    assert first["count"] < 14
    query = parse_qs(urlsplit(first["next"]).query)
    basis, _offset, mark = json.loads(urlsafe_b64decode(query["cursor"][0] + "=="))
    forged = cursor_text(Cursor(basis, offset, mark))
    asked = {name: values[0] for name, values in query.items()} | {"cursor": forged}
    [error] = api.refused("actors/", **asked)["errors"]
    assert (error["field"], error["code"]) == ("cursor", "unknown_cursor")
    assert "behind the last row" in error["detail"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("path", ["actors/", "timeline/", "search/"])
def test_a_whole_list_has_no_pages(path: str, form: str, api: Api) -> None:
    more = {"q": "united"} if path == "search/" else {}
    cursor = cursor_text(Cursor(1, 0, "x"))
    problem = api.refused(path, format=form, page_size="2", cursor=cursor, **more)
    assert [(error["field"], error["code"]) for error in problem["errors"]] == [
        ("page_size", "not_with_format"),
        ("cursor", "not_with_format"),
    ]
    assert api.answer(path, format=form, **more).status_code == 200


def test_a_walk_reads_at_the_basis_at_which_it_began(api: Api) -> None:
    first = api.get("actors/", page_size=2, known_on="2999-12-31")
    query = parse_qs(urlsplit(first["next"]).query)
    assert query["known_on"] == ["2999-12-31"]
    second = json.loads(Client().get(first["next"]).content)
    assert (second["basis"], second["known_on"]) == (first["basis"], "2999-12-31")


def test_search_ignores_case_and_marks(api: Api) -> None:
    assert [row["key"] for row in api.get("leaders/", search="LUKASZ muller")["results"]] == ["lukasz"]
    assert [row["key"] for row in api.get("statements/", search="elysee")["results"]] == ["st-gbr"]
    assert api.get("statements/", search="elysee nowhere")["count"] == 0
    page = api.get("actors/", search="a", ordering="-name", page_size=1)
    assert page["count"] > 1
    assert page["results"][0]["name"] == "United Kingdom" or page["results"][0]["name"] == "Ukraine"


@pytest.mark.parametrize("path", [path for path, noun in BY_PATH.items() if noun.includes])
def test_includes_put_objects_under_their_names(path: str, api: Api) -> None:
    names = list(BY_PATH[path].includes)
    document = api.get(f"{path}/", include=",".join(names))
    for name in names:
        assert all(isinstance(row[name], list) for row in document["results"])
        assert any(row[name] and row[name][0]["key"] for row in document["results"]), name
    assert "updates" in api.get("commitments/gbr-land/", include="updates", fields="key")
