"""What a cited address carries of the day on which it was cited: the versions of the rules, and what they gave.

    cited=headline.2~totals.2--headline.pledged~low.100--9f86d081884c7d65

names the rules that were beyond their first version (`first` where none was), then the result in short, then a seal:
the result of an old rule cannot be computed any more, so it is shown as it was only where this site wrote it. An
address without it is of before there were any, and is understood as of the first versions.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from .filters.parameters import Parameter, Refused, Schema
from .method import rules

FIRST: Final = "first"
LONGEST: Final = 600
_BETWEEN: Final = "--"
_WITHIN: Final = "~"
_NAME: Final = "[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*"
_VERSION: Final = rf"{_NAME}\.[1-9][0-9]{{0,3}}"
_FACT: Final = r"[a-z_]+(?:\.[a-z_]+)?\.[a-z0-9_]+"
_TEXT: Final = re.compile(
    rf"({FIRST}|{_VERSION}(?:~{_VERSION})*)--((?:{_FACT}(?:~{_FACT})*)?)--([0-9a-f]{{16}})"
)

#: The rules that decide what some pages show, and no others. What is not named here may decide on any page.
ONLY_ON: Final[Mapping[str, frozenset[str]]] = {
    "coverage": frozenset({"guarantee-list", "guarantee", "package"}),
    "requirements": frozenset({"guarantee-list", "guarantee", "package"}),
    "totals": frozenset({"overview", "matrix", "map", "explain", "scenario", "brief", "actor", "guarantee"}),
    "matrix": frozenset({"overview", "matrix", "map"}),
    "scenario": frozenset({"scenario"}),
    "keystones": frozenset({"scenario"}),
    "moved": frozenset({"overview", "compare", "brief"}),
}

Result = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """What an address says of the day on which it was cited.

    `versions` are those beyond the first, by the name of the rule; `result` names what the page showed in short.
    """

    versions: Mapping[str, int]
    result: Result = ()
    seal: str = ""

    def text(self) -> str:
        """As it stands in an address."""
        return f"{self._unsealed()}{_BETWEEN}{self.seal}"

    def sealed(self, address: str) -> "Citation":
        """The same with the seal of this site, which fits this address alone."""
        return Citation(self.versions, self.result, self._seals(address)[0])

    def is_of(self, address: str) -> bool:
        """Whether this site wrote it for this address."""
        return any(constant_time_compare(self.seal, seal) for seal in self._seals(address))

    def _seals(self, address: str) -> list[str]:
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        said = f"{address} {self._unsealed()}"
        return [
            salted_hmac("citation", said, secret=key, algorithm="sha256").hexdigest()[:16] for key in keys
        ]

    def _unsealed(self) -> str:
        named = _WITHIN.join(f"{name}.{number}" for name, number in sorted(self.versions.items()))
        return f"{named or FIRST}{_BETWEEN}{_WITHIN.join(f'{name}.{value}' for name, value in self.result)}"


#: What is understood of an address that says nothing.
OF_THE_FIRST: Final = Citation({})


@dataclass(frozen=True, slots=True)
class CitationText(Parameter):
    """The parameter `cited`."""

    def read(self, text: str) -> Citation:
        found = _TEXT.fullmatch(text) if len(text) <= LONGEST else None
        if found is None:
            raise Refused("not_a_citation", f"{self.name}: not one that a citation of this site has")
        named = [] if found[1] == FIRST else found[1].split(_WITHIN)
        versions = {name: int(number) for name, _dot, number in (one.rpartition(".") for one in named)}
        parts = [one.rpartition(".") for one in found[2].split(_WITHIN) if one]
        return Citation(versions, tuple((name, value) for name, _dot, value in parts), found[3])

    def schema(self) -> Schema:
        return {"type": "string", "maxLength": LONGEST}


CITED: Final = CitationText("cited", "The rules by which the address was cited, and what they gave.")


def versions_on(page: str) -> dict[str, int]:
    """The version of each rule that decides what a page shows, by name; the page by the name of its address."""
    return {
        rule.name: int(rule.version.removeprefix("v"))
        for rule in rules()
        if page in ONLY_ON.get(rule.name, frozenset({page}))
    }


def newer_than(citation: Citation, page: str) -> list[tuple[str, int, int]]:
    """The rules of a page that have another version now: name, version then, version now."""
    return [
        (name, then, now)
        for name, now in versions_on(page).items()
        if (then := citation.versions.get(name, 1)) != now
    ]


def cited_now(page: str, result: Iterable[tuple[str, str]], address: str) -> Citation:
    """A citation of what a page shows by the rules of today."""
    beyond = {name: number for name, number in versions_on(page).items() if number > 1}
    return Citation(beyond, tuple(result)).sealed(address)
