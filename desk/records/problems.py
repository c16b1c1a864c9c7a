"""What is wrong with a record, said so that somebody can mend it."""

from dataclasses import dataclass

LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: folder and table by their places in the order of loading, file, line.

    The line is counted from 1; 0 is the file as a whole.
    """

    folder: int
    table: int
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `value` as it stands there, in a `column` ("": the row as a whole)."""

    place: Place
    column: str
    value: str
    expected: str

    @property
    def file(self) -> str:
        """The file, with the folder as it was named."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line in the file, counted from 1; 0 for the file as a whole."""
        return self.place.line

    def __str__(self) -> str:
        where = printable(self.file)
        if self.line:
            where += f", line {self.line}"
        if self.column:
            where += f", column {self.column}"
        return f"{where}: {shortened(self.value)}: expected {self.expected}"


def shortened(value: str) -> str:
    """A value for a message: quoted, on one line, not too long, without what a terminal would obey."""
    text = value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"
    return f"'{printable(text)}'"


def printable(text: str) -> str:
    """A text on one line, with what a terminal would obey or could not show written as an escape."""
    return "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in text)


def in_order(problems: list[Problem]) -> list[Problem]:
    """Problems in the order of folders, files, lines and columns, each once."""
    return sorted(
        dict.fromkeys(problems),
        key=lambda problem: (
            problem.place.folder,
            problem.place.table,
            problem.file,
            problem.line,
            problem.column,
            problem.expected,
        ),
    )
