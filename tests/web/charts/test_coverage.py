"""Required sizes against what is offered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.choices import Headline
from web.charts import coverage
from web.charts.coverage import BREADTHS, NARROW, WIDE, CoverageChart, Offered, Required

from .drawn import SVG, addresses, number, parsed, titles, words

UKRAINE = Required("Ukraine", 100_000, 150_000, day="27 Feb 2025", gap_low=98_751, gap_high=149_750)
PLAN = Required("The plan", None, 30_000, "up to", gap_low=0, gap_high=29_750)
PLEDGED = Offered("Pledged or firmer", "pledged", 250, 1_249, 3, 12)


def chart(
    *rows: Required | Offered, uncounted: int = 0, refused: int = 0, unit: str = "personnel"
) -> CoverageChart:
    required = [row for row in rows if isinstance(row, Required)]
    offered = [row for row in rows if isinstance(row, Offered)]
    return CoverageChart("c", "How far it reaches", unit, required, offered, uncounted, refused)


def bars(shown: CoverageChart, class_: str) -> list[tuple[float, float]]:
    """From where to where the bars of a class run, in percent of the width."""
    tree = parsed(coverage.draw(shown, WIDE))
    return [
        (number(e.get("x", "")), number(e.get("x", "")) + number(e.get("width", "")))
        for e in tree.iter(f"{SVG}rect")
        if class_ in e.get("class", "").split()
    ]


def test_the_reading_names_offers_what_has_no_figure_and_what_is_missing() -> None:
    assert chart(UKRAINE, PLAN, PLEDGED, uncounted=12, refused=7).reading == (
        "Pledged or firmer: no total: 3 of 15 name one (250–1,249 personnel); 12 offers have no figure; 7 are "
        "ruled out; sizes named: Ukraine 100,000–150,000 (98,751–149,750 missing), "
        "The plan up to 30,000 (up to 29,750 missing)."
    )


def test_a_gap_that_nobody_knows_says_what_it_would_be_if_the_uncounted_added_nothing() -> None:
    army = Required("Ukraine", 100_000, 150_000, gap_high=150_000, gap_if_nothing=99_750, uncounted=3)
    shown = chart(army, PLEDGED, uncounted=3)
    said = "gap not known; if the 3 pledges without a figure add nothing, 99,750–150,000 missing"
    assert shown.gap(army) == said
    assert f"Ukraine 100,000–150,000 ({said})" in shown.reading
    beside = [one.text for one in parsed(coverage.draw(shown, WIDE)).iter(f"{SVG}tspan")]
    assert beside == ["  gap not known"]
    enough = Required("The plan", 1, 9, gap_high=0, gap_if_nothing=0, uncounted=3)
    assert shown.gap(enough) == shown.short_gap(enough) == "nothing is missing"
    one = Required("The plan", 1, None, gap_if_nothing=1, uncounted=1)
    assert shown.gap(one) == (
        "gap not known; if the 1 pledge without a figure adds nothing, at least 1 missing"
    )


def test_no_figure_is_never_zero() -> None:
    nothing = chart(Offered("Pledged or firmer", "pledged", None, None, 0, 4), uncounted=4)
    assert (
        nothing.reading
        == "No offer that is firm enough has a figure; 4 offers have no figure; nobody has named a size."
    )
    assert not nothing.has_figures
    assert nothing.offer_rows[0][1] == "no figure"
    assert bars(nothing, "chart-band") == []
    assert "no figure personnel" not in words(parsed(coverage.draw(nothing, WIDE)))


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (None, None, ""),
        (0, 0, "nothing is missing"),
        (0, 500, "up to 500 missing"),
        (10, None, "at least 10 missing"),
    ],
)
def test_a_gap_is_said_as_an_interval(low: int | None, high: int | None, said: str) -> None:
    assert chart().gap(Required("A", 1, 2, gap_low=low, gap_high=high)) == said


def test_an_offer_is_full_to_what_is_certain_and_textured_to_what_is_possible() -> None:
    shown = chart(Offered("Pledged", "pledged", 50, 100, 2), Required("A", 100, 100))
    sure, maybe = bars(shown, "chart-band")
    assert sure == pytest.approx((25, 25 + 73 * 0.5), abs=0.1)
    assert maybe == pytest.approx((25 + 73 * 0.5, 98), abs=0.1)


def test_an_open_end_has_no_edge_but_an_arrow() -> None:
    closed = parsed(coverage.draw(chart(UKRAINE), WIDE))
    opened = parsed(coverage.draw(chart(PLAN), WIDE))
    edges = [e for e in closed.iter() if e.get("class") == "chart-need__edge"]
    open_edges = [e for e in opened.iter() if e.get("class") == "chart-need__edge"]
    assert (len(edges), len(open_edges)) == (2, 1)
    assert [e.get("class") for e in closed.iter()].count("chart-open") == 0
    assert [e.get("class") for e in opened.iter()].count("chart-open") == 1
    assert chart(PLAN).has_open_ends
    assert not chart(UKRAINE).has_open_ends


def test_money_is_written_with_its_sign() -> None:
    assert "€10bn" in words(
        parsed(coverage.draw(chart(Offered("P", "pledged", 7_000_000_000, None), unit="EUR"), WIDE))
    )


def test_rows_lead_to_where_they_are_explained_and_say_what_they_are() -> None:
    tree = parsed(
        coverage.draw(
            chart(Required("A", 1, 2, href="/r/"), Offered("B", "pledged", 1, 1, 1, href="/e/")), NARROW
        )
    )
    assert addresses(tree) == ["/r/", "/e/"]
    assert "B: 1, 1 counted" in titles(tree)
    assert tree.get("role") == "group"
    assert parsed(coverage.draw(chart(UKRAINE), WIDE)).get("role") == "img"


sizes = st.none() | st.integers(0, 9_223_372_036_854_775_807)
charts = st.builds(
    CoverageChart,
    key=st.just("c"),
    title=st.text(max_size=20),
    unit=st.sampled_from([None, "personnel", "EUR", "other", "states"]),
    required=st.lists(
        st.builds(
            Required,
            st.text(max_size=30),
            sizes,
            sizes,
            words=st.text(max_size=9),
            gap_low=sizes,
            gap_high=sizes,
            gap_if_nothing=sizes,
            uncounted=st.integers(0, 3),
        ),
        max_size=3,
    ),
    offered=st.lists(
        st.builds(
            lambda label, word, low, more, open_: Offered(
                label, word, low, None if open_ else (low or 0) + more
            ),
            st.text(max_size=30),
            st.sampled_from(Headline.values),
            sizes,
            st.integers(0, 10**6),
            st.booleans(),
        ),
        max_size=3,
    ),
    uncounted=st.integers(0, 50),
    refused=st.integers(0, 50),
)


@given(charts)
@settings(deadline=None)
def test_every_coverage_is_a_drawing_with_everything_inside(shown: CoverageChart) -> None:
    for breadth in BREADTHS:
        parsed(coverage.draw(shown, breadth))
    assert shown.reading.endswith(".")
