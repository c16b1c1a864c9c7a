"""The kinds of parameter. Each reads the text of its value and says what it accepts, for the checker and for OpenAPI.

`read` raises Refused with a stable code and a sentence. A key is only checked for its form here: whether something
has that key is asked of the database, for all parameters together (see checking.py).
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Final, NamedTuple

from guarantees import units
from guarantees.choices import Unit
from guarantees.currencies import CURRENCIES
from ledger.models import Noun
from ledger.vocabulary import Vocabulary
from web.asof import parse_day, parse_known, parse_moment

KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_KEY: Final = 100
LONGEST_SEARCH: Final = 200
_EPOCH: Final = re.compile(r"[0-9A-Za-z_.-]{1,100}")
_WHOLE: Final = re.compile(r"0|[1-9][0-9]{0,29}")

Schema = dict[str, Any]


class Refused(Exception):
    """A value that nobody can mean: a stable `code`, and a sentence that says what was expected."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Found(NamedTuple):
    """An object that a parameter names."""

    key: str
    pk: int


@dataclass(frozen=True, slots=True)
class Parameter(ABC):
    """One parameter of a query string. `about` is one sentence for the documentation."""

    name: str
    about: str
    required: bool = field(default=False, kw_only=True)
    repeatable: bool = field(default=False, kw_only=True)

    @abstractmethod
    def read(self, text: str) -> Any:
        """The value that the text means. Raises Refused."""

    @abstractmethod
    def schema(self) -> Schema:
        """What the parameter accepts, as JSON Schema."""


@dataclass(frozen=True, slots=True)
class KeyOf(Parameter):
    """The key of an object of the record. The checker replaces the text by what it Found."""

    noun: type[Noun]

    def read(self, text: str) -> str:
        if not is_key(text):
            raise Refused("unknown_key", f"{self.name}: there is no {self.word} {text!r}")
        return text

    @property
    def word(self) -> str:
        """What such an object is called."""
        return str(self.noun._meta.verbose_name)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{KEY.pattern}$", "maxLength": LONGEST_KEY}


@dataclass(frozen=True, slots=True)
class OneOf(Parameter):
    """One of a few words."""

    words: Sequence[str]

    def read(self, text: str) -> str:
        if text not in self.words:
            raise Refused("unknown_word", f"{self.name}: {text!r} is none of {', '.join(self.words)}")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.words)}


def word_of(name: str, about: str, vocabulary: type[Vocabulary]) -> OneOf:
    """A parameter that takes the words of a vocabulary."""
    return OneOf(name, about, tuple(vocabulary.values))


@dataclass(frozen=True, slots=True)
class UnitName(Parameter):
    """A unit of the vocabulary, an ISO 4217 code, a rate of either, or `none` for figures without one (read as "")."""

    def read(self, text: str) -> str:
        if text == "none":
            return ""
        if not units.is_known(text):
            raise Refused("unknown_word", f"{self.name}: {text!r} is neither none nor {units.EXPECTED}")
        return text

    def schema(self) -> Schema:
        words = "|".join([*Unit.values, *sorted(CURRENCIES)])
        rates = f"^({words})/({'|'.join(units.PERIODS)})$"
        return {
            "anyOf": [
                {"type": "string", "enum": [*Unit.values, "none"]},
                {"type": "string", "enum": sorted(CURRENCIES), "description": "ISO 4217"},
                {"type": "string", "pattern": rates, "description": "So much in each month or year"},
            ]
        }


@dataclass(frozen=True, slots=True)
class Flag(Parameter):
    """Yes or no, in two words of which the first means yes."""

    words: tuple[str, str] = ("true", "false")

    def read(self, text: str) -> bool:
        if text not in self.words:
            raise Refused("unknown_word", f"{self.name}: {text!r} is neither {' nor '.join(self.words)}")
        return text == self.words[0]

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Number(Parameter):
    """A whole number from `least` to `most` (None: no upper end)."""

    least: int
    most: int | None
    default: int

    def read(self, text: str) -> int:
        if not _WHOLE.fullmatch(text):
            raise Refused("not_a_number", f"{self.name}: {text!r} is not a whole number")
        number = int(text)
        if number < self.least or (self.most is not None and number > self.most):
            upper = "or more" if self.most is None else f"to {self.most}"
            raise Refused(
                "out_of_range", f"{self.name}: {number} is out of range: expected {self.least} {upper}"
            )
        return number

    def schema(self) -> Schema:
        bounds: Schema = {"type": "integer", "minimum": self.least, "default": self.default}
        return bounds if self.most is None else {**bounds, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Epoch(Parameter):
    """The name of a history of the ledger."""

    def read(self, text: str) -> str:
        if not _EPOCH.fullmatch(text):
            raise Refused("not_an_epoch", f"{self.name}: not one that an answer of this feed named")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_EPOCH.pattern}$"}


@dataclass(frozen=True, slots=True)
class Day(Parameter):
    """A day, `YYYY-MM-DD`."""

    def read(self, text: str) -> date:
        try:
            return parse_day(text)
        except ValueError as error:
            raise Refused("not_a_date", f"{self.name}: {error}") from error

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class KnownOn(Parameter):
    """A moment of knowledge: a day (its end, UTC) or an RFC 3339 moment. Read as web.asof.Known."""

    def read(self, text: str) -> Any:
        try:
            return parse_known(text)
        except ValueError as error:
            raise Refused("not_a_moment", f"{self.name}: {error}") from error

    def schema(self) -> Schema:
        return {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}


@dataclass(frozen=True, slots=True)
class Moment(Parameter):
    """A bound in knowledge time: an RFC 3339 moment, or a day, of which its first or its `last` moment is meant."""

    last: bool

    def read(self, text: str) -> datetime:
        try:
            if "T" in text or "t" in text:
                return parse_moment(text)
            return datetime.combine(parse_day(text), time.max if self.last else time.min, tzinfo=UTC)
        except ValueError as error:
            raise Refused("not_a_moment", f"{self.name}: {error}") from error

    def schema(self) -> Schema:
        return {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}


@dataclass(frozen=True, slots=True)
class Text(Parameter):
    """Words to look for."""

    def read(self, text: str) -> str:
        if len(text) > LONGEST_SEARCH:
            raise Refused("too_long", f"{self.name}: at most {LONGEST_SEARCH} characters, not {len(text)}")
        if not text.strip():
            raise Refused("empty_value", f"{self.name} is empty: leave it out or give words")
        if not text.isprintable() or "�" in text:
            raise Refused("not_text", f"{self.name}: holds a character that cannot be shown")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH}


@dataclass(frozen=True, slots=True)
class Names(Parameter):
    """Several of some words, separated by commas. With `descends` each may have a `-` before it."""

    words: Sequence[str]
    descends: bool = False

    def read(self, text: str) -> tuple[str, ...]:
        named = tuple(text.split(","))
        bare = [name[1:] if self.descends and name.startswith("-") else name for name in named]
        for name in bare:
            if name not in self.words:
                raise Refused("unknown_field", f"{self.name}: {name!r} is none of {', '.join(self.words)}")
            if bare.count(name) > 1:
                raise Refused("given_twice", f"{self.name}: {name!r} is named twice")
        return named

    def schema(self) -> Schema:
        words = [*self.words, *(f"-{word}" for word in self.words if self.descends)]
        return {"type": "array", "items": {"type": "string", "enum": words}, "minItems": 1}


@dataclass(frozen=True, slots=True)
class Assumption(Parameter):
    """`condition:state`, any number of times, once for a condition. Read as a pair of words.

    The checker replaces the key by what it Found.
    """

    noun: type[Noun]
    words: Sequence[str]

    def read(self, text: str) -> tuple[str, str]:
        key, _colon, word = text.partition(":")
        if is_key(key) and not word:
            states = ", ".join(self.words)
            raise Refused(
                "missing_state", f"{self.name}: {text!r} lacks a state: write {key}: and one of {states}"
            )
        if not is_key(key):
            raise Refused(
                "unknown_key", f"{self.name}: {text!r} is not the key of a condition, a colon and a state"
            )
        if word not in self.words:
            raise Refused("unknown_word", f"{self.name}: {word!r} is none of {', '.join(self.words)}")
        return key, word

    def schema(self) -> Schema:
        pattern = f"^{KEY.pattern}:({'|'.join(self.words)})$"
        return {"type": "array", "items": {"type": "string", "pattern": pattern}}


def is_key(text: str) -> bool:
    """Whether a text has the form of a key."""
    return len(text) <= LONGEST_KEY and KEY.fullmatch(text) is not None
