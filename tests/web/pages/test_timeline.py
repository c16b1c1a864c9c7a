"""The timeline page: what each actor offered and refused over time, with the events."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .test_contents import text_of

END = "as_of=2025-12-31"


def test_the_timeline_shows_by_itself_a_lane_for_each_actor_that_speaks_of_troops(visitor: Client) -> None:
    shown = text_of(visitor, f"/timeline/?{END}")
    assert "Troops over time" in shown
    row = shown[shown.index("The same as a table") :]
    assert re.search(r"United Kingdom .*? Pledged .*? since", row)
    assert "Washington" in row


def test_an_actor_has_a_lane_for_each_contribution(visitor: Client) -> None:
    shown = text_of(visitor, f"/timeline/?actor=fra&{END}")
    assert "France over time" in shown
    table = shown[shown.index("The same as a table") :]
    assert table.index("Troops") < table.index("Events")


def test_the_timeline_ends_with_the_day_that_was_asked_for(visitor: Client) -> None:
    before = visitor.get("/timeline/?actor=can&contribution=troops&as_of=2025-09-03").content.decode()
    after = visitor.get("/timeline/?actor=can&contribution=troops&as_of=2025-09-04").content.decode()
    assert "headline--pledged" not in before
    assert "headline--pledged" in after


def test_a_zoom_keeps_what_was_asked_for(visitor: Client) -> None:
    page = visitor.get(f"/timeline/?actor=fra&{END}").content.decode().replace("&amp;", "&")
    assert re.search(rf'href="/timeline/\?actor=fra&{END}&from=2025-12-01&to=2025-12-31"', page)
    near = text_of(visitor, f"/timeline/?actor=fra&{END}&from=2025-09-01&to=2025-09-30")
    assert "Mar-a-Lago" not in near


def test_a_time_without_anything_says_so(visitor: Client) -> None:
    assert "Nothing is on record for this." in text_of(visitor, "/timeline/?known_on=2000-01-01")


@pytest.mark.parametrize(
    "wrong", ["from=2025-09-02&to=2025-09-01", "from=soon", "actor=none", "until=2025-09-01"]
)
def test_the_timeline_refuses_what_cannot_be_meant(visitor: Client, wrong: str) -> None:
    assert visitor.get(f"/timeline/?{wrong}").status_code == 400


def test_the_timeline_needs_as_many_queries_whatever_it_shows(visitor: Client) -> None:
    counts = []
    for address in (f"/timeline/?{END}", "/timeline/?as_of=2025-03-01"):
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize("key", ["gbr-land", "usa-land", "fra-land"])
def test_a_commitment_shows_both_of_its_lanes_over_time(visitor: Client, key: str) -> None:
    page = visitor.get(f"/commitments/{key}/?{END}").content.decode()
    assert 'id="lanes"' in page
    assert "Both lanes over time" in page


def test_a_quantity_is_shown_over_time_where_there_ever_was_one(visitor: Client) -> None:
    assert "How many, as others report" in text_of(visitor, f"/commitments/gbr-land/?{END}")
    assert "How many" not in text_of(visitor, f"/commitments/usa-land/?{END}")
