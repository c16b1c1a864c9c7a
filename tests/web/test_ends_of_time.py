"""The first and the last days of the calendar are days like any other."""

from datetime import date, timedelta

import pytest
from django.test import Client

from ledger.asof import shifted

from . import addresses

pytestmark = [pytest.mark.usefixtures("small"), pytest.mark.django_db]

DAYS = ("0001-01-01", "0001-01-08", "9999-12-25", "9999-12-31")
EVERYWHERE = [*addresses.pages(), *addresses.answers()]
# Spans that a question itself is about.
SPANS = [
    *((path, needed, {name: day}) for path, needed in EVERYWHERE for name in ("since", "from", "to") for day in DAYS),
    *((path, {}, {"from": DAYS[0], "to": DAYS[3], "as_of": day})
      for path in ("/timeline/", "/compare/", "/api/v1/timeline/", "/api/v1/compare/", "/embed/timeline/")
      for day in DAYS),
    *(("/compare/", {}, {"known_from": DAYS[0], "known_to": day}) for day in DAYS),
    *(("/brief/", {}, {"as_of": day, "format": "md"}) for day in DAYS),
]  # fmt: skip


@pytest.mark.parametrize(("path", "needed"), EVERYWHERE, ids=[path for path, _ in EVERYWHERE])
def test_every_address_answers_at_the_ends_of_the_calendar(
    path: str, needed: dict[str, str], client: Client
) -> None:
    for clock in ("as_of", "known_on"):
        for day in DAYS:
            answer = client.get(path, {**needed, clock: day})
            assert answer.status_code in (200, 404), (clock, day)
            assert answer.status_code == 200 or clock == "known_on"


def test_a_span_may_reach_the_ends_of_the_calendar(client: Client) -> None:
    failed = [
        (path, asked)
        for path, needed, asked in SPANS
        if client.get(path, {**needed, **asked}).status_code >= 500
    ]
    assert failed == []


def test_a_day_is_shifted_up_to_the_ends_of_the_calendar_and_no_further() -> None:
    day, week = date(2025, 3, 1), timedelta(days=7)
    assert (shifted(day, week), shifted(day, -week)) == (date(2025, 3, 8), date(2025, 2, 22))
    assert shifted(date(1, 1, 8), -week) == shifted(date(1, 1, 7), -week) == date.min
    assert shifted(date(9999, 12, 24), week) == shifted(date(9999, 12, 25), week) == date.max
    assert shifted(date.max, timedelta.min) == date.min
