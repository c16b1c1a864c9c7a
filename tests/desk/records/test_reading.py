"""Bytes in, rows and problems out, never an exception."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.records import checking, reading, tables
from desk.records.problems import Problem
from desk.records.record import Known

from .folder import DEMO, Folder

FILES = {table.name: (DEMO / table.file).read_bytes() for table in tables.IN_FILES}
anew = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A record in which one file after the other is damaged and mended."""
    return Folder(tmp_path_factory.mktemp("fuzz") / "record")


def problems_with(folder: Folder, table: str, content: bytes) -> list[Problem]:
    """All problems when a file has this content."""
    try:
        folder.rewrite(table, lambda _: content)
        records, unreadable = checking.read_all([str(folder.path)])
        return checking.check(records, Known(), unreadable)
    finally:
        folder.rewrite(table, lambda _: FILES[table])


names = st.sampled_from(list(FILES))


@anew
@given(table=names, content=st.binary(max_size=400))
def test_any_bytes_in_place_of_a_file_are_refused(folder: Folder, table: str, content: bytes) -> None:
    assert problems_with(folder, table, content)


@anew
@given(table=names, data=st.data(), put=st.binary(max_size=6), cut=st.integers(0, 40))
def test_any_bytes_in_the_middle_of_a_file_raise_nothing(
    folder: Folder, table: str, data: st.DataObject, put: bytes, cut: int
) -> None:
    whole = FILES[table]
    place = data.draw(st.integers(0, len(whole)))
    for problem in problems_with(folder, table, whole[:place] + put + whole[place + cut :]):
        assert problem.expected
        assert "\n" not in str(problem)


CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        ["", "0", "-1", "9999-12-31", "0001", "2025-02~", "a;b", "a|b&c", "change", "https://[", "USD"]
    ),
)


@anew
@given(table=names, data=st.data(), value=CELLS)
def test_any_text_in_any_cell_raises_nothing_and_is_kept_or_told(
    folder: Folder, table: str, data: st.DataObject, value: str
) -> None:
    lines = FILES[table].decode().splitlines()
    line = data.draw(st.integers(2, len(lines)))
    column = data.draw(st.sampled_from(tables.OF_NAME[table].header))
    rows = folder.rows(table)
    rows[line - 1][tables.OF_NAME[table].header.index(column)] = value
    folder.write(table, rows)
    content = folder.file(table).read_bytes()
    for problem in problems_with(folder, table, content):
        assert problem.line or problem.value


def test_what_is_written_in_other_scripts_is_kept_to_the_letter(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    folder.set("leaders", "starmer", name=' "Жан", Зощенко  ')
    record, problems = reading.read_folder(str(folder.path))
    assert problems == []
    assert record.read["leaders"][0].row.name == ' "Жан", Зощенко  '


def test_a_last_line_without_its_end_is_read(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    folder.rewrite("leaders", lambda whole: whole.removesuffix(b"\n"))
    assert reading.read_folder(str(folder.path))[1] == []


def test_other_files_may_stand_in_the_folder(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    (folder.path / "notes.txt").write_bytes(b"\xff")
    (folder.path / "older").mkdir()
    assert reading.read_folder(str(folder.path))[1] == []


@pytest.mark.parametrize("name", ["extra.csv", "EXTRA.CSV", "actors.csv.csv", "Actors.csv"])
def test_another_csv_file_is_refused(name: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    (folder.path / name).write_text("key\n")
    assert [problem.value for problem in reading.read_folder(str(folder.path))[1]] == [name]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (problem,) = reading.read_folder(str(tmp_path / "nowhere"))[1]
    assert problem.expected == "a folder that exists"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "record").write_text("")
    (problem,) = reading.read_folder(str(tmp_path / "record"))[1]
    assert problem.expected == "a folder; this is a file"


def test_a_name_that_no_folder_can_have_is_refused() -> None:
    assert reading.read_folder("a\x00b")[1]
    assert reading.read_folder("a" * 5000)[1]


def test_a_pipe_in_place_of_a_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    folder.file("actors").unlink()
    os.mkfifo(folder.file("actors"))
    (problem,) = reading.read_folder(str(folder.path))[1]
    assert problem.expected == "a plain file"


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    folder.file("actors").unlink()
    folder.file("actors").symlink_to(tmp_path / "nowhere")
    (problem,) = reading.read_folder(str(folder.path))[1]
    assert problem.expected == "a file of this name in the folder"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 1024 * 1024)
    folder = Folder(tmp_path / "record")
    with folder.file("actors").open("r+b") as file:
        file.truncate(1024 * 1024 * 1024)
    (problem,) = reading.read_folder(str(folder.path))[1]
    assert problem.expected == "a file of at most 1 MiB"


def test_a_file_with_too_many_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 219)
    (problem,) = reading.read_folder(str(DEMO))[1]
    assert (Path(problem.file).name, problem.value) == ("participations.csv", "220 rows")
