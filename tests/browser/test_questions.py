"""The questions of a negotiation day, answered from the home page within their clicks, by mouse and by keyboard alone.

What the answer has to be is read from the record's files (truth.py), not from the product.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from . import truth
from .conftest import Visit
from .walking import Keyboard, Mouse, Walk

POSTWAR = "ukr-postwar"
PLEDGED = ("pledged", "formalised", "in_place", "fulfilled")
TODAY = date.today()
READERS: dict[str, type[Walk]] = {"mouse": Mouse, "keyboard": Keyboard}
Begin = Callable[[], Walk]


@pytest.fixture(params=READERS)
def begin(request: pytest.FixtureRequest, visit: Visit) -> Begin:
    """Starts a walk at the home page."""

    def start() -> Walk:
        return READERS[request.param](visit.open("/"))

    return start


def name_of(actor: str) -> str:
    return truth.by_key("actors")[actor]["name"]


def test_1_what_moved_in_a_week_and_whether_any_of_it_was_our_mistake(begin: Begin) -> None:
    until = date(2025, 9, 5)
    since = until - timedelta(days=7)
    week = [row for row in truth.claims(until) if truth.day_of(row) > since]
    assert not [row for row in week if row["kind"] in ("correction", "retraction")]
    walk = begin()
    walk.date("True on", until.isoformat())
    walk.show()
    assert walk.clicks <= 1
    shown = walk.shown()
    changed = [row for row in week if truth.is_official(row) and row["kind"] == "change"]
    assert len(changed) == 9
    for claim in changed:
        assert claim["summary"] in shown
    assert "None of the moves is a correction of ours." in shown


def test_2_who_offers_troops_and_how_firmly(begin: Begin) -> None:
    walk = begin()
    walk.menu("Matrix")
    assert walk.clicks <= 1
    told = (
        walk.page.locator("table.matrix")
        .first.locator("tbody tr")
        .evaluate_all(
            """rows => rows.map(row => [row.querySelector("th").innerText, row.querySelector("td").innerText])"""
        )
    )
    states = truth.official_states(TODAY)
    troops = truth.commitments_of(contribution="troops", package=POSTWAR)
    official = [(row["actor"], states[row["key"]].headline) for row in troops if row["key"] in states]
    assert len(official) > 20
    for actor, headline in official:
        shown = next(cell for who, cell in told if name_of(actor) in who)
        assert truth.spoken(headline) in shown, actor


def test_3_what_france_said_about_troops_when_where_and_how_the_wording_changed(begin: Begin) -> None:
    walk = begin()
    walk.menu("Matrix")
    walk.cell("France", "Troops")
    assert walk.clicks <= 2
    shown = walk.shown()
    said = [row for row in truth.claims(TODAY) if row["commitment"] == "fra-land"]
    assert len(said) > 5
    for claim in said:
        assert claim["summary"] in shown
        event = truth.by_key("statements")[claim["statement"]]["event"]
        assert not event or f"at {truth.by_key('events')[event]['name']}" in shown
    official = [claim["summary"] for claim in said if truth.is_official(claim)]
    changes = shown[shown.index("How the wording changed") :]
    assert "25 Nov 2025 Official Emmanuel Macron, Refinement after 17 Aug 2025" in changes
    assert len({*official}) > 2


def test_4_how_many_soldiers_are_pledged_and_what_is_left_out_of_the_sum(begin: Begin) -> None:
    walk = begin()
    states = truth.official_states(TODAY)
    troops = truth.commitments_of(contribution="troops", guarantee="g-land", unit="personnel")
    pledged = [
        row["key"] for row in troops if row["key"] in states and states[row["key"]].headline == "pledged"
    ]
    wholes = {row["part_of"] for row in truth.table("commitments")}
    counted = [key for key in pledged if key not in wholes and any(states[key].figure[:2])]
    uncounted = [key for key in pledged if key not in wholes and not any(states[key].figure[:2])]
    assert counted == ["est-land"]
    assert states["est-land"].figure[:2] == ("", "250")
    walk.menu("Brief")
    walk.follow("up to 250 personnel")
    assert walk.clicks <= 2
    shown = walk.shown()
    assert "up to 250 personnel" in walk.page.get_by_role("heading", level=1).inner_text()
    left_out = shown[shown.index("Left out, and why") :]
    for key in uncounted:
        assert re.search(f"{re.escape(truth.by_key('commitments')[key]['title'])} No figure", left_out)
    assert "Multinational Force Ukraine as a whole Whole" in left_out


def test_5_what_stands_with_a_ceasefire_but_no_american_backstop(begin: Begin) -> None:
    walk = begin()
    walk.menu("Scenario")
    walk.follow("Ceasefire in force, but no American backstop")
    assert walk.clicks <= 2
    told = {
        word: set(
            walk.page.locator(f"#{word} th[scope=row] > a[href*='/commitments/']").evaluate_all(
                "links => links.map(link => link.getAttribute('href').split('/')[2])"
            )
        )
        for word in ("firm", "blocked")
    }
    assert told == {word: outcome(word) for word in told}
    assert "cow-land" in told["blocked"]
    assert "gbr-land" in told["firm"]


def outcome(word: str) -> set[str]:
    """The pledges that are firm, or blocked, with a ceasefire in force and without an American backstop."""
    supposed = {"c-ceasefire": True, "c-us-backstop": False}
    states = truth.official_states(TODAY)
    found = set()
    for row in truth.commitments_of():
        state = states.get(row["key"])
        package = truth.by_key("guarantees")[row["guarantee"]]["package"]
        if (
            package != POSTWAR
            or state is None
            or state.fields.get("standing") not in ("offered", "suspended")
            or state.headline not in PLEDGED
        ):
            continue
        ways = [way.split(" & ") for way in state.fields.get("requires", "").split(" | ") if way]
        open_ = [[supposed.get(key) for key in way] for way in ways]
        if word == "firm" and (not ways or any(all(way) for way in open_)):
            found.add(row["key"])
        if word == "blocked" and ways and all(False in way for way in open_):
            found.add(row["key"])
    return found


def test_6_which_single_condition_unlocks_most(begin: Begin) -> None:
    walk = begin()
    walk.menu("Scenario")
    assert walk.clicks <= 1
    states = truth.official_states(TODAY)
    unlocked: dict[str, int] = {}
    for row in truth.commitments_of(package=POSTWAR):
        state = states.get(row["key"])
        needs = state.fields.get("requires", "") if state else ""
        if state and state.fields.get("standing") in ("offered", "suspended") and state.headline in PLEDGED:
            for way in needs.split(" | "):
                if way and "&" not in way:
                    unlocked[way] = unlocked.get(way, 0) + 1
    best = max(unlocked, key=lambda key: unlocked[key])
    name = truth.by_key("conditions")[best]["name"]
    assert f"{name}, met alone, would make {unlocked[best]} more pledges firm" in walk.shown()


def test_7_what_was_known_on_1_september_about_20_august(begin: Begin) -> None:
    walk = begin()
    walk.date("True on", "2025-08-20")
    walk.date("As known on", "2025-09-01")
    walk.show()
    walk.menu("Matrix")
    assert walk.clicks <= 2
    banner = walk.page.get_by_role("status").get_by_text("You are looking back").inner_text()
    assert "20 Aug 2025" in banner
    assert "1 Sep 2025" in banner
    states = truth.official_states(date(2025, 8, 20), date(2025, 9, 1))
    table = walk.page.locator("table.matrix").first
    for actor, key in {"United Kingdom": "gbr-land", "Lithuania": "ltu-land", "Canada": "can-land"}.items():
        shown = table.get_by_role("row", name=actor).locator("td").first.inner_text()
        expected = {truth.spoken(states[key].headline)} if key in states else {"no position recorded", "None"}
        assert any(word in shown for word in expected), actor


def test_8_whether_the_report_of_hundreds_of_british_soldiers_is_confirmed(begin: Begin) -> None:
    claim = next(row for row in truth.table("commitment_updates") if row["key"] == "gbr-land-20250819")
    assert claim["words"] == "hundreds"
    assert truth.origins_of(claim) == {"bloomberg"}
    assert truth.official_states(TODAY)["gbr-land"].figure == ("", "", "")
    walk = begin()
    walk.menu("Matrix")
    walk.cell("United Kingdom", "Troops")
    assert walk.clicks <= 2
    assert re.search(
        "200–999 personnel “hundreds” rests on 1 independent origin: Bloomberg. "
        "The official line names no figure.",
        walk.shown(),
    )


def test_9_whose_red_line_stands_against_british_troops(begin: Begin) -> None:
    newest = {
        row["actor"]: row["stance"]
        for row in truth.table("positions")
        if (row["guarantee"], row["contribution"]) == ("g-land", "troops")
    }
    against = [name_of(actor) for actor, stance in newest.items() if stance == "rejects"]
    assert against == ["Russia"]
    walk = begin()
    walk.menu("Matrix")
    walk.cell("United Kingdom", "Troops")
    assert walk.clicks <= 2
    assert re.findall(r"Clash\. (\w+) rejects this contribution", walk.shown()) == against


def test_10_which_promises_come_from_office_holders_who_have_left(begin: Begin) -> None:
    states = truth.official_states(TODAY)
    left = {key for key, state in states.items() if state.last and truth.has_left(state.last, TODAY)}
    assert left == {"gbr-bsa", "deu-bsa", "cze-land"}
    walk = begin()
    walk.menu("Commitments")
    walk.follow("Last promised by somebody who has left office")
    assert walk.clicks <= 2
    links = walk.page.locator("tbody a[href*='/commitments/']")
    assert {
        link.split("/")[2] for link in links.evaluate_all("a => a.map(one => one.getAttribute('href'))")
    } == left
    for leader in ("Rishi Sunak", "Olaf Scholz", "Petr Fiala"):
        assert f"{leader}, who has left office, said it last on" in walk.shown()


def test_11_which_of_the_about_ten_capitals_are_named_since(begin: Begin) -> None:
    since = date(2025, 8, 19)
    states = truth.official_states(TODAY)
    named = {
        claim["commitment"]
        for claim in truth.claims(TODAY)
        if truth.is_official(claim)
        and truth.day_of(claim) > since
        and claim["standing"] == "offered"
        and states[claim["commitment"]].headline in ("signalled", "pledged")
        for row in [truth.by_key("commitments")[claim["commitment"]]]
        if (row["guarantee"], row["contribution"]) == ("g-land", "troops")
        and truth.by_key("actors")[row["actor"]]["kind"] == "state"
    }
    assert len(named) == 10
    walk = begin()
    walk.search("unnamed capitals")
    walk.follow("Troops offered by about ten unnamed capitals")
    assert walk.clicks <= 2
    told = walk.page.locator("#named-since td.grow a").evaluate_all(
        "links => links.map(link => link.getAttribute('href').split('/')[2])"
    )
    assert set(told) == named
    assert "Derived: the states that have said on their own official line" in walk.shown()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_12_a_brief_for_the_minister_on_one_printed_page(begin: Begin, paper: str) -> None:
    walk = begin()
    walk.date("True on", "2025-09-05")
    walk.show()
    walk.menu("Brief")
    assert walk.clicks <= 2
    shown = walk.shown()
    moved = [claim for claim in truth.claims(date(2025, 9, 5)) if truth.day_of(claim) > date(2025, 8, 29)]
    assert len(moved) > 10
    assert re.search("Canada · Canadian forces after a ceasefire: Signalled → Pledged", shown)
    walk.page.emulate_media(media="print")
    for hidden in (".nav", ".clocks", ".search", ".brief-form"):
        assert not walk.page.locator(hidden).first.is_visible(), hidden
    assert pages_of(walk.page.pdf(format=paper)) == 1


def pages_of(pdf: bytes) -> int:
    """How many sheets a printed page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
