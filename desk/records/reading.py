"""Reading a folder strictly: bytes in, rows and problems out, never a guess and never an exception."""

import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.texts import forbidden_mark

from . import lines, tables
from .cells import LONGEST_CELL, Unreadable, aliases
from .problems import Place, Problem
from .record import Placed, Record, Unread
from .tables import Table

LARGEST_FILE = 64 * 1024 * 1024
MOST_ROWS = 200_000

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Layout:
    """A file: its name without the ending, the columns that it must have in order, and those that it may have."""

    name: str
    header: tuple[str, ...]
    later: tuple[str, ...]


class WrongHeader(Exception):
    """The first line of a file does not name its columns as it must."""

    def __init__(self, column: str, value: str, expected: str) -> None:
        super().__init__(expected)
        self.column = column
        self.value = value
        self.expected = expected


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
            f"no other CSV file than the {len(tables.IN_FILES)} of the format and {tables.ALIASES_FILE}",
        )
        for name in sorted(names)
        if name.lower().endswith(".csv") and name not in (*tables.OF_FILE, tables.ALIASES_FILE)
    ]
    for table in tables.IN_FILES:
        problems += _read_table(record, table, number)
    if tables.ALIASES_FILE in names:
        problems += _read_aliases(record, number)
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
        record.damaged.update(_filled_by(table.name))
        return [Problem(whole, "", error.value, error.expected)]
    layout = Layout(table.name, tuple(table.header), tuple(table.later))
    return list(_read_lines(record, layout, whole, content))


def _read_aliases(record: Record, number: int) -> list[Problem]:
    """Read the file of other names, each row into the table of its type."""
    path = Path(record.name) / tables.ALIASES_FILE
    whole = Place(number, len(tables.TABLES), str(path), 0)
    try:
        content = _bytes_of(path)
    except NotReadable as error:
        record.damaged.update(_filled_by(tables.ALIASES))
        return [Problem(whole, "", error.value, error.expected)]
    layout = Layout(tables.ALIASES, tuple(tables.ALIASES_HEADER), ())
    return list(_read_lines(record, layout, whole, content))


def _filled_by(name: str) -> set[str]:
    """The tables whose rows come out of a file."""
    if name == tables.ALIASES:
        return set(tables.ALIASED.values())
    return {name, tables.ALIASED.get(name, name)}


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


def _read_lines(record: Record, layout: Layout, whole: Place, content: bytes) -> Iterator[Problem]:
    """Read the lines of one file into the record, telling what is wrong with them."""
    found = content.removesuffix(b"\n").split(b"\n")
    if len(found) - 1 > MOST_ROWS:
        record.damaged.update(_filled_by(layout.name))
        yield Problem(whole, "", f"{len(found) - 1} rows", f"at most {MOST_ROWS} rows in a file")
        return
    if b"\r" in found[0].removesuffix(b"\r"):
        record.damaged.update(_filled_by(layout.name))
        yield Problem(_at(whole, 1), "", "CR", "lines that end with LF alone")
        return
    ended = next((number for number, line in enumerate(found, 1) if line.endswith(b"\r")), 0)
    if ended:
        yield Problem(_at(whole, ended), "", "CR LF", "lines that end with LF alone")
        found = [line.removesuffix(b"\r") for line in found]
    try:
        names = _names_of_columns(layout, found[0])
    except WrongHeader as error:
        record.damaged.update(_filled_by(layout.name))
        yield Problem(_at(whole, 1), error.column, error.value, error.expected)
        return
    for number, line in enumerate(found[1:], 2):
        yield from _read_line(record, layout, names, _at(whole, number), line)


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


def _names_of_columns(layout: Layout, line: bytes) -> list[str]:
    """The columns of a file, in its order. Raises WrongHeader, naming the first that is not as it should be."""
    expected = f"the header {','.join(layout.header)}"
    try:
        header = _cells_of(line)
    except lines.NotStrict as error:
        column = _nth(list(layout.header), len(error.before))
        raise WrongHeader(column, error.text, error.expected) from None
    if set(header) & set(layout.later):
        expected += f" and, anywhere, {', '.join(layout.later)}"
        twice = next((name for name in header if header.count(name) > 1), None)
        if twice is not None:
            raise WrongHeader(twice, twice, "each column once")
        # Without the later ones the rest is held against the first format by its names alone.
        own = {name: name for name in header if name not in layout.later}
        header_1 = [own.pop(name, "") for name in layout.header] + list(own)
    else:
        header_1 = header
    for found, wanted in zip(header_1, layout.header, strict=False):
        if found != wanted:
            raise WrongHeader(wanted, found, expected)
    if len(header_1) > len(layout.header):
        surplus = header_1[len(layout.header)]
        raise WrongHeader(surplus, surplus, f"no column of this name, but {expected}")
    if len(header_1) < len(layout.header):
        raise WrongHeader(layout.header[len(header_1)], "", expected)
    return header


def _read_line(
    record: Record, layout: Layout, names: Sequence[str], place: Place, line: bytes
) -> Iterator[Problem]:
    """Read one row into the record, telling what is wrong with its cells."""
    try:
        cells = _cells_of(line)
    except lines.NotStrict as error:
        _leave_unread(record, layout.name, place, dict(zip(names, error.before, strict=False)))
        yield Problem(place, _nth(names, len(error.before)), error.text, error.expected)
        return
    if len(cells) != len(names):
        _leave_unread(record, layout.name, place, dict(zip(names, cells[:1], strict=False)))
        expected = f"{len(names)} cells, one for each column; there are {len(cells)}"
        yield Problem(place, "", ",".join(cells), expected)
        return
    texts = dict(zip(names, cells, strict=True))
    problems = list(_marks(place, texts))
    if layout.name == tables.ALIASES:
        found = _read_alias(record, place, texts, {problem.column for problem in problems})
    else:
        found = _read_row(record, tables.OF_NAME[layout.name], place, texts, {one.column for one in problems})
    yield from problems
    yield from found


def _marks(place: Place, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Cells that hold what no cell may hold."""
    for column, cell in texts.items():
        mark = forbidden_mark(cell)
        if mark:
            expected = f"no control character, no line break and nothing hidden in a cell; there is {mark}"
            yield Problem(place, column, cell, expected)
        elif len(cell) > LONGEST_CELL:
            yield Problem(place, column, cell, f"at most {LONGEST_CELL} characters in a cell")


def _read_row(
    record: Record, table: Table, place: Place, texts: dict[str, str], wrong: set[str]
) -> list[Problem]:
    """Read the cells of one row, but for those that are `wrong` already."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name not in texts:
            values[column.name] = column.cell.empty
        elif column.name not in wrong:
            try:
                values[column.name] = column.cell.read(texts[column.name])
            except Unreadable as error:
                problems.append(Problem(place, column.name, texts[column.name], str(error)))
    if tables.ALIASES in texts and tables.ALIASES not in wrong:
        problems += _read_names(record, table, place, texts)
    if len(values) == len(table.columns):
        absent = frozenset(table.names) - texts.keys()
        cells = tuple(texts.get(name, "") for name in table.names)
        record.read[table.name].append(Placed(table.row(**values), place, cells, absent))
    else:
        _leave_unread(record, table.name, place, texts, wrong)
    return problems


def _read_names(record: Record, table: Table, place: Place, texts: Mapping[str, str]) -> list[Problem]:
    """Read the other names in a cell of a row, each as a row of its own."""
    own = tables.OF_NAME[tables.ALIASED[table.name]]
    try:
        found = aliases(texts[tables.ALIASES])
    except Unreadable as error:
        return [Problem(place, tables.ALIASES, texts[tables.ALIASES], str(error))]
    for name, language in found:
        cells = dict(zip(own.names, (texts["key"], name, language), strict=True))
        row: Any = own.row
        text = f"{name}@{language}" if language else name
        placed = Placed(row(**cells), place, tuple(cells.values()), column=tables.ALIASES, text=text)
        record.read[own.name].append(placed)
    return []


def _read_alias(record: Record, place: Place, texts: dict[str, str], wrong: set[str]) -> list[Problem]:
    """Read a row of the file of other names."""
    type = texts["type"]
    if type in tables.TYPES:
        table = tables.OF_NAME[tables.ALIASED[tables.TYPES[type]]]
        return _read_row(record, table, place, {name: texts[name] for name in table.names}, wrong)
    said = f"one of {', '.join(tables.TYPES)}"
    problems = [] if "type" in wrong else [Problem(place, "type", type, said)]
    for column in tables.OF_NAME[tables.ALIASED["actors"]].columns:
        # The names of whatever it is are read alike.
        try:
            column.cell.read(texts[column.name])
        except Unreadable as error:
            if column.name not in wrong:
                problems.append(Problem(place, column.name, texts[column.name], str(error)))
    return problems


def _nth(names: Sequence[str], number: int) -> str:
    """The name of a column, "" when there is none of this number."""
    return names[number] if number < len(names) else ""


def _leave_unread(
    record: Record, name: str, place: Place, texts: Mapping[str, str], wrong: Collection[str] = ()
) -> None:
    """Note a row of which these cells are known, so that the checks leave alone what is not certain in it."""
    table = tables.OF_NAME.get(name)
    if table is None:
        return
    known = {column.name: texts[column.name] for column in table.columns if column.name in texts}
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name in known and column.name not in wrong:
            with suppress(Unreadable):
                values[column.name] = column.cell.read(known[column.name])
    record.unread[name].append(Unread(place, dict.fromkeys(table.names, "") | known, values))
