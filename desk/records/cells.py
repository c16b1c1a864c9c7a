"""What may stand in a cell, and what it means. Each cell type says in words what it expects.

`read` turns the text of a cell into its value or raises `Unreadable` with what was expected instead. An empty
cell means "not known" or "not said": a cell that may be empty reads it as `empty`, the others refuse it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from urllib.parse import urlsplit

from guarantees import requires as conditions_required
from guarantees import units
from ledger import edtf, moments
from ledger.vocabulary import Vocabulary

LONGEST_KEY = 100
LONGEST_CELL = 10_000
LONGEST_URL = 2000
LONGEST_NAME = 200
LONGEST_MOMENT = 32
LONGEST_LANGUAGE = 35
LARGEST_FIGURE = 9_223_372_036_854_775_807

KEY = f"a key: lower-case ASCII words and digits with hyphens between them, at most {LONGEST_KEY} characters"
FIGURE = f"a whole number from 0 to {LARGEST_FIGURE}, without a sign, a point or leading zeros"
DAY = "a day that exists, as YYYY-MM-DD"
URL = f"an address with http:// or https:// and a host, without spaces, at most {LONGEST_URL} characters"

_ALIASES = (
    f"other names of at most {LONGEST_NAME} characters separated by ; without spaces beside it, each with the tag of"
    " its language behind an @ where it has one, as in Kiev@en;Kyjiw@de"
)
_REQUIREMENT = (
    "condition keys joined by & (and) or | (or), as in a & b | c, none of them twice in an alternative, "
    "and no alternative twice"
)

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIGURE = re.compile(r"0|[1-9][0-9]{0,18}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_COUNTRY_OF_THREE = re.compile(r"[A-Z]{3}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,18}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")

Value: TypeAlias = str | int | bool | date | edtf.Span | tuple[str, ...] | tuple[tuple[str, ...], ...] | None


class Unreadable(Exception):
    """A cell does not hold what it must; the text says what was expected."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A type of cell.

    `reader` turns text that is not empty into a value, `empty` is the value of no text; `is_set` says that
    the value is a list whose order has no meaning, `is_span` that it is a date of any precision.
    """

    expected: str
    reader: Callable[[str], Value]
    is_required: bool = False
    empty: Value = None
    is_set: bool = False
    is_span: bool = False

    def read(self, text: str) -> Value:
        """The value of the text. Raises Unreadable."""
        if text:
            return self.reader(text)
        if self.is_required:
            raise Unreadable(f"{self.expected}; the cell is empty")
        return self.empty


def text(longest: int = LONGEST_CELL, *, required: bool = False) -> Cell:
    """Free text of one line with at most `longest` characters, kept to the letter; spaces alone are no text."""
    expected = f"a text of one line with at most {longest} characters, and not of spaces alone"

    def read(text: str) -> str:
        if len(text) > longest or not text.strip():
            raise Unreadable(expected)
        return text

    return Cell(expected, read, required, "")


def key() -> Cell:
    """The key of the row itself."""
    return Cell(KEY, _key, True)


def reference(*, required: bool = False) -> Cell:
    """The key of a row of another table."""
    return Cell(KEY, _key, required, "")


def references(*, required: bool = False) -> Cell:
    """Keys of rows of another table, separated by semicolons."""
    return Cell("keys separated by ; without spaces, each once", _keys, required, (), is_set=True)


def words(vocabulary: type[Vocabulary], *, required: bool = False) -> Cell:
    """One word of a vocabulary."""
    return _one_of(vocabulary.values, required)


def flag() -> Cell:
    """0 or 1."""

    def read(text: str) -> bool:
        if text not in ("0", "1"):
            raise Unreadable("0 or 1")
        return text == "1"

    return Cell("0 or 1", read, True)


def day(*, required: bool = False) -> Cell:
    """A single day."""
    return Cell(DAY, _day, required)


def span(*, required: bool = False) -> Cell:
    """A date of any precision that the format takes."""
    return Cell("a date, " + edtf.EXPECTED.removeprefix("expected "), _span, required, is_span=True)


def figure() -> Cell:
    """A whole number."""
    return Cell(FIGURE, _figure)


def url() -> Cell:
    """An address on the web."""
    return Cell(URL, _url, empty="")


def unit() -> Cell:
    """What a figure counts."""
    return Cell(_UNIT, _unit, empty="")


def country() -> Cell:
    """The two capitals of a country."""
    return _matching(_COUNTRY, "a country as two capital letters")


def country_of_three() -> Cell:
    """The three capitals of a country."""
    return _matching(_COUNTRY_OF_THREE, "a country as three capital letters, as in ISO 3166-1 alpha-3")


def wikidata() -> Cell:
    """The number of an item of Wikidata."""
    return _matching(_WIKIDATA, "the number of an item of Wikidata, as in Q212")


def moment() -> Cell:
    """A moment with its offset, kept as it is written."""
    return Cell(moments.EXPECTED, _moment, empty="")


def aliases(text: str) -> list[tuple[str, str]]:
    """Other names with the tags of their languages, "" without one. Raises Unreadable with what was expected."""
    found: list[tuple[str, str]] = []
    for one in text.split(";") if text else ():
        name, _, tag = one.rpartition("@") if "@" in one else (one, "", "")
        if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME:
            raise Unreadable(_ALIASES)
        if "@" in one and not _is_language(tag):
            raise Unreadable(_ALIASES)
        found.append((name, tag))
    if len(set(found)) < len(found):
        raise Unreadable("each name once")
    return found


def language() -> Cell:
    """The tag of a language."""
    expected = f"a language tag such as en or pt-BR, at most {LONGEST_LANGUAGE} characters"

    def read(text: str) -> str:
        if not _is_language(text):
            raise Unreadable(expected)
        return text

    return Cell(expected, read, empty="")


def requirement() -> Cell:
    """Conditions as alternatives of groups."""
    return Cell(_REQUIREMENT, _requirement, empty=())


def _one_of(choices: list[str], required: bool) -> Cell:
    expected = "one of " + ", ".join(choices)

    def read(text: str) -> str:
        if text not in choices:
            raise Unreadable(expected)
        return text

    return Cell(expected, read, required, "")


def _matching(pattern: re.Pattern[str], expected: str) -> Cell:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise Unreadable(expected)
        return text

    return Cell(expected, read, empty="")


def _is_language(text: str) -> bool:
    return len(text) <= LONGEST_LANGUAGE and bool(_LANGUAGE.fullmatch(text))


def _key(text: str) -> str:
    if len(text) > LONGEST_KEY or not _KEY.fullmatch(text):
        raise Unreadable(KEY)
    return text


def _keys(text: str) -> tuple[str, ...]:
    keys = tuple(text.split(";"))
    for one in keys:
        if len(one) > LONGEST_KEY or not _KEY.fullmatch(one):
            raise Unreadable(f"keys separated by ; without spaces, each {KEY.removeprefix('a key: ')}")
    if len(set(keys)) < len(keys):
        raise Unreadable("each key once")
    return keys


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise Unreadable(DAY)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(DAY) from None


def _span(text: str) -> edtf.Span:
    try:
        return edtf.parse(text)
    except ValueError:
        raise Unreadable("a date that exists, " + edtf.EXPECTED.removeprefix("expected ")) from None


def _figure(text: str) -> int:
    if not _FIGURE.fullmatch(text) or int(text) > LARGEST_FIGURE:
        raise Unreadable(FIGURE)
    return int(text)


_UNIT = units.EXPECTED


def _unit(text: str) -> str:
    if not units.is_known(text):
        raise Unreadable(_UNIT)
    return text


def _moment(text: str) -> str:
    try:
        moments.local(text)
    except ValueError:
        raise Unreadable(moments.EXPECTED) from None
    if len(text) > LONGEST_MOMENT:
        raise Unreadable(moments.EXPECTED)
    return text


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        names_a_host = bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        raise Unreadable(URL) from None
    if not text.startswith(("http://", "https://")) or len(text) > LONGEST_URL:
        raise Unreadable(URL)
    if not names_a_host or any(mark.isspace() or mark in '\\<>"' for mark in text):
        raise Unreadable(URL)
    return text


def _requirement(text: str) -> tuple[tuple[str, ...], ...]:
    try:
        alternatives = conditions_required.parse(text)
    except ValueError:
        raise Unreadable(_REQUIREMENT) from None
    if not alternatives:
        raise Unreadable(_REQUIREMENT)
    return alternatives
