"""What pages say of pledges and talk, of conditions that are not mentioned any more, of wholes and their parts."""

import re

import pytest
from django.test import Client

from tests import drafts, worlds

from .pages.test_contents import text_of
from .pages.test_scenario import listed

pytestmark = [pytest.mark.usefixtures("bargained"), pytest.mark.django_db]

DAY = "as_of=2025-09-06"
ASSUMED = f"/scenario/?package=pact&{DAY}&assume=c-ceasefire:met&assume=c-backstop:impossible"


def raw(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("&amp;", "&")


def test_the_scenario_leads_with_pledges_and_counts_talk_beside_them(client: Client) -> None:
    shown = text_of(client, f"/scenario/?{DAY}")
    assert "Firm 1 Waiting 3 Blocked 0 Talk, nothing asked for 1 Talk, with conditions 2" in shown
    assert "Peace is signed , met alone, would make 2 more pledges firm" in shown
    assert "1 more condition would, met alone, unlock talk and no pledge" in shown
    page = raw(client, f"/scenario/?{DAY}")
    assert listed(page, "firm") == ["gbr-air"]
    assert listed(page, "nothing_asked_for") == ["bel-land"]
    assert sorted(listed(page, "with_conditions")) == ["swe-2", "swe-land"]


@pytest.mark.parametrize(
    "address",
    ["/commitments/bel-land/", "/commitments/?actor=bel", "/actors/bel/", "/guarantees/pact-troops/?"],
)
def test_talk_has_no_green_tick_anywhere(client: Client, address: str) -> None:
    page = raw(client, f"{address}{'&' if '?' in address else '?'}{DAY}")
    assert "Talk, nothing asked for" in page
    assert "firmness--firm" not in page


def test_a_pledge_keeps_its_tick(client: Client) -> None:
    assert "firmness--firm" in raw(client, f"/commitments/gbr-air/?{DAY}")


def test_the_first_numbers_count_pledges(client: Client) -> None:
    shown = text_of(client, f"/?{DAY}")
    assert "0 pledges are firm 3 wait for a condition, 0 are blocked; 3 more are only talk" in shown
    assert "+2 would be firm with Peace is signed" in shown


def test_a_condition_tells_pledges_and_talk_apart(client: Client) -> None:
    assert "Who waits for it 2 pledges wait, 1 in talk" in text_of(client, f"/conditions/c-ceasefire/?{DAY}")
    assert "Ceasefire 2 1 in talk" in text_of(client, f"/conditions/?{DAY}")
    peace = text_of(client, f"/conditions/c-peace/?{DAY}")
    assert "would make 2 pledges firm" in peace
    assert "1 that is only talk would have nothing left to wait for" in peace


def test_what_is_no_longer_named_is_said_wherever_the_promise_is_read(client: Client) -> None:
    told = "American backstop was asked for last on 2 Mar 2025 . Later official words neither name it nor drop it"
    assert told in text_of(client, f"/commitments/gbr-land/?{DAY}")
    assert "#gbr-2" in raw(client, f"/commitments/gbr-land/?{DAY}")
    assert "American backstop: not named since 2 Mar 2025" in text_of(client, f"/scenario/?{DAY}")
    backstop = text_of(client, f"/conditions/c-backstop/?{DAY}")
    assert "Who asked for it once and names it no longer" in backstop
    assert "British troops last named 2 Mar 2025" in backstop
    assert "Condition no longer named" in text_of(client, f"/commitments/?{DAY}")
    warned = raw(client, f"/commitments/?warning=no_longer_named&{DAY}")
    assert set(re.findall(r'<td class="grow"><a href="/commitments/([^/]+)/', warned)) == {"gbr-land"}
    assert "Asked for once, no longer named: silent on 1" in text_of(client, f"/matrix/?{DAY}")
    assert "silent on 1" in raw(client, f"/matrix.svg?{DAY}")
    assert "no_longer_named" in raw(client, f"/matrix.csv?{DAY}").splitlines()[0]
    before = text_of(client, "/commitments/gbr-land/?as_of=2025-08-16")
    assert "No longer named" not in before


def test_a_switch_reads_the_scenario_strictly_and_keeps_what_is_assumed(client: Client) -> None:
    page = raw(client, f"/scenario/?package=pact&{DAY}&assume=c-ceasefire:met")
    assert "gbr-land" in listed(page, "firm")
    switch = re.search(r'href="([^"]+)" class="switch__position" title="[^"]+"\s*>Still count', page)
    assert switch is not None
    assert "assume=c-ceasefire%3Amet" in switch[1]
    strict = raw(client, switch[1])
    assert "gbr-land" in listed(strict, "waiting")
    assert "reading=strict" in strict[strict.index("/api/v1/scenario/") :].split('"')[0]
    assert client.get(f"/scenario/?reading=kind&{DAY}").status_code == 400


def test_the_first_sentence_names_a_whole_that_is_blocked_while_parts_are_firm(client: Client) -> None:
    shown = text_of(client, ASSUMED)
    conflict = "The force as a whole is blocked while 2 parts of it are firm: those of United Kingdom ."
    assert conflict in shown
    assert shown.index(conflict) < shown.index("Firm 2")
    assert shown.count("part of a whole that is blocked: The force as a whole") == 2
    assert "is blocked while" not in text_of(client, f"/scenario/?{DAY}")


def test_the_page_of_a_part_tells_of_its_blocked_whole(client: Client) -> None:
    assert "Part of The force as a whole Waiting" in text_of(client, f"/commitments/gbr-air/?{DAY}")
    never = {"condition": drafts.condition("c-backstop"), "type": "condition_update", "state": "impossible"}
    worlds.said("never", "2025-09-07", **never)
    worlds.published()
    shown = text_of(client, "/commitments/gbr-air/?as_of=2025-09-07")
    assert "Part of The force as a whole Blocked" in shown
    assert "The whole is blocked. The force as a whole , of which this is a part" in shown


def test_a_condition_that_follows_from_others_says_so_beside_what_was_said(client: Client) -> None:
    never = {"condition": drafts.condition("c-ceasefire"), "type": "condition_update", "state": "impossible"}
    worlds.said("never", "2025-09-07", **never)
    worlds.published()
    assert "Nobody looked counts as impossible: it follows" in text_of(
        client, "/conditions/c-peace/?as_of=2025-09-07"
    )
    assert "counts as impossible: it follows" in text_of(client, "/conditions/?as_of=2025-09-07")
    assert "it follows" not in text_of(client, "/conditions/c-ceasefire/?as_of=2025-09-07")


def test_a_switch_says_who_waits_and_who_is_blocked_under_what_is_assumed(client: Client) -> None:
    for assumed, said in (
        ("", "Ceasefire in force 2 pledges wait, 1 in talk"),
        ("&assume=c-ceasefire:impossible", "Ceasefire in force 2 pledges are blocked"),
        ("&assume=c-peace:impossible", "Peace is signed 1 pledge is blocked"),
    ):
        shown = text_of(client, f"/scenario/?package=pact&{DAY}{assumed}")
        assert said in shown
    met = text_of(client, f"/scenario/?package=pact&{DAY}&assume=c-ceasefire:met")
    assert "Ceasefire in force 2 pledges" not in met
    assert "Ceasefire in force 2 pledges wait" not in text_of(
        client, f"/scenario/?package=pact&{DAY}&assume=c-ceasefire:impossible"
    )
