"""What moved in a span on either clock, under the heads that a reader takes together, and what is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q

from commitments import objects
from commitments.choices import Direction, Lane, Strength
from commitments.models import CommitmentUpdate
from commitments.objects import Object
from commitments.questions.figures import totals
from commitments.reading import data_through
from commitments.signals import reached
from guarantees.choices import EventStatus
from guarantees.models import Guarantee, NegotiationEvent
from ledger.asof import AsOf, shifted
from ledger.choices import Kind
from web.filters.promises import commitments

from .compare import REOPENED, UNNAMED, moves_between, told
from .first_numbers import with_lists
from .tables import explained
from .visits import Visit

# Ways that a reader takes together.
HEADS: Final = (
    ("hardened", (Direction.UP, Direction.UNCONDITIONED)),
    ("reopened", (REOPENED,)),
    ("softened", (Direction.DOWN, Direction.CONDITIONED)),
    ("gone", (Direction.GONE,)),
    ("requires", (Direction.REQUIRES_CHANGED, UNNAMED)),
    ("new", (Direction.NEW,)),
    ("figure", (Direction.FIGURE,)),
    ("reworded", (Direction.REWORDED,)),
)
# What takes a word back or contradicts one is no report.
UNSAYING: Final = (Kind.DENIAL, Kind.RETRACTION)
COMING: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Span:
    """What moved is the difference between two questions; `said` are the claims in between."""

    before: AsOf
    after: AsOf
    said: Q

    @classmethod
    def of_days(cls, since: date, at: AsOf) -> "Span":
        """What took effect after a day."""
        return cls(AsOf(min(since, at.true_on), at.known_at), at, Q(day__gt=since))

    @classmethod
    def of_knowledge(cls, since: datetime, at: AsOf) -> "Span":
        """What was published after a moment."""
        return cls(AsOf(at.true_on, min(since, at.known_at)), at, Q(recorded_at__gt=since))


def moved_in(span: Span, visit: Visit) -> dict[str, Any]:
    """The moves under their heads, and our corrections; the claims that were denied and so on, as querysets."""
    found = told(moves_between(visit.values, span.before, span.after), visit.values, span.before, span.after)
    by_way = {group["way"]: group["moves"] for group in found["groups"]}
    heads = [
        {"name": name, "moves": [move for way in ways for move in by_way.get(str(way), ())]}
        for name, ways in HEADS
    ]
    said = in_package(CommitmentUpdate.objects.said_by(span.after).filter(span.said), visit)
    return {
        **found,
        "heads": [head for head in heads if head["moves"]],
        "denied": said.filter(kind=Kind.DENIAL),
        "taken_back": said.filter(kind=Kind.RETRACTION),
        "said_again": said.filter(kind=Kind.REAFFIRMATION),
        "reported": said.filter(lane=Lane.REPORTED).exclude(kind__in=UNSAYING),
    }


def claims_in(found: dict[str, Any], at: AsOf, most: int | None = None) -> dict[str, Any]:
    """What was denied, taken back, said again, reported: the newest `most` (None: all), and how many there are.

    All are built together: the number of queries does not depend on what was said.
    """
    kinds = {"denied": "denials", "taken_back": "retractions", "said_again": "again", "reported": "reports"}
    newest = {kind: list(found[kind].in_order().reverse()[:most]) for kind in kinds}
    rows = list({row.pk: row for kind in kinds for row in newest[kind]}.values())
    built = {row.pk: one for row, one in zip(rows, objects.updates(rows, at), strict=True)}
    lists = {name: [built[row.pk] for row in newest[kind]] for kind, name in kinds.items()}
    return {**lists, **{kind: found[kind].count() for kind in kinds}}


def in_package(claims: Any, visit: Visit) -> Any:
    """The claims about the package that is asked for; all of them without one."""
    if "package" not in visit.values:
        return claims
    return claims.filter(commitment__guarantee__package=visit.values["package"].pk)


def events_since(since: date, visit: Visit) -> dict[str, Any]:
    """Events in the span, those to come, and those that were announced for a day that has passed. Built together.

    A day has passed where the record reaches beyond it: what the record ends before may have been held.
    """
    at = visit.at
    reach = reached(at.true_on, data_through(at))
    known = NegotiationEvent.objects.known(at)
    if "package" in visit.values:
        known = known.filter(package=visit.values["package"].pk)
    met = Q(status=EventStatus.HELD, held_high__gt=since, held_low__lte=at.true_on)
    due = Q(held_low__gt=at.true_on, held_low__lte=shifted(at.true_on, COMING)) & ~Q(
        status=EventStatus.CANCELLED
    )
    announced = Q(status=EventStatus.ANNOUNCED, held_low__lte=at.true_on)
    rows = list(known.filter(met | due | announced).order_by("held_low", "key"))
    found: dict[str, list[Object]] = {"met": [], "due": [], "overdue": []}
    for row, one in zip(rows, objects.events(rows, at), strict=True):
        waited_for = row.status == EventStatus.ANNOUNCED
        late = waited_for and row.held_high and row.held_high < reach
        ahead = waited_for or (row.held_low and row.held_low > at.true_on)
        found["overdue" if late else "due" if ahead else "met"].append(one)
    return found


def pledged(visit: Visit) -> list[Object]:
    """What is pledged or firmer, officially: every sum that has a figure, and every one that somebody refused.

    Each names the `package` of its guarantee.
    """
    kept = {"package": visit.values["package"]} if "package" in visit.values else {}
    sums = totals(
        commitments(kept, visit.at),
        visit.at,
        lane=Lane.OFFICIAL.value,
        strength_at_least=Strength.PLEDGED.value,
    )
    shown = [one for one in sums if one["counted"] or one["uncounted"] or one["refused"]]
    shown.sort(key=lambda one: (not one["counted"], -one["uncounted"]))
    owner = dict(Guarantee.objects.known(visit.at).order_by().values_list("key", "package__key"))
    return [
        {
            **one,
            "package": owner[one["guarantee"]],
            "explain_page": f"{one['explain_page']}&strength_at_least={Strength.PLEDGED.value}",
        }
        for one in explained(with_lists(shown, visit.at), visit.frame().query)
    ]
