"""Template filters that say in plain text what the marks of the pages show."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commitments import strength
from commitments.choices import Headline, Lane
from web.charts import dates, figures, fills

register = template.Library()
# With the spaces, points or commas between its thousands.
_NUMBER: Final = re.compile(r"[1-9]\d*(?:[\s.,]\d{3})*")


@register.filter
def spoken_state(state: Mapping[str, Any] | None, unit: str | None = None) -> str:
    """A state in words: its headline, its figure and its last day; "not there" without one.

    `Pledged, 200–999 personnel (promised until 31 Dec 2027)`.
    """
    if not state:
        return _("not there")
    figure = spoken_figure(state, unit)
    word = str(Headline(state["headline"]).label)
    words = f"{word}, {figure}" if figure else word
    if not state.get("until"):
        return words
    day = spoken_date(dates.last_day(state["until"]))
    return _("%(state)s (promised until %(day)s)") % {"state": words, "day": day}


@register.filter
def spoken_figure(state: Mapping[str, Any], unit: str | None = None) -> str:
    """An interval with what it counts; the source's wording where there is no figure; else empty."""
    words = state.get("words")
    figure = figures.interval(state["low"], state["high"], unit)
    if not figure:
        return f"“{words}”" if words else ""
    return f"{figure} {figures.counted(unit, words, state['high'] or state['low'] or 0)}".strip()


@register.filter
def no_total(total: Mapping[str, Any]) -> str:
    """Why there is no total; empty where there is one, or no figure at all."""
    return figures.no_total(total["counted"], total["uncounted"])


@register.filter
def spoken_total(total: Mapping[str, Any]) -> str:
    """A sum, where it may stand first; else that there is none, with what the few figures come to behind it."""
    if not total["counted"]:
        return _("no figure")
    figure = spoken_figure(total, total["unit"])
    if words := no_total(total):
        return f"{words} ({figure})"
    return _("%(sum)s, claimed without a list") % {"sum": figure} if total.get("unlisted") else figure


@register.filter
def spoken_claim(claim: Mapping[str, Any], unit: str | None = None) -> str:
    """What a claim itself says, before its summary: `Pledged (reported), €20m. `; empty where it says neither."""
    word = strength.headline(claim["standing"], claim["delivery"], claim["strength"])
    said = [] if word == Headline.NONE else [fills.said(word, claim["lane"] == Lane.REPORTED)]
    said += [figure] if (figure := spoken_figure(claim, unit)) else []
    return f"{', '.join(said)}. " if said else ""


@register.filter
def to_rows(words: str, anchor: str) -> SafeString:
    """The first number in a sentence leads to the rows that it counts, which stand on the page under an anchor.

    A zero counts none, and leads nowhere.
    """
    link = format_html('<a class="to-rows" href="#{}">', anchor)
    return mark_safe(_NUMBER.sub(lambda found: f"{link}{found[0]}</a>", conditional_escape(words), count=1))  # noqa: S308


@register.filter
def spoken_date(edtf: str | None) -> str:
    """A date in words: `about Aug 2025`."""
    if not edtf:
        return ""
    found = dates.spoken(edtf)
    return _("about %(date)s") % {"date": found.words} if found.approximate else found.words
