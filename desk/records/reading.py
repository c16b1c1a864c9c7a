"""Reading a folder strictly: bytes in, rows and problems out, never a guess and never an exception."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ledger.texts import forbidden_mark

from . import lines, tables
from .cells import LONGEST_CELL, Unreadable
from .problems import Place, Problem
from .record import Placed, Record, Unread
from .tables import Table

LARGEST_FILE = 64 * 1024 * 1024
MOST_ROWS = 200_000

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class NotReadable(Exception):
    """A file or folder cannot be read as a whole."""

    def __init__(self, value: str, expected: str) -> None:
        super().__init__(expected)
        self.value = value
        self.expected = expected


def read_folder(folder: str, number: int = 0) -> tuple[Record, list[Problem]]:
    """Read a record. `number` is the place of the folder in the order of loading."""
    record = Record(name=folder)
    try:
        names = _names_in(folder)
    except NotReadable as error:
        record.damaged.update(tables.OF_NAME)
        return record, [Problem(Place(number, -1, folder, 0), "", error.value, error.expected)]
    problems = [
        Problem(
            Place(number, len(tables.TABLES), str(Path(folder) / name), 0),
            "",
            name,
            f"no other CSV file than the {len(tables.TABLES)} of the format",
        )
        for name in sorted(names)
        if name.lower().endswith(".csv") and name not in tables.OF_FILE
    ]
    for table in tables.TABLES:
        problems += _read_table(record, table, number)
    return record, problems


def _names_in(folder: str) -> list[str]:
    try:
        return [found.name for found in Path(folder).iterdir()]
    except NotADirectoryError:
        raise NotReadable(folder, "a folder; this is a file") from None
    except FileNotFoundError:
        raise NotReadable(folder, "a folder that exists") from None
    except (OSError, ValueError) as error:
        raise NotReadable(folder, f"a folder that can be read ({_reason(error)})") from None


def _read_table(record: Record, table: Table, number: int) -> list[Problem]:
    """Read one file into the record."""
    path = Path(record.name) / table.file
    whole = Place(number, tables.PLACE[table.name], str(path), 0)
    try:
        content = _bytes_of(path)
    except NotReadable as error:
        record.damaged.add(table.name)
        return [Problem(whole, "", error.value, error.expected)]
    return list(_read_lines(record, table, whole, content))


def _bytes_of(path: Path) -> bytes:
    """The bytes of a plain file that is not too large and has no byte order mark. Raises NotReadable."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise NotReadable(path.name, "a file; this is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise NotReadable(path.name, "a plain file")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise NotReadable(path.name, "a file of this name in the folder") from None
    except (OSError, ValueError) as error:
        raise NotReadable(path.name, f"a file that can be read ({_reason(error)})") from None
    if content.startswith(_BYTE_ORDER_MARK):
        raise NotReadable("EF BB BF", "UTF-8 without a byte order mark at the beginning")
    if len(content) > LARGEST_FILE:
        raise NotReadable(path.name, f"a file of at most {LARGEST_FILE // 1024 // 1024} MiB")
    return content


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()


def _read_lines(record: Record, table: Table, whole: Place, content: bytes) -> Iterator[Problem]:
    """Read the lines of one file into the record, telling what is wrong with them."""
    found = content.removesuffix(b"\n").split(b"\n")
    if len(found) - 1 > MOST_ROWS:
        record.damaged.add(table.name)
        yield Problem(whole, "", f"{len(found) - 1} rows", f"at most {MOST_ROWS} rows in a file")
        return
    if b"\r" in found[0].removesuffix(b"\r"):
        record.damaged.add(table.name)
        yield Problem(_at(whole, 1), "", "CR", "lines that end with LF alone")
        return
    ended = next((number for number, line in enumerate(found, 1) if line.endswith(b"\r")), 0)
    if ended:
        yield Problem(_at(whole, ended), "", "CR LF", "lines that end with LF alone")
        found = [line.removesuffix(b"\r") for line in found]
    wrong = _header_problem(table, _at(whole, 1), found[0])
    if wrong:
        record.damaged.add(table.name)
        yield wrong
        return
    for number, line in enumerate(found[1:], 2):
        yield from _read_line(record, table, _at(whole, number), line)


def _at(whole: Place, line: int) -> Place:
    return Place(whole.folder, whole.table, whole.file, line)


def _not_utf8(line: bytes, start: int) -> lines.NotStrict:
    """What is wrong with a line that is not UTF-8 from `start` on, said as far as its cells can be told."""
    shown = line.decode("utf-8", "backslashreplace")
    try:
        before = lines.split(line[:start].decode("utf-8"))[:-1]
    except lines.NotStrict as error:
        before = error.before
    try:
        text = lines.split(shown)[len(before)]
    except lines.NotStrict:
        text = shown
    return lines.NotStrict(before, text, f"UTF-8; byte {start + 1} of the line is not")


def _cells_of(line: bytes) -> list[str]:
    """The cells of a line. Raises NotStrict, also where it is not UTF-8."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(line, error.start) from None
    return lines.split(text)


def _header_problem(table: Table, place: Place, line: bytes) -> Problem | None:
    """What is wrong with the first line: it names the first column that is not as it should be."""
    expected = f"the header {','.join(table.header)}"
    try:
        header = _cells_of(line)
    except lines.NotStrict as error:
        return Problem(place, _column(table, len(error.before)), error.text, error.expected)
    if header == table.header:
        return None
    for found, wanted in zip(header, table.header, strict=False):
        if found != wanted:
            return Problem(place, wanted, found, expected)
    if len(header) > len(table.header):
        surplus = header[len(table.header)]
        return Problem(place, surplus, surplus, f"no column of this name, but {expected}")
    return Problem(place, table.header[len(header)], "", expected)


def _read_line(record: Record, table: Table, place: Place, line: bytes) -> Iterator[Problem]:
    """Read one row into the record, telling what is wrong with its cells."""
    try:
        cells = _cells_of(line)
    except lines.NotStrict as error:
        record.unread[table.name].append(_unread(table, place, error.before[:1]))
        yield Problem(place, _column(table, len(error.before)), error.text, error.expected)
        return
    if len(cells) != len(table.columns):
        record.unread[table.name].append(_unread(table, place, cells[:1]))
        expected = f"{len(table.columns)} cells, one for each column; there are {len(cells)}"
        yield Problem(place, "", ",".join(cells), expected)
        return
    values: dict[str, Any] = {}
    for column, cell in zip(table.columns, cells, strict=True):
        mark = forbidden_mark(cell)
        if mark:
            expected = f"no control character, no line break and nothing hidden in a cell; there is {mark}"
            yield Problem(place, column.name, cell, expected)
        elif len(cell) > LONGEST_CELL:
            yield Problem(place, column.name, cell, f"at most {LONGEST_CELL} characters in a cell")
        else:
            try:
                values[column.name] = column.cell.read(cell)
            except Unreadable as error:
                yield Problem(place, column.name, cell, str(error))
    if len(values) == len(table.columns):
        record.read[table.name].append(Placed(table.row(**values), place, tuple(cells)))
    else:
        record.unread[table.name].append(_unread(table, place, cells))


def _column(table: Table, number: int) -> str:
    """The name of a column, "" when there is none of this number."""
    return table.header[number] if number < len(table.columns) else ""


def _unread(table: Table, place: Place, cells: list[str]) -> Unread:
    """A row of which these first cells are known."""
    return Unread(place, dict.fromkeys(table.header, "") | dict(zip(table.header, cells, strict=False)))
