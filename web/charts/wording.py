"""How a wording changed: two texts compared word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

Kind = Literal["same", "removed", "added"]
# A word with its hyphens, apostrophes and decimals, or one mark; with the space before it.
_TOKEN: Final = re.compile(r" ?(?:\w+(?:[-'\u2019.,]\w+)*|[^\w\s])")
# One such word between two changes is no comfort to a reader: it is shown as part of the change.
_SMALL: Final = 3


class Piece(NamedTuple):
    """Some words of either text, and whether a space stands before them."""

    kind: Kind
    text: str
    spaced: bool = False


def diff(before: str, after: str) -> list[Piece]:
    """What stayed, what went and what came, in the later text's order; what went stands before what came.

    Together, what stayed and came is the later text, and what stayed and went is the earlier one, but for white space.
    """
    old, new = _tokens(before), _tokens(after)
    found: list[Piece] = []
    for same, a, b in _runs(old, new):
        kinds: list[tuple[Kind, list[str]]] = [("same", b)] if same else [("removed", a), ("added", b)]
        for kind, tokens in kinds:
            if tokens:
                words = "".join(tokens)
                spaced = bool(found) and words.startswith(" ")
                found.append(Piece(kind, words.strip(), spaced))
    return found


def changed(pieces: list[Piece]) -> bool:
    """Whether anything went or came."""
    return any(piece.kind != "same" for piece in pieces)


def _tokens(words: str) -> list[str]:
    # With a space before the first word too: it may come to stand behind something.
    return _TOKEN.findall(" " + " ".join(words.split()))


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Runs of both texts that are the same or differ; small islands are part of the difference around them."""
    matcher = SequenceMatcher(None, [t.strip() for t in old], [t.strip() for t in new], autojunk=False)
    codes = matcher.get_opcodes()
    waiting: tuple[list[str], list[str]] = ([], [])
    for n, (code, a, b, c, d) in enumerate(codes):
        island = 0 < n < len(codes) - 1 and b - a == 1 and len(old[a].strip()) <= _SMALL
        if code != "equal" or island:
            waiting = ([*waiting[0], *old[a:b]], [*waiting[1], *new[c:d]])
            continue
        if waiting != ([], []):
            yield False, *waiting
        waiting = ([], [])
        yield True, old[a:b], new[c:d]
    if waiting != ([], []):
        yield False, *waiting
