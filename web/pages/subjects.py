"""What a chart is about where nothing was asked for: the youngest package, and what most promises are about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commitments.models import Commitment
from guarantees.choices import Contribution
from guarantees.models import Package

from .visits import Visit


@dataclass(frozen=True, slots=True)
class Subject:
    """A package (None: no promise is known yet) and a contribution, with what else there is to choose from.

    `counts` has the contributions of the package with their numbers of commitments, in the vocabulary's order.
    """

    package: Package | None
    contribution: Contribution
    packages: Sequence[Package]
    counts: Sequence[tuple[Contribution, int]]

    @property
    def values(self) -> dict[str, Any]:
        """The subject as the parameters of commitments."""
        package = self.package or Package()
        return {"package": package, "contribution": self.contribution.value}

    def choices(self, visit: Visit) -> dict[str, list[tuple[str, str, bool]]]:
        """Packages and contributions, each with its label, its address and whether it is shown."""
        # An actor has lanes of every contribution, unless one is asked for.
        every = "actor" in visit.values and "contribution" not in visit.values
        words = [
            (
                f"{word.label} ({n})",
                visit.address(contribution=word.value),
                word == self.contribution and not every,
            )
            for word, n in self.counts
        ]
        if "actor" in visit.values:
            words = [(_("All contributions"), visit.address(contribution=None), every), *words]
        packages = [
            (one.name, visit.address(package=one.key, contribution=None), one == self.package)
            for one in self.packages
        ]
        return {"packages": packages, "contributions": words}


def subject_of(visit: Visit) -> Subject:
    """The package and the contribution of a visit. Two queries."""
    rows = Commitment.objects.known(visit.at).order_by()
    found: Counter[tuple[int, str]] = Counter(rows.values_list("guarantee__package", "contribution"))
    wanted = {pk for pk, _contribution in found}
    known = Package.objects.known(visit.at).select_related("beneficiary").order_by("-opened_on", "key")
    asked = visit.values.get("package")
    packages = [one for one in known if one.pk in wanted or (asked and one.pk == asked.pk)]
    package = next((one for one in packages if not asked or one.pk == asked.pk), None)
    counts = [(word, found[package.pk, word.value]) for word in Contribution] if package else []
    given = visit.values.get("contribution")
    most = max(counts, key=lambda pair: pair[1], default=(next(iter(Contribution)), 0))[0]
    return Subject(
        package,
        Contribution(given) if given else most,
        packages,
        [(word, n) for word, n in counts if n or word.value == given],
    )
