"""The two clocks of a request."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.http import QueryDict
from django.test import RequestFactory

from ledger import clock
from ledger.asof import AsOf
from web.asof import Asked, asof_from, parse_moment, read_clocks, resolve
from web.exceptions import ParametersRefused

pytestmark = pytest.mark.django_db

FIRST, SECOND = datetime(2025, 8, 1, 10, tzinfo=UTC), datetime(2025, 9, 5, 12, 30, 0, 250000, tzinfo=UTC)


def publish(moment: datetime, rows: int = 1) -> None:
    """A changeset of so many rows, recorded at a moment."""
    with clock.changeset(at=moment) as opened:
        for number in range(rows):
            opened.add(clock.Entry("created", "actor", f"a{number}", "{}"))


def asked(query: str) -> Asked:
    return asof_from(RequestFactory().get(f"/?{query}"))


@pytest.fixture
def ledger() -> None:
    """Three rows: one of August, two of one moment in September."""
    publish(FIRST)
    publish(SECOND, rows=2)


@pytest.mark.usefixtures("ledger")
def test_without_parameters_it_is_today_as_known_by_the_newest_change() -> None:
    with time_machine.travel("2025-10-01T23:59:59Z", tick=False):
        now = asked("")
    assert now.at == AsOf(date(2025, 10, 1), SECOND)
    assert (now.as_of, now.known_on, now.basis) == (date(2025, 10, 1), "2025-09-05T12:30:00.250000Z", 3)
    assert not now.is_past
    assert not now.is_settled


@pytest.mark.usefixtures("ledger")
def test_a_date_of_knowledge_means_its_end_and_stays_a_date_in_the_answer() -> None:
    then = asked("as_of=2025-08-15&known_on=2025-08-31")
    assert then.at.known_at == FIRST
    assert (then.known_on, then.basis, then.newest) == ("2025-08-31", 1, 3)
    assert then.is_past
    assert then.is_settled


def test_what_was_known_at_a_moment_is_asked_for_alike_before_and_after_the_next_change() -> None:
    publish(FIRST)
    before = asked("as_of=2025-08-15&known_on=2025-08-31")
    publish(SECOND)
    after = asked("as_of=2025-08-15&known_on=2025-08-31")
    assert (before.at, before.known_on, before.basis, before.mark) == (
        after.at,
        after.known_on,
        after.basis,
        after.mark,
    )


@pytest.mark.usefixtures("ledger")
def test_what_is_known_is_capped_at_the_newest_change() -> None:
    future = asked("known_on=2999-01-01")
    assert (future.at.known_at, future.known_on, future.basis) == (SECOND, "2999-01-01", 3)
    assert not future.is_settled


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("known_on", "basis"),
    [
        ("2025-09-05T12:30:00.25Z", 3),
        ("2025-09-05T14:30:00.25%2B02:00", 3),
        ("2025-09-05t12:30:00.249999z", 1),
        ("2025-07-31", 0),
        ("0001-01-01", 0),
    ],
)
def test_the_basis_is_the_newest_sequence_recorded_by_then(known_on: str, basis: int) -> None:
    assert asked(f"known_on={known_on}").basis == basis


def test_an_empty_ledger_answers_at_basis_zero() -> None:
    assert asked("").basis == 0
    assert asked("").known_on == "1970-01-01T00:00:00Z"


@pytest.mark.usefixtures("ledger")
def test_an_answer_pinned_to_a_basis_reads_nothing_recorded_later() -> None:
    _, known, _ = read_clocks(QueryDict("known_on=2999-01-01"))
    pinned = resolve(None, known, pinned_to=1)
    assert (pinned.at.known_at, pinned.basis) == (FIRST, 1)
    with pytest.raises(ValueError, match="not yet at 4"):
        resolve(None, known, pinned_to=4)


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("as_of=2025-02-30", "as_of", "not_a_date"),
        ("as_of=20250201", "as_of", "not_a_date"),
        ("as_of=2025-W01-1", "as_of", "not_a_date"),
        ("as_of=today", "as_of", "not_a_date"),
        ("as_of=2025-02-01T00:00:00Z", "as_of", "not_a_date"),
        ("as_of=0000-01-01", "as_of", "not_a_date"),
        ("as_of=%D9%A2%D9%A0%D9%A2%D9%A5-01-01", "as_of", "not_a_date"),
        ("as_of=2025-01-01%00", "as_of", "not_a_date"),
        ("as_of=", "as_of", "empty_value"),
        ("as_of=2025-01-01&as_of=2025-01-01", "as_of", "given_twice"),
        ("known_on=2025-13-01", "known_on", "not_a_moment"),
        ("known_on=2025-01-01T25:00:00Z", "known_on", "not_a_moment"),
        ("known_on=2025-01-01T10:00:00", "known_on", "not_a_moment"),
        ("known_on=2025-01-01T10:00:00+02:00", "known_on", "not_a_moment"),
        ("known_on=0001-01-01T00:00:00%2B12:00", "known_on", "not_a_moment"),
        ("known_on=2025-01-01T10:00:00%2B24:00", "known_on", "not_a_moment"),
        ("known_on=2025-01-01T10:00:00%2B02:60", "known_on", "not_a_moment"),
        ("known_on=2025-01-01T10:00:00-00:99", "known_on", "not_a_moment"),
        ("known_on=0001-01-01T00:00:00%2B14:00", "known_on", "not_a_moment"),
        ("known_on=", "known_on", "empty_value"),
    ],
)
def test_a_bad_time_is_refused_by_its_name(query: str, field: str, code: str) -> None:
    with pytest.raises(ParametersRefused) as refused:
        asked(query)
    assert [(finding.field, finding.code) for finding in refused.value.findings] == [(field, code)]


def test_both_clocks_are_refused_at_once() -> None:
    with pytest.raises(ParametersRefused) as refused:
        asked("as_of=x&known_on=y")
    assert [finding.field for finding in refused.value.findings] == ["as_of", "known_on"]


def test_digits_below_the_microsecond_are_cut_off() -> None:
    assert parse_moment("2025-01-01T00:00:00.1234569Z").microsecond == 123456
