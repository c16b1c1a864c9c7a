"""Dates in words."""

import pytest

from web.charts import dates


@pytest.mark.parametrize(
    ("edtf", "words", "approximate"),
    [
        ("2025", "2025", False),
        ("2025-08", "Aug 2025", False),
        ("2025-08-19", "19 Aug 2025", False),
        ("2025-08-18/2025-08-22", "18–22 Aug 2025", False),
        ("2025-08-28/2025-09-02", "28 Aug – 2 Sep 2025", False),
        ("2025-12-28/2026-01-02", "28 Dec 2025 – 2 Jan 2026", False),
        ("2025-08~", "Aug 2025", True),
        ("2025-08/2025-09", "Aug 2025 – Sep 2025", False),
        ("soon", "soon", False),
    ],
)
def test_a_date_is_said_no_more_exactly_than_it_is_known(edtf: str, words: str, approximate: bool) -> None:
    spoken = dates.spoken(edtf)
    assert (spoken.words, spoken.approximate) == (words, approximate)


def test_only_a_single_date_has_a_machine_form() -> None:
    assert dates.spoken("2025-08-19").machine == "2025-08-19"
    assert dates.spoken("2025-08-18/2025-08-22").machine == ""


def test_a_moment_is_said_in_utc_and_the_beginning_in_words() -> None:
    assert dates.moment("2025-09-05T23:59:59.999999Z") == "5 Sep 2025, 23:59 UTC"
    assert dates.moment("2025-09-05T01:30:00+02:00") == "4 Sep 2025, 23:30 UTC"
    assert dates.moment("1970-01-01T00:00:00Z") == "from the beginning"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2025-09-04T18:30:00+02:00", "18:30, UTC+2"),
        ("2025-09-04T18:30:00Z", "18:30, UTC"),
        ("2025-09-04T06:05:59.5-03:30", "06:05, UTC\u22123:30"),
        ("2025-09-04T23:00:00+05:45", "23:00, UTC+5:45"),
        ("2025-09-04T00:10:00-00:30", "00:10, UTC\u22120:30"),
    ],
)
def test_the_hour_is_told_with_the_offset_of_its_place(moment: str, words: str) -> None:
    assert dates.clock(moment) == words


@pytest.mark.parametrize(
    ("edtf", "day"),
    [("2027", "2027-12-31"), ("2027-02", "2027-02-28"), ("2027-01-05", "2027-01-05"), ("2026/2027~", "2027-12-31~")],
)  # fmt: skip
def test_the_last_day_of_a_date_keeps_that_it_is_about(edtf: str, day: str) -> None:
    assert dates.last_day(edtf) == day
