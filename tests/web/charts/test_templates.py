"""Charts on a page: title, reading, both drawings, legend and table."""

from datetime import date

from django.template import Context, Template

from web.charts.timeline import Event, Lane, Period, Point

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
