"""Negotiation events: where parties met, what was claimed there, and what moved in the days after."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from commitments import objects
from guarantees.choices import EventKind
from guarantees.models import NegotiationEvent, Statement
from ledger.asof import AsOf, shifted
from web.filters.negotiation import EVENTS, events
from web.filters.ordering import text

from .compare import grouped, moves_between
from .forms import form_of
from .lookup import claims_of, find
from .pagers import PAGE, paged
from .showing import show
from .sorting import Sorting, in_order
from .visits import Visit, page

DAYS_AFTER: Final = timedelta(days=7)


@page()
def event_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One event: who took part, what was said, and what was claimed."""
    row = find(NegotiationEvent, key, visit.asked)
    said = Statement.objects.known(visit.at).filter(event=row).order_by("said_low", "key")
    content = {
        "event": objects.events([row], visit.at)[0],
        "statements": objects.statements(said, visit.at),
        "claims": claims_of(Q(statement__event=row), visit.at, newest_first=False),
        "after": moved_after(row, visit.at),
        "calendar_url": _calendar([("package", row.package.key)] if row.package else []),
    }
    return show(request, visit, "event/detail.html", content, api=f"events/{key}/")


def moved_after(event: NegotiationEvent, at: AsOf) -> dict[str, Any] | None:
    """The official lines of the package that moved in the days after an event; None while it has not ended.

    What was claimed at the event itself is told beside it, so the days begin when it is over.
    """
    ended = event.held_high
    if ended is None or ended > at.true_on:
        return None
    until = min(shifted(ended, DAYS_AFTER), at.true_on)
    values = {"package": event.package} if event.package else {}
    moves = moves_between(values, AsOf(ended, at.known_at), AsOf(until, at.known_at))
    return {
        "groups": grouped(moves),
        "moved": len(moves),
        "first": ended.isoformat(),
        "last": until.isoformat(),
    }


def _calendar(pairs: Sequence[tuple[str, str]]) -> str:
    """The calendar to subscribe to, of these events."""
    path = reverse("events-calendar")
    return f"{path}?{urlencode(pairs)}" if pairs else path


SORTING: Final = Sorting(("held_low", "name", "kind", "place"), newest_first=("held_low",), usual="-held_low")
COLUMNS: Final = {
    "held_low": F("held_low"),
    "name": text("name"),
    "kind": text("kind"),
    "place": text("place"),
}


@page(*EVENTS, SORTING.parameter, PAGE)
def event_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Events, the newest first."""
    rows, pager = paged(in_order(events(visit.values, visit.at), visit, COLUMNS, "-held_low", "-key"), visit)
    fields = ("package", "kind", "status", "actor", "from", "to")
    content = {
        "events": objects.events(rows, visit.at),
        "pager": pager,
        "sorts": SORTING.heads(visit),
        "csv_url": visit.data("events/", format="csv"),
        "calendar_url": _calendar([pair for pair in visit.pairs if pair[0] != PAGE.name]),
        "filters": form_of(visit, *fields, vocabularies={"kind": EventKind}),
    }
    return show(request, visit, "event/list.html", content, api="events/")
