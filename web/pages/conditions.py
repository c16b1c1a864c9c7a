"""Conditions: what has to come true, and who waits for it."""

from typing import Final

from django.db.models import OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.http import HttpRequest, HttpResponse

from commitments import objects
from commitments.choices import Lane
from commitments.models import Commitment, CommitmentState
from commitments.questions.scenario import scenario
from guarantees.choices import ConditionKind
from guarantees.models import Condition, ConditionStanding, ConditionUpdate
from ledger.asof import AsOf
from web.filters.negotiation import CONDITIONS, conditions
from web.filters.ordering import text

from .actors import commitments_of
from .forms import form_of
from .lookup import find
from .pagers import PAGE, paged
from .showing import show
from .sorting import Sorting, in_order
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
        "silent": silent_about(row, visit.at),
        "updates": objects.condition_updates(said.in_order().reverse(), visit.at),
    }
    return show(request, visit, "condition/detail.html", content, api=f"conditions/{key}/")


def silent_about(row: Condition, at: AsOf) -> list[objects.Object]:
    """Who once asked for a condition and names it no longer, each with the day of the last word that did. One query."""
    states = CommitmentState.objects.at(at).filter(lane=Lane.OFFICIAL).exclude(no_longer_named=[])
    kept = states.order_by("commitment__key").values_list("commitment__key", "no_longer_named")
    return [
        {"commitment": key, "last_named": one["last_named"], "update": one["update"]}
        for key, told in kept
        for one in told
        if one["condition"] == row.key
    ]


def implying(row: Condition, visit: Visit) -> list[str]:
    """The conditions that imply one, by their keys."""
    rows = Condition.objects.known(visit.at).filter(implies=row).order_by("key")
    return list(rows.values_list("key", flat=True))


def keystone_of(row: Condition, visit: Visit) -> objects.Object | None:
    """What this condition alone would make firm, pledges apart from talk; None where that is nothing. Eight queries."""
    offered = Commitment.objects.known(visit.at).filter(guarantee__package=row.package_id)
    found = scenario(offered, visit.at, assumptions={})
    stone = next((one for one in found["keystones"] if one["condition"] == row.key), None)
    if stone is None:
        return None
    pledges = stone["unlocks_pledged"]
    return {
        "commitments": stone["unlocks"],
        "pledges": pledges,
        "talk": [key for key in stone["unlocks"] if key not in pledges],
    }


SORTING: Final = Sorting(("name", "state", "since", "kind", "actor"), newest_first=("since",))


def columns_at(at: AsOf) -> dict[str, Combinable]:
    """How the list is sorted by what it shows."""
    standing = ConditionStanding.objects.at(at).filter(condition=OuterRef("pk")).order_by()
    return {
        "name": text("name"),
        "state": text(Subquery(standing.values("state")[:1])),
        "since": Subquery(standing.values("since")[:1]),
        "kind": text("kind"),
        "actor": text("actor__key"),
    }


@page(*CONDITIONS, SORTING.parameter, PAGE)
def condition_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Conditions, by package and name."""
    chosen = conditions(visit.values, visit.at)
    usual = ("-package__opened_on", "name", "key")
    rows, pager = paged(in_order(chosen, visit, columns_at(visit.at), *usual), visit)
    content = {
        "conditions": objects.conditions(rows, visit.at),
        "pager": pager,
        "sorts": SORTING.heads(visit),
        "filters": form_of(visit, "package", "kind", "state", vocabularies={"kind": ConditionKind}),
    }
    return show(request, visit, "condition/list.html", content, api="conditions/")
