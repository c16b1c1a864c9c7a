"""An actor has one head at a time; the day of the handover and who is acting are no exceptions, but right."""

from pathlib import Path

import pytest

from desk.records.published import read_ledger

from .folder import DEMO, SECOND, Folder
from .test_checking import problems_of
from .test_loading import load_all

HEAD = {"office": "Steward", "office_class": "head_of_government", "acting": "0"}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A record in which Anna is steward of Vestland for good."""
    folder = Folder(tmp_path / "record", SECOND)
    folder.add("tenures", leader="anna-ost", actor="vestland", since="2018-01-01", **HEAD)
    return folder


def second(folder: Folder, **cells: str) -> int:
    return folder.add("tenures", **{"leader": "bela-vest", "actor": "vestland", **HEAD, **cells})


def test_a_second_head_is_refused_with_both_rows_and_what_to_do(folder: Folder) -> None:
    line = second(folder, since="2025-09-04")
    (problem,) = problems_of(folder.path)
    assert (problem.line, problem.column, problem.value) == (line, "since", "2025-09-04")
    assert f"anna-ost, from 2018-01-01 to an open day ({folder.path}/tenures.csv, line {line - 1})" in str(
        problem
    )
    assert "end the first, or mark one as acting" in str(problem)


@pytest.mark.parametrize(
    "cells",
    [
        {"since": "2025-09-04", "acting": "1"},
        {"since": "2025-09-04", "office": "Warden"},
        {"since": "2025-09-04", "office_class": "minister"},
        {"until": "2018-01-01"},
        {"since": "2019-01-01", "actor": "ostria"},
    ],
)
def test_what_is_no_second_head_is_accepted(folder: Folder, cells: dict[str, str]) -> None:
    second(folder, **cells)
    assert problems_of(folder.path) == []


def test_on_the_day_of_the_handover_there_are_two(folder: Folder) -> None:
    folder.add("tenures", leader="anna-ost", actor="ostria", since="2018-01-01", until="2025-09-04", **HEAD)
    second(folder, actor="ostria", since="2025-09-04")
    assert problems_of(folder.path) == []
    second(folder, actor="ostria", since="2025-09-03")
    assert len(problems_of(folder.path)) == 2


@pytest.mark.django_db
def test_a_second_head_beside_a_published_one_is_refused_and_its_end_lets_him_in(folder: Folder) -> None:
    load_all(folder.path)
    later = Folder(folder.path.parent / "later", folder.path)
    line = second(later, since="2025-09-04")
    (problem,) = problems_of(later.path, known=read_ledger().known)
    assert (problem.line, problem.column) == (line, "since")
    assert "anna-ost, from 2018-01-01" in str(problem)


def test_the_demo_has_one_head_of_everything_at_a_time() -> None:
    assert problems_of(DEMO) == []
