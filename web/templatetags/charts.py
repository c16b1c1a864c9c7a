"""Template tags that put a chart with its title, reading, legend and table onto a page."""

from typing import Any

from django import template

from commitments.choices import Headline
from web.charts import axis, fills, interval, lanes
from web.charts import coverage as bars
from web.charts import wording as words
from web.charts import worldmap as maps
from web.charts.coverage import CoverageChart
from web.charts.interval import Quantity
from web.charts.timeline import Timeline
from web.charts.worldmap import WorldMap

register = template.Library()


@register.inclusion_tag("_charts/timeline.html")
def timeline(chart: Timeline) -> dict[str, Any]:
    """Strength over time, drawn once for wide and once for narrow places; the style sheet shows one."""
    return {"chart": chart, "drawings": [lanes.draw(chart, breadth) for breadth in axis.BREADTHS]}


@register.inclusion_tag("_charts/worldmap.html")
def worldmap(chart: WorldMap) -> dict[str, Any]:
    """States on a map, with the legend and its counts, what lies outside, and the table."""
    return {"chart": chart, "drawing": maps.draw(chart)}


@register.inclusion_tag("_charts/interval.html")
def quantity_over_time(chart: Quantity) -> dict[str, Any]:
    """A quantity's interval over time."""
    return {"chart": chart, "drawings": [interval.draw(chart, breadth) for breadth in axis.BREADTHS]}


@register.inclusion_tag("_charts/coverage.html")
def coverage(chart: CoverageChart) -> dict[str, Any]:
    """Required sizes against what is offered."""
    drawings = [bars.draw(chart, breadth) for breadth in bars.BREADTHS]
    maybe = fills.swatch(Headline.PLEDGED, True, f"{chart.key}-key")
    return {"chart": chart, "drawings": drawings, "maybe": maybe}


@register.inclusion_tag("_charts/wording.html")
def wording(before: str, after: str, language: str = "en") -> dict[str, Any]:
    """What a later wording took out of an earlier one and put in, in the later one's order.

    Both are in one `language`, "" where it is not known; our summaries are in English.
    """
    return {"pieces": words.diff(before, after), "before": before, "language": language}
