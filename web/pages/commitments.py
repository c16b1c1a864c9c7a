"""Commitments: the list, and the story of one."""

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import HttpRequest, HttpResponse

from commitments import objects
from commitments.choices import Lane
from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from commitments.strength import STRONGEST_FIRST
from ledger.asof import AsOf
from web.filters.promises import COMMITMENTS, commitments

from .actors import commitments_of
from .forms import form_of
from .histories import charts_of_commitment
from .lookup import find
from .pagers import PAGE, paged
from .showing import show
from .visits import Visit, page
from .wordings import rewordings

FIELDS = (
    "package",
    "guarantee",
    "actor",
    "member_of",
    "contribution",
    "headline",
    "strength_at_least",
    "lane",
    "condition",
    "has_quantity",
)


@page()
def commitment_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """The story of one commitment: what stands in both lanes, and every claim, the newest first."""
    row = find(Commitment, key, visit.asked)
    said = CommitmentUpdate.objects.said_by(visit.at).filter(commitment=row)
    updates = objects.updates(said.order_by("-day", "-sequence"), visit.at)
    content = {
        "commitment": objects.commitments([row], visit.at)[0],
        "updates": updates,
        "rewordings": rewordings(updates),
        "parts": commitments_of(Q(part_of=row), visit.at),
        "charts": charts_of_commitment(row, visit),
    }
    api = f"commitments/{key}/"
    return show(request, visit, "commitment/detail.html", content, api=api, naming={"commitment": key})


@page(*COMMITMENTS, PAGE)
def commitment_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Commitments as they stand, the firmest first."""
    rows, pager = paged(firmest_first(commitments(visit.values, visit.at), visit.at), visit)
    content = {
        "commitments": objects.commitments(rows, visit.at),
        "pager": pager,
        "filters": form_of(visit, *FIELDS),
        "csv_url": visit.data("commitments/") + ("&" if visit.pairs else "?") + "format=csv",
    }
    return show(request, visit, "commitment/list.html", content, api="commitments/")


def firmest_first(rows: QuerySet[Commitment], at: AsOf) -> QuerySet[Commitment]:
    """Commitments in the order of their headlines, from fulfilled to none, then by title."""
    official = CommitmentState.objects.at(at).filter(commitment=OuterRef("pk"), lane=Lane.OFFICIAL)
    places = (When(word=word, then=Value(n)) for n, word in enumerate(STRONGEST_FIRST))
    ranked = rows.annotate(word=Subquery(official.values("headline")[:1]))
    return ranked.annotate(rank=Case(*places, default=Value(len(STRONGEST_FIRST)))).order_by(
        "rank", "title", "pk"
    )
