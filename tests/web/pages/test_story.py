"""How words changed and what became of them: on the pages of commitments, guarantees, actors and leaders."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from web.pages.wordings import rewordings, still_standing, with_words_before

from .test_contents import text_of

END = "as_of=2025-12-31"


def claim(key: str, lane: str, summary: str | None, strength: str | None = None) -> dict[str, object]:
    """A claim in the fields that matter here."""
    own = {"standing": "offered" if strength else None, "delivery": None, "strength": strength}
    return {"key": key, "commitment": "c", "lane": lane, "summary": summary, **own}


def test_a_wording_is_compared_with_the_one_before_it_in_the_same_lane() -> None:
    told = [
        claim("d", "official", "c"),
        claim("c", "reported", "b"),
        claim("b", "official", None),
        claim("a", "official", "a"),
    ]
    assert [(one["before"]["key"], one["after"]["key"]) for one in rewordings(told)] == [("a", "d")]
    assert rewordings([claim("b", "official", "same"), claim("a", "official", "same")]) == []


@pytest.mark.parametrize(
    ("then", "now", "left", "fate"),
    [
        ("pledged", "pledged", False, "stands"),
        ("pledged", "pledged", True, "unreaffirmed"),
        ("pledged", "signalled", False, "weaker"),
        ("pledged", "in_place", False, "firmer"),
        ("pledged", "withdrawn", False, "off"),
        (None, "pledged", False, None),
    ],
)
def test_a_promise_is_measured_against_what_stands(
    then: str | None, now: str, left: bool, fate: str | None
) -> None:
    commitment = {"key": "c", "headline": now, "unreaffirmed": left, "retracted": []}
    said = [claim("b", "official", "b", then), claim("a", "official", "a", "discussed")]
    assert [one["fate"] for one in still_standing(said, [commitment])] == [fate]


@pytest.mark.parametrize(
    ("now", "fate"), [("formalised", "weaker"), ("in_place", "stands"), ("fulfilled", "firmer")]
)
def test_what_was_said_to_be_in_place_is_measured_by_that(now: str, fate: str) -> None:
    said = [{**claim("a", "reported", "a", "formalised"), "delivery": "in_place"}]
    commitment = {"key": "c", "headline": now, "unreaffirmed": False, "retracted": []}
    [row] = still_standing(said, [commitment])
    assert (row["then"], row["fate"]) == ("in_place", fate)


def test_the_page_of_a_leader_says_the_headline_of_the_words(visitor: Client) -> None:
    shown = text_of(visitor, "/leaders/starmer/?as_of=2025-12-31")
    assert "10 Jul 2025 Change , In place Reported Formalised Weaker than they said" in shown


def test_a_promise_that_was_taken_back_is_off() -> None:
    taken_back = [{"update": "b", "by": "r"}]
    commitment = {"key": "c", "headline": "none", "unreaffirmed": False, "retracted": taken_back}
    said = [claim("b", "official", "b", "pledged"), claim("a", "official", "a", "discussed")]
    assert [one["fate"] for one in still_standing(said, [commitment])] == ["off"]


def test_a_commitment_shows_how_its_wording_changed_with_who_and_when(visitor: Client) -> None:
    shown = text_of(visitor, f"/commitments/fra-land/?{END}")
    changes = shown[shown.index("How the wording changed") :]
    assert "25 Nov 2025 Official Emmanuel Macron , Refinement after 17 Aug 2025" in changes
    assert "taken out: " in changes


def test_a_guarantee_shows_named_sizes_against_what_is_offered(visitor: Client) -> None:
    page = visitor.get(f"/guarantees/g-land/?{END}").content.decode()
    assert 'id="coverage"' in page
    assert 'id="coverage"' not in visitor.get(f"/guarantees/g-supplies/?{END}").content.decode()


def test_an_actor_shows_offers_apart_from_refusals_and_who_rejects_them(visitor: Client) -> None:
    shown = text_of(visitor, f"/actors/fra/?{END}")
    assert "Clash. Russia rejects what is offered here: French troops" in shown
    refused = text_of(visitor, f"/actors/usa/?{END}")
    assert "What it refuses or has withdrawn" in refused
    assert "What it refuses or has withdrawn" not in shown


def test_an_actor_names_who_made_a_promise_that_no_successor_has_said_again(visitor: Client) -> None:
    shown = text_of(visitor, "/actors/deu/?as_of=2025-05-10")
    assert "Not reaffirmed. Bilateral security agreement with Ukraine" in shown
    assert "by Olaf Scholz , who has left office" in shown
    assert "Not reaffirmed. " not in text_of(visitor, "/actors/deu/?as_of=2025-05-01")


def test_a_leader_shows_whether_the_promises_still_stand(visitor: Client) -> None:
    shown = text_of(visitor, f"/leaders/macron/?{END}")
    assert "What they promised, and whether it still stands" in shown
    assert "Yes, as they said" in shown


@pytest.mark.parametrize(
    ("address", "most"), [("/commitments/fra-land/", 47), ("/actors/fra/", 59), ("/leaders/macron/", 51)]
)
def test_a_story_needs_as_many_queries_at_any_time(visitor: Client, address: str, most: int) -> None:
    counts = []
    for day in ("2025-12-31", "2025-10-01"):
        with CaptureQueriesContext(connection) as queries:
            visitor.get(f"{address}?as_of={day}")
        counts.append(len(queries))
    assert counts[0] <= most
    assert abs(counts[0] - counts[1]) <= 1


def test_the_words_of_an_actor_and_a_leader_show_what_changed_in_them(visitor: Client) -> None:
    for address in ("/actors/fra/", "/leaders/macron/"):
        page = visitor.get(f"{address}?{END}").content.decode()
        words = page[page.index("ords, in order</h2>") :]
        assert words.count("What changed in our summary") >= 1, address
        assert "<del" in words
        assert "<ins" in words


def test_the_first_words_on_a_commitment_have_nothing_before_them() -> None:
    said = [
        {"commitment": "a", "lane": "official", "summary": "two"},
        {"commitment": "b", "lane": "official", "summary": "other"},
        {"commitment": "a", "lane": "reported", "summary": "press"},
        {"commitment": "a", "lane": "official", "summary": "one"},
    ]
    assert [one["before"] for one in with_words_before(said)] == ["one", "", "", ""]
    assert with_words_before([said[0], said[0]])[0]["before"] == ""
