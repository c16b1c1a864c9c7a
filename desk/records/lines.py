"""One line of CSV, strictly: a quote opens only at the beginning of a cell and closes only at its end."""

import re
import unicodedata

#: Marks that turn the direction of the text around them, and so can make a cell read as what it is not.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKING = frozenset("\u2028\u2029")

_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_END_OF_BARE = re.compile(r'[,"]|\Z')


class NotStrict(Exception):
    """A line is not strict CSV: after the cells `before` stands `text`, which is none."""

    def __init__(self, before: list[str], text: str, expected: str) -> None:
        super().__init__(expected)
        self.before = before
        self.text = text
        self.expected = expected


def split(line: str) -> list[str]:
    """The cells of a line without its line end. Raises NotStrict."""
    found: list[str] = []
    place = 0
    while True:
        text, place = _next_cell(line, place, found)
        found.append(text)
        if place == len(line):
            return found
        place += 1


def _next_cell(line: str, place: int, before: list[str]) -> tuple[str, int]:
    """The text of the cell that begins at `place`, and where it ends."""
    if line.startswith('"', place):
        match = _QUOTED.match(line, place)
        if match is None:
            raise NotStrict(
                before,
                line[place:],
                "a closing quote on the same line: a cell holds no line break, and a quote in it is doubled",
            )
        if match.end() < len(line) and line[match.end()] != ",":
            raise NotStrict(before, line[place:], "a comma or the end of the line after the closing quote")
        return match[1].replace('""', '"'), match.end()
    found = _END_OF_BARE.search(line, place)
    end = found.start() if found else len(line)
    if line.startswith('"', end):
        raise NotStrict(before, line[place:], "quotes around the whole cell, and the quotes in it doubled")
    return line[place:end], end


def forbidden_mark(text: str) -> str:
    """What a cell holds that no cell may hold, in words; "" when nothing is wrong with it."""
    if text.isascii() and text.isprintable():
        return ""
    for mark in text:
        if mark == "\x00":
            return "a NUL character"
        if mark in _BREAKING:
            return f"the line break U+{ord(mark):04X}"
        if mark in _TURNING:
            return f"the control character U+{ord(mark):04X}, which turns the direction of the text"
        if unicodedata.category(mark) == "Cc":
            return f"the control character U+{ord(mark):04X}"
    return ""
