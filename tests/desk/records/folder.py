"""A copy of the demo record that a test may damage."""

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DEMO = Path(__file__).parents[3] / "desk" / "demo" / "ukraine"
SECOND = Path(__file__).parent / "second"
THIRD = Path(__file__).parent / "third"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Where a refusal must point, what it must show there, and a part of what it must say."""

    file: str
    line: int
    column: str
    value: str
    saying: str


class Folder:
    """A record in a folder of its own."""

    def __init__(self, path: Path, source: Path = DEMO) -> None:
        shutil.copytree(source, path)
        self.path = path

    def file(self, table: str) -> Path:
        """The file of a table."""
        return self.path / f"{table}.csv"

    def rows(self, table: str) -> list[list[str]]:
        """All lines of a table, the header first."""
        with self.file(table).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def write(self, table: str, rows: list[list[str]]) -> None:
        """Write all lines of a table."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        self.file(table).write_text(text.getvalue(), encoding="utf-8", newline="")

    def line_of(self, table: str, key: str) -> int:
        """The line of the row whose first cells are `key` (joined by a comma)."""
        wanted = key.split(",")
        for line, row in enumerate(self.rows(table), 1):
            if row[: len(wanted)] == wanted:
                return line
        raise LookupError(key)

    def set(self, table: str, key: str, /, **cells: str) -> int:
        """Change cells of a row; the line of the row."""
        rows = self.rows(table)
        line = self.line_of(table, key)
        for column, value in cells.items():
            rows[line - 1][rows[0].index(column)] = value
        self.write(table, rows)
        return line

    def add(self, table: str, /, *, after: str = "", like: str = "", **cells: str) -> int:
        """Add a row, made of a row that is there (`like`) and of cells; the line of the new row."""
        rows = self.rows(table)
        header = rows[0]
        row = list(rows[self.line_of(table, like) - 1]) if like else [""] * len(header)
        for column, value in cells.items():
            row[header.index(column)] = value
        place = self.line_of(table, after) if after else len(rows)
        rows.insert(place, row)
        self.write(table, rows)
        return place + 1

    def rewrite(self, table: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a file."""
        file = self.file(table)
        file.write_bytes(change(file.read_bytes()))
