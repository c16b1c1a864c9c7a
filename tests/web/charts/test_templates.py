"""Charts on a page: title, reading, both drawings, legend and table."""

from datetime import date

from django.template import Context, Template

from web.charts.coverage import CoverageChart, Offered, Required
from web.charts.interval import Quantity, Step
from web.charts.timeline import Event, Lane, Period, Point
from web.charts.worldmap import State, WorldMap

from .test_timeline import END, YEAR, chart


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


def test_a_quantity_has_its_legend_and_table() -> None:
    step = Step(date(2025, 8, 19), None, 200, 999, "pledged", "hundreds", reported=True, href="/updates/a/")
    page = shown(
        "{% quantity_over_time chart %}", chart=Quantity("q", "How many", "personnel", YEAR, END, [step])
    )
    assert "200–999 personnel “hundreds”, since 19 Aug 2025 (only reported)." in page
    assert page.count('href="/updates/a/"') == 3
    assert "Pledged, as reported" in page


def test_a_coverage_shows_requirements_offers_and_what_has_no_figure() -> None:
    found = CoverageChart(
        "c",
        "Reach",
        "personnel",
        [Required("Ukraine", 100, 150, day="27 Feb 2025", gap_low=50, gap_high=140)],
        [Offered("Pledged", "pledged", 10, 50, 2, 3)],
        uncounted=3,
    )
    page = shown("{% coverage chart %}", chart=found)
    assert "27 Feb 2025; 50–140 missing" in page
    assert "2 with a figure, 3 without" in page
    assert "3 offers have no figure" in page
    empty = shown("{% coverage chart %}", chart=CoverageChart("c", "Reach", None, [], []))
    assert "<svg" not in empty
    assert "nobody has named a size" in empty


def test_a_changed_wording_says_what_went_and_what_came_to_those_who_do_not_see_it() -> None:
    page = shown("{% wording before after %}", before="Ready to <send>", after="Ready to <deploy>")
    assert '<del><span class="visually-hidden">taken out: </span>send' in page
    assert '<ins><span class="visually-hidden">added: </span>deploy' in page
    assert "&lt;" in page
