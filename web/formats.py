"""Rows as CSV and as JSON Lines, streamed."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.http import StreamingHttpResponse

CONTENT_TYPES: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}
# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Line:
    """What csv.writer writes to: keeps the last line."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def streamed(
    rows: Iterable[Mapping[str, Any]], names: Sequence[str], form: str, title: str
) -> StreamingHttpResponse:
    """An answer in `csv` or `jsonl`, as a download called `title`."""
    lines = csv_lines(rows, names) if form == "csv" else json_lines(rows)
    answer = StreamingHttpResponse(lines, content_type=CONTENT_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{title}.{form}"'
    return answer


def csv_lines(rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> Iterator[str]:
    """A header row of the names, then a line for each row."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(names)
    yield line.text
    for row in rows:
        writer.writerow([cell(row[name]) for name in names])
        yield line.text


def json_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One object on each line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def cell(value: Any) -> str | int:
    """A value in a cell: unknown is empty, lists and objects are JSON, no text is a formula, numbers stay numbers."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return value
        case str():
            return f"'{value}" if value.startswith(_FORMULA) else value
        case _:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
