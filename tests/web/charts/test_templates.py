"""Charts on a page: title, reading, both drawings, legend and table."""

from datetime import date

from django.template import Context, Template

from web.charts.timeline import Event, Lane, Period, Point
from web.charts.worldmap import State, WorldMap

from .test_timeline import YEAR, chart


def shown(source: str, **values: object) -> str:
    return Template("{% load charts %}" + source).render(Context(values))


def test_a_timeline_has_its_reading_its_legend_and_the_same_values_as_a_table() -> None:
    lane = Lane(
        "Luxembourg",
        [Period(date(2025, 2, 1), None, "pledged", "up to 50", reported=True)],
        [Point(date(2025, 2, 1), "change", "Ready to send a company", "/updates/a/")],
    )
    events = [Event(date(2025, 3, 2), date(2025, 3, 2), "Summit", "/events/a/")]
    page = shown("{% timeline chart %}", chart=chart(lane, window=YEAR, events=events))
    assert "Luxembourg: pledged, up to 50, since 1 Feb 2025." in page
    assert page.count('href="/updates/a/"') == 3
    assert page.count('href="/events/a/"') == 3
    assert "Pledged, as reported" in page
    assert 'class="chart chart--wide"' in page
    assert 'class="chart chart--narrow"' in page
    assert " style=" not in page


def test_a_map_has_its_legend_with_counts_what_lies_outside_and_a_table() -> None:
    states = [
        State("FR", "France", "pledged", "/fr/", "6,000 personnel"),
        State("IT", "Italy", "ruled_out", "/it/", reported=True),
        State("JP", "Japan", "pledged", "/jp/"),
    ]
    page = shown("{% worldmap chart %}", chart=WorldMap("m", "Troops", states, address="/map/"))
    assert "2 states at least pledged, 0 ruled out, 1 known only from reports." in page
    assert "Pledged <span" in page
    assert "Ruled out, as reported <span" in page
    assert "Outside this view:" in page
    assert "Crimea is shown as part of Ukraine" in page
    assert page.count('href="/fr/"') == 2
    assert 'href="/map/?view=world"' in page
    assert " style=" not in page
