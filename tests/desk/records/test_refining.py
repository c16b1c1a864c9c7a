"""A refinement is held against what stands in its lane when it comes, and not against the newest claim."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.records import checking

from .folder import DEMO, SECOND, Folder
from .test_checking import demo, known_from, problems_of
from .test_order import CLAIMS, says

BARE = {"low": "", "high": "", "words": ""}
#: The refinement that each test ends with: of 20 June, and so known, as its source is of 20 June.
END = "2019-06-20"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The second record, in which two ships of Vestland stand from 1 June on, with a source for each later day."""
    return with_sources(Folder(tmp_path / "record", SECOND))


def with_sources(folder: Folder) -> Folder:
    for day in ("2019-06-05", "2019-06-10", "2019-06-15", END, "2019-06-25"):
        folder.add("sources", like="wire-0601", key=f"wire-{day}", published_on=day)
    return folder


def said(folder: Folder, day: str, /, **cells: str) -> int:
    """Vestland says something more about its ships on a day, known from that day on."""
    line = says(folder, day, **{"standing": "offered", "strength": "pledged", **cells})
    folder.set("statements", f"s-{day}", sources=f"wire-{day}")
    return line


def refined(folder: Folder, low: str, high: str, relates_to: str = "vest-ships-4") -> dict[str, str]:
    """What is told of a refinement of 20 June to this figure, by its columns."""
    line = said(folder, END, kind="refinement", relates_to=relates_to, low=low, high=high)
    found = problems_of(folder.path)
    assert {problem.line for problem in found} <= {line}
    return {problem.column: problem.expected for problem in found}


def test_a_reaffirmation_without_a_figure_opens_no_door(folder: Folder) -> None:
    said(folder, "2019-06-10", kind="reaffirmation", relates_to="vest-ships-4", **BARE)
    told = refined(folder, "2", "3", relates_to="ships-2019-06-10")
    assert told == {
        "high": "2 to 2, the figure of vest-ships-4 that stands; if it lies outside, this is a change or a correction"
    }


@pytest.mark.parametrize("kind", ["change", "refinement"])
def test_a_claim_without_a_figure_leaves_the_one_that_stands(folder: Folder, kind: str) -> None:
    said(folder, "2019-06-10", kind=kind, relates_to="vest-ships-4" if kind == "refinement" else "", **BARE)
    assert set(refined(folder, "1", "2", relates_to="ships-2019-06-10")) == {"low"}


def test_an_older_claim_that_is_named_is_not_what_stands(folder: Folder) -> None:
    said(folder, "2019-06-10", kind="change", relates_to="", low="7", high="9")
    assert refined(folder, "8", "8") == {}


def test_what_a_refusal_cleared_stands_no_more(folder: Folder) -> None:
    said(folder, "2019-06-05", kind="change", relates_to="", standing="withdrawn", strength="", **BARE)
    said(folder, "2019-06-10", kind="change", relates_to="", **BARE)
    assert refined(folder, "800", "900", relates_to="ships-2019-06-10") == {}


def test_what_was_taken_back_stands_no_more(folder: Folder) -> None:
    said(folder, "2019-06-05", kind="change", relates_to="", low="7", high="9")
    taken_back = {"standing": "", "strength": "", **BARE}
    said(folder, "2019-06-10", kind="retraction", relates_to="ships-2019-06-05", **taken_back)
    assert set(refined(folder, "8", "8")) == {"low", "high"}


def test_the_figure_of_the_other_lane_does_not_stand_in_this_one(folder: Folder) -> None:
    said(folder, "2019-06-10", kind="change", relates_to="", low="7", high="9")
    folder.set("statements", "s-2019-06-10", speaker="", speaking_for="", attribution="media_inference")
    assert set(refined(folder, "8", "8")) == {"low", "high"}


@pytest.mark.parametrize(("source", "columns"), [("2019-06-15", {"low", "high"}), ("2019-06-25", set())])
def test_a_correction_counts_once_it_is_known(folder: Folder, source: str, columns: set[str]) -> None:
    said(folder, "2019-06-05", kind="change", relates_to="", low="7", high="9")
    said(folder, "2019-06-15", kind="correction", relates_to="ships-2019-06-05", low="70", high="90")
    folder.set("statements", "s-2019-06-15", sources=f"wire-{source}")
    assert set(refined(folder, "8", "8", relates_to="ships-2019-06-05")) == columns


def test_a_vague_change_is_refined_by_words_of_a_day_in_it(folder: Folder) -> None:
    said(folder, "2019-06-10", kind="change", relates_to="", effective="2019-06", low="7", high="9")
    folder.set("statements", "s-2019-06-10", said_on="2019-06")
    assert refined(folder, "8", "8", relates_to="ships-2019-06-10") == {}
    folder.set(CLAIMS, f"ships-{END}", low="6")
    assert [problem.column for problem in problems_of(folder.path)] == ["low"]


def test_what_was_published_before_the_rule_is_let_be(folder: Folder) -> None:
    said(folder, "2019-06-10", kind="reaffirmation", relates_to="vest-ships-4", **BARE)
    assert refined(folder, "2", "3", relates_to="ships-2019-06-10")
    record = checking.read_all([str(folder.path)])[0][0]
    assert problems_of(folder.path, known=known_from(record)) == []


def test_a_required_size_is_held_against_what_its_claimant_asks_for(folder: Folder) -> None:
    table = "requirements"
    shared = {"guarantee": "sela-line", "unit": "personnel", "statement": "s-2019-06-10"}
    said(folder, "2019-06-10", kind="reaffirmation", relates_to="vest-ships-4", **BARE)
    folder.add(table, key="own", effective="2019-06-10", kind="change", low="100", high="200", **shared)
    shared["statement"] = f"s-{END}"
    said(folder, END, kind="reaffirmation", relates_to="vest-ships-4", **BARE)
    line = folder.add(
        table, key="more", effective=END, kind="refinement", relates_to="sela-req-2", low="1600", **shared
    )
    # It lies inside what Ostria asks for, whose claim it names, and outside of what Vestland does.
    (problem,) = problems_of(folder.path)
    assert (problem.line, problem.column) == (line, "low")
    assert problem.expected.startswith("100 to 200, the figure of own that stands")
    folder.set(table, "own", unit="states")
    assert problems_of(folder.path) == []


def test_the_refinements_of_the_demo_lie_inside_what_stands() -> None:
    assert problems_of(DEMO) == []
    assert any(one.row.kind == "refinement" for one in demo().read[CLAIMS])


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return with_sources(Folder(tmp_path_factory.mktemp("refining") / "record", SECOND))


@contextmanager
def as_it_was(folder: Folder) -> Iterator[Folder]:
    """A folder that is put back when a test has changed it."""
    files = {file: file.read_bytes() for file in (folder.file(CLAIMS), folder.file("statements"))}
    try:
        yield folder
    finally:
        for file, content in files.items():
            file.write_bytes(content)


DAYS = ("2019-06-05", "2019-06-10", "2019-06-15")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    low=st.integers(0, 4),
    high=st.integers(0, 4),
    between=st.dictionaries(st.sampled_from(DAYS), st.sampled_from(["change", "reaffirmation"])),
)
def test_no_words_without_a_figure_change_what_a_refinement_may_say(
    template: Folder, low: int, high: int, between: dict[str, str]
) -> None:
    low, high = sorted((low, high))
    with as_it_was(template) as folder:
        without = refined(folder, str(low), str(high))
    with as_it_was(template) as folder:
        newest = "vest-ships-4"
        for day, kind in sorted(between.items()):
            said(folder, day, kind=kind, relates_to=newest if kind == "reaffirmation" else "", **BARE)
            newest = f"ships-{day}"
        assert refined(folder, str(low), str(high), relates_to=newest) == without
    assert (set(without) == set()) == (low == high == 2)
