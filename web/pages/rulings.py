"""What a cited page showed by the rules of its day, beside what it shows by those of today."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.choices import Direction, Firmness, Headline, Talk
from guarantees.choices import ConditionState
from ledger.vocabulary import Vocabulary
from web.charts.figures import number
from web.citations import OF_THE_FIRST, Citation, Result, newer_than
from web.languages import ENGLISH, speaking

from .citable import DETAILS, LISTS
from .citing import Cited, body_of

WORDS: Final[dict[str, type[Vocabulary]]] = {
    "headline": Headline,
    "firmness": Firmness,
    "state": ConditionState,
    "direction": Direction,
}
# The fields of one object that its citation carries.
FIELDS: Final = ("headline", "firmness", "low", "high", "state", "commitments_count")
LABELS: Final[dict[str, Any]] = {
    "headline": _("Headline"),
    "firmness": _("Firmness"),
    "state": _("State"),
    "low": _("At least"),
    "high": _("At most"),
    "commitments_count": _("Commitments"),
    "rows": _("Rows"),
    "moved": _("Moved"),
    "firm": Firmness.FIRM.label,
    "waiting": Firmness.WAITING.label,
    "blocked": Firmness.BLOCKED.label,
    "nothing_asked_for": Talk.NOTHING_ASKED_FOR.label,
    "with_conditions": Talk.WITH_CONDITIONS.label,
    "included": _("Counted"),
    "excluded": _("Left out"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of a result by the rules of then and of now, in words; "" where a side does not have it."""

    label: str
    then: str
    now: str

    @property
    def differs(self) -> bool:
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of the rules of a cited page: which have another version, and what both gave.

    `newer` are name, version then and now. `is_confirmed` tells whether this site wrote the result of then; only then
    `compared` holds both. `is_named`: whether the address says by which rules it was cited.
    """

    newer: tuple[tuple[str, int, int], ...]
    is_named: bool
    is_confirmed: bool
    compared: tuple[Compared, ...]

    @property
    def is_same(self) -> bool:
        """Whether both gave the same."""
        return self.is_confirmed and not any(one.differs for one in self.compared)


def ruling_of(cited: Cited, request: HttpRequest, body: bytes | None = None) -> Ruling | None:
    """None where no rule of the page has another version than the one by which it was cited.

    `body` is the answer behind the page where that was asked for already.
    """
    citation = cited.citation or OF_THE_FIRST
    newer = newer_than(citation, cited.name)
    if not newer:
        return None
    confirmed = citation.is_of(cited.bare_address)
    compared: tuple[Compared, ...] = ()
    if confirmed:
        if body is None:
            with speaking(ENGLISH):
                body = body_of(cited.data, request)
        compared = tuple(_compared(citation, result_of(cited, body)))
    return Ruling(tuple(newer), cited.citation is not None, confirmed, compared)


def result_of(cited: Cited, body: bytes) -> Result:
    """What an answer of the API says, in short: pairs of a name and a word or a number."""
    if cited.name in LISTS:
        rows = [json.loads(line) for line in body.splitlines()]
        return (("rows", str(len(rows))), *_tally("headline", (row.get("headline") for row in rows)))
    shown = json.loads(body)
    if cited.name in DETAILS:
        return tuple((name, str(shown[name])) for name in FIELDS if shown.get(name) is not None)
    return tuple(_of_a_view(cited.name, shown))


def _of_a_view(name: str, shown: dict[str, Any]) -> Iterator[tuple[str, str]]:
    match name:
        case "overview" | "map" | "matrix":
            yield "rows", str(len(shown["rows"]))
            cells = (cell for row in shown["rows"] for cell in row["cells"].values())
            yield from _tally("headline", (cell["headline"] for cell in cells))
        case "explain":
            yield "included", str(len(shown["included"]))
            yield "excluded", str(len(shown["excluded"]))
            for bound in ("low", "high"):
                figures = [one[bound] for one in shown["included"]]
                if figures and None not in figures:
                    yield bound, str(sum(figures))
        case "scenario":
            yield from ((word, str(one["count"])) for word, one in shown["pledged_only"].items())
            yield from ((word, str(count)) for word, count in shown["talk"].items())
        case "compare" | "brief":
            yield "moved", str(len(shown["moved"]))
            yield from _tally("direction", (move["direction"] for move in shown["moved"]))
        case _:
            pass


def _tally(name: str, words: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """How often each word is there, in the order of the vocabulary."""
    counted = Counter(words)
    for word in WORDS[name].values:
        if counted[word]:
            yield f"{name}.{word}", str(counted[word])


def _compared(citation: Citation, now: Result) -> Iterator[Compared]:
    then, today = dict(citation.result), dict(now)
    for name in dict.fromkeys([*then, *today]):
        yield Compared(_label(name), _value(name, then.get(name, "")), _value(name, today.get(name, "")))


def _label(name: str) -> str:
    vocabulary, dot, word = name.partition(".")
    known = WORDS.get(vocabulary)
    if dot and known and word in known.values:
        return str(known(word).label)
    return str(LABELS.get(name, name))


def _value(name: str, value: str) -> str:
    known = WORDS.get(name)
    if known and value in known.values:
        return str(known(value).label)
    return number(int(value)) if value.isdecimal() else value
