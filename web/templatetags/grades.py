"""Template tags that say how a source and a report are graded, in words where a grade is first used on a page."""

from typing import Any

from django import template
from django.template import Context

from sources.choices import Credibility, Reliability

register = template.Library()


@register.inclusion_tag("_components/grade.html", takes_context=True)
def grade(context: Context, code: str | None) -> dict[str, Any]:
    """The two characters of the Admiralty code with their meaning, in words at the first use; nothing when ungraded."""
    if not code:
        return {}
    source, information = Reliability(code[0]), Credibility(code[1])
    return {
        "code": code,
        "words": _graded_for_the_first_time(context, code),
        "source": source,
        "information": information,
        "doubtful": code[1] in "345" or code[0] in "DE",
    }


@register.simple_tag(takes_context=True)
def spoken_grade(context: Context, code: str | None) -> str:
    """The same in plain text: `B2: usually reliable, probably true` at the first use on a page, then `B2`."""
    words = _graded_for_the_first_time(context, code) if code else ""
    return f"{code}: {words}" if words else code or ""


def _graded_for_the_first_time(context: Context, code: str) -> str:
    """The words for a grade; empty where the page has told them, or keeps no account of it."""
    graded = context.get("graded")
    if graded is None or code in graded:
        return ""
    graded.add(code)
    return grade_in_words(code)


def grade_in_words(code: str) -> str:
    """`usually reliable, probably true`: the definitions up to where they explain themselves."""
    definitions = (Reliability(code[0]).definition, Credibility(code[1]).definition)
    return ", ".join(one.partition(":")[0].rstrip(" .\u00a0\u202f").lower() for one in definitions)
