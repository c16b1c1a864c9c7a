"""What a promise waits for, as text and as alternatives (requires/v1).

`a & b | c` means (a and b) or c: `|` separates alternatives, `&` the conditions that one alternative needs
together. Words are the keys of conditions. An empty text requires nothing.
"""

import re
from typing import TypeAlias

RULE = "requires/v1"

Requires: TypeAlias = tuple[tuple[str, ...], ...]

EXPECTED = "expected keys of conditions joined by & (and) or | (or), as in 'a & b | c'"

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST = 100


def parse(text: str) -> Requires:
    """The alternatives of a text, in its order. Raises ValueError with a sentence on what was expected."""
    if not text.strip():
        return ()
    alternatives = tuple(_alternative(part, text) for part in text.split("|"))
    seen: set[frozenset[str]] = set()
    for alternative in alternatives:
        if frozenset(alternative) in seen:
            raise ValueError(f"{text!r} names one alternative twice: expected different ones")
        seen.add(frozenset(alternative))
    return alternatives


def text_of(requires: Requires) -> str:
    """The text of the alternatives; parsing it gives them back."""
    return " | ".join(" & ".join(alternative) for alternative in requires)


def keys(requires: Requires) -> tuple[str, ...]:
    """All conditions that are named, once each, in the order of the text."""
    return tuple(dict.fromkeys(key for alternative in requires for key in alternative))


def _alternative(part: str, text: str) -> tuple[str, ...]:
    """The conditions that one alternative needs together."""
    found = tuple(word.strip(" ") for word in part.split("&"))
    for word in found:
        if not word:
            raise ValueError(f"{text!r} has nothing beside a & or |: {EXPECTED}")
        if _KEY.fullmatch(word) is None:
            raise ValueError(f"{word!r} is not a key: {EXPECTED}")
        if len(word) > _MOST:
            raise ValueError(f"{word!r} is not a key: expected at most {_MOST} characters")
    if len(set(found)) < len(found):
        raise ValueError(f"{text!r} names a condition twice in {part.strip()!r}: expected it once")
    return found
