"""Commitments: the list, and the story of one."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from commitments import objects
from commitments.choices import Firmness, Lane
from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from commitments.strength import STRONGEST_FIRST
from ledger.asof import AsOf
from ledger.choices import Kind
from web.filters.ordering import text
from web.filters.parameters import OneOf
from web.filters.promises import COMMITMENTS, commitments

from .actors import commitments_of, inherited_of
from .borne_out import borne_out
from .forms import form_of
from .histories import charts_of_commitment
from .lookup import find
from .pagers import PAGE, paged
from .showing import show
from .sorting import Sorting, in_order
from .visits import Visit, page
from .wordings import quotations_of, quoted, rewordings

# What a reader should be careful about: named by the field of a commitment that tells.
WARNINGS: Final[Mapping[str, Any]] = {
    "unreaffirmed": _("Last promised by somebody who has left office"),
    "disputed": _("Disputed"),
    "clashes": _("Against a red line"),
    "stale": _("Not said again for six months"),
    "no_longer_named": _("A condition is no longer named"),
}
# Said of a promise that stands, not of one that was taken back.
OF_A_PROMISE: Final = frozenset({"unreaffirmed", "stale"})
WARNING = OneOf("warning", "What a reader should be careful about.", tuple(WARNINGS))
FIRMEST_FIRST: Final = ("rank", "title", "pk")
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
    updates = objects.updates(said.in_order().reverse(), visit.at)
    content = {
        **with_whole(row, visit.at),
        "updates": updates,
        # Where nothing stands in a lane, there may have been words all the same.
        "spoken": {one["lane"] for one in updates if one["kind"] != Kind.RETRACTION},
        "only_taken_back": {one["lane"] for one in updates if one["kind"] == Kind.RETRACTION},
        "rewordings": rewordings(updates),
        "quoted": quoted(updates, quotations_of(updates)),
        "parts": commitments_of(Q(part_of=row), visit.at),
        **borne_out(row, updates, visit.at),
        "charts": charts_of_commitment(row, visit),
    }
    api = f"commitments/{key}/"
    return show(request, visit, "commitment/detail.html", content, api=api, naming={"commitment": key})


def with_whole(row: Commitment, at: AsOf) -> dict[str, Any]:
    """A commitment as it stands, with the whole that it is a part of (none or one), and whether that is blocked."""
    wholes = Commitment.objects.known(at).filter(pk=row.part_of_id)
    own, *whole = objects.commitments([row, *wholes], at)
    blocked = any(one["firmness"] == Firmness.BLOCKED for one in whole)
    return {"commitment": own, "whole": whole, "whole_blocked": blocked}


SORTING: Final = Sorting(("actor", "title", "low", "last_said"), newest_first=("low", "last_said"))


@page(*COMMITMENTS, WARNING, SORTING.parameter, PAGE)
def commitment_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Commitments as they stand, the firmest first."""
    found = warned(commitments(visit.values, visit.at), visit.values.get("warning"), visit.at)
    rows, pager = paged(
        in_order(firmest_first(found, visit.at), visit, columns_at(visit.at), *FIRMEST_FIRST), visit
    )
    built = objects.commitments(rows, visit.at)
    content = {
        "inherited": inherited_of(built, visit.at) if visit.values.get("warning") == "unreaffirmed" else [],
        "warnings": warnings_of(visit),
        "commitments": built,
        "pager": pager,
        "filters": form_of(visit, *FIELDS),
        "sorts": SORTING.heads(visit),
        "csv_url": visit.data("commitments/", format="csv"),
    }
    return show(request, visit, "commitment/list.html", content, api="commitments/")


def warnings_of(visit: Visit) -> list[tuple[str, str, bool]]:
    """The warnings, each with the address that asks for it, or for everything again, and whether it is asked for."""
    now = visit.values.get("warning")
    return [
        (label, visit.address(warning=None if word == now else word, page=None), word == now)
        for word, label in WARNINGS.items()
    ]


def warned(rows: QuerySet[Commitment], word: str | None, at: AsOf) -> QuerySet[Commitment]:
    """The commitments that carry a warning; all of them for None. The rules decide, so all rows are built once."""
    if word is None:
        return rows
    found = [one for one in objects.commitments(rows, at) if one[word]]
    if word in OF_A_PROMISE:
        found = [one for one in found if one["since"]]
    return rows.filter(key__in=[one["key"] for one in found])


def firmest_first(rows: QuerySet[Commitment], at: AsOf) -> QuerySet[Commitment]:
    """Commitments in the order of their headlines, from fulfilled to none, then by title."""
    states = CommitmentState.objects.at(at).filter(lane=Lane.OFFICIAL, is_set=True)
    official = states.filter(commitment=OuterRef("pk"))
    places = (When(word=word, then=Value(n)) for n, word in enumerate(STRONGEST_FIRST))
    ranked = rows.annotate(word=Subquery(official.values("headline")[:1]))
    return ranked.annotate(rank=Case(*places, default=Value(len(STRONGEST_FIRST)))).order_by(*FIRMEST_FIRST)


def columns_at(at: AsOf) -> dict[str, Combinable]:
    """How the list is sorted by what it shows: figures and days are those of the official line."""
    official = CommitmentState.objects.at(at).filter(commitment=OuterRef("pk"), lane=Lane.OFFICIAL)
    return {
        "actor": text("actor__key"),
        "title": text("title"),
        "low": Subquery(official.values("low")[:1]),
        "last_said": Subquery(official.values("last_said")[:1]),
    }
