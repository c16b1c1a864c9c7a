"""Why a total is what it is: every row in, every row out with the reason, and the rule."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from commitments import objects
from commitments.choices import Lane, Reason
from commitments.models import CommitmentUpdate
from commitments.objects import Object
from commitments.questions.figures import explain, totals
from ledger.asof import AsOf
from web.filters.promises import EXPLAIN, commitments

from .first_numbers import with_lists
from .showing import show
from .visits import Visit, page

# What is asked of the commitments themselves; the rest is asked of the sum.
SUBJECTS = ("package", "guarantee", "member_of", "contribution", "actor", "condition")


def with_claims(included: Sequence[Object], at: AsOf) -> list[Object]:
    """The rows of a sum, each with the `claims` that set its figure."""
    keys = [key for row in included for key in row["updates"]]
    rows = CommitmentUpdate.objects.filter(key__in=keys).in_order()
    claims = {one["key"]: one for one in objects.updates(rows, at)}
    return [{**row, "claims": [claims[key] for key in row["updates"]]} for row in included]


@page(*EXPLAIN)
def explain_total(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Explain the total of a guarantee, contribution and unit."""
    values, at = visit.values, visit.at
    lane, minimum, unit = (
        values.get("lane", Lane.OFFICIAL.value),
        values.get("strength_at_least"),
        values["unit"],
    )
    rows = commitments({name: values[name] for name in SUBJECTS if name in values}, at)
    sums = totals(rows, at, lane=lane, strength_at_least=minimum)
    told = explain(rows, at, unit=unit, lane=lane, strength_at_least=minimum)
    content = {
        **told,
        "included": with_claims(told["included"], at),
        # Those that are counted beside the sum stand together, each reason under its own anchor.
        "excluded": sorted(told["excluded"], key=lambda row: Reason.values.index(row["reason"])),
        "total": next((one for one in with_lists(sums, at) if one["unit"] == unit), None),
        "question": {
            "guarantee": values["guarantee"].key,
            "contribution": values["contribution"],
            "unit": unit,
            "lane": lane,
            "strength_at_least": minimum,
        },
    }
    return show(request, visit, "explain.html", content, api="explain/")
