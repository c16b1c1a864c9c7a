from commitments.matrix import Cell, CellEntry, cell
from tests.commitments.rows import row


def test_a_cell_names_the_strongest_headline_and_adds_the_figures() -> None:
    found = cell(
        [
            CellEntry(row("b", (10, 20), strength="formalised"), conditions_open=("c-peace", "c-backstop")),
            CellEntry(row("a", (1, None)), conditions_open=("c-peace",), reported="signalled"),
        ]
    )
    assert found == Cell(
        headline="formalised",
        low=11,
        high=None,
        unit="personnel",
        commitments=("a", "b"),
        conditions_open=("c-backstop", "c-peace"),
        reported="signalled",
    )


def test_a_cell_of_different_units_has_no_figure() -> None:
    found = cell([CellEntry(row("a", (1, 2))), CellEntry(row("b", (3, 4), unit="states"))])
    assert (found.low, found.high, found.unit) == (None, None, None)


def test_an_end_of_a_single_figure_that_nobody_knows_is_not_zero() -> None:
    refused = CellEntry(row("b", (5, 5), standing="refused"))
    for entries in ([CellEntry(row("a", (None, 250)))], [CellEntry(row("a", (None, 250))), refused]):
        assert (cell(entries).low, cell(entries).high) == (None, 250)
    both = cell([CellEntry(row("a", (None, 250))), CellEntry(row("b", (10, 20)))])
    assert (both.low, both.high) == (10, 270)


def test_a_cell_without_a_figure_has_no_unit() -> None:
    found = cell([CellEntry(row("a"))])
    assert (found.low, found.high, found.unit, found.headline) == (None, None, None, "pledged")


def test_a_cell_keeps_commitments_without_a_headline() -> None:
    found = cell([CellEntry(row("a", strength=None, standing=None, has_claim=False))])
    assert (found.headline, found.commitments, found.reported) == ("none", ("a",), None)


def test_a_refusal_is_the_word_only_when_nothing_else_stands() -> None:
    refusal = CellEntry(row("a", standing="refused", strength=None))
    assert cell([refusal]).headline == "ruled_out"
    assert cell([refusal, CellEntry(row("b", strength="discussed"))]).headline == "discussed"


def test_refused_and_suspended_figures_are_not_in_the_sum() -> None:
    found = cell([CellEntry(row("a", (1, 2))), CellEntry(row("b", (5, 5), standing="suspended"))])
    assert (found.low, found.high) == (1, 2)


def test_a_whole_is_left_out_beside_its_part_and_shown_alone() -> None:
    whole = CellEntry(row("all", (100, 200), is_whole=True))
    part = CellEntry(row("part", (1, 2)), wholes=("all",))
    assert (cell([whole]).low, cell([whole]).high) == (100, 200)
    assert (cell([whole, part]).low, cell([whole, part]).high) == (1, 2)


def test_the_reported_word_is_the_strongest_of_the_reports() -> None:
    entries = [CellEntry(row("a"), reported="ruled_out"), CellEntry(row("b"), reported="discussed")]
    assert cell(entries).reported == "discussed"
    assert cell([CellEntry(row("a"), reported="none")]).reported == "none"


def test_a_limit_on_the_strength_leaves_weaker_figures_out_of_the_sum() -> None:
    entries = [CellEntry(row("a", (1, 2))), CellEntry(row("b", (5, 5), strength="discussed"))]
    assert cell(entries, strength_at_least="pledged").low == 1
