"""The coverage of a guarantee as a chart: named sizes against what is offered."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from actors.models import Actor
from commitments.choices import Headline
from commitments.objects import Object
from web.charts.coverage import CoverageChart, Offered, Required
from web.charts.dates import spoken
from web.languages import local_name


def coverage_chart(guarantee: Object, totals: Sequence[Object]) -> CoverageChart | None:
    """The chart of a guarantee with its `coverage` and `pledged`; None where nobody named a size. One query.

    `totals` are those of the official line, of any strength.
    """
    coverage = guarantee["coverage"]
    sizes = coverage["requirements"]
    claimants = [size["claimed_by"] for size in sizes]
    named = Actor.objects.filter(key__in=[key for key in claimants if key])
    names = {one.key: local_name(one.name, one.kind, one.iso2) for one in named}
    if not sizes:
        return None
    unit = (coverage["pledged"] or max(sizes, key=lambda size: bool(size["unit"])))["unit"]
    beside: Object = next((one for one in coverage["pledged_by_unit"] if one["unit"] == unit), {})
    required = [
        _required(size, names.get(size["claimed_by"], _("unnamed"))) for size in sizes if size["unit"] == unit
    ]
    return CoverageChart(
        key="coverage",
        title=_("Sizes that were named, and what is offered"),
        unit=unit,
        required=required,
        offered=[
            *_offered(_("Pledged or firmer"), Headline.PLEDGED, guarantee["pledged"], unit),
            *_offered(_("Of any strength"), Headline.DISCUSSED, totals, unit),
        ],
        uncounted=beside.get("uncounted", 0),
        refused=beside.get("refused", 0),
    )


def _required(size: Object, claimant: str) -> Required:
    return Required(
        claimant=claimant,
        low=size["low"],
        high=size["high"],
        words=size["words"] or "",
        day=spoken(size["last_said"]).words,
        href=f"#{size['update']}",
        gap_low=size["gap"]["low"],
        gap_high=size["gap"]["high"],
        gap_if_nothing=size["gap"]["low_if_uncounted_add_nothing"],
        uncounted=size["gap"]["uncounted"],
    )


def _offered(label: str, word: Headline, sums: Sequence[Object], unit: str | None) -> list[Offered]:
    """The total in the unit; none where several contributions each have their own."""
    own = [one for one in sums if one["unit"] == unit]
    return [
        Offered(label, word.value, one["low"], one["high"], one["counted"], one["uncounted"])
        for one in own
        if len(own) == 1
    ]
