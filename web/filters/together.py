"""Parameters that are right or wrong only together, read into what a question wants."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from commitments.choices import Reading
from guarantees.models import Condition
from ledger.asof import AsOf
from web.exceptions import Finding, ParametersRefused

#: The formats of a whole list, and the parameters that ask for a part of one.
WHOLE: Final = ("csv", "jsonl")
PARTS: Final = ("page_size", "cursor", "limit")


def assumptions_of(values: dict[str, Any]) -> dict[str, str]:
    """The words that are assumed, by condition. Raises ParametersRefused for conditions of another package."""
    assumed = values.get("assume", ())
    package = values["package"]
    own = set(
        Condition.objects.filter(package=package.pk, pk__in=[found.pk for found, _ in assumed]).values_list(
            "pk", flat=True
        )
    )
    strangers = [
        Finding(
            "assume",
            "condition_of_another_package",
            f"assume: {found.key!r} is no condition of {package.key!r}",
        )
        for found, _ in assumed
        if found.pk not in own
    ]
    if strangers:
        raise ParametersRefused(strangers)
    return {found.key: word for found, word in assumed}


def reading_of(values: Mapping[str, Any]) -> str:
    """How a scenario is read: as stated, unless the strict reading is asked for."""
    return str(values.get("reading", Reading.STATED.value))


def parts_of_a_whole(values: Mapping[str, Any]) -> list[Finding]:
    """What asks for a part of an answer that is given as a whole: as CSV or JSON Lines."""
    form = values.get("format")
    if form not in WHOLE:
        return []
    return [
        Finding(name, "not_with_format", f"{name}: {form} gives the whole list, not a part: leave {name} out")
        for name in PARTS
        if name in values
    ]


def refuse_empty_range(values: Mapping[str, Any], begin: str = "from", end: str = "to") -> None:
    """Raises ParametersRefused where the span that is asked for ends before it begins."""
    first, last = values.get(begin), values.get(end)
    if first is not None and last is not None and first > last:
        detail = f"{begin}: {first} lies after {end} ({last}): nothing is in between"
        raise ParametersRefused([Finding(begin, "empty_range", detail)])


def moments_of(values: dict[str, Any], at: AsOf) -> tuple[AsOf, AsOf]:
    """The two times to compare; the clock that is not compared is the question's own. Raises ParametersRefused."""
    wrong: list[Finding] = []
    for one, other in (("from", "to"), ("known_from", "known_to")):
        if (one in values) != (other in values):
            missing = other if one in values else one
            wrong.append(Finding(missing, "missing", f"{missing} is missing: {one} and {other} go together"))
    if not values.keys() & {"from", "to", "known_from", "known_to"}:
        wrong = [Finding(name, "missing", f"{name} is missing: give from and to, or known_from and known_to")
                 for name in ("from", "to")]  # fmt: skip
    if wrong:
        raise ParametersRefused(wrong)
    days: tuple[date, date] = values.get("from", at.true_on), values.get("to", at.true_on)
    known = [min(values[name].moment, at.known_at) if name in values else at.known_at
             for name in ("known_from", "known_to")]  # fmt: skip
    return AsOf(days[0], known[0]), AsOf(days[1], known[1])
