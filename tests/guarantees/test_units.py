import pytest

from guarantees.units import Counted, is_known, parse


@pytest.mark.parametrize(
    ("text", "word", "period"),
    [
        ("personnel", "personnel", ""),
        ("EUR", "EUR", ""),
        ("EUR/year", "EUR", "year"),
        ("drones/month", "drones", "month"),
        ("bp_gdp", "bp_gdp", ""),
        ("bp_gdp/year", "bp_gdp", "year"),
    ],
)
def test_a_unit_is_a_word_or_a_currency_and_perhaps_a_rate(text: str, word: str, period: str) -> None:
    assert parse(text) == Counted(word, period)


@pytest.mark.parametrize(
    "text", ["", "people", "eur", "XYZ", "EUR/", "EUR/week", "/year", "EUR/year/month", " EUR", "EUR/Year"]
)
def test_anything_else_is_refused_with_what_was_expected(text: str) -> None:
    assert not is_known(text)
    with pytest.raises(ValueError, match=r"expected one of personnel, .* or the ISO 4217 code"):
        parse(text)
