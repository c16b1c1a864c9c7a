"""Packages and guarantees: what is negotiated, what would be needed, and what is offered."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from commitments import objects
from commitments.choices import Lane
from commitments.models import Commitment
from commitments.questions.figures import totals
from guarantees.models import Condition, Guarantee, Package
from web.filters.negotiation import GUARANTEES, guarantees

from .forms import form_of
from .lookup import find, positions_at
from .showing import show
from .sizes import coverage_chart
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
        "guarantees": covered(elements, objects.guarantees(elements, at), at),
        "tables": tables[0] if tables else None,
        "conditions": objects.conditions(Condition.objects.known(at).filter(package=row), at),
    }
    return show(request, visit, "package/detail.html", content, api=f"packages/{key}/")


@page()
def guarantee_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One element: required sizes against pledges, commitments, positions, totals."""
    row, at = find(Guarantee, key, visit.asked), visit.at
    offered = Commitment.objects.known(at).filter(guarantee=row)
    guarantee = covered([row], objects.guarantees([row], at), at)[0]
    sums = totals(offered, at, lane=Lane.OFFICIAL.value)
    content = {
        "guarantee": guarantee,
        "coverage": guarantee["coverage"],
        "chart": coverage_chart(guarantee, sums),
        "commitments": by_firmness(objects.commitments(offered, at)),
        "positions": positions_at(Q(guarantee=row), at),
        "totals": explained(sums, visit.frame().query),
    }
    return show(request, visit, "guarantee/detail.html", content, api=f"guarantees/{key}/")


@page(*GUARANTEES)
def guarantee_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All packages with their elements and the coverage of each."""
    rows = list(guarantees(visit.values, visit.at).order_by("phase", "key"))
    elements = covered(rows, objects.guarantees(rows, visit.at), visit.at)
    found = objects.packages(Package.objects.known(visit.at).order_by("-opened_on", "key"), visit.at)
    packages = [
        {**one, "elements": own}
        for one in found
        if (own := [element for element in elements if element["package"] == one["key"]])
    ]
    content = {"packages": packages, "filters": form_of(visit, "package", "kind")}
    return show(request, visit, "guarantee/list.html", content, api="guarantees/")
