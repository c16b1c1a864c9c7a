"""How far reports are borne out, and which promises carry a warning, on the demo record."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .test_contents import END, text_of


def test_a_figure_that_only_the_press_names_says_on_how_many_origins_it_rests(visitor: Client) -> None:
    shown = text_of(visitor, f"/commitments/gbr-land/?{END}")
    assert "“hundreds” rests on 1 independent origin: Bloomberg. The official line names no figure." in shown
    assert "Only reported." not in text_of(visitor, f"/commitments/est-land/?{END}")
    assert "Only reported." not in text_of(visitor, f"/commitments/gbr-land/?{END}&known_on=2025-04-01")


def test_a_claim_says_where_it_was_made_as_far_as_that_was_known(visitor: Client) -> None:
    shown = text_of(visitor, f"/commitments/fra-land/?{END}")
    assert re.search("Emmanuel Macron for France , Named official at [A-Z]", shown)


def test_the_states_that_spoke_since_are_named_for_a_group_that_is_not(visitor: Client) -> None:
    page = visitor.get(f"/commitments/unnamed-land/?{END}").content.decode()
    since = page[page.index('id="named-since"') :].split("</section>")[0]
    assert re.findall("/actors/([a-z]+)/", since)[:2] == ["gbr", "can"]
    # Denmark had said so before, and never again; Poland says no.
    assert "/actors/dnk/" not in since
    assert "/actors/pol/" not in since
    assert "after 19 Aug 2025" in since


def test_nobody_is_named_before_somebody_spoke(visitor: Client) -> None:
    shown = text_of(visitor, "/commitments/unnamed-land/?as_of=2025-08-19")
    assert "No state has said so itself since." in shown
    assert "0 states have said so themselves" in shown


@pytest.mark.parametrize("key", ["gbr-land", "cow-land"])
def test_a_promise_whose_parties_are_known_names_nobody_since(visitor: Client, key: str) -> None:
    assert "named since" not in text_of(visitor, f"/commitments/{key}/?{END}")


def test_the_story_of_a_group_takes_as_many_queries_however_many_have_spoken(visitor: Client) -> None:
    counts = []
    for day in ("2025-08-25", "2025-12-31"):
        with CaptureQueriesContext(connection) as queries:
            visitor.get(f"/commitments/unnamed-land/?as_of={day}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("warning", "keys"),
    [
        ("unreaffirmed", {"gbr-bsa", "deu-bsa", "cze-land"}),
        ("disputed", {"unnamed-land"}),
    ],
)
def test_the_list_shows_just_what_carries_a_warning(visitor: Client, warning: str, keys: set[str]) -> None:
    page = visitor.get(f"/commitments/?warning={warning}&{END}").content.decode()
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert set(re.findall("/commitments/([a-z0-9-]+)/", table)) == keys


def test_the_list_names_the_leaders_who_have_left(visitor: Client) -> None:
    shown = text_of(visitor, f"/commitments/?warning=unreaffirmed&{END}")
    assert "Rishi Sunak , who has left office, said it last on 12 Jan 2024 :" in shown


def test_a_warning_is_a_matter_of_the_page_and_its_words_are_few(visitor: Client) -> None:
    page = visitor.get("/commitments/?warning=stale").content.decode()
    assert 'href="/api/v1/commitments/?format=csv"' in page
    assert re.findall(r'href="/api/[^"]*warning', page) == []
    assert visitor.get("/commitments/?warning=rumour").status_code == 400
    assert visitor.get("/api/v1/commitments/?warning=stale").status_code == 400
