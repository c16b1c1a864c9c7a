from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from commitments.coverage import Coverage, Gap, Pledged, coverage
from commitments.totals import TotalRow, totals
from guarantees.requirements import RequirementState
from tests.commitments.rows import row, rows


def size(low: int | None, high: int | None, unit: str | None = "personnel") -> RequirementState:
    return RequirementState(low, high, unit, None, "u", date(2025, 4, 1))


def test_what_is_pledged_stands_against_every_claimants_size() -> None:
    found = coverage(
        "g-land",
        {"ukr": size(100_000, 150_000), None: size(None, 30_000)},
        [
            row("a", (200, 999)),
            row("b", (50, 250), strength="formalised"),
            row("c", (9, 9), strength="signalled"),
            row("d"),
            row("e", standing="refused", strength=None),
            row("f", (7, 7), unit="aircraft"),
            row("g", (7, 7), guarantee="g-sea"),
        ],
    )
    people = Pledged("personnel", 250, 1249, counted=2, uncounted=1, refused=1)
    assert found == Coverage(
        guarantee="g-land",
        by_unit=(Pledged("aircraft", 7, 7, counted=1), people),
        pledged=people,
        gaps=(Gap("ukr", None, 149_750, 98_751), Gap(None, None, 29_750, None)),
        uncounted=1,
        refused=1,
    )


def test_the_least_of_a_gap_is_known_where_every_pledge_has_a_figure() -> None:
    found = coverage(
        "g-land", {"ukr": size(100_000, 150_000)}, [row("a", (200, 999)), row("b", unit="ships")]
    )
    assert found.gaps == (Gap("ukr", 99_001, 149_800, 99_001),)
    assert (found.uncounted, [(one.unit, one.uncounted) for one in found.by_unit]) == (
        0,
        [("personnel", 0), ("ships", 1)],
    )


def test_a_pledge_without_a_unit_may_be_of_any() -> None:
    found = coverage("g-land", {"ukr": size(1000, 1000)}, [row("a", (100, 100)), row("b", unit="")])
    assert found.gaps == (Gap("ukr", None, 900, 900),)
    assert found.uncounted == 1


def test_talk_and_refusals_without_a_figure_leave_the_gap_known() -> None:
    rows = [row("a", (1, 1)), row("b", strength="signalled"), row("c", standing="refused", strength=None)]
    assert coverage("g-land", {"ukr": size(10, 10)}, rows).gaps == (Gap("ukr", 9, 9, 9),)


def test_with_nothing_pledged_the_gap_is_the_whole_size() -> None:
    found = coverage("g-land", {"ukr": size(100, 150)}, [row("a", (9, 9), strength="discussed")])
    assert (found.pledged, found.gaps) == (None, (Gap("ukr", 100, 150, 100),))


def test_a_pledge_with_an_open_end_may_close_the_gap() -> None:
    found = coverage("g-land", {"ukr": size(100, 150)}, [row("a", (40, None))])
    assert found.gaps == (Gap("ukr", 0, 110, 0),)


def test_more_than_is_required_leaves_no_gap_below_zero() -> None:
    assert coverage("g-land", {"ukr": size(10, 20)}, [row("a", (40, 50))]).gaps == (Gap("ukr", 0, 0, 0),)


def test_a_size_without_a_figure_or_a_unit_has_no_gap_to_tell() -> None:
    found = coverage("g-land", {"ukr": size(None, None), "fra": size(5, 5, None)}, [row("a", (1, 1))])
    assert found.gaps == (Gap("ukr", None, None, None), Gap("fra", None, None, None))


def test_sizes_in_other_units_are_compared_in_their_own() -> None:
    found = coverage(
        "g-land",
        {"ukr": size(10, 10, "EUR"), "fra": size(5, 5, "USD"), "gbr": size(6, 6, "USD")},
        [row("a", (1, 1), unit="USD"), row("b", (4, 4), unit="EUR")],
    )
    assert found.pledged == Pledged("USD", 1, 1, counted=1)
    assert found.gaps == (Gap("ukr", 6, 6, 6), Gap("fra", 4, 4, 4), Gap("gbr", 5, 5, 5))


def test_without_a_requirement_the_one_pledged_unit_is_shown() -> None:
    rows = [row("a", (1, 2)), row("b", (5, 5), unit="aircraft", strength="discussed"), row("c", unit=None)]
    units = (Pledged(None, None, None, uncounted=1), Pledged("aircraft", None, None))
    people = Pledged("personnel", 1, 2, counted=1)
    assert coverage("g-land", {}, rows) == Coverage("g-land", (*units, people), people, (), 1, 0)
    several = coverage("g-land", {}, [*rows, row("d", (3, 3), unit="ships")])
    assert (several.pledged, several.uncounted) == (None, 1)
    assert several.by_unit == (*units, people, Pledged("ships", 3, 3, counted=1))


def test_a_guarantee_without_rows_is_answered() -> None:
    assert coverage("g-land", {}, []) == Coverage("g-land", (), None, (), 0, 0)


@given(rows(), st.sampled_from(["personnel", "EUR"]), st.integers(0, 200))
def test_every_unit_is_told_once_and_as_the_totals_tell_it(
    given_rows: list[TotalRow], unit: str, required: int
) -> None:
    found = coverage("g-land", {"ukr": size(required, required, unit)}, given_rows)
    told = {
        one.unit: (one.low, one.high, one.counted, one.uncounted, one.refused)
        for one in totals(given_rows, strength_at_least="pledged")
        if one.guarantee == "g-land"
    }
    shown = [
        (one.unit, (one.low, one.high, one.counted, one.uncounted, one.refused)) for one in found.by_unit
    ]
    assert (dict(shown), len(shown)) == (told, len(told))
    low, high, _counted, uncounted, _refused = told.get(unit, (None, None, 0, 0, 0))
    uncounted += told.get(None, (None, None, 0, 0, 0))[3]
    assert found.uncounted == uncounted
    [missing] = found.gaps
    assert missing.low == (None if uncounted else missing.low_if_uncounted_add_nothing)
    most = None if low is not None and high is None else high or 0
    assert missing.low_if_uncounted_add_nothing == (0 if most is None else max(0, required - most))
    assert missing.high == max(0, required - (low or 0))
