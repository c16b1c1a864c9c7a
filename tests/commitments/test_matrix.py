from collections import defaultdict
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from commitments.choices import Headline
from commitments.matrix import Cell, CellEntry, Figure, cell
from commitments.totals import TotalRow, explain
from tests.commitments.rows import row, rows


def people(headline: str, low: int | None, high: int | None, joint: bool = False) -> Figure:
    return Figure("g-land", "personnel", low, high, headline, joint)


def test_a_cell_names_the_strongest_headline_and_what_belongs_to_each() -> None:
    found = cell(
        [
            CellEntry(row("b", (10, 20), strength="formalised"), conditions_open=("c-peace", "c-backstop")),
            CellEntry(row("a", (1, None)), conditions_open=("c-peace",), reported="signalled"),
        ]
    )
    assert found == Cell(
        headline="formalised",
        low=None,
        high=None,
        unit=None,
        figures=(people("formalised", 10, 20), people("pledged", 1, None)),
        commitments=("a", "b"),
        conditions_open=("c-backstop", "c-peace"),
        reported="signalled",
    )


def test_figures_of_one_headline_are_added() -> None:
    for joint in (False, True):
        found = cell([CellEntry(row("a", (1, 2)), joint=joint), CellEntry(row("b", (10, None)), joint=joint)])
        assert found.figures == (people("pledged", 11, None, joint=joint),)
        assert (found.low, found.high, found.unit) == (11, None, "personnel")


def test_what_is_joint_is_not_added_to_what_is_the_actors_own() -> None:
    entries = [CellEntry(row("a", (500, 500)), joint=True), CellEntry(row("b", (146, 146)))]
    found = cell(entries)
    assert found.figures == (people("pledged", 146, 146), people("pledged", 500, 500, joint=True))
    assert (found.low, found.high, found.unit) == (None, None, None)
    assert cell(entries[::-1]) == found


def test_units_and_guarantees_are_never_added() -> None:
    found = cell(
        [
            CellEntry(row("a", (1, 2))),
            CellEntry(row("b", (3, 4), unit="states")),
            CellEntry(row("c", (5, 6), guarantee="g-air")),
        ]
    )
    assert [(one.guarantee, one.unit, one.low) for one in found.figures] == [
        ("g-air", "personnel", 5),
        ("g-land", "personnel", 1),
        ("g-land", "states", 3),
    ]
    assert (found.low, found.high, found.unit) == (None, None, None)


def test_a_weaker_figure_does_not_stand_beside_a_stronger_word() -> None:
    found = cell([CellEntry(row("a", strength="formalised")), CellEntry(row("b", (5, 5)))])
    assert (found.headline, found.figures) == ("formalised", (people("pledged", 5, 5),))
    assert (found.low, found.high, found.unit) == (None, None, None)


def test_an_end_of_a_single_figure_that_nobody_knows_is_not_zero() -> None:
    refused = CellEntry(row("b", (5, 5), standing="refused"))
    for entries in ([CellEntry(row("a", (None, 250)))], [CellEntry(row("a", (None, 250))), refused]):
        assert (cell(entries).low, cell(entries).high) == (None, 250)
    both = cell([CellEntry(row("a", (None, 250))), CellEntry(row("b", (10, 20)))])
    assert (both.low, both.high) == (10, 270)


def test_a_figure_is_joint_only_by_what_is_counted_in_it() -> None:
    without = CellEntry(row("b"), joint=True)
    assert cell([CellEntry(row("a", (1, 2))), without]).figures == (people("pledged", 1, 2),)
    assert cell([CellEntry(row("a", (1, 2)), joint=True)]).figures == (people("pledged", 1, 2, joint=True),)


def test_a_cell_without_a_figure_has_no_unit() -> None:
    found = cell([CellEntry(row("a"))])
    assert (found.low, found.high, found.unit, found.headline) == (None, None, None, "pledged")
    assert found.figures == ()


def test_a_cell_keeps_commitments_without_a_headline() -> None:
    found = cell([CellEntry(row("a", strength=None, standing=None, has_claim=False))])
    assert (found.headline, found.commitments, found.reported) == ("none", ("a",), None)


def test_a_refusal_is_the_word_only_when_nothing_else_stands() -> None:
    refusal = CellEntry(row("a", standing="refused", strength=None))
    assert cell([refusal]).headline == "ruled_out"
    assert cell([refusal, CellEntry(row("b", strength="discussed"))]).headline == "discussed"


def test_refused_and_suspended_figures_are_not_in_the_sum() -> None:
    found = cell([CellEntry(row("a", (1, 2))), CellEntry(row("b", (5, 5), standing="suspended"))])
    assert found.figures == (people("pledged", 1, 2),)


def test_a_whole_is_left_out_beside_its_part_and_shown_alone() -> None:
    whole = CellEntry(row("all", (100, 200), is_whole=True))
    part = CellEntry(row("part", (1, 2), strength="signalled"), wholes=("all",))
    assert cell([whole]).figures == (people("pledged", 100, 200),)
    assert cell([whole, part]).figures == (people("signalled", 1, 2),)


def test_the_reported_word_is_the_strongest_of_the_reports() -> None:
    entries = [CellEntry(row("a"), reported="ruled_out"), CellEntry(row("b"), reported="discussed")]
    assert cell(entries).reported == "discussed"
    assert cell([CellEntry(row("a"), reported="none")]).reported == "none"


@given(rows(), st.data())
def test_every_counted_figure_is_in_the_one_of_its_headline_guarantee_unit_and_company(
    given_rows: list[TotalRow], data: st.DataObject
) -> None:
    joint = {one.commitment: data.draw(st.booleans()) for one in given_rows}
    found = cell([CellEntry(one, joint=joint[one.commitment]) for one in given_rows])
    groups: dict[tuple[str, str, str | None, bool], list[tuple[int | None, int | None]]] = defaultdict(list)
    own = {one.commitment: one for one in given_rows}
    # The cell holds no part of any of them, so none is left out as a whole.
    for one in explain(replace(one, is_whole=False) for one in given_rows).included:
        seen = own[one.commitment]
        groups[seen.headline, seen.guarantee, seen.unit, joint[one.commitment]].append((one.low, one.high))
    assert {(one.headline, one.guarantee, one.unit, one.joint) for one in found.figures} == groups.keys()
    assert len(found.figures) == len(groups)
    for one in found.figures:
        ends = groups[one.headline, one.guarantee, one.unit, one.joint]
        lows, highs = [low for low, _ in ends], [high for _, high in ends]
        assert one.low == (lows[0] if len(ends) == 1 else sum(low or 0 for low in lows))
        assert one.high == (None if None in highs else sum(high or 0 for high in highs))
    order = [Headline.values.index(one.headline) for one in found.figures]
    assert order == sorted(order)
    if found.low is not None or found.high is not None:
        [only] = found.figures
        assert (only.headline, only.low, only.high, only.unit) == (
            found.headline,
            found.low,
            found.high,
            found.unit,
        )
