import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantees.quantities import NO_FIGURE, Interval, gap, total

ends = st.one_of(st.none(), st.integers(0, 12))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(ends), draw(ends)
    return Interval(high, low) if low is not None and high is not None and low > high else Interval(low, high)


def holds(interval: Interval, number: int) -> bool:
    return (interval.low or 0) <= number and (interval.high is None or number <= interval.high)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (200, 999, "200 to 999"),
        (2000, 9999, "2,000 to 9,999"),
        (None, 10000, "up to 10,000"),
        (7, None, "at least 7"),
        (50, 50, "50"),
        (0, 0, "0"),
        (None, None, "no figure"),
    ],
)
def test_a_figure_is_written_in_words(low: int | None, high: int | None, text: str) -> None:
    assert Interval(low, high).text == text


@pytest.mark.parametrize(("low", "high"), [(2, 1), (-1, None), (None, -1)])
def test_an_impossible_figure_is_refused(low: int | None, high: int | None) -> None:
    with pytest.raises(ValueError, match="expected"):
        Interval(low, high)


def test_an_empty_low_adds_nothing_and_an_empty_high_opens_the_end() -> None:
    assert Interval(None, 5) + Interval(2, 3) == Interval(2, 8)
    assert Interval(1, None) + Interval(2, 3) == Interval(3, None)


def test_nothing_adds_up_to_no_figure_and_not_to_zero() -> None:
    assert total([]) == NO_FIGURE
    assert total([NO_FIGURE, NO_FIGURE]) == NO_FIGURE
    assert total([NO_FIGURE, Interval(0, 0)]) == Interval(0, 0)
    assert total([Interval(None, 5)]) == Interval(0, 5)


@given(st.lists(intervals(), max_size=4))
def test_a_total_does_not_depend_on_the_order(figures: list[Interval]) -> None:
    assert total(figures) == total(figures[::-1])


@given(intervals(), intervals(), st.integers(0, 12), st.integers(0, 12))
def test_a_sum_holds_what_the_figures_can_add_up_to(one: Interval, other: Interval, a: int, b: int) -> None:
    if holds(one, a) and holds(other, b):
        assert holds(one + other, a + b)


@given(intervals(), intervals())
def test_a_figure_lies_within_another_when_it_allows_nothing_more(one: Interval, other: Interval) -> None:
    beyond = range(30)
    assert one.lies_within(other) == all(holds(other, n) for n in beyond if holds(one, n))
    assert other.contains(one) == one.lies_within(other)


@pytest.mark.parametrize(
    ("required", "pledged", "expected"),
    [
        (Interval(100, 150), Interval(20, 30), Interval(70, 130)),
        (Interval(100, 150), Interval(0, 0), Interval(100, 150)),
        (Interval(100, 150), Interval(200, 300), Interval(0, 0)),
        (Interval(100, 150), Interval(120, 130), Interval(0, 30)),
        (Interval(100, 150), Interval(20, None), Interval(0, 130)),
        (Interval(100, 150), Interval(None, 30), Interval(70, 150)),
        (Interval(100, None), Interval(20, 30), Interval(70, None)),
        (Interval(None, 150), Interval(20, 30), Interval(None, 130)),
    ],
)
def test_a_gap_is_what_the_pledge_leaves_open(
    required: Interval, pledged: Interval, expected: Interval
) -> None:
    assert gap(required, pledged) == expected


@given(intervals(), intervals(), st.integers(0, 12), st.integers(0, 12))
def test_a_gap_holds_every_possible_difference(required: Interval, pledged: Interval, a: int, b: int) -> None:
    if holds(required, a) and holds(pledged, b):
        assert holds(gap(required, pledged), max(0, a - b))
