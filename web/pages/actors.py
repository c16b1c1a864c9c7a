"""Actors and leaders: who takes part, what they offer, and in which words."""

from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse

from actors.choices import ActorKind
from actors.models import Actor, Leader
from commitments import objects
from commitments.choices import Headline, Lane
from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from guarantees.choices import Stance
from guarantees.models import PositionStanding, Statement
from ledger.asof import AsOf
from web.filters.ordering import text
from web.filters.people import ACTORS, actors

from .forms import form_of
from .lookup import find, positions_at
from .pagers import PAGE, paged
from .showing import show
from .sorting import Sorting, in_order
from .statements import NEWEST_FIRST, newest_of, newest_official, newest_words, own_words, said_by
from .tables import by_firmness
from .visits import Visit, page
from .wordings import quotations_of, still_standing, with_words_before

# What an actor or a leader said is shown up to this many claims or statements, the newest.
NEWEST = 60
# What an actor does not give, or gives no longer.
REFUSALS = frozenset({Headline.RULED_OUT, Headline.WITHDRAWN})


@page()
def actor_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One actor: what it offers, refuses and opposes, who speaks for it, and its words."""
    row = find(Actor, key, visit.asked)
    own = commitments_of(Q(actor=row) | Q(joint_with=row), visit.at)
    content = {
        "actor": objects.actors([row], visit.at)[0],
        "commitments": own,
        "offers": [one for one in own if one["headline"] not in REFUSALS and _stands(one)],
        "refusals": [one for one in own if one["headline"] in REFUSALS],
        "silent": [one for one in own if not _stands(one)],
        "clashing": any(one["clashes"] for one in own),
        "inherited": inherited_of(own, visit.at),
        "positions": positions_at(Q(actor=row), visit.at),
        "opposed": opposed_by(row, visit.at),
        **words_of(row, visit.at),
        "last_words": objects.statements(
            words_in_its_name(row, visit.at).order_by(*NEWEST_FIRST)[:1], visit.at
        ),
    }
    return show(request, visit, "actor/detail.html", content, api=f"actors/{key}/", naming={"actor": key})


@page()
def leader_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One leader: offices, statements, and what was promised with how it stands."""
    row = find(Leader, key, visit.asked)
    said = Statement.objects.known(visit.at).filter(speaker=row, said_low__lte=visit.at.true_on)
    promised = CommitmentUpdate.objects.said_by(visit.at).filter(statement__speaker=row)
    spoken_of = commitments_of(Q(pk__in=promised.values("commitment")), visit.at)
    words = objects.updates(promised.in_order().reverse(), visit.at)
    content = {
        "leader": objects.leaders([row], visit.at)[0],
        "promises": still_standing(words, spoken_of),
        "updates": with_words_before(words[:NEWEST], quotations_of(words[:NEWEST])),
        "statements": objects.statements(said.order_by("-said_high", "-key")[:NEWEST], visit.at),
    }
    return show(request, visit, "leader/detail.html", content, api=f"leaders/{key}/")


def commitments_of(where: Q, at: AsOf) -> list[objects.Object]:
    """The known commitments that fit, as they stand, the firmest first."""
    rows = Commitment.objects.known(at).filter(where).distinct()
    return by_firmness(objects.commitments(rows, at))


def _stands(commitment: objects.Object) -> bool:
    """Whether anything is set in either lane: it was not only denied or taken back, or is not said yet."""
    return commitment["since"] is not None or commitment["reported"] is not None


def inherited_of(commitments: list[objects.Object], at: AsOf) -> list[objects.Object]:
    """Those last promised by somebody who has left office, each with that `leader`. One query."""
    left = {one["key"]: one for one in commitments if one["unreaffirmed"]}
    states = CommitmentState.objects.at(at).filter(lane=Lane.OFFICIAL, is_set=True)
    rows = states.filter(commitment__key__in=list(left)).order_by("last_said", "commitment__key")
    return [
        {
            "commitment": key,
            "leader": leader,
            "headline": left[key]["headline"],
            "last_said": left[key]["last_said"],
        }
        for key, leader in rows.values_list("commitment__key", "said_by")
    ]


def opposed_by(actor: Actor, at: AsOf) -> list[objects.Object]:
    """The commitments of others against which a red line of this actor stands."""
    lines = PositionStanding.objects.at(at).filter(actor=actor, stance=Stance.REJECTS)
    against = Q(pk__in=[])
    for guarantee, contribution in lines.values_list("guarantee", "contribution"):
        against |= Q(guarantee=guarantee, contribution=contribution)
    found = commitments_of(against, at)
    return [one for one in found if any(clash["actor"] == actor.key for clash in one["clashes"])]


def words_in_its_name(actor: Actor, at: AsOf) -> QuerySet[Statement]:
    """The statements in the name of an actor, and those that are official for what it commits itself to."""
    named = Statement.objects.filter(speaking_for=actor).order_by()
    theirs = Q(pk__in=named.values("pk")) | Q(pk__in=own_words(actor, at).order_by().values("statement"))
    return said_by(at).filter(theirs)


def words_of(actor: Actor, at: AsOf) -> dict[str, Any]:
    """The newest words of an actor (`updates`), and the newest reports, by anybody, of what it gives.

    Its words are the claims in its name, and the official ones about what it commits itself to, alone or jointly.

    A report is a claim of the reported lane; `reported` is how many there are. All are built together.
    """
    said = CommitmentUpdate.objects.said_by(at)
    about = Q(commitment__actor=actor) | Q(commitment__joint_with=actor)
    reports = said.filter(pk__in=CommitmentUpdate.objects.filter(about, lane=Lane.REPORTED).values("pk"))
    named = CommitmentUpdate.objects.filter(statement__speaking_for=actor).order_by()
    theirs = Q(pk__in=named.values("pk")) | Q(pk__in=own_words(actor, at).order_by().values("pk"))
    own = list(said.filter(theirs).in_order().reverse()[:NEWEST])
    told = list(reports.in_order().reverse()[:NEWEST])
    rows = list({row.pk: row for row in (*own, *told)}.values())
    built = {row.pk: one for row, one in zip(rows, objects.updates(rows, at), strict=True)}
    updates = [built[row.pk] for row in own]
    return {
        "updates": with_words_before(updates, quotations_of(updates)),
        "reports": [built[row.pk] for row in told],
        "reported": reports.count(),
    }


SORTING: Final = Sorting(
    ("name", "kind", "commitments_count"), newest_first=("commitments_count",), usual="name"
)


def columns_at(at: AsOf) -> dict[str, Combinable]:
    """How the list is sorted by what it shows."""
    known = Commitment.objects.known(at).order_by()
    joint = Commitment.joint_with.through.objects.filter(commitment__in=known.values("pk")).order_by()
    return {
        "name": text("name"),
        "kind": text("kind"),
        "commitments_count": _count(known) + _count(joint),
    }


def _count(rows: QuerySet[Any]) -> Combinable:
    """How many of these rows name the actor."""
    own = rows.filter(actor=OuterRef("pk")).values("actor").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(own), 0)


@page(*ACTORS, SORTING.parameter, PAGE)
def actor_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All actors, with who is in office on the day, and the newest words in the name of each."""
    chosen = actors(visit.values, visit.at).annotate(
        newest=newest_of("speaking_for", visit.at),
        newest_alone=newest_official("actor", visit.at),
        newest_jointly=newest_official("joint_with", visit.at),
    )
    rows, pager = paged(in_order(chosen, visit, columns_at(visit.at), "name", "key"), visit)
    content = {
        "actors": objects.actors(rows, visit.at),
        "words": newest_words(rows, visit.at),
        "sorts": SORTING.heads(visit),
        "csv_url": visit.data("actors/", format="csv"),
        "pager": pager,
        "filters": form_of(visit, "kind", "member_of", "contribution", vocabularies={"kind": ActorKind}),
    }
    naming = {"actor": [row.key for row in rows]}
    return show(request, visit, "actor/list.html", content, api="actors/", naming=naming)
