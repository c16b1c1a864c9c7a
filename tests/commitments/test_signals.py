from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.signals import (
    Clash,
    StandingPosition,
    Tenure,
    clashes,
    is_stale,
    is_unreaffirmed,
    months_before,
)


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2025, 8, 31), date(2025, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2025, 12, 31), date(2025, 6, 30)),
        (date(2025, 6, 30), date(2024, 12, 30)),
        (date(2025, 7, 1), date(2025, 1, 1)),
        (date(1, 3, 1), date.min),
    ],
)
def test_six_months_before_ends_with_the_shorter_month(day: date, earlier: date) -> None:
    assert months_before(day, 6) == earlier


@given(st.dates(date(2, 1, 1)), st.integers(0, 12))
def test_months_before_keeps_the_day_where_the_month_has_it(day: date, months: int) -> None:
    found = months_before(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


LATER = date(2026, 1, 1)


def test_a_word_is_stale_after_more_than_six_months() -> None:
    assert not is_stale(date(2025, 2, 19), date(2025, 8, 19), LATER)
    assert is_stale(date(2025, 2, 18), date(2025, 8, 19), LATER)
    assert not is_stale(date(2025, 2, 28), date(2025, 8, 31), LATER)
    assert is_stale(date(2025, 2, 27), date(2025, 8, 31), LATER)
    assert not is_stale(None, date(2025, 8, 31), LATER)


def test_where_the_record_ends_before_the_day_age_is_counted_at_its_end() -> None:
    assert not is_stale(date(2025, 2, 18), date(2030, 1, 1), date(2025, 8, 18))
    assert is_stale(date(2025, 2, 18), date(2030, 1, 1), date(2025, 8, 19))
    assert is_stale(date(2025, 2, 18), date(2025, 8, 19), None)


@given(st.dates(), st.dates(), st.none() | st.dates(), st.integers(1, 5000))
def test_no_word_grows_old_by_days_to_which_the_record_does_not_reach(
    said: date, as_of: date, through: date | None, later: int
) -> None:
    age = is_stale(said, as_of, through)
    assert not age or is_stale(said, as_of, None)
    if through is not None and as_of >= through and date.max - as_of > timedelta(later):
        assert is_stale(said, as_of + timedelta(later), through) == age


TENURES = (
    Tenure("ann", "gbr", date(2024, 7, 5), date(2025, 9, 5)),
    Tenure("ann", "fra", None, None),
    Tenure("bob", "gbr", date(2025, 9, 5), None),
    Tenure("ann", "gbr", date(2025, 10, 1), date(2025, 10, 2)),
)


@pytest.mark.parametrize(
    ("said_by", "as_of", "expected"),
    [
        ("ann", date(2024, 7, 4), True),
        ("ann", date(2024, 7, 5), False),
        ("ann", date(2025, 9, 5), False),
        ("ann", date(2025, 9, 6), True),
        ("ann", date(2025, 10, 2), False),
        ("bob", date(2030, 1, 1), False),
        ("cat", date(2025, 9, 5), True),
        (None, date(2030, 1, 1), False),
    ],
)
def test_a_word_is_unreaffirmed_when_its_speaker_has_left(
    said_by: str | None, as_of: date, expected: bool
) -> None:
    assert is_unreaffirmed(said_by, "gbr", TENURES, as_of) is expected


def test_an_office_of_another_actor_does_not_reaffirm() -> None:
    assert is_unreaffirmed("ann", "gbr", TENURES, date(2025, 12, 1))
    assert not is_unreaffirmed("ann", "fra", TENURES, date(2025, 12, 1))
    assert not is_unreaffirmed("ann", None, TENURES, date(2025, 12, 1))


def position(update: str, actor: str, stance: str = "rejects", **other: str) -> StandingPosition:
    guarantee, contribution = other.get("guarantee", "g-land"), other.get("contribution", "troops")
    return StandingPosition(update, actor, guarantee, contribution, stance)


def clashing(*positions: StandingPosition, standing: str | None = "offered") -> tuple[Clash, ...]:
    return clashes(
        standing=standing,
        actor="gbr",
        joint_with=("fra",),
        guarantee="g-land",
        contribution="troops",
        positions=positions,
    )


def test_a_red_line_of_a_third_party_clashes() -> None:
    assert clashing(position("p2", "rus"), position("p1", "hun")) == (Clash("p1", "hun"), Clash("p2", "rus"))


def test_only_a_red_line_clashes() -> None:
    for stance in ("opposes", "undecided", "supports", "supports_conditionally"):
        assert clashing(position("p", "rus", stance)) == ()


def test_a_party_does_not_clash_with_its_own_commitment() -> None:
    assert clashing(position("p", "gbr"), position("q", "fra")) == ()


def test_a_red_line_elsewhere_does_not_clash() -> None:
    assert clashing(position("p", "rus", guarantee="g-sea")) == ()
    assert clashing(position("p", "rus", contribution="training")) == ()


@pytest.mark.parametrize(
    ("standing", "number"),
    [("offered", 1), ("suspended", 1), ("refused", 0), ("withdrawn", 0), ("lapsed", 0), (None, 0)],
)
def test_only_what_is_offered_or_suspended_can_clash(standing: str | None, number: int) -> None:
    assert len(clashing(position("p", "rus"), standing=standing)) == number
