"""Quantities in words."""

import pytest

from web.charts import figures


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (200, 999, "personnel", "200–999"),
        (64000, 64000, "personnel", "64,000"),
        (None, 30000, "personnel", "up to 30,000"),
        (7_000_000_000, None, "EUR", "at least €7bn"),
        (2_500_000_000, 2_500_000_000, "GBP", "£2.5bn"),
        (1_654_400_000, 1_654_400_000, "USD", "$1.6544bn"),
        (500_000_000, 500_000_000, "CAD", "CAD\u00a0500m"),
        (1_234_567_891, 1_234_567_891, "SEK", "SEK\u00a01,234,567,891"),
        (0, 50, "personnel", "up to 50"),
        (0, 0, "personnel", "0"),
        (None, None, "personnel", ""),
        (100_000_000, 100_000_000, "EUR/year", "€100m"),
        (1000, 2000, "drones/month", "1,000–2,000"),
        (25, 50, "bp_gdp", "0.25–0.5"),
        (None, 200, "bp_gdp", "up to 2"),
    ],
)
def test_an_interval_reads_as_its_source_would_say_it(
    low: int | None, high: int | None, unit: str, words: str
) -> None:
    assert figures.interval(low, high, unit) == words


def test_the_exact_figure_keeps_every_digit_and_the_currency_code() -> None:
    assert figures.exact(2_500_000_000, 2_500_000_000, "GBP") == "GBP 2,500,000,000"
    assert figures.exact(None, 30_000, "personnel") == "open to 30,000"


def test_what_is_counted_is_the_unit_or_the_wording_for_other() -> None:
    assert figures.counted("personnel", "hundreds") == "personnel"
    assert figures.counted("other", "rounds") == "rounds"
    assert figures.counted("EUR", "more than") == ""


@pytest.mark.parametrize(
    ("unit", "n", "things"),
    [
        ("EUR/year", 1000, "a year"),
        ("drones/month", 1000, "drones a month"),
        ("drones/month", 1, "drone a month"),
        ("other/year", 5, "trains a year"),
        ("bp_gdp", 25, "% of GDP"),
        ("bp_gdp/year", 25, "% of GDP a year"),
        ("unheard-of/day", 5, ""),
    ],
)
def test_a_rate_says_how_often_and_a_share_of_what(unit: str, n: int, things: str) -> None:
    assert figures.counted(unit, "trains", n) == things


def test_the_exact_figure_of_a_rate_of_money_and_of_a_share_says_all_of_it() -> None:
    assert figures.exact(100_000_000, 100_000_000, "EUR/year") == "EUR 100,000,000 a year"
    assert figures.exact(25, 50, "bp_gdp") == "0.25 to 0.5 % of GDP"
