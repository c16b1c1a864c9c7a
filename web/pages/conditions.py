"""Conditions: what has to come true, and who waits for it."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from commitments import objects
from commitments.models import Commitment
from commitments.questions.scenario import scenario
from guarantees.choices import ConditionKind
from guarantees.models import Condition, ConditionUpdate
from web.filters.negotiation import CONDITIONS, conditions

from .actors import commitments_of
from .forms import form_of
from .lookup import find
from .pagers import PAGE, paged
from .showing import show
from .visits import Visit, page


@page()
def condition_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One condition: its state over time, and the commitments that wait for it."""
    row = find(Condition, key, visit.asked)
    condition = objects.conditions([row], visit.at)[0]
    said = ConditionUpdate.objects.said_by(visit.at).filter(condition=row)
    content = {
        "condition": condition,
        "implied_by": implying(row, visit),
        "keystone": keystone_of(row, visit),
        "scenario_url": visit.elsewhere("scenario", package=condition["package"], assume=f"{key}:met"),
        "waiting": commitments_of(Q(key__in=condition["waiting"]), visit.at),
        "updates": objects.condition_updates(said.in_order().reverse(), visit.at),
    }
    return show(request, visit, "condition/detail.html", content, api=f"conditions/{key}/")


def implying(row: Condition, visit: Visit) -> list[str]:
    """The conditions that imply one, by their keys."""
    rows = Condition.objects.known(visit.at).filter(implies=row).order_by("key")
    return list(rows.values_list("key", flat=True))


def keystone_of(row: Condition, visit: Visit) -> objects.Object | None:
    """What would be firm if this condition alone were met; None where that is nothing. Eight queries."""
    offered = Commitment.objects.known(visit.at).filter(guarantee__package=row.package_id)
    found = scenario(offered, visit.at, assumptions={})
    return next((one for one in found["keystones"] if one["condition"] == row.key), None)


@page(*CONDITIONS, PAGE)
def condition_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Conditions, by package and name."""
    rows, pager = paged(
        conditions(visit.values, visit.at).order_by("-package__opened_on", "name", "key"), visit
    )
    content = {
        "conditions": objects.conditions(rows, visit.at),
        "pager": pager,
        "filters": form_of(visit, "package", "kind", "state", vocabularies={"kind": ConditionKind}),
    }
    return show(request, visit, "condition/list.html", content, api="conditions/")
