"""What the database refuses about the counter and the feed, and under which name."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from ledger.clock import changeset
from ledger.models import Belonging, Change, Counter, Verification, valid_key
from tests.constraints import named_constraints
from tests.drafts import refused

pytestmark = pytest.mark.django_db

MOMENT = datetime(2025, 8, 20, 12, tzinfo=UTC)


def change(**fields: object) -> Change:
    """A row of the feed, while a changeset is open."""
    with changeset() as opened:
        whole = {
            "sequence": 1,
            "recorded_at": opened.stamp,
            "action": "created",
            "type": "actor",
            "key": "gbr",
        }
        return Change.objects.create(**{**whole, **fields})


def belonging(noun: str = "actor") -> Belonging:
    told = Change.objects.filter(sequence=1).first() or change()
    return Belonging.objects.create(change=told, noun=noun, key="gbr")


BROKEN: dict[str, Callable[[], object]] = {
    "counter_has_one_row": lambda: Counter.objects.create(id=2),
    "change_sequence_starts_at_one": lambda: change(sequence=0),
    "change_action_is_in_the_vocabulary": lambda: change(action="forgotten"),
    "belonging_is_to_an_actor_or_a_package": lambda: belonging(noun="leader"),
    "belonging_is_told_once": lambda: (belonging(), belonging()),
    "verification_does_not_finish_before_it_starts": lambda: Verification.objects.create(
        started_at=MOMENT, finished_at=MOMENT - timedelta(seconds=1), sequence=1
    ),
}
# SQLite names the columns of a plain unique constraint in place of its name.
NAMED_BY_COLUMNS = {"belonging_is_told_once": "ledger_belonging.change_id"}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_a_constraint_forbids(name: str) -> None:
    with refused(name, or_else=NAMED_BY_COLUMNS.get(name)):
        BROKEN[name]()


def test_every_constraint_of_the_ledger_is_broken_here() -> None:
    assert named_constraints("ledger") == set(BROKEN)


@pytest.mark.parametrize("key", ["", "Upper", "two--hyphens", "-first", "last-", "under_score", "a b", "a\n"])
def test_a_key_is_words_of_lower_case_letters_and_digits(key: str) -> None:
    with pytest.raises(ValidationError):
        valid_key(key)


def test_a_key_may_hold_digits() -> None:
    valid_key("s-2025-08-20-gbr")
