"""One page that a head of desk reads at 07:00: what moved, what is new, denied, corrected and due, and the totals."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments import objects
from commitments.choices import Direction, Lane, Strength
from commitments.models import CommitmentUpdate
from commitments.objects import Object
from commitments.questions.figures import totals
from guarantees.choices import EventStatus
from guarantees.models import NegotiationEvent
from ledger.asof import AsOf
from ledger.choices import Kind
from web.filters.parameters import Day, OneOf
from web.filters.promises import PACKAGE, commitments
from web.site import site_of

from .compare import WINDOW, moves_between, newest_day, told
from .names import names_of
from .showing import show
from .tables import explained
from .visits import Visit, page

PARAMETERS: Final = (
    Day("since", "What moved after this day. Default: seven days before the newest change."),
    PACKAGE,
    OneOf("format", "As a page, or as Markdown.", ("html", "md")),
)
# Directions that a reader takes together.
HEADS: Final = (
    ("hardened", (Direction.UP, Direction.UNCONDITIONED)),
    ("softened", (Direction.DOWN, Direction.CONDITIONED, Direction.GONE)),
    ("new", (Direction.NEW,)),
    ("reworded", (Direction.FIGURE, Direction.REWORDED)),
)
COMING: Final = timedelta(days=30)


@page(*PARAMETERS)
def brief(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The brief as a page to print, or as Markdown."""
    since: date = visit.values.get("since") or newest_day(visit.at) - WINDOW
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
        "at": meant.frame(),
        "names": names_of(visit.at, content),
        "site": site_of(request),
        "page_url": f"{site_of(request)}{meant.address(format=None)}",
        **content,
    }
    return render(request, "brief.md", context, content_type="text/markdown; charset=utf-8")


def moved_since(since: date, visit: Visit) -> dict[str, Any]:
    """The moves under their heads, what was denied or said again, and our corrections."""
    at = visit.at
    before = AsOf(min(since, at.true_on), at.known_at)
    found = told(moves_between(visit.values, before, at), visit.values, before, at)
    by_direction = {group["direction"]: group["moves"] for group in found["groups"]}
    heads = [
        {"name": name, "moves": [move for word in words for move in by_direction.get(word, ())]}
        for name, words in HEADS
    ]
    said = in_package(CommitmentUpdate.objects.said_by(at).filter(day__gt=since), visit)
    return {
        **found,
        "heads": [head for head in heads if head["moves"]],
        "denied": objects.updates(said.filter(kind=Kind.DENIAL).in_order(), at),
        "said_again": said.filter(kind=Kind.REAFFIRMATION).count(),
        "reported": said.filter(lane=Lane.REPORTED).exclude(kind=Kind.DENIAL).count(),
    }


def in_package(claims: Any, visit: Visit) -> Any:
    """The claims about the package that is asked for; all of them without one."""
    if "package" not in visit.values:
        return claims
    return claims.filter(commitment__guarantee__package=visit.values["package"].pk)


def events_since(since: date, visit: Visit) -> dict[str, Any]:
    """Events in the span, those to come, and those that were announced for a day that has passed. Built together."""
    at = visit.at
    known = NegotiationEvent.objects.known(at)
    if "package" in visit.values:
        known = known.filter(package=visit.values["package"].pk)
    met = Q(status=EventStatus.HELD, held_high__gt=since, held_low__lte=at.true_on)
    due = Q(held_low__gt=at.true_on, held_low__lte=at.true_on + COMING) & ~Q(status=EventStatus.CANCELLED)
    overdue = Q(status=EventStatus.ANNOUNCED, held_high__lt=at.true_on)
    rows = list(known.filter(met | due | overdue).order_by("held_low", "key"))
    found: dict[str, list[Object]] = {"met": [], "due": [], "overdue": []}
    for row, one in zip(rows, objects.events(rows, at), strict=True):
        late = row.status == EventStatus.ANNOUNCED and row.held_high and row.held_high < at.true_on
        ahead = row.held_low and row.held_low > at.true_on
        found["overdue" if late else "due" if ahead else "met"].append(one)
    return found


def pledged(visit: Visit) -> list[Object]:
    """What is pledged or firmer, officially: every sum that has a figure, and every one that somebody refused."""
    kept = {"package": visit.values["package"]} if "package" in visit.values else {}
    sums = totals(
        commitments(kept, visit.at),
        visit.at,
        lane=Lane.OFFICIAL.value,
        strength_at_least=Strength.PLEDGED.value,
    )
    shown = [one for one in sums if one["counted"] or one["uncounted"] or one["refused"]]
    shown.sort(key=lambda one: (not one["counted"], -one["uncounted"]))
    query = visit.frame().query
    found = explained(shown, query)
    return [
        {**one, "explain_page": f"{one['explain_page']}&strength_at_least={Strength.PLEDGED.value}"}
        for one in found
    ]


def _compared(visit: Visit, since: date) -> Visit:
    """The same span as the comparison over the API takes it."""
    kept = [pair for pair in visit.pairs if pair[0] not in ("since", "format")]
    return replace(visit, pairs=(*kept, ("from", since.isoformat()), ("to", visit.at.true_on.isoformat())))
