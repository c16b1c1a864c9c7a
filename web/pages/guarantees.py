"""Packages and guarantees: what is negotiated, what would be needed, and what is offered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from commitments import objects
from commitments.choices import Headline, Lane
from commitments.models import Commitment
from commitments.objects import Object
from commitments.questions.figures import totals
from guarantees.choices import Contribution
from guarantees.models import Condition, Guarantee, Package
from ledger.asof import AsOf
from web.charts.worldmap import WorldMap
from web.filters.negotiation import GUARANTEES, guarantees

from .first_numbers import with_lists
from .forms import form_of
from .lookup import find, positions_at
from .map import cells_of, map_of
from .showing import show
from .sizes import coverage_chart
from .subjects import Subject
from .tables import by_firmness, covered, explained, packages_of
from .visits import Visit, page


@page()
def package_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One negotiation: its elements with their coverage, its matrix, its conditions, its totals."""
    row, at = find(Package, key, visit.asked), visit.at
    elements = list(Guarantee.objects.known(at).filter(package=row).order_by("phase", "key"))
    offered = Commitment.objects.known(at).filter(guarantee__package=row)
    tables = packages_of(offered, at, visit.frame().query)
    content = {
        "package": objects.packages([row], at)[0],
        "guarantees": covered(elements, objects.guarantees(elements, at), at, visit.frame().query),
        "tables": tables[0] if tables else None,
        "conditions": objects.conditions(Condition.objects.known(at).filter(package=row), at),
    }
    return show(request, visit, "package/detail.html", content, api=f"packages/{key}/")


@page()
def guarantee_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One element: required sizes against pledges, commitments, positions, totals."""
    row, at = find(Guarantee, key, visit.asked), visit.at
    offered = Commitment.objects.known(at).filter(guarantee=row)
    guarantee = covered([row], objects.guarantees([row], at), at, visit.frame().query)[0]
    sums = totals(offered, at, lane=Lane.OFFICIAL.value)
    commitments = objects.commitments(offered, at)
    content = {
        "guarantee": guarantee,
        "coverage": guarantee["coverage"],
        "chart": coverage_chart(guarantee, sums),
        "map": map_of_guarantee(row, offered, visit),
        "commitments": by_firmness(commitments),
        "conditions": conditions_of(commitments, at),
        "positions": positions_at(Q(guarantee=row), at),
        "totals": explained(with_lists(sums, at), visit.frame().query),
    }
    return show(request, visit, "guarantee/detail.html", content, api=f"guarantees/{key}/")


def map_of_guarantee(row: Guarantee, offered: QuerySet[Commitment], visit: Visit) -> WorldMap | None:
    """The states that speak of this element's own contribution; None where none does."""
    subject = Subject(row.package, Contribution(row.kind), (), ())
    cells = cells_of(subject, offered.filter(contribution=row.kind), visit)
    chart = replace(map_of(subject, cells, visit), address="")
    return chart if any(one.word != Headline.NONE for one in chart.states) else None


def conditions_of(commitments: Sequence[Object], at: AsOf) -> list[Object]:
    """The conditions that any of these commitments requires, those that most wait for first."""
    asked = Counter(key for one in commitments for key in {key for way in one["requires"] for key in way})
    built = objects.conditions(Condition.objects.known(at).filter(key__in=asked), at)
    return sorted(built, key=lambda one: (-asked[one["key"]], one["name"]))


@page(*GUARANTEES)
def guarantee_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All packages with their elements and the coverage of each."""
    rows = list(guarantees(visit.values, visit.at).order_by("phase", "key"))
    elements = covered(rows, objects.guarantees(rows, visit.at), visit.at, visit.frame().query)
    found = objects.packages(Package.objects.known(visit.at).order_by("-opened_on", "key"), visit.at)
    packages = [
        {**one, "elements": own}
        for one in found
        if (own := [element for element in elements if element["package"] == one["key"]])
    ]
    content = {"packages": packages, "filters": form_of(visit, "package", "kind")}
    return show(request, visit, "guarantee/list.html", content, api="guarantees/")
