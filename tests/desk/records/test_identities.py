"""A key that is used again for something else is told, with what stands, whatever else is wrong in the file."""

from pathlib import Path

import pytest

from desk.records.problems import Problem
from desk.records.published import read_ledger
from desk.records.record import Known

from .folder import DEMO, THIRD, Folder
from .test_checking import demo, known_from, problems_of
from .test_loading import load_all

CLAIMS = "commitment_updates"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A copy of the demo record."""
    return Folder(tmp_path / "record")


@pytest.fixture(scope="module")
def known() -> Known:
    """A ledger in which the demo record is published."""
    return known_from(demo())


def told(problems: list[Problem]) -> set[tuple[str, int, str, str]]:
    return {(Path(one.file).name, one.line, one.column, one.value) for one in problems}


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "stands", "wrong"),
    [
        (CLAIMS, "gbr-land-20250216", "summary", "Something else.", "Prime minister", {"strength": "promised"}),
        (CLAIMS, "gbr-land-20250216", "high", "7", "''", {"statement": "s-nowhere", "effective": "soon"}),
        ("statements", "s-2025-02-16-starmer", "said_on", "2025-02-17", "2025-02-16", {"source_reliability": "G"}),
        ("actors", "gbr", "name", "Albion", "United Kingdom", {"iso2": "GBR"}),
        ("tenures", "starmer,gbr", "until", "2025-01-01", "''", {"acting": "perhaps"}),
        ("memberships", "swe,nato", "role", "guest", "member", {"until": "2025-02-30"}),
        ("conditions", "c-peace", "kind", "mandate", "peace_agreement", {"actor": "Nobody"}),
    ],
)  # fmt: skip
def test_a_row_with_another_bad_cell_is_held_against_what_is_published(
    folder: Folder, known: Known, table: str, key: str, column: str, value: str, stands: str, wrong: dict[str, str]
) -> None:  # fmt: skip
    line = folder.set(table, key, **wrong, **{column: value})
    problems = problems_of(folder.path, known=known)
    found = next(one for one in problems if (one.line, one.column) == (line, column))
    assert (found.value, Path(found.file).name) == (value, f"{table}.csv")
    assert "as it is published: a published row never changes" in found.expected
    assert stands in found.expected
    assert {one.column for one in problems if one.line == line} >= {*wrong, column}


def test_the_cells_before_a_break_in_a_line_are_held_against_it_too(folder: Folder, known: Known) -> None:
    line = folder.line_of("leaders", "starmer")
    folder.rewrite("leaders", lambda whole: whole.replace(b"starmer,Keir Starmer", b'starmer,"Keir Starmer'))
    assert told(problems_of(folder.path, known=known)) == {("leaders.csv", line, "name", '"Keir Starmer')}
    text = folder.file("packages").read_bytes()
    row = text.split(b"\n")[1]
    folder.file("packages").write_bytes(text.replace(row, row.replace(b",ukr,", b",usa,", 1) + b'"'))
    assert ("packages.csv", 2, "beneficiary", "usa") in told(problems_of(folder.path, known=known))


def test_a_row_given_twice_is_held_against_what_is_published_both_times(folder: Folder, known: Known) -> None:
    line = folder.add("publishers", like="bloomberg", country="GB")
    problems = problems_of(folder.path, known=known)
    assert told(problems) == {
        ("publishers.csv", line, "key", "bloomberg"),
        ("publishers.csv", line, "country", "GB"),
    }
    assert "'US', as it is published" in problems[0].expected


def test_a_row_of_an_earlier_record_is_told_beside_another_bad_cell(tmp_path: Path) -> None:
    first, second = Folder(tmp_path / "first"), Folder(tmp_path / "second")
    line = second.set("publishers", "bloomberg", country="GB", kind="leaflet")
    problems = problems_of(first.path, second.path)
    assert told(problems) == {
        ("publishers.csv", line, "country", "GB"),
        ("publishers.csv", line, "kind", "leaflet"),
    }
    assert problems_of(second.path, first.path)[0].column == "kind"


@pytest.mark.django_db
def test_all_that_is_wrong_with_names_and_with_what_they_name_is_listed_together(tmp_path: Path) -> None:
    load_all(THIRD)
    folder = Folder(tmp_path / "record", THIRD)
    renamed = folder.set("actors", "branta", name="Brantland", iso3="X", aliases="Brantia@en;The Brants")
    unknown = folder.add("aliases", type="actor", key="nobody", name="N.", language="not a tag")
    sort = folder.add("aliases", type="ship", key="branta", name="", language="not a tag")
    again = folder.add("aliases", like="leader,dov-corv")
    claim = folder.set(CLAIMS, "branta-2", low="701", kind="promise")
    found = told(problems_of(folder.path, known=read_ledger().known))
    assert found >= {
        ("actors.csv", renamed, "name", "Brantland"),
        ("actors.csv", renamed, "iso3", "X"),
        ("actors.csv", renamed, "aliases", "The Brants"),
        ("aliases.csv", unknown, "key", "nobody"),
        ("aliases.csv", unknown, "language", "not a tag"),
        ("aliases.csv", sort, "type", "ship"),
        ("aliases.csv", sort, "name", ""),
        ("aliases.csv", sort, "language", "not a tag"),
        ("aliases.csv", again, "key", "dov-corv"),
        (CLAIMS + ".csv", claim, "low", "701"),
        (CLAIMS + ".csv", claim, "kind", "promise"),
    }


def test_what_is_repeated_with_a_bad_cell_and_nothing_else_is_told_once(folder: Folder, known: Known) -> None:
    line = folder.set("statements", "s-2025-02-16-starmer", source_reliability="G")
    assert told(problems_of(folder.path, known=known)) == {
        ("statements.csv", line, "source_reliability", "G")
    }
    assert problems_of(DEMO, known=known) == []
