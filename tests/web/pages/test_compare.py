"""Two moments side by side, on either clock."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .test_contents import text_of

WEEK = "/compare/?from=2025-08-29&to=2025-09-05"


def test_the_week_to_5_september_moved_and_none_of_it_was_a_correction_of_ours(visitor: Client) -> None:
    shown = text_of(visitor, WEEK)
    assert "11 official lines moved. None of it is a correction of ours" in shown
    assert "2 Hardened 6 New 3 Gained a condition" in shown


def test_a_move_shows_both_states_and_the_claim_with_speaker_grade_and_source(visitor: Client) -> None:
    shown = text_of(visitor, WEEK)
    canada = shown[shown.index("Canadian forces after a ceasefire") :]
    assert re.match(
        r"Canadian forces after a ceasefire Before: Signalled .*? → After: Pledged .*? "
        r"4 Sep 2025 Change Mark Carney , Official document A1 Willing .*? "
        r"Before, 24 Aug 2025 : Troops not excluded\.",
        canada,
    )


def test_a_correction_of_ours_is_answered_in_the_sentence_and_listed(visitor: Client) -> None:
    shown = text_of(visitor, "/compare/?known_from=2025-08-21&known_to=2025-08-26&as_of=2025-12-31&actor=est")
    assert "1 of these moves is a correction of ours" in shown
    assert "up to a company" in shown[shown.index("Corrections of ours") :]


def test_the_other_clock_tells_what_we_came_to_know(visitor: Client) -> None:
    shown = text_of(visitor, "/compare/?known_from=2025-09-01&known_to=2025-09-05&as_of=2025-08-20")
    assert "What we came to know" in shown
    assert "As known here: 1 Sep 2025 → 5 Sep 2025" in shown


def test_without_a_span_it_is_the_week_to_the_newest_change(visitor: Client) -> None:
    shown = text_of(visitor, "/compare/?as_of=2025-09-06")
    assert "In the world: 28 Aug 2025 → 4 Sep 2025" in shown or "→ 5 Sep 2025" in shown
    page = visitor.get("/compare/?as_of=2025-09-06").content.decode().replace("&amp;", "&")
    api = re.search(r'href="(/api/v1/compare/[^"]+)"', page)
    assert api is not None
    assert len(visitor.get(api[1]).json()["moved"]) == page.count('class="moves__one')


def test_it_can_be_narrowed_to_an_actor(visitor: Client) -> None:
    page = visitor.get(f"{WEEK}&actor=can").content.decode()
    assert page.count('class="moves__one') == 1


@pytest.mark.parametrize(
    ("wrong", "named"), [("from=2025-09-01", "to"), ("known_to=2025-09-01", "known_from"), ("form=1", "form")]
)
def test_half_a_span_is_refused_by_name(visitor: Client, wrong: str, named: str) -> None:
    page = visitor.get(f"/compare/?{wrong}")
    assert page.status_code == 400
    assert named in page.content.decode()


def test_nothing_moved_says_so(visitor: Client) -> None:
    shown = text_of(visitor, "/compare/?from=2025-08-01&to=2025-08-01")
    assert "No official line moved" in shown
    assert "Nothing moved between these two" in shown


def test_the_number_of_queries_does_not_grow_with_the_span(visitor: Client) -> None:
    for address in (
        WEEK,
        "/compare/?from=2024-01-01&to=2025-12-31",
        "/compare/?from=2025-08-01&to=2025-08-01",
    ):
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(address).status_code == 200
        assert len(captured) <= 46, address
