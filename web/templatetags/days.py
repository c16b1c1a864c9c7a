"""Template tags that say days and moments of the record in words; plain values in, markup out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from commitments.choices import Headline
from web.charts import dates

register = template.Library()


@register.inclusion_tag("_components/date.html")
def edtf(text: str | None) -> dict[str, Any]:
    """A date of any precision in words; about marks the approximate."""
    return {"date": dates.spoken(text) if text else None}


@register.filter
def dated(text: str | None) -> SafeString:
    """The same where a sentence is translated around it: `{% blocktranslate with day=held|dated %}`."""
    return render_to_string("_components/date.html", edtf(text))


@register.inclusion_tag("_components/until.html")
def until(state: Mapping[str, Any] | None) -> dict[str, Any]:
    """Until when a state or a claim is promised, or after which day it has lapsed; nothing where no day is named."""
    if not state or not state.get("until"):
        return {}
    return {"day": dates.last_day(state["until"]), "lapsed": state.get("headline") == Headline.LAPSED}


@register.filter
def last_day(text: str | None) -> str:
    """The last day of a date of any precision."""
    return dates.last_day(text) if text else ""


@register.filter
def clock(moment: str) -> str:
    """The time of day of a moment, with its own offset."""
    return dates.clock(moment)


@register.filter
def day_of(moment: str) -> str:
    """The day of a moment, by its own offset."""
    return moment[:10]


@register.filter
def moment(value: str | datetime | None) -> str:
    """A moment in UTC in words."""
    return dates.moment(value) if value else ""
