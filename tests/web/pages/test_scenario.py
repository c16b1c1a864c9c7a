"""The scenario page: what stands under assumptions, and which condition unlocks most."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .test_contents import text_of

END = "as_of=2025-12-31"
ASSUMED = f"/scenario/?package=ukr-postwar&{END}&assume=c-ceasefire:met&assume=c-us-backstop:impossible"


def links_of(client: Client, address: str) -> dict[str, str]:
    """The links of a page by their words."""
    shown = client.get(address).content.decode().replace("&amp;", "&")
    found = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', shown, re.S)
    return {re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", words)).strip(): to for to, words in found}


def listed(page: str, word: str) -> list[str]:
    """The commitments in the table for a word."""
    part = page[page.index(f'<section class="section" id="{word}"') :].split("</section>")[0]
    return re.findall(r'<th scope="row" class="grow"><a href="/commitments/([^/]+)/', part)


def test_one_click_from_the_overview_tells_which_single_condition_unlocks_most(visitor: Client) -> None:
    shown = text_of(visitor, links_of(visitor, f"/?{END}")["Scenario"])
    assert "Ceasefire in force , met alone, would make 8 more pledges firm" in shown
    assert "Which single condition unlocks most? 8 Ceasefire in force" in shown
    assert "7 that are only talk would have nothing left to wait for" in shown


def test_two_clicks_from_the_overview_tell_what_stands_with_a_ceasefire_but_no_backstop(
    visitor: Client,
) -> None:
    first = links_of(visitor, f"/?{END}")["Scenario"]
    second = links_of(visitor, first)["Ceasefire in force, but no American backstop"]
    shown = text_of(visitor, second)
    assert "Firm 29 +8" in shown
    assert "Waiting 4 \u22129" in shown
    assert "Blocked 1 +1" in shown
    assert "Talk, nothing asked for 11 +7" in shown
    assert "Talk, with conditions 17 \u22127" in shown
    assert "was Waiting American backstop: Impossible assumed" in shown


def test_the_page_agrees_with_the_api(visitor: Client) -> None:
    page = visitor.get(ASSUMED).content.decode().replace("&amp;", "&")
    api = re.search(r'href="(/api/v1/scenario/[^"]+)"', page)
    assert api is not None
    answer = visitor.get(api[1]).json()
    assert answer["pledged_only"]["firm"]["count"] == len(listed(page, "firm"))
    talk = listed(page, "nothing_asked_for")
    assert sorted(listed(page, "firm") + talk) == sorted(one["commitment"] for one in answer["firm"])
    assert answer["talk"]["nothing_asked_for"] == len(talk)
    pledged = listed(page, "waiting") + listed(page, "blocked") + listed(page, "with_conditions")
    rest = [*answer["waiting"], *answer["blocked"]]
    assert sorted(pledged) == sorted(one["commitment"] for one in rest)
    assert answer["pledged_only"]["waiting"]["count"] == len(listed(page, "waiting"))


def test_a_switch_changes_one_assumption_and_keeps_the_others(visitor: Client) -> None:
    links = visitor.get(ASSUMED).content.decode().replace("&amp;", "&")
    assert "assume=c-us-backstop:impossible&assume=c-peace:met" in links
    assert f'href="/scenario/?package=ukr-postwar&{END}&assume=c-us-backstop:impossible"' in links
    assert links.count('class="switch"') == len(
        re.findall(r'class="switch__position[^>]*aria-current', links)
    )


def test_an_assumption_of_another_package_is_refused(visitor: Client) -> None:
    page = visitor.get("/scenario/?package=ukr-bilateral&assume=c-ceasefire:met")
    assert page.status_code == 400
    assert "no condition of" in page.content.decode()


@pytest.mark.parametrize(
    "wrong", ["assume=c-ceasefire:perhaps", "assume=c-none:met", "asume=c-ceasefire:met"]
)
def test_what_cannot_be_assumed_is_refused(visitor: Client, wrong: str) -> None:
    assert visitor.get(f"/scenario/?{wrong}").status_code == 400


def test_before_any_package_was_known_the_page_says_so(visitor: Client) -> None:
    assert "No package was known then" in text_of(visitor, "/scenario/?known_on=1969-01-01")


def test_the_past_knows_only_its_own_promises(visitor: Client) -> None:
    then = text_of(visitor, "/scenario/?as_of=2025-03-05&known_on=2025-03-06")
    later = text_of(visitor, f"/scenario/?{END}")
    assert "Finnish troops in Ukraine" in later
    assert "Firm" in then
    assert "EU loan for 2026 and 2027" not in then


def test_the_number_of_queries_does_not_grow_with_promises_or_assumptions(visitor: Client) -> None:
    more = "&assume=c-peace:met&assume=c-bundestag:met"
    for address, most in ((f"/scenario/?{END}", 35), (ASSUMED, 46), (ASSUMED + more, 46)):
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(address).status_code == 200
        assert len(captured) <= most, address


def test_a_renewed_attack_is_no_hurdle_that_would_unlock_pledges(visitor: Client) -> None:
    address = f"/scenario/?package=ukr-bilateral&{END}"
    shown = text_of(visitor, address)
    assert "met alone" not in shown.split("Suppose that")[0]
    triggers = visitor.get("/api/v1/conditions/?package=ukr-bilateral&kind=trigger").json()["results"]
    assert triggers
    # The API ranks all that unlocks, and the kind of a condition tells what is no hurdle.
    found = visitor.get(f"/api/v1/scenario/?package=ukr-bilateral&{END}").json()["keystones"]
    assert {one["key"] for one in triggers} & {one["condition"] for one in found}


def test_what_a_condition_unlocks_is_named_with_who_promised_it(visitor: Client) -> None:
    page = visitor.get(f"/scenario/?package=ukr-postwar&{END}").content.decode()
    stones = page[page.index('<ol class="keystones">') : page.index("</ol>")]
    promises = re.findall(r'<li>(.*?)<a href="/commitments/', stones, re.S)
    assert promises
    assert all('href="/actors/' in one for one in promises)
