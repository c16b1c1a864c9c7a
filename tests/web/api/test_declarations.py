"""What actors say together, at an hour, in their own words, until a day: in the answers of the API."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest

from commitments.searching import rebuild
from ledger.asof import AsOf
from ledger.clock import newest_stamp
from tests import drafts, worlds
from tests.web.declarations import JOINT, OCTOBER, QUOTED

from .conftest import Api

pytestmark = [pytest.mark.usefixtures("declared"), pytest.mark.django_db]

BEFORE_THE_NAMES = {"known_on": "2025-09-30"}
NOW = {"as_of": "2025-10-02", "known_on": "2025-10-02"}


def keys(document: dict[str, Any]) -> list[str]:
    return [row["key"] for row in document["results"]]


# ---- who speaks, when, in which words


def test_a_joint_declaration_speaks_for_each_of_its_actors_in_the_order_of_entry(api: Api) -> None:
    assert api.get("statements/s-together/", **NOW)["speaking_for"] == ["fra", "gbr"]
    assert api.get("updates/u-together/", **NOW)["speaking_for"] == ["fra", "gbr"]
    assert api.get("updates/u-before/", **NOW)["speaking_for"] == ["gbr"]


def test_a_filter_on_whom_a_statement_speaks_for_fits_each_of_them_and_gives_it_once(api: Api) -> None:
    assert keys(api.get("statements/", speaking_for="fra", **NOW)) == ["s-together"]
    assert keys(api.get("statements/", speaking_for="gbr", **NOW)) == ["s-before", "s-together"]
    assert api.get("statements/", speaking_for="gbr", known_on="2025-09-04")["count"] == 0
    assert keys(api.get("statements/", speaking_for="eu", **NOW)) == []


def test_the_words_of_a_search_may_be_names_of_several_actors_and_find_the_statement_once(api: Api) -> None:
    assert keys(api.get("statements/", search="france kingdom", **NOW)) == ["s-together"]


def test_a_list_field_can_be_chosen_but_not_sorted_by(api: Api) -> None:
    found = api.get("statements/", fields="key,speaking_for", **NOW)["results"]
    assert found[-1] == {"key": "s-together", "speaking_for": ["fra", "gbr"]}
    for path in ("statements/", "updates/"):
        assert api.refused(path, ordering="speaking_for")["errors"][0]["code"] == "unknown_field"


def test_whole_lists_as_files_hold_all_of_them(api: Api) -> None:
    answer = api.answer("statements/", format="csv", **NOW)
    lines = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [json.loads(line["speaking_for"]) for line in lines] == [["gbr"], ["fra", "gbr"]]
    answer = api.answer("statements/", format="jsonl", include="updates", **NOW)
    rows = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert rows[1]["updates"][0]["speaking_for"] == ["fra", "gbr"]


def test_a_moment_is_told_as_it_was_recorded_and_a_quotation_with_its_language(api: Api) -> None:
    said = api.get("statements/s-together/", **NOW)
    assert said["said_at"] == "2025-09-04T18:30:00+02:00"
    assert (said["quotation"], said["quotation_language"]) == (QUOTED, "fr")
    silent = api.get("statements/s-before/", **NOW)
    assert (silent["quotation"], silent["quotation_language"]) == (None, None)
    for path in ("updates/u-together/", "updates/u-gbr-share/"):
        assert api.get(path, **NOW)["said_at"] == "2025-09-04T18:30:00+02:00"
    condition = api.get("conditions/c-peace/", include="updates", **NOW)
    assert condition["updates"][0]["said_at"] == "2025-09-04T18:30:00+02:00"


def test_statements_and_claims_sort_by_the_moment_itself_not_by_its_text(api: Api) -> None:
    # 19:00 in Kyiv is before 18:30 in Paris.
    assert keys(api.get("statements/", ordering="said_at", **NOW)) == ["s-before", "s-together"]
    assert keys(api.get("statements/", ordering="-said_at", **NOW)) == ["s-together", "s-before"]
    assert keys(api.get("updates/", ordering="said_at", **NOW))[0] == "u-before"


def test_claims_of_one_day_stand_in_the_order_of_the_hour(api: Api) -> None:
    row = api.get("commitments/gbr-troops/", include="updates", **NOW)
    assert [claim["key"] for claim in row["updates"]] == ["u-before", "u-together"]
    assert row["strength"] == "pledged"
    told = [one["key"] for one in api.get("timeline/", **NOW)["results"] if one["type"] == "update"]
    assert told[0] == "u-before"


# ---- until when, and in which unit


def test_a_promise_is_told_with_its_last_day_and_has_lapsed_after_it(api: Api) -> None:
    claim = api.get("updates/u-together/", **NOW)
    assert (claim["until"], claim["until_low"], claim["until_high"]) == (
        "2025-12",
        "2025-12-01",
        "2025-12-31",
    )
    row = api.get("commitments/gbr-troops/", as_of="2025-12-31")
    assert (row["until"], row["headline"], row["low"]) == ("2025-12", "pledged", 100)
    row = api.get("commitments/gbr-troops/", as_of="2026-01-01")
    assert (row["until"], row["headline"], row["firmness"], row["since"]) == (
        "2025-12",
        "lapsed",
        None,
        "2026-01-01",
    )
    assert (row["standing"], row["low"]) == ("offered", 100), (
        "what was said stays, for when it is given again"
    )
    assert api.get("commitments/gbr-money/", **NOW)["until"] is None


def test_what_was_compared_tells_both_states_with_their_last_day(api: Api) -> None:
    [moved] = api.get("compare/", **{"from": "2025-12-31", "to": "2026-01-01"}, **NOW)["moved"]
    assert (moved["commitment"], moved["because"]) == ("gbr-troops", [])
    assert (moved["before"]["until"], moved["after"]["until"]) == ("2025-12", "2025-12")


def test_a_cell_of_the_matrix_tells_until_when_its_word_holds(api: Api) -> None:
    [row] = [one for one in api.get("matrix/", **NOW)["rows"] if one["actor"] == "fra"]
    assert row["cells"]["troops"]["until"] == "2025-12"
    [row] = [one for one in api.get("matrix/", **NOW)["rows"] if one["actor"] == "gbr"]
    assert row["cells"]["finance"]["until"] is None


def test_commitments_sort_by_their_last_day(api: Api) -> None:
    assert keys(api.get("commitments/", ordering="until", **NOW))[0] == "gbr-troops"


@pytest.mark.parametrize("unit", ["EUR/year", "bp_gdp"])
def test_a_total_of_a_rate_or_a_share_stands_alone_and_can_be_explained(unit: str, api: Api) -> None:
    sums = {one["unit"]: one for one in api.get("totals/", contribution="finance", **NOW)["results"]}
    assert sums.keys() == {"EUR/year", "bp_gdp"}
    asked = {"guarantee": "pact-money", "contribution": "finance", "unit": unit}
    found = api.get("explain/", **asked, **NOW)
    assert len(found["included"]) == 1
    assert sums[unit]["explain"].count("unit=") == 1


@pytest.mark.parametrize("unit", ["ABC/year", "EUR/day", "EUR/", "bp", "drones/month/year"])
def test_a_unit_that_nobody_knows_is_refused(unit: str, api: Api) -> None:
    problem = api.refused("explain/", guarantee="pact-money", contribution="finance", unit=unit)
    assert [one["code"] for one in problem["errors"]] == ["unknown_word"]


# ---- by which names


def test_an_actor_has_codes_and_other_names_sorted_once_they_are_known(api: Api) -> None:
    actor = api.get("actors/gbr/", **NOW)
    assert (actor["iso2"], actor["iso3"], actor["wikidata"]) == ("GB", "GBR", "Q145")
    assert actor["aliases"] == [
        {"name": "Albion", "language": None}, {"name": "Велика Британія", "language": "uk"},
    ]  # fmt: skip
    assert api.get("actors/gbr/", **BEFORE_THE_NAMES)["aliases"] == []
    assert api.get("actors/eu/", **NOW)["iso3"] is None


def test_the_code_of_three_letters_follows_from_that_of_two_where_none_is_recorded(api: Api) -> None:
    codes = {row["key"]: row["iso3"] for row in api.get("actors/", **NOW)["results"]}
    assert codes == {"eu": None, "fra": "FRA", "gbr": "GBR"}
    assert keys(api.get("actors/", ordering="-iso3", **NOW)) == ["gbr", "fra", "eu"]


def test_leaders_and_publishers_have_other_names_too(api: Api) -> None:
    leader = api.get("leaders/ann/", **NOW)
    assert (leader["wikidata"], leader["aliases"]) == ("Q1", [{"name": "Анна Приклад", "language": "uk"}])
    assert api.get("publishers/afp/", **NOW)["aliases"] == [
        {"name": "Agence France-Presse", "language": "fr"}
    ]
    for path in ("leaders/ann/", "publishers/afp/"):
        assert api.get(path, **BEFORE_THE_NAMES)["aliases"] == []


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("albion", ("actor", "gbr")),
        ("велика британія", ("actor", "gbr")),
        ("albion kingdom", ("actor", "gbr")),
        ("hexagone", ("actor", "fra")),
        ("приклад", ("leader", "ann")),
        ("agence france", ("publisher", "afp")),
    ],
)
def test_another_name_finds_its_noun_once_and_only_from_when_it_was_published(
    words: str, hit: tuple[str, str], api: Api
) -> None:
    found = [(one["type"], one["key"]) for one in api.get("search/", q=words, **NOW)["results"]]
    assert found == [hit]
    assert api.get("search/", q=words, **BEFORE_THE_NAMES)["count"] == 0


def test_a_noun_with_other_names_is_still_found_by_its_own_at_any_time(api: Api) -> None:
    for asked in (NOW, BEFORE_THE_NAMES):
        found = api.get("search/", q="united kingdom", type="actor", **asked)["results"]
        assert [one["key"] for one in found] == ["gbr"]
    assert found[0]["excerpt"] is None
    assert api.get("search/", q="albion", **NOW)["results"][0]["excerpt"] == "Albion, Велика Британія"


def test_entries_that_are_made_anew_find_the_same_at_any_time(api: Api) -> None:
    def found() -> list[Any]:
        words = ("albion", "united kingdom", "приклад", "serons", "fra")
        return [
            api.get("search/", q=one, **asked)["results"]
            for one in words
            for asked in (NOW, BEFORE_THE_NAMES)
        ]

    before = found()
    rebuild(AsOf(date.max, newest_stamp()))
    assert found() == before


def test_an_office_that_is_published_later_finds_its_leader_from_then_on(api: Api) -> None:
    drafts.tenure(leader=drafts.leader("ann"), office="Keeper of the Seals", since=date(2025, 1, 1))
    worlds.published(at=OCTOBER + timedelta(days=1))
    [hit] = api.get("search/", q="keeper seals", known_on="2025-10-03")["results"]
    assert (hit["type"], hit["key"]) == ("leader", "ann")
    assert api.get("search/", q="keeper seals", **BEFORE_THE_NAMES)["count"] == 0


def test_quotations_and_codes_are_searched(api: Api) -> None:
    [hit] = api.get("search/", q="serons", **NOW)["results"]
    assert (hit["type"], hit["key"]) == ("statement", "s-together")
    assert api.get("search/", q="GBR", type="actor", **NOW)["results"][0]["key"] == "gbr"


def test_search_finds_a_joint_declaration_by_each_of_its_actors(api: Api) -> None:
    for actor in ("fra", "gbr"):
        found = api.get("search/", q=actor, type="statement", **NOW)["results"]
        assert "s-together" in [one["key"] for one in found]


# ---- what follows from what, and what the feed tells


def test_a_condition_names_what_it_implies_which_is_true_with_it(api: Api) -> None:
    assert api.get("conditions/c-peace/", **NOW)["implies"] == ["c-ceasefire"]
    implied = api.get("conditions/c-ceasefire/", **NOW)
    assert (implied["implies"], implied["state"], implied["truth"]) == ([], None, "true")
    assert api.get("conditions/c-ceasefire/", as_of="2025-09-03")["truth"] == "open"


def test_the_feed_tells_of_other_names_and_of_the_nouns_that_have_them_now(api: Api) -> None:
    rows = api.get("changes/", type="actor_alias", **NOW)["results"]
    assert rows[0]["object"].keys() == {"key", "actor", "name", "language", "recorded_at"}
    assert {(row["actor"], row["object"]["actor"]) for row in rows} == {("gbr", "gbr"), ("fra", "fra")}
    [row] = api.get("changes/", type="leader_alias", **NOW)["results"]
    assert (row["object"]["leader"], row["object"]["language"], row["actor"]) == ("ann", "uk", None)
    [row] = api.get("changes/", type="publisher_alias", **NOW)["results"]
    assert row["object"]["publisher"] == "afp"
    renewed = api.get("changes/", type="actor", actor="gbr", **NOW)["results"]
    assert [(row["action"], len(row["object"]["aliases"])) for row in renewed] == [
        ("created", 0),
        ("updated", 2),
    ]


def test_a_statement_stands_in_the_feed_under_the_first_of_its_actors(api: Api) -> None:
    rows = api.get("changes/", type="statement", **NOW)["results"]
    assert {row["key"]: row["actor"] for row in rows} == {"s-together": "fra", "s-before": "gbr"}


def test_a_required_size_is_that_of_each_actor_of_the_declaration(api: Api) -> None:
    [found] = api.get("coverage/", guarantee="pact-money", **NOW)["results"]
    assert [one["claimed_by"] for one in found["requirements"]] == ["fra", "gbr"]
    assert found["requirements"][0]["last_said"] == JOINT
