"""Template tags that put a chart with its title, reading, legend and table onto a page."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from commitments.choices import Headline
from web.charts import axis, fills, lanes
from web.charts.timeline import Timeline

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
            "swatch": fills.swatch(word, reported, f"{chart}-key-{n}", rungs),
            "label": _("%(word)s, as reported") % {"word": Headline(word).label}
            if reported
            else Headline(word).label,
        }
        for n, (word, reported) in enumerate(words)
    ]
