from datetime import UTC, datetime

import pytest

from ledger import edtf, moments


def test_a_moment_is_read_with_its_offset_and_kept_in_utc() -> None:
    said = moments.parse("2025-09-04T23:30:00-04:00", within=edtf.parse("2025-09-04"))
    assert said == datetime(2025, 9, 5, 3, 30, tzinfo=UTC)
    assert said.tzinfo is UTC


def test_its_own_day_counts_not_that_of_utc() -> None:
    with pytest.raises(ValueError, match="does not lie in 2025-09-05"):
        moments.parse("2025-09-04T23:30:00-04:00", within=edtf.parse("2025-09-05"))
    assert moments.parse("2025-08-31T00:30:00+03:00", within=edtf.parse("2025-08")).day == 30


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-04",
        "2025-09-04T18:30:00",
        "2025-09-04T18:30Z",
        "18:30",
        "2025-09-04T18:30:00+25:00",
        "2025-02-30T10:00:00Z",
    ],
)
def test_what_is_no_moment_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a moment.*expected a moment with its offset"):
        moments.parse(text, within=edtf.parse("2025"))
