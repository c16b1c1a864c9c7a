from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.edtf import Span, parse


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), False),
        ("2025~", date(2025, 1, 1), date(2025, 12, 31), True),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), False),
        ("2025-08-19", date(2025, 8, 19), date(2025, 8, 19), False),
        ("2025-08-18/2025-08-22", date(2025, 8, 18), date(2025, 8, 22), False),
        ("2025-08-18/2025-08-22~", date(2025, 8, 18), date(2025, 8, 22), True),
        ("2024-12/2025", date(2024, 12, 1), date(2025, 12, 31), False),
        ("2025-08-19/2025-08-19", date(2025, 8, 19), date(2025, 8, 19), False),
        ("0001", date(1, 1, 1), date(1, 12, 31), False),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), False),
    ],
)
def test_a_date_covers_its_first_to_its_last_day(text: str, low: date, high: date, approximate: bool) -> None:
    assert parse(text) == Span(text, low, high, approximate)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected YYYY"),
        ("~", "expected YYYY"),
        ("soon", "expected YYYY"),
        ("25-08-19", "expected YYYY"),
        ("2025-8-19", "expected YYYY"),
        ("2025/08/19", "expected YYYY"),
        ("2025-08-19T10:00", "expected YYYY"),
        (" 2025", "expected YYYY"),
        ("2025 ", "expected YYYY"),
        ("2025\n", "expected YYYY"),
        ("2025~~", "expected YYYY"),
        ("2025-08~/2025-09", "expected YYYY"),
        ("2025-08-18/", "expected YYYY"),
        ("/2025-08-18", "expected YYYY"),
        ("2025/..", "expected YYYY"),
        ("2025?", "expected YYYY"),
        ("٢٠٢٥", "expected YYYY"),
        ("-2025", "expected YYYY"),
        ("0000", "a year from 0001 to 9999"),
        ("2025-00", "a month from 01 to 12"),
        ("2025-13", "a month from 01 to 12"),
        ("2025-02-30", "a day from 01 to 28 in 2025-02"),
        ("2025-04-31", "a day from 01 to 30 in 2025-04"),
        ("2025-08-00", "a day from 01 to 31 in 2025-08"),
        ("2025-08-22/2025-08-18", "expected the earlier date before the /"),
        ("2025/2024", "expected the earlier date before the /"),
    ],
)
def test_anything_else_is_refused_with_what_was_expected(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="expected") as refused:
        parse(text)
    assert message in str(refused.value)


@given(st.dates(), st.integers(0, 400), st.booleans())
def test_the_days_of_an_interval_come_back(low: date, length: int, about: bool) -> None:
    high = min(low + timedelta(days=length), date.max) if (date.max - low).days > length else date.max
    text = f"{low.isoformat()}/{high.isoformat()}" + ("~" if about else "")
    assert parse(text) == Span(text, low, high, about)


@given(st.dates())
def test_a_coarser_date_covers_a_finer_one(day: date) -> None:
    texts = [day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]]
    exact, month, year = (parse(text) for text in texts)
    assert year.low <= month.low <= exact.low == day == exact.high <= month.high <= year.high


@given(st.text(alphabet="0123456789-/~ .", max_size=24))
def test_no_text_does_anything_but_cover_days_or_be_refused(text: str) -> None:
    try:
        span = parse(text)
    except ValueError:
        return
    assert span.text == text
    assert span.low <= span.high
    assert span.approximate == text.endswith("~")
