"""One page that a head of desk reads at 07:00: what moved, what is new, denied, corrected and due, and the totals."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from web.filters.parameters import Day, OneOf
from web.filters.promises import PACKAGE
from web.site import site_of

from .defaults import newest_day, week_before
from .movement import Span, claims_in, events_since, moved_in, pledged
from .names import names_of
from .showing import framed, show
from .visits import Visit, page

PARAMETERS: Final = (
    Day("since", "What moved after this day. Default: seven days before the newest change."),
    PACKAGE,
    OneOf("format", "As a page, or as Markdown.", ("html", "md")),
)


@page(*PARAMETERS)
def brief(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The brief as a page to print, or as Markdown."""
    since: date = visit.values.get("since") or week_before(newest_day(visit.at))
    meant = visit if "since" in visit.values else replace(visit, pairs=(*visit.pairs, ("since", str(since))))
    content = {
        "since": since.isoformat(),
        "until": visit.at.true_on.isoformat(),
        "package": visit.values["package"].key if "package" in visit.values else "",
        **moved_since(since, visit),
        **events_since(since, visit),
        "totals": pledged(visit),
        "moves_url": _compared(visit, since).data("compare/"),
        "markdown_url": meant.address(format="md"),
    }
    if visit.values.get("format") != "md":
        return show(request, meant, "brief.html", content)
    context = {
        "at": framed(meant),
        "names": names_of(visit.at, content),
        "graded": set(),
        "site": site_of(request),
        "page_url": f"{site_of(request)}{meant.address(format=None)}",
        **content,
    }
    return render(request, "brief.md", context, content_type="text/markdown; charset=utf-8")


def moved_since(since: date, visit: Visit) -> dict[str, Any]:
    """The moves under their heads, and what was denied, taken back, said again and reported by others."""
    found = moved_in(Span.of_days(since, visit.at), visit)
    return {**found, **claims_in(found, visit.at)}


def _compared(visit: Visit, since: date) -> Visit:
    """The same span as the comparison over the API takes it."""
    kept = [pair for pair in visit.pairs if pair[0] not in ("since", "format")]
    return replace(visit, pairs=(*kept, ("from", since.isoformat()), ("to", visit.at.true_on.isoformat())))
