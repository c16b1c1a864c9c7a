"""Pledges apart from talk, silence apart from dropping, wholes and their parts, conditions that imply others."""

from typing import Any

import pytest

from tests import drafts, worlds
from tests.web.bargain import asked

from .conftest import Api

pytestmark = [pytest.mark.usefixtures("bargained"), pytest.mark.django_db]

NOW = {"as_of": "2025-09-06"}
SILENT = {"condition": "c-backstop", "last_named": "2025-03-02", "update": "gbr-2"}


def scenario(api: Api, *assume: str, **asked_for: Any) -> Any:
    return api.get("scenario/", package="pact", **{**NOW, "assume": assume, **asked_for})


def lists(document: dict[str, Any]) -> dict[str, list[str]]:
    return {word: [one["commitment"] for one in document[word]] for word in ("firm", "waiting", "blocked")}


def counts(document: dict[str, Any]) -> tuple[int, ...]:
    """Firm, waiting and blocked pledges, talk with nothing asked for and with conditions."""
    pledged = (document["pledged_only"][word]["count"] for word in ("firm", "waiting", "blocked"))
    return (*pledged, document["talk"]["nothing_asked_for"], document["talk"]["with_conditions"])


# ---- firm is said of pledges


def test_the_lists_hold_everything_and_the_counts_pledges_alone(api: Api) -> None:
    found = scenario(api)
    assert lists(found) == {
        "firm": ["bel-land", "gbr-air"],
        "waiting": ["force", "fra-land", "gbr-land", "swe-2", "swe-land"],
        "blocked": [],
    }
    assert counts(found) == (1, 3, 0, 1, 2)
    strengths = {one["commitment"]: one["strength"] for one in (*found["firm"], *found["waiting"])}
    assert strengths["bel-land"] == "discussed"
    assert strengths["gbr-land"] == "pledged"


def test_what_is_only_talked_of_is_in_no_sum_of_pledges(api: Api) -> None:
    found = scenario(api, "c-peace:met")
    land = {
        name: {one["guarantee"]: one for one in totals["after"]}["pact-troops"]
        for name, totals in (("all", found["totals"]), ("pledged", found["pledged_only"]["firm"]["totals"]))
    }
    assert (land["all"]["low"], land["all"]["counted"], land["all"]["uncounted"]) == (350, 3, 1)
    assert (land["pledged"]["low"], land["pledged"]["counted"], land["pledged"]["uncounted"]) == (300, 2, 0)
    waiting = found["pledged_only"]["waiting"]["totals"]
    [before] = [one for one in waiting["before"] if one["guarantee"] == "pact-troops"]
    assert (before["low"], before["counted"]) == (300, 2)
    assert api.client.get(before["explain"]).status_code == 200


def test_the_best_keystone_is_that_of_most_pledges(api: Api) -> None:
    found = {one["condition"]: one for one in scenario(api)["keystones"]}
    assert list(found) == ["c-peace", "c-ceasefire", "c-mandate"]
    assert found["c-peace"]["unlocks"] == ["fra-land", "gbr-land", "swe-land"]
    assert found["c-peace"]["unlocks_pledged"] == ["fra-land", "gbr-land"]
    assert (found["c-peace"]["low_pledged"], found["c-peace"]["high_pledged"]) == (300, 300)
    assert found["c-mandate"]["unlocks_pledged"] == []
    assert (found["c-mandate"]["low_pledged"], found["c-mandate"]["unlocks"]) == (None, ["swe-2"])


def test_those_who_wait_for_a_condition_are_told_apart(api: Api) -> None:
    ceasefire = api.get("conditions/c-ceasefire/", **NOW)
    assert ceasefire["waiting"] == ["force", "gbr-land", "swe-land"]
    assert ceasefire["waiting_pledged"] == ["force", "gbr-land"]


def test_a_commitment_keeps_its_words(api: Api) -> None:
    assert api.get("commitments/bel-land/", **NOW)["firmness"] == "firm"


# ---- silence is not dropping


def test_a_condition_that_later_words_do_not_mention_is_told(api: Api) -> None:
    assert api.get("commitments/gbr-land/", **NOW)["no_longer_named"] == [SILENT]
    rows = {row["key"]: row["no_longer_named"] for row in api.get("commitments/", **NOW)["results"]}
    assert {key: told for key, told in rows.items() if told} == {"gbr-land": [SILENT]}
    assert [
        one["no_longer_named"] for one in scenario(api)["waiting"] if one["commitment"] == "gbr-land"
    ] == [[SILENT]]
    before = api.get("commitments/gbr-land/", as_of="2025-08-16")
    assert (before["requires"], before["no_longer_named"]) == ([["c-backstop"]], [])
    [cell] = [
        row["cells"]["troops"]
        for row in api.get("matrix/", package="pact", **NOW)["rows"]
        if row["actor"] == "gbr"
    ]
    assert cell["no_longer_named"] == ["c-backstop"]


def test_read_strictly_what_is_no_longer_named_still_counts(api: Api) -> None:
    stated = scenario(api, "c-ceasefire:met")
    strict = scenario(api, "c-ceasefire:met", reading="strict")
    assert (stated["reading"], strict["reading"]) == ("stated", "strict")
    assert "gbr-land" in lists(stated)["firm"]
    assert stated == scenario(api, "c-ceasefire:met", reading="stated")
    [row] = [one for one in strict["waiting"] if one["commitment"] == "gbr-land"]
    assert row["why"] == [{"condition": "c-backstop", "state": None, "assumed": False}]
    assert counts(stated)[0] == counts(strict)[0] + 1
    both = scenario(api, "c-ceasefire:met", "c-backstop:met", reading="strict")
    assert "gbr-land" in lists(both)["firm"]


def test_read_strictly_what_was_one_alternative_is_no_hurdle_of_its_own(api: Api) -> None:
    asked("gbr-4", "2025-12-28", "c-backstop | c-peace", of="gbr-land")
    asked("gbr-5", "2025-12-29", "c-backstop", of="gbr-land")
    worlds.published()
    then = {"package": "pact", "as_of": "2025-12-29"}
    told = api.get("commitments/gbr-land/", as_of="2025-12-29")["no_longer_named"]
    assert [one["condition"] for one in told] == ["c-ceasefire"]
    strict = api.get("scenario/", assume="c-backstop:met", reading="strict", **then)
    [row] = [one for one in strict["waiting"] if one["commitment"] == "gbr-land"]
    assert [one["condition"] for one in row["why"]] == ["c-ceasefire"]


def test_another_reading_is_refused(api: Api) -> None:
    [error] = api.refused("scenario/", package="pact", reading="kind")["errors"]
    assert (error["field"], error["code"]) == ("reading", "unknown_word")


def test_naming_it_again_and_a_refusal_end_the_silence(api: Api) -> None:
    asked("gbr-4", "2025-09-07", "c-ceasefire & c-backstop", of="gbr-land")
    asked("gbr-5", "2025-09-08", of="gbr-land", standing="refused", strength="")
    asked("gbr-6", "2025-09-09", "c-peace", of="gbr-land")
    worlds.published()
    silences = [
        api.get("commitments/gbr-land/", as_of=f"2025-09-0{day}")["no_longer_named"] for day in (6, 7, 8, 9)
    ]
    assert silences == [[SILENT], [], [], []]


def test_what_was_never_said_has_never_asked_for_anything(api: Api) -> None:
    first, again = (worlds.CLAIMS["update"](key) for key in ("gbr-1", "gbr-2"))
    for number, row in enumerate((again, first)):
        claim = {"kind": "retraction", "names": row, "commitment": drafts.commitment("gbr-land")}
        worlds.said(f"taken-back-{number}", "2025-09-07", **claim)
    worlds.published()
    assert api.get("commitments/gbr-land/", as_of="2025-09-06")["no_longer_named"] == [SILENT]
    assert api.get("commitments/gbr-land/", as_of="2025-09-07")["no_longer_named"] == []


# ---- conditions hang together


def test_a_part_says_that_its_whole_is_blocked(api: Api) -> None:
    found = scenario(api, "c-ceasefire:met", "c-backstop:impossible")
    assert lists(found)["blocked"] == ["force"]
    assert {one["commitment"]: one["whole"] for one in found["firm"]} == {
        "bel-land": None,
        "gbr-air": "blocked",
        "gbr-land": "blocked",
        "swe-land": None,
    }
    assert found["blocked"][0]["whole"] is None
    assert {one["whole"] for one in scenario(api)["firm"]} == {None}


def test_a_whole_beside_the_question_is_known_of_and_not_counted(api: Api) -> None:
    found = scenario(api, "c-backstop:impossible", guarantee="pact-air")
    assert lists(found) == {"firm": ["gbr-air"], "waiting": [], "blocked": []}
    assert found["firm"][0]["whole"] == "blocked"
    assert counts(found) == (1, 0, 0, 0, 0)
    assert [one["guarantee"] for one in found["totals"]["after"]] == ["pact-air"]


def test_what_implies_something_impossible_is_impossible(api: Api) -> None:
    found = scenario(api, "c-ceasefire:impossible")
    assert lists(found)["blocked"] == ["force", "fra-land", "gbr-land", "swe-land"]
    why = {one["commitment"]: one["why"] for one in found["blocked"]}
    assert why["fra-land"] == [{"condition": "c-peace", "state": "impossible", "assumed": False}]
    assert "c-peace" not in {one["condition"] for one in found["keystones"]}


def test_the_truth_is_one_everywhere_and_the_state_is_what_was_said(api: Api) -> None:
    never = {"condition": drafts.condition("c-ceasefire"), "type": "condition_update", "state": "impossible"}
    worlds.said("never", "2025-09-07", **never)
    worlds.published()
    then = {"as_of": "2025-09-07"}
    truths = {row["key"]: row["truth"] for row in api.get("conditions/", **then)["results"]}
    assert truths == {"c-backstop": "open", "c-ceasefire": "false", "c-mandate": "open", "c-peace": "false"}
    peace = api.get("conditions/c-peace/", **then)
    assert (peace["state"], peace["waiting"], peace["waiting_pledged"]) == (None, [], [])
    assert [row["key"] for row in api.get("conditions/", state="impossible", **then)["results"]] == [
        "c-ceasefire"
    ]
    for truth, own in (
        ("false", ["c-ceasefire", "c-peace"]),
        ("true", []),
        ("open", ["c-backstop", "c-mandate"]),
    ):
        assert [row["key"] for row in api.get("conditions/", truth=truth, **then)["results"]] == own
    [error] = api.refused("conditions/", truth="perhaps")["errors"]
    assert (error["field"], error["code"]) == ("truth", "unknown_word")
    france = api.get("commitments/fra-land/", **then)
    assert (france["firmness"], france["open_conditions"]) == ("blocked", [])
    found = api.get("scenario/", package="pact", **then)
    assert "fra-land" in lists(found)["blocked"]
    assert "c-peace" not in {one["condition"] for one in found["keystones"]}
    cells = {row["actor"]: row["cells"] for row in api.get("matrix/", package="pact", **then)["rows"]}
    assert cells["fra"]["troops"]["conditions_open"] == []
