"""How far pledges reach against required sizes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from commitments import coverage as rules
from commitments.choices import Lane
from commitments.models import Commitment
from commitments.objects import Object, requirements_of
from commitments.totals import TotalRow
from guarantees.models import Guarantee
from guarantees.requirements import RequirementState
from ledger.asof import AsOf

from .figures import total_rows


def coverage(guarantees: Sequence[Guarantee], at: AsOf) -> list[Object]:
    """One answer for each guarantee, those without a required size included. Eight queries."""
    sizes = requirements_of([one.pk for one in guarantees], at)
    known = Commitment.objects.known(at).filter(guarantee__in=[one.pk for one in guarantees])
    rows = defaultdict(list)
    for row in total_rows(known, Lane.OFFICIAL, at):
        rows[row.guarantee].append(row)
    return [_coverage(one.key, sizes[one.pk], rows[one.key]) for one in guarantees]


def _coverage(guarantee: str, sizes: Sequence[Object], rows: Sequence[TotalRow]) -> Object:
    standing = {
        size["claimed_by"]: RequirementState(
            low=size["low"],
            high=size["high"],
            unit=size["unit"],
            words=size["words"],
            update=size["update"],
            last_said=date.fromisoformat(size["last_said"]),
        )
        for size in sizes
    }
    found = rules.coverage(guarantee, standing, rows)
    pledged = found.pledged
    return {
        "guarantee": guarantee,
        "requirements": list(sizes),
        "pledged": {"low": pledged.low, "high": pledged.high, "unit": pledged.unit} if pledged else None,
        "pledged_by_unit": [asdict(one) for one in found.by_unit],
        "gap": [asdict(one) for one in found.gaps],
        "uncounted": found.uncounted,
        "refused": found.refused,
        "rule": rules.RULE,
    }
