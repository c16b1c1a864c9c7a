"""The first page: what moved, who offers what, what is disputed and what is coming."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse

from actors.models import Actor
from commitments import objects
from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from commitments.questions.compare import compare
from guarantees.models import NegotiationEvent
from ledger.asof import AsOf
from sources.models import Source

from .actors import commitments_of
from .showing import show
from .tables import packages_of
from .visits import Visit, page

WINDOW = timedelta(days=7)
# A busy week is shown up to here; after a quiet one, what came before it fills the page up to there.
MOST_CLAIMS = 40
FEWEST_CLAIMS = 6
SHOWN_EVENTS = 6


@page()
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What an analyst needs first, as of both clocks."""
    at = visit.at
    content = {
        **movement(at),
        **events_of(at),
        "packages": packages_of(Commitment.objects.known(at), at, visit.frame().query),
        "counts": counts_of(at),
        "disputed": disputed_at(at),
    }
    return show(request, visit, "overview.html", content, api="meta/")


def movement(at: AsOf) -> dict[str, Any]:
    """The claims of the seven days before the newest one, the newest first."""
    said = CommitmentUpdate.objects.said_by(at)
    newest = said.aggregate(newest=Max("day"))["newest"]
    if newest is None:
        return {"newest": None, "window": "", "updates": [], "earlier": []}
    since = newest - WINDOW
    rows = list(said.order_by("-day", "-sequence")[:MOST_CLAIMS])
    built = list(zip(rows, objects.updates(rows, at), strict=True))
    because = moves_since(since, at)
    updates = [{**one, "move": because.get(one["key"])} for row, one in built if row.day > since]
    return {
        "newest": newest.isoformat(),
        "window": f"{(since + timedelta(days=1)).isoformat()}/{newest.isoformat()}",
        "updates": updates,
        "earlier": [one for _, one in built][len(updates) : FEWEST_CLAIMS],
    }


def moves_since(since: date, at: AsOf) -> dict[str, objects.Object]:
    """How official lines moved since a day, by the claims because of which they did."""
    moves = compare(Commitment.objects.known(at), AsOf(since, at.known_at), at)
    return {key: move for move in moves for key in move["because"]}


def disputed_at(at: AsOf) -> list[objects.Object]:
    """The commitments about which a claim that counts is denied."""
    denied = CommitmentState.objects.at(at).exclude(disputes=[])
    return commitments_of(Q(pk__in=denied.values("commitment")), at)


def events_of(at: AsOf) -> dict[str, Any]:
    """The events that are still to come on the day; where none is, the latest."""
    known = NegotiationEvent.objects.known(at)
    coming = list(known.filter(held_low__gt=at.true_on).order_by("held_low", "key")[:SHOWN_EVENTS])
    latest = known.filter(held_low__lte=at.true_on).order_by("-held_low", "-key")[:SHOWN_EVENTS]
    return {"coming": bool(coming), "events": objects.events(coming or latest, at)}


def counts_of(at: AsOf) -> dict[str, int]:
    """How much the record holds at the moment of knowledge."""
    models = {"commitments": Commitment, "actors": Actor, "sources": Source, "updates": CommitmentUpdate}
    return {
        name: model._default_manager.filter(recorded_at__lte=at.known_at).count()
        for name, model in models.items()
    }
