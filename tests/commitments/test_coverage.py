from datetime import date

from commitments.coverage import Coverage, Gap, Pledged, coverage
from guarantees.requirements import RequirementState
from tests.commitments.rows import row


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
    assert found == Coverage(
        guarantee="g-land",
        pledged=Pledged(250, 1249, "personnel"),
        gaps=(Gap("ukr", 98_751, 149_750), Gap(None, None, 29_750)),
        uncounted=1,
        refused=1,
    )


def test_with_nothing_pledged_the_gap_is_the_whole_size() -> None:
    found = coverage("g-land", {"ukr": size(100, 150)}, [row("a", (9, 9), strength="discussed")])
    assert (found.pledged, found.gaps) == (None, (Gap("ukr", 100, 150),))


def test_a_pledge_with_an_open_end_may_close_the_gap() -> None:
    found = coverage("g-land", {"ukr": size(100, 150)}, [row("a", (40, None))])
    assert found.gaps == (Gap("ukr", 0, 110),)


def test_more_than_is_required_leaves_no_gap_below_zero() -> None:
    assert coverage("g-land", {"ukr": size(10, 20)}, [row("a", (40, 50))]).gaps == (Gap("ukr", 0, 0),)


def test_a_size_without_a_figure_or_a_unit_has_no_gap_to_tell() -> None:
    found = coverage("g-land", {"ukr": size(None, None), "fra": size(5, 5, None)}, [row("a", (1, 1))])
    assert found.gaps == (Gap("ukr", None, None), Gap("fra", None, None))


def test_sizes_in_other_units_are_compared_in_their_own() -> None:
    found = coverage(
        "g-land",
        {"ukr": size(10, 10, "EUR"), "fra": size(5, 5, "USD"), "gbr": size(6, 6, "USD")},
        [row("a", (1, 1), unit="USD"), row("b", (4, 4), unit="EUR")],
    )
    assert found.pledged == Pledged(1, 1, "USD")
    assert found.gaps == (Gap("ukr", 6, 6), Gap("fra", 4, 4), Gap("gbr", 5, 5))


def test_without_a_requirement_the_one_pledged_unit_is_shown() -> None:
    rows = [row("a", (1, 2)), row("b", (5, 5), unit="aircraft", strength="discussed"), row("c", unit=None)]
    assert coverage("g-land", {}, rows) == Coverage("g-land", Pledged(1, 2, "personnel"), (), 0, 0)
    several = coverage("g-land", {}, [*rows, row("d", (3, 3), unit="ships")])
    assert (several.pledged, several.uncounted) == (None, 1)


def test_a_guarantee_without_rows_is_answered() -> None:
    assert coverage("g-land", {}, []) == Coverage("g-land", None, (), 0, 0)
