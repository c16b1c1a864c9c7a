"""The first page: what moved and on whose word, how things stand in a few numbers, what is disputed and what is due."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, StrIndex
from django.http import HttpRequest, HttpResponse

from actors.models import Tenure
from commitments import objects
from commitments.choices import Lane
from commitments.models import Commitment, CommitmentState
from commitments.objects import Object
from guarantees.models import NegotiationEvent
from ledger.asof import AsOf
from web.filters.parameters import Day

from .actors import commitments_of, inherited_of
from .defaults import newest_day, week_before
from .first_numbers import counts_of
from .glance import glance
from .movement import Span, claims_in, events_since, moved_in, pledged
from .returning import LastVisit, known_then, last_visit, remember
from .showing import show
from .tables import matrices_of
from .visits import Visit, kept, page

SINCE: Final = Day("since", "What moved after this day. Default: your last visit, else the last seven days.")
# More than this is told by the brief, to which the page leads; or folded, where the brief does not tell it.
MOST_MOVES: Final = 8
MOST_CLAIMS: Final = 12
SHOWN_EVENTS: Final = 6
SHOWN_SUMS: Final = 8


@page(SINCE, keep=False)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What an analyst needs first, as of both clocks; without any date, since the reader's last visit."""
    before = None if visit.pairs else last_visit(request, visit.asked)
    answer = kept(
        request,
        visit,
        lambda: show(request, visit, "overview.html", content_of(visit, before), api="matrix/"),
        before.mark if before else "",
    )
    if not visit.pairs:
        remember(answer, before, visit.asked)
    return answer


def content_of(visit: Visit, before: LastVisit | None) -> dict[str, Any]:
    """Everything on the page."""
    at = visit.at
    since: date = visit.values.get("since") or week_before(newest_day(at))
    packages = matrices_of(Commitment.objects.known(at), at, visit.frame().query)
    sums = pledged(visit)
    unsettled = unsettled_at(at)
    return {
        **movement(since, before, visit),
        **events_of(since, visit),
        "counts": counts_of(at),
        "packages": [{**one, **_sums_of(one["package"], sums)} for one in packages],
        "glance": glance(visit, packages, sums),
        "disputed": [one for one in unsettled if one["disputed"]],
        "inherited": inherited_of(unsettled, at),
    }


def _sums_of(package: str, sums: Sequence[Object]) -> dict[str, Any]:
    """The first sums of a package, and how many there are beside them."""
    own = [one for one in sums if one["package"] == package]
    return {"sums": own[:SHOWN_SUMS], "more_sums": len(own[SHOWN_SUMS:])}


def movement(since: date, before: LastVisit | None, visit: Visit) -> dict[str, Any]:
    """What was published since the last visit; where that is nothing, or there was none, what moved after a day."""
    at = visit.at
    news = before is not None and before.sequence < visit.asked.basis
    span = Span.of_knowledge(known_then(before), at) if before and news else Span.of_days(since, at)
    found = moved_in(span, visit)
    # The brief tells all of it of days, not of what was published since a visit: then all of it is here.
    return {
        **found,
        **claims_in(found, at, None if news else MOST_CLAIMS),
        "since": since.isoformat(),
        "until": at.true_on.isoformat(),
        "last_visit": before.on.isoformat() if before else "",
        "is_news": news,
        "most": MOST_MOVES,
        "has_more": not news and any(len(head["moves"]) > MOST_MOVES for head in found["heads"]),
    }


def unsettled_at(at: AsOf) -> list[Object]:
    """Commitments about which a claim that counts is denied, or whose last word is that of one who has left."""
    states = CommitmentState.objects.at(at)
    holds = (
        Tenure.objects.holding(at)
        .filter(leader__key=OuterRef("said_by"))
        .annotate(place=StrIndex(_apart(OuterRef("said_for")), _apart(F("actor__key"))))
        .filter(place__gt=0)
    )
    left = states.filter(~Exists(holds), lane=Lane.OFFICIAL, is_set=True).exclude(said_by="")
    denied = states.exclude(disputes=[])
    return commitments_of(Q(pk__in=denied.values("commitment")) | Q(pk__in=left.values("commitment")), at)


def _apart(keys: Combinable) -> Combinable:
    """One key, or several with ; between them, so that none is found inside another."""
    return Concat(Value(";"), keys, Value(";"), output_field=TextField())


def events_of(since: date, visit: Visit) -> dict[str, Any]:
    """What is overdue and what is to come; where neither is, the latest."""
    found = events_since(since, visit)
    latest: list[Object] = []
    if not found["due"] and not found["overdue"]:
        known = NegotiationEvent.objects.known(visit.at).filter(held_low__lte=visit.at.true_on)
        latest = objects.events(list(known.order_by("-held_low", "-key")[:SHOWN_EVENTS]), visit.at)
    return {"due": found["due"][:SHOWN_EVENTS], "overdue": found["overdue"][:SHOWN_EVENTS], "latest": latest}
