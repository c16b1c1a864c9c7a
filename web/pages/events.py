"""Negotiation events: where parties met, and what was claimed there."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from commitments import objects
from guarantees.choices import EventKind
from guarantees.models import NegotiationEvent, Statement
from web.filters.negotiation import EVENTS, events

from .forms import form_of
from .lookup import claims_of, find
from .pagers import PAGE, paged
from .showing import show
from .visits import Visit, page


@page()
def event_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One event: who took part, what was said, and what was claimed."""
    row = find(NegotiationEvent, key, visit.asked)
    said = Statement.objects.known(visit.at).filter(event=row).order_by("said_low", "key")
    content = {
        "event": objects.events([row], visit.at)[0],
        "statements": objects.statements(said, visit.at),
        "claims": claims_of(Q(statement__event=row), visit.at, newest_first=False),
    }
    return show(request, visit, "event/detail.html", content, api=f"events/{key}/")


@page(*EVENTS, PAGE)
def event_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Events, the newest first."""
    rows, pager = paged(events(visit.values, visit.at).order_by("-held_low", "-key"), visit)
    fields = ("package", "kind", "status", "actor", "from", "to")
    content = {
        "events": objects.events(rows, visit.at),
        "pager": pager,
        "filters": form_of(visit, *fields, vocabularies={"kind": EventKind}),
    }
    return show(request, visit, "event/list.html", content, api="events/")
