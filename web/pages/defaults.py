"""What pages show where their address does not say it: the days that are compared, and the package of a scenario."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from django.db.models import Max

from commitments.choices import Lane
from commitments.models import CommitmentUpdate
from commitments.questions.compare import QUIET
from guarantees.models import Package
from ledger.asof import AsOf, shifted

WINDOW: Final = timedelta(days=7)
#: What a comparison is between.
DAYS: Final = ("from", "to")
MOMENTS: Final = ("known_from", "known_to")

Pairs = tuple[tuple[str, str], ...]


def newest_day(at: AsOf) -> date:
    """The newest day on which an official line may have moved; without one, the day that is asked about."""
    said = CommitmentUpdate.objects.said_by(at).filter(lane=Lane.OFFICIAL).exclude(kind__in=QUIET)
    found: date | None = said.aggregate(newest=Max("day"))["newest"]
    return found or at.true_on


def week_before(day: date) -> date:
    """Where the span begins that ends with a day."""
    return shifted(day, -WINDOW)


def packages_youngest_first(at: AsOf) -> list[Package]:
    """The known packages; the first is the one of a scenario that names none."""
    return list(Package.objects.known(at).order_by("-opened_on", "key"))


def implied(page: str, given: Collection[str], at: AsOf) -> Pairs:
    """What a page adds to the parameters that are given, as its address would say it. A query at most.

    The page is named by its address. Nothing is added where it shows the same without.
    """
    match page:
        case "brief" if "since" not in given:
            return (("since", week_before(newest_day(at)).isoformat()),)
        case "compare" if not {*DAYS, *MOMENTS} & {*given}:
            newest = newest_day(at)
            return (("from", week_before(newest).isoformat()), ("to", newest.isoformat()))
        case "scenario" if "package" not in given:
            return tuple(("package", one.key) for one in packages_youngest_first(at)[:1])
    return ()
