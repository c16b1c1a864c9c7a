"""The matrix: actors by contributions, one table for each package."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from actors.models import Actor
from commitments.choices import Lane
from commitments.objects import Object
from ledger.asof import AsOf
from web.filters.people import members
from web.filters.promises import MATRIX, commitments

from .arranging import ARRANGING, arranged, ways
from .forms import form_of
from .showing import show
from .tables import packages_of
from .visits import Visit, page

FIELDS = (
    "package",
    "guarantee",
    "contribution",
    "member_of",
    "actor",
    "strength_at_least",
    "lane",
    "condition",
)
# What the explanation of a total takes too, beside what the total itself is of.
EXPLAINED = frozenset({"member_of", "actor", "strength_at_least", "condition"})


@page(*MATRIX, *ARRANGING)
def matrix(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who offers what, how firmly. Packages are never mixed in one table."""
    content = {
        "matrices": matrices_of(visit),
        "ways": ways(visit),
        "filters": form_of(visit, *FIELDS),
        "csv_url": visit.at_path(reverse("matrix-csv")),
    }
    return show(request, visit, "matrix.html", content, api="matrix/")


def matrices_of(visit: Visit) -> list[Object]:
    """The matrix and the totals of each package, arranged as asked."""
    values = visit.values
    tables = packages_of(
        commitments(values, visit.at),
        visit.at,
        visit.frame().query,
        lane=values.get("lane", Lane.OFFICIAL.value),
        strength_at_least=values.get("strength_at_least"),
        actors=actors_of(values, visit.at),
        narrowed={name: value for name, value in visit.pairs if name in EXPLAINED},
    )
    return arranged(tables, visit)


def actors_of(values: Mapping[str, Any], at: AsOf) -> set[str] | None:
    """The actors whose rows are asked for; None for all. A joint party that was not asked for has no row."""
    asked: set[str] | None = {values["actor"].key} if "actor" in values else None
    if "member_of" in values:
        belong = set(
            Actor.objects.filter(pk__in=members(values["member_of"].pk, at)).values_list("key", flat=True)
        )
        asked = belong if asked is None else asked & belong
    return asked
