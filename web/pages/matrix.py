"""The matrix: actors by contributions, one table for each package."""

from collections.abc import Mapping, Sequence
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
    subjects = {name: value for name, value in values.items() if name not in ("strength_at_least", "lane")}
    tables = packages_of(
        commitments(values, visit.at),
        visit.at,
        visit.frame().query,
        lane=values.get("lane", Lane.OFFICIAL.value),
        strength_at_least=values.get("strength_at_least"),
        narrowed={name: value for name, value in visit.pairs if name in EXPLAINED},
        summed=commitments(subjects, visit.at),
    )
    return arranged(_partners_last(tables, actors_of(values, visit.at)), visit)


def _partners_last(tables: Sequence[Object], asked: set[str] | None) -> list[Object]:
    """Tables in which `only_joint` tells the rows of those that were not asked for, and stand behind the others.

    They are there as a party of a joint commitment of somebody who was asked for; it is all that their cells show.
    """
    return [
        {**one, "matrix": {**one["matrix"], "rows": _rows(one["matrix"]["rows"], asked)}} for one in tables
    ]


def _rows(rows: Sequence[Object], asked: set[str] | None) -> list[Object]:
    told = [{**row, "only_joint": asked is not None and row["actor"] not in asked} for row in rows]
    return sorted(told, key=lambda row: bool(row["only_joint"]))


def actors_of(values: Mapping[str, Any], at: AsOf) -> set[str] | None:
    """The actors who are asked for; None for all."""
    asked: set[str] | None = {values["actor"].key} if "actor" in values else None
    if "member_of" in values:
        belong = set(
            Actor.objects.filter(pk__in=members(values["member_of"].pk, at)).values_list("key", flat=True)
        )
        asked = belong if asked is None else asked & belong
    return asked
