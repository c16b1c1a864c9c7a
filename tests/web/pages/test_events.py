"""Events: the calendar to subscribe to, and what moved in the days after."""

import re

import pytest
from django.test import Client

from .test_contents import text_of

WASHINGTON = "/events/e-2025-08-18-washington/"
END = "as_of=2025-12-31&known_on=2025-12-31"


def test_the_calendar_has_the_filters_of_the_list(visitor: Client) -> None:
    shown = visitor.get(f"/events/?kind=summit&package=ukr-postwar&page=1&{END}").content.decode()
    link = re.findall(r'href="(/feeds/events\.ics[^"]*)"', shown)[0].replace("&amp;", "&")
    assert link == f"/feeds/events.ics?kind=summit&package=ukr-postwar&{END}"
    calendar = visitor.get(link)
    assert calendar.status_code == 200
    every = visitor.get("/feeds/events.ics").content.decode().count("BEGIN:VEVENT")
    assert 0 < calendar.content.decode().count("BEGIN:VEVENT") < every


def test_an_event_links_to_the_calendar_of_its_package(visitor: Client) -> None:
    assert 'href="/feeds/events.ics?package=ukr-postwar"' in visitor.get(WASHINGTON).content.decode()


def test_an_event_tells_who_was_there_in_which_role(visitor: Client) -> None:
    shown = text_of(visitor, f"{WASHINGTON}?{END}")
    assert re.search(r"Host\s+.*United States\s+by\s+Donald Trump", shown)


def test_an_event_tells_what_moved_in_the_seven_days_after(visitor: Client) -> None:
    page = visitor.get(f"{WASHINGTON}?{END}").content.decode()
    after = page[page.index('id="after"') :].partition("</section>")[0]
    moved = after.count('class="moves__one')
    asked = f"package=ukr-postwar&from=2025-08-18&to=2025-08-25&{END}"
    answer = visitor.get(f"/api/v1/compare/?{asked}").json()
    assert moved == len(answer["moved"]) > 0
    assert "from=2025-08-18&amp;to=2025-08-25&amp;known_on=2025-12-31" in after


def test_the_days_after_end_with_the_day_that_is_asked_about(visitor: Client) -> None:
    page = visitor.get(f"{WASHINGTON}?as_of=2025-08-20&known_on=2025-12-31").content.decode()
    assert "to=2025-08-20" in page[page.index('id="after"') :]


@pytest.mark.parametrize("day", ["2025-08-01", "2025-08-17"])
def test_nothing_has_moved_after_an_event_that_is_still_to_come(visitor: Client, day: str) -> None:
    assert 'id="after"' not in visitor.get(f"{WASHINGTON}?as_of={day}").content.decode()
