"""One line of CSV, strictly: a quote opens only at the beginning of a cell and closes only at its end."""

import re

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
