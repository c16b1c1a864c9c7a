"""Which claim may name which. What the rules allow, however odd, is accepted."""

from pathlib import Path

import pytest

from .folder import SECOND, Folder
from .test_checking import problems_of

CLAIMS = "commitment_updates"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A copy of the second record."""
    return Folder(tmp_path / "record", SECOND)


def refused(folder: Folder) -> list[tuple[str, str]]:
    """Columns and values of all problems."""
    return [(problem.column, problem.value) for problem in problems_of(folder.path)]


def says(folder: Folder, day: str, **cells: str) -> int:
    """Add a word of Vestland about its ships, in a statement of its own; the line of the claim."""
    folder.add("statements", like="sela-s8", key=f"s-{day}", said_on=day)
    claim = {
        "like": "vest-ships-2",
        "key": f"ships-{day}",
        "statement": f"s-{day}",
        "effective": day,
        "sources": "",
    }
    return folder.add(CLAIMS, **{**claim, **cells})


def test_the_second_record_is_sound() -> None:
    assert problems_of(SECOND) == []


def test_a_claim_of_a_vague_date_may_be_named_by_one_of_a_day_in_it(folder: Folder) -> None:
    # The change of "March" counts from 31 March on; it is refined by words of 4 to 6 and of 20 March.
    folder.set("statements", "sela-s2", said_on="2019-03")
    says(folder, "2019-03-20")
    assert refused(folder) == []


def test_a_reaffirmation_of_a_day_before_what_it_repeats_is_refused(folder: Folder) -> None:
    line = says(folder, "2019-05-31", kind="reaffirmation", relates_to="vest-ships-4")
    (problem,) = problems_of(folder.path)
    assert (problem.line, problem.column, problem.value) == (line, "relates_to", "vest-ships-4")
    assert problem.expected == "an earlier claim; this one of 2019-06-01 comes later"


@pytest.mark.parametrize("kind", ["correction", "retraction"])
def test_what_puts_a_row_right_may_date_it_earlier(folder: Folder, kind: str) -> None:
    says(folder, "2019-05-31", kind=kind, relates_to="vest-ships-4")
    assert refused(folder) == []


def test_a_row_may_stand_before_an_older_one_that_it_names(folder: Folder) -> None:
    header, first, *others = folder.rows(CLAIMS)
    folder.write(CLAIMS, [header, *others, first])
    assert first[0] == "ost-troops-1"
    assert refused(folder) == []


@pytest.mark.parametrize("kind", ["denial", "retraction"])
def test_a_denial_and_a_retraction_name_a_claim_of_any_lane(folder: Folder, kind: str) -> None:
    says(folder, "2019-05-01", kind=kind, relates_to="vest-ships-press", strength="", standing="")
    assert refused(folder) == []


def test_after_a_denial_the_first_word_of_a_lane_is_still_a_change(folder: Folder) -> None:
    folder.add(
        CLAIMS,
        key="radar-1",
        statement="sela-s3",
        commitment="vest-radar",
        effective="2019-03-08",
        kind="change",
    )
    folder.add(
        CLAIMS, key="radar-2", statement="sela-s8", commitment="vest-radar", effective="2019-06-01",
        kind="denial", relates_to="radar-1",
    )  # fmt: skip
    assert refused(folder) == []
    line = folder.add(
        CLAIMS, key="radar-3", statement="sela-s8", commitment="vest-radar", effective="2019-06-02",
        kind="reaffirmation", relates_to="radar-2", strength="pledged", standing="offered", sources="wire-0601",
    )  # fmt: skip
    found = [problem for problem in problems_of(folder.path) if problem.column == "kind"]
    assert [(problem.line, problem.value) for problem in found] == [(line, "reaffirmation")]


@pytest.mark.parametrize(
    ("low", "high", "column"),
    [("", "3", ""), ("1", "2", ""), ("3", "3", ""), ("0", "", ""), ("4", "4", "low"), ("", "9", "high")],
)
def test_the_ends_of_a_refinement_lie_within_what_it_refines(
    folder: Folder, low: str, high: str, column: str
) -> None:
    folder.set(CLAIMS, "vest-ships-2", low=low, high=high)
    found = {problem.column for problem in problems_of(folder.path)}
    assert found == ({column} if column in ("", "high") else {"low", "high"}) - {""}


def test_a_membership_makes_a_word_official_and_its_end_makes_it_a_report(folder: Folder) -> None:
    folder.add(
        CLAIMS,
        key="force-2",
        statement="sela-s7",
        commitment="sela-force",
        effective="2019-05-01",
        kind="change",
    )
    # Ostria left the pact on 30 April, so its word of 1 May is a report and needs no standing.
    assert refused(folder) == []
    folder.set("memberships", "ostria,pact", until="2019-05-01")
    assert refused(folder) == [("standing", "")]


def test_a_group_speaks_for_its_members_and_an_organisation_does_not(folder: Folder) -> None:
    folder.add(
        CLAIMS,
        key="ships-pact",
        statement="sela-s4",
        commitment="vest-ships",
        effective="2019-03-12",
        kind="change",
    )
    assert refused(folder) == []
    folder.set("actors", "pact", kind="group")
    assert ("standing", "") in refused(folder)


def test_a_denial_may_stand_beside_what_its_statement_says_from_the_same_sources(folder: Folder) -> None:
    says(folder, "2019-05-01", kind="denial", relates_to="vest-ships-press", strength="", standing="")
    line = folder.add(
        CLAIMS, like="vest-ships-2", key="ships-open", statement="s-2019-05-01", effective="2019-05-01",
        kind="change", relates_to="", sources="",
    )  # fmt: skip
    assert refused(folder) == []
    folder.add(CLAIMS, like="ships-open", key="ships-again")
    (problem,) = problems_of(folder.path)
    assert (problem.line, problem.column) == (line + 1, "sources")


@pytest.mark.parametrize(
    ("first", "second", "is_refused"),
    [
        ("", "", True),
        ("post-0302", "", True),
        ("post-0302;post-0305", "post-0305", True),
        ("post-0305", "post-0302;post-0305", True),
        ("post-0302", "post-0305", False),
    ],
)
def test_two_claims_on_one_subject_of_one_statement_share_no_source(
    folder: Folder, first: str, second: str, is_refused: bool
) -> None:
    folder.set(CLAIMS, "ost-troops-1", sources=first)
    line = folder.add(CLAIMS, like="ost-troops-1", key="ost-too", after="ost-troops-1", sources=second)
    found = problems_of(folder.path)
    assert [(one.line, one.column) for one in found] == [(line, "sources")] * is_refused
    assert all("ost-troops-1, which rests on post-0" in one.expected for one in found)


@pytest.mark.parametrize(
    ("table", "like"),
    [("condition_updates", "truce-1"), ("positions", "sela-pos-2"), ("requirements", "sela-req-1")],
)
def test_nor_do_two_claims_on_a_condition_a_position_or_a_required_size(
    folder: Folder, table: str, like: str
) -> None:
    statement = folder.rows(table)[folder.line_of(table, like) - 1][1]
    cited = folder.rows("statements")[folder.line_of("statements", statement) - 1][8].split(";")
    folder.set("statements", statement, sources=";".join({*cited, "wire-0601", "study-04", "sela-print"}))
    folder.set(table, like, sources="sela-print;wire-0601")
    folder.add(table, like=like, key="again", kind="change", relates_to="", sources="study-04;wire-0601")
    (problem,) = problems_of(folder.path)
    assert (problem.column, "rests on wire-0601 as well" in problem.expected) == ("sources", True)


def test_one_breath_denies_several_claims_and_each_of_them_once(folder: Folder) -> None:
    taken = {"kind": "denial", "strength": "", "standing": ""}
    says(folder, "2019-05-01", relates_to="vest-ships-press", **taken)
    denial = {"like": "ships-2019-05-01", "relates_to": "vest-ships-right"}
    folder.add(CLAIMS, key="ships-neither", **denial)
    assert refused(folder) == []
    folder.add(CLAIMS, key="ships-nor", **denial)
    assert refused(folder) == [("sources", "")]
