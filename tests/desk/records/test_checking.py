"""Records as a whole: the demo is sound, and what is broken is refused with its place."""

from pathlib import Path

import pytest

from desk.records import checking, tables
from desk.records.problems import Problem
from desk.records.record import Known, Record

from .broken import BROKEN
from .folder import DEMO, Folder, Refusal

COUNTS = {
    "publishers": 139,
    "sources": 165,
    "actors": 45,
    "memberships": 106,
    "leaders": 67,
    "tenures": 69,
    "packages": 2,
    "guarantees": 17,
    "conditions": 21,
    "events": 61,
    "participations": 220,
    "statements": 149,
    "commitments": 110,
    "commitment_updates": 196,
    "condition_updates": 19,
    "positions": 27,
    "requirements": 4,
}

#: The demo is of the first format, which gives no other names.
NO_ALIASES = dict.fromkeys(tables.ALIASED.values(), 0)


def problems_of(*folders: Path, known: Known | None = None) -> list[Problem]:
    """All problems of the folders, loaded in this order."""
    records, unreadable = checking.read_all([str(folder) for folder in folders])
    return checking.check(records, known or Known(), unreadable)


def known_from(record: Record) -> Known:
    """A ledger in which a record is published."""
    return Known(
        published={name: [placed.row for placed in placed_rows] for name, placed_rows in record.read.items()}
    )


def demo() -> Record:
    """The demo record."""
    return checking.read_all([str(DEMO)])[0][0]


def points_at(problem: Problem, refusal: Refusal) -> bool:
    """Whether a problem is the one that a test expects."""
    return (
        Path(problem.file).name == refusal.file
        and problem.line == refusal.line
        and problem.column == refusal.column
        and problem.value == refusal.value
        and refusal.saying in problem.expected
    )


def test_the_demo_record_is_sound_and_has_the_counts_that_its_readme_tells() -> None:
    assert problems_of(DEMO) == []
    record = demo()
    assert {name: len(rows) for name, rows in record.read.items()} == COUNTS | NO_ALIASES
    assert sum(COUNTS.values()) == 1417


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_is_refused_with_file_line_column_and_value(name: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    refusal = BROKEN[name](folder)
    problems = problems_of(folder.path)
    assert any(points_at(problem, refusal) for problem in problems), [str(problem) for problem in problems]


#: Damage that cannot be told in one line: the file's rows, or what stands after the break, are wrong as well.
SPREADING = {"a cell holds a line break", "a claim names a claim of the other lane", "lines end with CR LF"}


@pytest.mark.parametrize("name", [name for name in BROKEN if name not in SPREADING])
def test_one_mistake_is_not_told_as_many(name: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    BROKEN[name](folder)
    assert len(problems_of(folder.path)) <= 3


def test_all_mistakes_are_told_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    for name in (
        "a word is unknown",
        "an actor is unknown",
        "a day does not exist",
        "there is another CSV file",
    ):
        BROKEN[name](folder)
    found = [(Path(problem.file).name, problem.column) for problem in problems_of(folder.path)]
    assert found == [
        ("packages.csv", "opened_on"),
        ("commitments.csv", "actor"),
        ("commitment_updates.csv", "strength"),
        ("Facts.CSV", ""),
    ]


def test_two_bad_cells_of_one_row_are_both_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    folder.set("commitment_updates", "gbr-land-20250216", strength="promised", statement="s-nowhere")
    assert [problem.column for problem in problems_of(folder.path)] == ["statement", "strength"]


def test_a_record_that_is_published_already_is_accepted() -> None:
    assert problems_of(DEMO, known=known_from(demo())) == []


def test_a_changed_row_of_what_is_published_is_refused_with_the_advice_to_correct(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    line = folder.set("commitment_updates", "gbr-land-20250216", summary="Something else.")
    (problem,) = problems_of(folder.path, known=known_from(demo()))
    assert (problem.line, problem.column, problem.value) == (line, "summary", "Something else.")
    assert "log a correction instead" in problem.expected
    assert "Prime minister ready to put British troops" in problem.expected


def test_a_changed_cell_of_a_row_without_a_key_is_refused(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    line = folder.set("memberships", "swe,nato", until="2025-01-01")
    (problem,) = problems_of(folder.path, known=known_from(demo()))
    assert (problem.line, problem.column, problem.value) == (line, "until", "2025-01-01")


def test_the_order_of_a_list_of_keys_says_nothing(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    folder.set("commitments", "dnp-purl", joint_with="pol;nor")
    assert problems_of(folder.path, known=known_from(demo())) == []


def test_a_key_of_a_draft_is_refused() -> None:
    known = Known(drafts={"statements": frozenset({("s-2025-02-16-starmer",)})})
    (problem,) = problems_of(DEMO, known=known)
    assert (problem.column, problem.value) == ("key", "s-2025-02-16-starmer")


def test_a_claim_may_be_added_to_what_is_published_and_name_it(tmp_path: Path) -> None:
    record = demo()
    folder = Folder(tmp_path / "record")
    empty_but_for(folder, "commitment_updates", "gbr-land-20250904")
    known = known_from(record)
    published = known.published["commitment_updates"]
    known.published["commitment_updates"] = [row for row in published if row.key != "gbr-land-20250904"]
    assert problems_of(folder.path, known=known) == []


def empty_but_for(folder: Folder, table: str, key: str) -> None:
    """Leave in a record one row alone."""
    for name in (table.name for table in tables.IN_FILES):
        rows = folder.rows(name)
        kept = [rows[folder.line_of(table, key) - 1]] if name == table else []
        folder.write(name, [rows[0], *kept])


def test_a_row_that_two_records_share_is_accepted_and_must_be_the_same(tmp_path: Path) -> None:
    first, second = Folder(tmp_path / "first"), Folder(tmp_path / "second")
    assert problems_of(first.path, second.path) == []
    line = second.set("publishers", "bloomberg", country="GB")
    (problem,) = problems_of(first.path, second.path)
    assert (problem.file, problem.line, problem.column) == (str(second.file("publishers")), line, "country")
    assert f"'US', as in {first.file('publishers')}, line 2" in problem.expected


def test_a_record_uses_keys_of_one_that_is_loaded_before_it_and_not_after(tmp_path: Path) -> None:
    rest, claims = Folder(tmp_path / "rest"), Folder(tmp_path / "claims")
    for table in (table.name for table in tables.IN_FILES):
        emptied = rest if table in tables.CLAIM_TABLES else claims
        emptied.write(table, emptied.rows(table)[:1])
    assert problems_of(rest.path, claims.path) == []
    backwards = problems_of(claims.path, rest.path)
    assert backwards
    assert all(f"{rest.path} is loaded later: name it first" in problem.expected for problem in backwards)


def test_a_file_that_cannot_be_read_does_not_make_every_reference_to_it_a_mistake(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    folder.file("actors").write_bytes(b"\xff")
    folder.set("commitment_updates", "gbr-land-20250216", strength="promised")
    assert [Path(problem.file).name for problem in problems_of(folder.path)] == [
        "actors.csv",
        "commitment_updates.csv",
    ]


def test_a_key_that_many_rows_miss_is_told_once_beside_whatever_else_is_wrong(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    folder.set("actors", "gbr", key="United Kingdom")
    folder.set("commitment_updates", "gbr-land-20250216", strength="promised")
    found = problems_of(folder.path)
    about = [problem for problem in found if problem.value == "gbr" and "a key of actors" in problem.expected]
    assert len(about) == 1
    assert "further references to the missing row" in about[0].expected
    assert {problem.column for problem in found} >= {"key", "strength"}
    assert len(found) == 3


def test_a_file_with_line_ends_of_old_is_told_what_they_are(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    file = folder.file("packages")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r"))
    told = [problem for problem in problems_of(folder.path) if problem.file == str(file)]
    assert [(problem.line, problem.value, problem.expected) for problem in told] == [
        (1, "CR", "lines that end with LF alone")
    ]
