"""The views over the record, in the shapes of the contract, on the small ledger."""

import csv
import io
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from pytest_django import DjangoAssertNumQueries

from .conftest import Api

pytestmark = [pytest.mark.usefixtures("small"), pytest.mark.django_db]

NOW = {"as_of": "2025-08-01", "known_on": "2025-08-01"}
#: Queries of each view, the clocks and the keys included, whatever the number of rows.
QUERIES = {
    "matrix/": 14,
    "totals/": 6,
    "coverage/": 9,
    "timeline/": 18,
    "scenario/?package=peace": 10,
    "explain/?guarantee=g-land&contribution=troops&unit=personnel": 7,
    "compare/?from=2025-01-01&to=2025-08-01": 5,
}


@pytest.mark.parametrize("url", QUERIES)
def test_a_view_asks_a_constant_number_of_queries(
    url: str, api: Api, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path, _, query = url.partition("?")
    parameters = dict(pair.split("=") for pair in query.split("&") if pair)
    api.get(path, **parameters, as_of="2025-07-01")
    with django_assert_num_queries(QUERIES[url]):
        api.get(path, **parameters, as_of="2025-08-01")


def cells(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["actor"]: row["cells"] for row in document["rows"]}


def test_a_joint_commitment_stands_in_the_row_of_each_party(api: Api) -> None:
    rows = cells(api.get("matrix/", package="peace", **NOW))
    assert list(rows) == ["deu", "few", "fra", "gbr"]
    joint = {
        "headline": "formalised", "until": None, "low": 5000, "high": None, "unit": "EUR",
        "figures": [
            {"guarantee": "g-money", "unit": "EUR", "low": 5000, "high": None, "headline": "formalised", "joint": True}
        ],
        "commitments": ["deu-money"], "conditions_open": ["c-ceasefire", "c-vote"], "no_longer_named": [],
        "reported": None,
    }  # fmt: skip
    assert rows["deu"]["finance"] == rows["fra"]["finance"] == joint
    assert rows["fra"]["troops"]["headline"] == "ruled_out"
    assert rows["few"]["troops"] == {
        "headline": "none", "until": None, "low": None, "high": None, "unit": None, "figures": [],
        "commitments": ["few-land"], "conditions_open": [], "no_longer_named": [], "reported": "discussed",
    }  # fmt: skip


def test_the_filters_of_the_matrix_choose_commitments(api: Api) -> None:
    assert set(cells(api.get("matrix/", contribution="finance"))) == {"deu", "fra"}
    assert set(cells(api.get("matrix/", lane="reported"))) == {"few", "gbr"}
    assert set(cells(api.get("matrix/", strength_at_least="pledged", guarantee="g-land"))) == {"gbr"}
    assert set(cells(api.get("matrix/", member_of="eu"))) == {"deu", "fra"}
    assert set(cells(api.get("matrix/", actor="rus"))) == set()


def test_an_actor_has_a_row_in_each_package(api: Api) -> None:
    rows = [(row["package"], row["actor"]) for row in api.get("matrix/", actor="gbr", **NOW)["rows"]]
    assert rows == [("other-war", "gbr"), ("peace", "gbr")]
    for row in api.get("matrix/", **NOW)["rows"]:
        alone = api.get("matrix/", package=row["package"], **NOW)["rows"]
        assert row in alone


def test_packages_never_mix(api: Api) -> None:
    for path in ("matrix/", "totals/"):
        both = api.get(path)
        sums = both["totals"] if path == "matrix/" else both["results"]
        assert {one["guarantee"] for one in sums} == {"g-land", "g-money", "o-land"}
    [other] = api.get("totals/", package="other-war")["results"]
    assert (other["guarantee"], other["low"], other["high"]) == ("o-land", 10, 10)
    assert cells(api.get("matrix/", package="other-war")).keys() == {"gbr"}


def test_totals_count_parts_and_leave_out_wholes_and_refusals(api: Api) -> None:
    [one] = api.get("totals/", guarantee="g-land", **NOW)["results"]
    explain = one.pop("explain")
    assert one == {
        "guarantee": "g-land", "contribution": "troops", "unit": "personnel", "lane": "official",
        "low": 250, "high": 500, "counted": 1, "uncounted": 0, "refused": 1,
        "by_strength": {"pledged": {"low": 250, "high": 500, "counted": 1, "uncounted": 0}},
        "possible_double_count": [], "rule": "totals/v1",
    }  # fmt: skip
    parts = urlsplit(explain)
    assert parts.path == "/api/v1/explain/"
    told = api.client.get(explain).json()
    assert told["included"] == [
        {"commitment": "gbr-land", "low": 250, "high": 500, "updates": ["gbr-land-2"]}
    ]
    assert told["excluded"] == [
        {"commitment": "few-land", "reason": "whole"},
        {"commitment": "fra-land", "reason": "refused"},
    ]
    assert {name: told[name] for name in NOW} == NOW


def test_every_total_is_the_sum_of_what_its_explanation_includes(api: Api) -> None:
    for lane in ("official", "reported"):
        for one in api.get("totals/", lane=lane)["results"]:
            told = api.client.get(one["explain"]).json()
            assert len(told["included"]) == one["counted"]
            reasons = [row["reason"] for row in told["excluded"]]
            assert (reasons.count("no_figure"), reasons.count("refused")) == (
                one["uncounted"],
                one["refused"],
            )
            if one["counted"]:
                highs = [row["high"] for row in told["included"]]
                assert one["low"] == sum(row["low"] or 0 for row in told["included"])
                assert one["high"] == (None if None in highs else sum(highs))


@pytest.mark.parametrize("unit", ["XXQ", "GBR", "eur", "USDT", "People"])
def test_a_unit_is_a_word_of_the_vocabulary_or_a_currency_that_there_is(unit: str, api: Api) -> None:
    asked = {"guarantee": "g-land", "contribution": "troops"}
    [error] = api.refused("explain/", **asked, unit=unit)["errors"]
    assert (error["field"], error["code"]) == ("unit", "unknown_word")
    for known in ("personnel", "none", "EUR", "UAH"):
        api.get("explain/", **asked, unit=known)


def test_the_totals_of_a_scenario_lead_to_what_explains_their_sums(api: Api) -> None:
    told = api.get("scenario/", package="peace", assume="c-vote:met", **NOW)
    firm = {row["commitment"] for row in told["firm"]}
    for one in told["totals"]["after"]:
        parts = urlsplit(one["explain"])
        assert parts.path == "/api/v1/explain/"
        explained = api.client.get(one["explain"]).json()
        counted = [row for row in explained["included"] if row["commitment"] in firm]
        assert len(counted) == one["counted"]
        assert sum(row["low"] or 0 for row in counted) == (one["low"] or 0)
    assert any(one["counted"] for one in told["totals"]["after"])


def test_the_reported_lane_is_added_up_on_its_own(api: Api) -> None:
    [one] = api.get("totals/", guarantee="g-land", lane="reported", **NOW)["results"]
    assert (one["lane"], one["low"], one["high"], one["counted"]) == ("reported", 0, 400, 1)


def test_a_limit_on_the_strength_keeps_the_refusals(api: Api) -> None:
    [one] = api.get("totals/", guarantee="g-land", strength_at_least="formalised", **NOW)["results"]
    assert (one["counted"], one["refused"], one["low"]) == (0, 1, None)


def test_coverage_shows_each_claimant_and_the_gap(api: Api) -> None:
    found = {one["guarantee"]: one for one in api.get("coverage/", package="peace", **NOW)["results"]}
    land = found["g-land"]
    assert [(size["claimed_by"], size["low"], size["high"]) for size in land["requirements"]] == [
        (None, 2000, 4000)
    ]
    assert land["pledged"] == {"low": 250, "high": 500, "unit": "personnel"}
    people = {"unit": "personnel", "low": 250, "high": 500, "counted": 1, "uncounted": 0, "refused": 1}
    assert land["pledged_by_unit"] == [people]
    assert land["gap"] == [
        {"claimed_by": None, "low": 1500, "high": 3750, "low_if_uncounted_add_nothing": 1500}
    ]
    assert land["refused"] == 1
    assert found["g-money"]["requirements"] == []


def lists(document: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [one["commitment"] for one in document[name]] for name in ("firm", "waiting", "blocked")}


def test_a_scenario_puts_each_promise_in_one_list_and_says_why(api: Api) -> None:
    actual = api.get("scenario/", package="peace", **NOW)
    assert lists(actual) == {"firm": [], "waiting": ["deu-money", "gbr-land"], "blocked": []}
    assert actual["keystones"][0]["condition"] == "c-ceasefire"
    assert actual["keystones"][0]["unlocks"] == ["deu-money", "gbr-land"]
    met = api.get("scenario/", package="peace", assume="c-vote:met", **NOW)
    assert lists(met) == {"firm": ["deu-money"], "waiting": ["gbr-land"], "blocked": []}
    assert met["firm"][0]["why"] == [{"condition": "c-vote", "state": "met", "assumed": True}]
    [money] = [one for one in met["totals"]["after"] if one["guarantee"] == "g-money"]
    assert (money["low"], money["counted"]) == (5000, 1)
    never = api.get("scenario/", package="peace", assume=["c-ceasefire:impossible", "c-vote:unmet"], **NOW)
    assert lists(never) == {"firm": [], "waiting": ["deu-money"], "blocked": ["gbr-land"]}
    assert lists(api.get("scenario/", package="peace", guarantee="g-land")) == {
        "firm": ["gbr-land"], "waiting": [], "blocked": [],
    }  # fmt: skip


def test_a_scenario_without_assumptions_agrees_with_the_commitments(api: Api) -> None:
    told = lists(api.get("scenario/", package="peace"))
    for row in api.get("commitments/", package="peace")["results"]:
        if row["firmness"]:
            assert row["key"] in told[row["firmness"]]


def whole(api: Api, path: str, form: str, **asked: str) -> list[dict[str, Any]]:
    """The rows of an answer in CSV (all cells are text) or JSON Lines."""
    text = api.answer(path, format=form, **asked).getvalue().decode()
    if form == "jsonl":
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_matrix_is_also_a_table_of_its_cells(api: Api) -> None:
    cells = [
        {"package": row["package"], "actor": row["actor"], "contribution": word, **cell}
        for row in api.get("matrix/", package="peace", **NOW)["rows"]
        for word, cell in row["cells"].items()
    ]
    assert whole(api, "matrix/", "jsonl", package="peace", **NOW) == cells
    table = whole(api, "matrix/", "csv", package="peace", **NOW)
    assert [line["headline"] for line in table] == [cell["headline"] for cell in cells]
    assert [json.loads(line["commitments"]) for line in table] == [cell["commitments"] for cell in cells]


@pytest.mark.parametrize("path", ["totals/", "coverage/", "changes/"])
def test_results_are_also_lines_and_a_table(path: str, api: Api) -> None:
    rows = api.get(path, **NOW, **({"limit": 1000} if path == "changes/" else {}))["results"]
    assert len(rows) > 1
    assert whole(api, path, "jsonl", **NOW) == rows
    table = whole(api, path, "csv", **NOW)
    assert [list(line) for line in table] == [list(row) for row in rows]


@pytest.mark.parametrize(
    ("assume", "code"),
    [
        ("c-nothing:met", "unknown_key"),
        ("c-late:met", "condition_of_another_package"),
        ("c-vote:perhaps", "unknown_word"),
        ("c-vote", "missing_state"),
        ("c-vote:", "missing_state"),
        ("C vote:met", "unknown_key"),
        (["c-vote:met", "c-vote:unmet"], "given_twice"),
        ("", "empty_value"),
    ],
)
def test_an_assumption_that_cannot_be_made_is_refused(assume: Any, code: str, api: Api) -> None:
    problem = api.refused("scenario/", package="peace", assume=assume)
    assert [(error["field"], error["code"]) for error in problem["errors"]] == [("assume", code)]


def test_comparing_days_tells_what_moved_and_because_of_what(api: Api) -> None:
    moved = {
        one["commitment"]: one
        for one in api.get("compare/", **{"from": "2025-03-01", "to": "2025-04-01"})["moved"]
    }
    assert set(moved) == {"fra-land", "gbr-land"}
    assert (moved["fra-land"]["before"], moved["fra-land"]["direction"]) == (None, "new")
    assert moved["gbr-land"]["direction"] == "figure"
    assert moved["gbr-land"]["because"] == ["gbr-land-2"]
    assert list(moved["gbr-land"]["after"]) == [
        "headline", "strength", "delivery", "standing", "low", "high", "words", "requires", "restrictions", "until",
        "last_said",
    ]  # fmt: skip


def test_the_reported_lane_is_compared_where_it_is_asked_for(api: Api) -> None:
    days = {"from": "2025-01-01", "to": "2025-12-31"}
    official = api.get("compare/", **days)["moved"]
    assert api.get("compare/", lane="official", **days)["moved"] == official
    reported = api.get("compare/", lane="reported", **days)["moved"]
    assert reported
    for one in reported:
        detail = api.get(f"commitments/{one['commitment']}/", as_of="2025-12-31")
        assert one["after"] == detail["reported"]
    assert api.refused("compare/", lane="both", **days)["errors"][0]["field"] == "lane"


def test_comparing_moments_of_knowledge_holds_the_day_still(api: Api) -> None:
    known = {"known_from": "2025-03-01", "known_to": "2025-04-01", "as_of": "2025-04-01"}
    assert [one["commitment"] for one in api.get("compare/", **known)["moved"]] == ["fra-land", "gbr-land"]
    assert api.get("compare/", **known, actor="fra")["moved"][0]["commitment"] == "fra-land"
    assert api.get("compare/", known_from="2025-04-01", known_to="2025-04-02")["moved"] == []


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"from": "2025-01-01"}, "to"),
        ({"to": "2025-01-01"}, "from"),
        ({"known_to": "2025-01-01"}, "known_from"),
    ],
)
def test_a_comparison_needs_both_ends(given: dict[str, str], missing: str, api: Api) -> None:
    assert [error["field"] for error in api.refused("compare/", **given)["errors"]] == [missing]


def test_the_timeline_is_in_one_order(api: Api) -> None:
    document = api.get("timeline/", package="peace", **NOW)
    entries = [(one["date_low"], one["type"], one["key"]) for one in document["results"]]
    assert entries[:2] == [("2025-02-05", "event", "e-summit"), ("2025-02-05", "update", "gbr-land-1")]
    assert [low for low, _, _ in entries] == sorted(low for low, _, _ in entries)
    assert document["complete"]
    assert api.get("updates/gbr-land-1/", **NOW).items() >= document["results"][1]["object"].items()
    kept = api.get("timeline/", actor="fra", **{"from": "2025-02-06", "to": "2025-03-15"}, **NOW)["results"]
    assert [one["key"] for one in kept] == ["deu-money-1", "fra-land-1"]
