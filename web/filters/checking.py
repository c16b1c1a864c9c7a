"""The strict reading of a query string: everything that is wrong with it is said at once, and nothing is ignored."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from django.http import QueryDict

from web.asof import Known, read_clocks
from web.exceptions import Finding, ParametersRefused

from .parameters import Assumption, Day, Found, KeyOf, KnownOn, Parameter, Refused

CLOCKS: Final[tuple[Parameter, ...]] = (
    Day("as_of", "The day in the world that the answer describes. Default: today, UTC."),
    KnownOn(
        "known_on", "What had been published here by then: a day, meaning its end, or a moment. Default: now."
    ),
)
_CLOCK_NAMES: Final = frozenset(clock.name for clock in CLOCKS)


@dataclass(slots=True)
class Given:
    """A query string that was read: the two clocks, and the values of the other parameters by name.

    `findings` tells what is wrong with it so far; `texts` keeps the values as they were sent, for links.
    """

    day: date | None
    known: Known | None
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def refuse_if_wrong(self) -> None:
        """Raises ParametersRefused with everything that was found wrong."""
        if self.findings:
            raise ParametersRefused(self.findings)


def read(query: QueryDict, declared: Sequence[Parameter], *, ignored: Collection[str] = ()) -> Given:
    """Read a query string by its declared parameters and the two clocks, without asking the database."""
    day, known, findings = read_clocks(query)
    given = Given(day, known, findings=findings)
    by_name = {parameter.name: parameter for parameter in declared}
    for name, texts in query.lists():
        if name in ignored:
            continue
        given.texts[name] = [str(text) for text in texts]
        if name in by_name:
            _take(given, by_name[name], given.texts[name])
        elif name not in _CLOCK_NAMES:
            findings.append(_unknown(name, [*by_name, *_CLOCK_NAMES]))
    findings += [
        Finding(one.name, "missing", f"{one.name} is missing: {one.about}")
        for one in declared
        if one.required and one.name not in query
    ]
    return given


def look_up(given: Given, declared: Sequence[Parameter]) -> None:
    """Replace the keys among the values by what they name.

    What is published by now may be named, also where the question's known_on lies before it: it is then absent from
    the answer. What is not found is added to the findings. One query for each sort of object that is named.
    """
    named = [one for one in declared if isinstance(one, KeyOf | Assumption) and one.name in given.values]
    for noun in dict.fromkeys(parameter.noun for parameter in named):
        own = [parameter for parameter in named if parameter.noun is noun]
        keys = {key for parameter in own for key in _keys(given.values[parameter.name])}
        found = dict(noun.objects.published().filter(key__in=keys).values_list("key", "pk"))
        for parameter in own:
            _replace(given, parameter, found)


def _keys(value: Any) -> list[str]:
    """The keys in the value of a KeyOf (a text) or an Assumption (pairs)."""
    return [value] if isinstance(value, str) else [key for key, _ in value]


def _replace(given: Given, parameter: KeyOf | Assumption, found: Mapping[str, int]) -> None:
    """Put what was found in the place of the keys of one parameter."""
    name, value = parameter.name, given.values.pop(parameter.name)
    what = parameter.noun._meta.verbose_name
    missing = [key for key in dict.fromkeys(_keys(value)) if key not in found]
    given.findings += [Finding(name, "unknown_key", f"{name}: there is no {what} {key!r}") for key in missing]
    if missing:
        return
    if isinstance(value, str):
        given.values[name] = Found(value, found[value])
    else:
        given.values[name] = tuple((Found(key, found[key]), word) for key, word in value)


def _take(given: Given, parameter: Parameter, texts: list[str]) -> None:
    """Read the values of one parameter."""
    name = parameter.name
    if len(texts) > 1 and not parameter.repeatable:
        given.findings.append(
            Finding(name, "given_twice", f"{name} is given {len(texts)} times: give it once")
        )
        return
    read_values: list[Any] = []
    for text in texts:
        if not text:
            given.findings.append(
                Finding(name, "empty_value", f"{name} is empty: leave it out or give a value")
            )
            continue
        try:
            read_values.append(parameter.read(text))
        except Refused as refused:
            given.findings.append(Finding(name, refused.code, refused.detail))
    if isinstance(parameter, Assumption):
        given.findings += _second_words(name, read_values)
    if read_values:
        given.values[name] = tuple(read_values) if parameter.repeatable else read_values[0]


def _second_words(name: str, pairs: Sequence[tuple[str, str]]) -> list[Finding]:
    """A condition for which two words are assumed."""
    keys = [key for key, _ in pairs]
    return [
        Finding(name, "given_twice", f"{name}: {key!r} is assumed twice: give it one state")
        for key in dict.fromkeys(keys)
        if keys.count(key) > 1
    ]


def _unknown(name: str, known: Sequence[str]) -> Finding:
    """A parameter that nobody declared, with the one that was probably meant."""
    near = get_close_matches(name[:100], known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"expected {', '.join(sorted(known))}"
    return Finding(name, "unknown_parameter", f"{name!r} is not a parameter here: {hint}")
