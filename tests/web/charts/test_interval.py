"""A quantity over time."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.choices import Headline
from web.charts import interval
from web.charts.axis import BREADTHS, WIDE
from web.charts.interval import Quantity, Step

from .drawn import SVG, parsed, titles, words
from .test_timeline import END, YEAR, days, windows


def chart(*steps: Step, unit: str = "personnel") -> Quantity:
    return Quantity("q", "How many", unit, YEAR, END, steps)


def step(month: int, until: int | None, low: int | None, high: int | None, **more: str) -> Step:
    end = date(2025, until, 1) if until else None
    return Step(date(2025, month, 1), end, low, high, more.pop("word", "pledged"), **more)


def test_the_first_and_the_last_figure_are_read_out() -> None:
    shown = chart(step(4, 8, 50, 250, words="a company"), step(8, None, None, 250, words="up to"))
    assert shown.reading == (
        "First 50–250 personnel “a company”, from 1 Apr 2025 until 1 Aug 2025; "
        "last up to 250 personnel, since 1 Aug 2025."
    )


def test_a_reported_figure_is_read_as_one() -> None:
    one = chart(Step(date(2025, 8, 19), None, 200, 999, "pledged", reported=True))
    assert one.reading == "200–999 personnel, since 19 Aug 2025 (only reported)."


def test_no_figure_is_said_and_not_drawn_as_zero() -> None:
    nothing = chart(step(4, None, None, None, word="ruled_out"))
    assert nothing.reading == "No figure is recorded; that is not a figure of zero."
    tree = parsed(interval.draw(nothing, WIDE))
    assert [e for e in tree.iter(f"{SVG}rect") if "chart-area" in e.get("class", "")] == []
    assert "no figure" in words(tree)


def test_a_known_end_has_a_line_and_an_open_one_arrows() -> None:
    def count(low: int | None, high: int | None, class_: str) -> int:
        tree = parsed(interval.draw(chart(step(1, None, low, high)), WIDE))
        return [e.get("class") for e in tree.iter()].count(class_)

    assert (count(50, 250, "chart-edge"), count(50, 250, "chart-open")) == (2, 0)
    assert (count(None, 250, "chart-edge"), count(None, 250, "chart-open")) == (1, 1)
    assert (count(50, None, "chart-edge"), count(50, None, "chart-open")) == (1, 1)


def test_a_figure_that_stays_is_written_once() -> None:
    tree = parsed(interval.draw(chart(step(1, 6, 10, 20), step(6, None, 10, 20, word="formalised")), WIDE))
    assert words(tree).count("10–20") == 1
    assert "10–20 personnel, since 1 Jun 2025" in titles(tree)


sizes = st.none() | st.integers(0, 9_223_372_036_854_775_807)
steps = st.builds(
    lambda first, until, low, more, word, wording, reported: Step(
        first, until, low, None if more is None else (low or 0) + more, word, wording, reported
    ),
    days,
    st.none() | days,
    sizes,
    st.none() | st.integers(0, 10**6),
    st.sampled_from(Headline.values),
    st.text(max_size=20),
    st.booleans(),
)


@given(st.lists(steps, max_size=5), windows, days, st.sampled_from([None, "personnel", "EUR", "other"]))
@settings(deadline=None)
def test_every_quantity_is_a_drawing_with_everything_inside(
    found: list[Step], window: interval.Window, as_of: date, unit: str | None
) -> None:
    shown = Quantity("q", "How many", unit, window, as_of, found)
    for breadth in BREADTHS:
        parsed(interval.draw(shown, breadth))
    assert len(shown.rows) <= len(found)
