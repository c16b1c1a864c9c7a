"""Where days and figures stand."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.charts.scale import Window, clusters, day_ticks, figure_ticks, spread

days = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def labels(first: date, last: date, days: int = 9, months: int = 13) -> list[str]:
    return [f"{t.label} {t.year}".strip() for t in day_ticks(Window(first, last), days, months)]


def test_a_year_is_written_in_months_with_the_year_where_it_begins() -> None:
    assert labels(date(2025, 10, 15), date(2026, 3, 10)) == ["Nov 2025", "Dec", "Jan 2026", "Feb", "Mar"]


def test_two_weeks_are_written_in_days() -> None:
    assert labels(date(2025, 8, 18), date(2025, 8, 22)) == [
        "18 Aug 2025",
        "19 Aug",
        "20 Aug",
        "21 Aug",
        "22 Aug",
    ]


def test_weeks_begin_on_monday() -> None:
    assert labels(date(2025, 8, 10), date(2025, 9, 10)) == ["11 Aug", "18 Aug", "25 Aug", "1 Sep", "8 Sep"]


def test_decades_are_written_in_years() -> None:
    assert labels(date(2001, 1, 1), date(2024, 12, 31)) == [str(year) for year in range(2002, 2025, 2)]


@given(days, days, st.integers(2, 9), st.integers(3, 13))
def test_ticks_are_inside_in_order_and_not_too_many(a: date, b: date, most: int, months: int) -> None:
    ticks = day_ticks(Window(min(a, b), max(a, b)), most, months)
    places = [tick.at for tick in ticks]
    assert 1 <= len(ticks) <= max(most, months)
    assert places == sorted(set(places))
    assert all(0 <= place < 1 for place in places)


@given(days, days, days)
def test_a_day_is_inside_the_window_or_at_its_edge(a: date, b: date, day: date) -> None:
    assert 0 <= Window(min(a, b), max(a, b)).at(day) <= 1


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (999, [0, 200, 400, 600, 800, 1000]),
        (150_000, [0, 50_000, 100_000, 150_000]),
    ],
)
def test_figures_have_round_ticks(highest: int, ticks: list[int]) -> None:
    assert figure_ticks(highest) == ticks


@given(st.integers(1, 9_223_372_036_854_775_807))
def test_ticks_of_figures_reach_the_highest_in_few_steps(highest: int) -> None:
    ticks = figure_ticks(highest)
    assert ticks[0] == 0
    assert ticks[-1] >= highest > ticks[-2]
    assert len(ticks) <= 6


@given(st.lists(st.floats(0, 500), max_size=12).map(sorted))
def test_neighbours_of_a_row_stand_apart_where_rows_suffice(places: list[float]) -> None:
    rows = spread(places, 24, 20)
    for row in set(rows):
        own = [place for place, chosen in zip(places, rows, strict=True) if chosen == row]
        assert all(b - a >= 24 for a, b in pairwise(own))


@given(st.lists(st.floats(0, 500), max_size=12).map(sorted))
def test_clusters_hold_everything_once_and_stand_apart(places: list[float]) -> None:
    groups = clusters(places, 24)
    assert [index for group in groups for index in group] == list(range(len(places)))
    middles = [(places[g[0]] + places[g[-1]]) / 2 for g in groups]
    assert all(b - a >= 24 for a, b in pairwise(middles))
