import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.choices import Reason, Standing, Strength
from commitments.totals import Excluded, Included, Part, TotalRow, classify, explain, totals
from guarantees.quantities import Interval
from tests.commitments.rows import row, rows

minimums = st.sampled_from([None, *Strength.values])


@pytest.mark.parametrize(
    ("one", "minimum", "reason"),
    [
        (row("a", (1, 2)), None, None),
        (row("a", (1, 2)), "pledged", None),
        (row("a", (None, 2)), None, None),
        (row("a", (0, None)), None, None),
        (row("a", (1, 2), standing=None), None, None),
        (row("a", (1, 2), standing=None, strength=None), None, None),
        (row("a", (1, 2), standing=None, strength=None), "discussed", "below_strength"),
        (row("a", (1, 2), strength="signalled"), "pledged", "below_strength"),
        (row("a", strength="signalled"), "pledged", "below_strength"),
        (row("a"), "pledged", "no_figure"),
        (row("a", (1, 2), standing="refused", strength=None), "formalised", "refused"),
        (row("a", (1, 2), standing="suspended"), None, "suspended"),
        (row("a", (1, 2), standing="withdrawn", strength="discussed"), "pledged", "withdrawn"),
        (row("a", (1, 2), standing="lapsed"), None, "lapsed"),
        (row("a", has_claim=False, standing=None, strength=None), "pledged", "no_claim"),
        (row("a", (1, 2), is_whole=True, standing="refused"), None, "whole"),
        (row("a", is_whole=True, has_claim=False), None, "whole"),
    ],
)
def test_a_row_is_counted_or_left_out_for_the_first_reason_that_fits(
    one: TotalRow, minimum: str | None, reason: str | None
) -> None:
    assert classify(one, minimum) == reason


def test_lows_and_highs_are_summed() -> None:
    (total,) = totals([row("a", (200, 999)), row("b", (50, 250)), row("c"), row("d", standing="refused")])
    assert (total.low, total.high) == (250, 1249)
    assert (total.counted, total.uncounted, total.refused) == (2, 1, 1)


def test_an_empty_low_adds_nothing_and_an_empty_high_opens_the_end() -> None:
    (up_to,) = totals([row("a", (None, 100)), row("b", (10, 20))])
    (open_end,) = totals([row("a", (7, None)), row("b", (10, 20))])
    assert (up_to.low, up_to.high) == (10, 120)
    assert (open_end.low, open_end.high, open_end.counted) == (17, None, 2)


def test_without_a_counted_row_there_is_no_figure_and_not_zero() -> None:
    (total,) = totals([row("a"), row("b", standing="refused")])
    assert (total.low, total.high, total.counted) == (None, None, 0)
    (zero,) = totals([row("a", (0, 0))])
    assert (zero.low, zero.high, zero.counted) == (0, 0, 1)


def test_the_parts_are_summed_and_never_the_whole() -> None:
    (total,) = totals([row("all", (25000, 64000), is_whole=True), row("gbr", (200, 999))])
    assert (total.low, total.high, total.counted) == (200, 999, 1)


def test_guarantees_contributions_and_units_are_never_added() -> None:
    found = totals(
        [
            row("a", (1, 1), unit="USD"),
            row("b", (2, 2), unit="EUR"),
            row("c", (4, 4), guarantee="g-sea"),
            row("d", (8, 8), contribution="command"),
            row("e", unit=""),
        ]
    )
    assert [(one.guarantee, one.contribution, one.unit, one.low) for one in found] == [
        ("g-land", "command", "personnel", 8),
        ("g-land", "troops", None, None),
        ("g-land", "troops", "EUR", 2),
        ("g-land", "troops", "USD", 1),
        ("g-sea", "troops", "personnel", 4),
    ]


def test_a_total_splits_by_strength_from_the_weakest() -> None:
    (total,) = totals(
        [
            row("a", (5, 9)),
            row("b", (1, None), strength="signalled"),
            row("c", strength="signalled"),
            row("d", (3, 3), strength=None, standing=None),
            row("e", (3, 3), standing="suspended"),
        ]
    )
    assert list(total.by_strength) == ["signalled", "pledged", "none"]
    assert total.by_strength["signalled"] == Part(1, None, 1, 1)
    assert total.by_strength["pledged"] == Part(5, 9, 1, 0)


def test_a_limit_on_the_strength_leaves_out_weaker_ones_but_not_refusals() -> None:
    given_rows = [row("a", (5, 9)), row("b", (1, 1), strength="discussed"), row("c", standing="refused")]
    (total,) = totals(given_rows, strength_at_least="pledged")
    assert (total.low, total.counted, total.refused) == (5, 1, 1)


def test_groups_that_are_asked_for_are_answered_without_rows() -> None:
    (total,) = totals([], groups=[("g-land", "troops", None)])
    assert (total.guarantee, total.counted, total.uncounted, total.refused) == ("g-land", 0, 0, 0)


def test_an_explanation_names_every_row_once_with_its_claim_or_its_reason() -> None:
    found = explain([row("b", standing="lapsed"), row("a", (1, 2), updates=("u",)), row("c")])
    assert found.included == (Included("a", 1, 2, ("u",)),)
    assert found.excluded == (Excluded("b", "lapsed"), Excluded("c", "no_figure"))
    assert found.sum == Interval(1, 2)


@given(rows(), minimums)
def test_a_total_is_the_sum_of_what_is_explained(given_rows: list[TotalRow], minimum: str | None) -> None:
    for one in totals(given_rows, strength_at_least=minimum):
        own = [
            r
            for r in given_rows
            if (r.guarantee, r.contribution, r.unit) == (one.guarantee, "troops", one.unit)
        ]
        explained = explain(own, strength_at_least=minimum)
        lows, highs = [r.low for r in explained.included], [r.high for r in explained.included]
        assert one.counted == len(lows)
        assert one.low == (sum(low or 0 for low in lows) if lows else None)
        assert one.high == (None if not highs or None in highs else sum(high or 0 for high in highs))
        reasons = [r.reason for r in explained.excluded]
        assert (one.uncounted, one.refused) == (reasons.count("no_figure"), reasons.count("refused"))
        named = [r.commitment for r in explained.included] + [r.commitment for r in explained.excluded]
        assert sorted(named) == [r.commitment for r in own]


@given(rows(), minimums)
def test_the_strengths_of_a_total_add_up_to_it(given_rows: list[TotalRow], minimum: str | None) -> None:
    for one in totals(given_rows, strength_at_least=minimum):
        parts = one.by_strength.values()
        assert sum(part.counted for part in parts) == one.counted
        assert sum(part.uncounted for part in parts) == one.uncounted
        assert sum(part.low or 0 for part in parts) == (one.low or 0)


@given(rows(), minimums)
def test_every_row_is_in_exactly_one_total(given_rows: list[TotalRow], minimum: str | None) -> None:
    found = totals(given_rows, strength_at_least=minimum)
    left_out = [
        reason
        for r in given_rows
        if (reason := classify(r, minimum)) not in (None, Reason.NO_FIGURE, Reason.REFUSED)
    ]
    assert sum(one.counted + one.uncounted + one.refused for one in found) == len(given_rows) - len(left_out)
    assert found == totals(given_rows[::-1], strength_at_least=minimum)


def test_every_standing_and_every_reason_has_its_place() -> None:
    of_standing = {classify(row("a", (1, 1), standing=word), None) for word in Standing.values}
    assert of_standing == {None, "refused", "suspended", "withdrawn", "lapsed"}
