"""The brief: one page to print, and the same as Markdown."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from web.templatetags.brief import spoken_date, spoken_state

from .test_contents import text_of

WEEK = "/brief/?since=2025-08-29&as_of=2025-09-05"


def test_the_lead_counts_what_moved_was_denied_and_corrected(visitor: Client) -> None:
    shown = text_of(visitor, WEEK)
    assert "11 official lines moved: 2 hardened, 3 with other conditions, 6 new." in shown
    assert "None of the moves is a correction of ours." in shown
    assert "Signalled → Pledged" in shown
    assert "Overdue" not in shown


def test_conditions_that_changed_are_named_and_leaving_a_refusal_is_no_hardening(visitor: Client) -> None:
    august = "/brief/?since=2025-08-15&as_of=2025-08-24"
    shown = text_of(visitor, august)
    assert "1 no longer ruled out" in shown
    assert "Ruled out → Discussed (no longer ruled out)" in shown
    estonia = shown[shown.index("Estonian company-sized unit") :]
    assert "(no longer named: Ceasefire in force; now Peace agreement signed), only if Peace" in estonia
    assert "(no longer ruled out)" in visitor.get(f"{august}&format=md").content.decode()


def test_totals_stand_with_what_has_no_figure_and_what_is_refused(visitor: Client) -> None:
    shown = text_of(visitor, WEEK)
    assert (
        "Multinational Force Ukraine: land component Troops no total: 1 of 4 names one ( up to 250 personnel ) 1 3 7"
        in shown
    )
    page = visitor.get(WEEK).content.decode().replace("&amp;", "&")
    explained = re.search(r'href="(/explain/[^"]+)">up to 250 personnel', page)
    assert explained is not None
    assert "up to 250" in text_of(visitor, explained[1])


def test_the_same_is_given_as_markdown(visitor: Client) -> None:
    answer = visitor.get(f"{WEEK}&format=md")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert text.startswith("# Brief: 29 Aug 2025 → 5 Sep 2025\n")
    assert (
        "- **Canada** · [Canadian forces after a ceasefire](http://testserver/commitments/can-land/" in text
    )
    assert "| Troops | no total: 1 of 4 names one (up to 250 personnel) | 1 | 3 | 7 |" in text
    assert "(no longer named: Peace agreement signed; now Ceasefire in force, " in text
    assert re.search(r"</?(p|span|a|li|strong)\b|&#x27;|{%|{{", text) is None
    assert text.count("\n## ") == text_of(visitor, WEEK).count("Denied") + 8


def test_one_package_alone(visitor: Client) -> None:
    shown = text_of(visitor, f"{WEEK}&package=ukr-bilateral")
    assert "Nothing moved" in shown
    assert "Multinational Force" not in shown


def test_without_a_day_it_is_the_week_before_the_newest_change(visitor: Client) -> None:
    assert re.search(r"\d+ Dec 2025 → 31 Dec 2025", text_of(visitor, "/brief/?as_of=2025-12-31"))


def test_what_was_not_yet_known_is_not_in_the_brief_of_that_day(visitor: Client) -> None:
    shown = text_of(visitor, f"{WEEK}&known_on=2025-09-03")
    assert "Bulgarian" not in shown


@pytest.mark.parametrize("wrong", ["since=yesterday", "format=pdf", "day=2025-09-01", "package=none"])
def test_what_nobody_can_mean_is_refused(visitor: Client, wrong: str) -> None:
    assert visitor.get(f"/brief/?{wrong}").status_code == 400


def test_states_and_dates_are_spoken() -> None:
    state = {"headline": "pledged", "low": 200, "high": 999, "words": "hundreds"}
    assert spoken_state(state, "personnel") == "Pledged, 200–999 personnel"
    assert spoken_state({**state, "low": None, "high": None}, "personnel") == "Pledged, “hundreds”"
    assert spoken_state(None) == "not there"
    assert spoken_date("2025-08~") == "about Aug 2025"


def test_the_number_of_queries_does_not_grow_with_the_span(visitor: Client) -> None:
    for address in (WEEK, "/brief/?since=2024-01-01&as_of=2025-12-31", f"{WEEK}&format=md"):
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(address).status_code == 200
        assert len(captured) <= 77, address
