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
