"""One line of CSV, read strictly."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.records import lines

CELL = st.text(st.characters(exclude_characters="\r\n\x00"))


@given(st.lists(CELL, min_size=1), st.booleans())
def test_what_a_csv_writer_writes_on_one_line_is_read_back(cells: list[str], quoted: bool) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator="").writerow(
        cells
    )
    assert lines.split(text.getvalue()) == cells


@given(st.text(alphabet='a,"', max_size=12))
def test_a_line_is_read_or_refused_and_what_is_read_can_be_written(line: str) -> None:
    try:
        cells = lines.split(line)
    except lines.NotStrict:
        return
    assert lines.split(",".join('"' + cell.replace('"', '""') + '"' for cell in cells)) == cells


@pytest.mark.parametrize(
    ("line", "cells"),
    [("", [""]), (",", ["", ""]), ('""', [""]), ('a,"b,c"', ["a", "b,c"]), ('"say ""no"""', ['say "no"'])],
)
def test_a_line_has_these_cells(line: str, cells: list[str]) -> None:
    assert lines.split(line) == cells


@pytest.mark.parametrize(
    ("line", "before", "text"),
    [('a,"b', ["a"], '"b'), ('a,b"c"', ["a"], 'b"c"'), ('"a"b,c', [], '"a"b,c'), ('"a" ', [], '"a" ')],
)
def test_a_line_that_is_not_strict_is_refused_at_its_cell(line: str, before: list[str], text: str) -> None:
    with pytest.raises(lines.NotStrict) as refused:
        lines.split(line)
    assert (refused.value.before, refused.value.text) == (before, text)
