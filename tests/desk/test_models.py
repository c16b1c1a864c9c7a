"""What the database refuses about reviews, and under which name."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from desk.models import DraftAuthor, Review
from tests import drafts
from tests.constraints import named_constraints
from tests.desk.people import edith, ray
from tests.drafts import refused

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 8, 20, 12, tzinfo=UTC)
MORNING = datetime(2025, 8, 20, 9, tzinfo=UTC)


def review(**fields: object) -> Review:
    least = {
        "statement": drafts.statement(),
        "status": "submitted",
        "submitted_by": edith(),
        "submitted_at": NOON,
    }
    return Review.objects.create(**{**least, **fields})


def twice(make: Callable[[], object]) -> Callable[[], object]:
    return lambda: (make(), make())


BROKEN: dict[str, Callable[[], object]] = {
    "review_is_open_once_for_a_statement": twice(review),
    "review_status_is_in_the_vocabulary": lambda: review(status="lost", decided_by=ray(), decided_at=NOON),
    "review_is_decided_by_somebody_once_it_is_not_open": lambda: review(status="returned"),
    "review_is_published_by_a_second_person": lambda: review(
        status="published", decided_by=edith(), decided_at=NOON
    ),
    "review_is_not_decided_before_it_is_submitted": lambda: review(
        status="returned", decided_by=ray(), decided_at=MORNING
    ),
    "draftauthor_is_named_once_for_a_draft": twice(
        lambda: DraftAuthor.objects.create(type="leader", row=1, person=edith(), last_at=NOON)
    ),
}
# SQLite names the columns of a plain unique constraint in place of its name.
NAMED_BY_COLUMNS = {
    "review_is_open_once_for_a_statement": "desk_review.statement_id",
    "draftauthor_is_named_once_for_a_draft": "desk_draftauthor.person_id",
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_a_constraint_forbids(name: str) -> None:
    with refused(name, or_else=NAMED_BY_COLUMNS.get(name)):
        BROKEN[name]()


def test_every_constraint_of_the_desk_is_broken_here() -> None:
    assert named_constraints("desk") == set(BROKEN)


def test_an_open_review_has_no_decision() -> None:
    with refused("review_is_decided_by_somebody_once_it_is_not_open"):
        review(decided_by=ray(), decided_at=NOON)


def test_a_statement_may_be_returned_and_submitted_again() -> None:
    review(status="returned", decided_by=ray(), decided_at=NOON)
    assert review().status == "submitted"
