"""Template tags that put a chart with its title, reading, legend and table onto a page."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from commitments.choices import Headline
from web.charts import axis, fills, lanes
from web.charts import worldmap as maps
from web.charts.timeline import Timeline
from web.charts.worldmap import WorldMap

register = template.Library()


@register.inclusion_tag("_charts/timeline.html")
def timeline(chart: Timeline) -> dict[str, Any]:
    """Strength over time, drawn once for wide and once for narrow places; the style sheet shows one."""
    drawings = [lanes.draw(chart, breadth) for breadth in axis.BREADTHS]
    return {"chart": chart, "drawings": drawings, "legend": legend(chart.words, chart.key, rungs=True)}


def legend(words: list[tuple[str, bool]], chart: str, rungs: bool = False) -> list[dict[str, Any]]:
    """Every word that is drawn with its swatch; a word that is only reported says so."""
    return [
        {
            "word": word,
            "reported": reported,
            "swatch": fills.swatch(word, reported, f"{chart}-key-{n}", rungs),
            "label": _("%(word)s, as reported") % {"word": Headline(word).label}
            if reported
            else Headline(word).label,
        }
        for n, (word, reported) in enumerate(words)
    ]


@register.inclusion_tag("_charts/worldmap.html")
def worldmap(chart: WorldMap) -> dict[str, Any]:
    """States on a map, with the legend and its counts, what lies outside, and the table."""
    words = [(word, reported) for word, reported, _count in chart.counts]
    keys = legend(words, chart.key)
    for key, (_word, _reported, count) in zip(keys, chart.counts, strict=True):
        key["count"] = count
    return {"chart": chart, "drawing": maps.draw(chart), "legend": keys}
