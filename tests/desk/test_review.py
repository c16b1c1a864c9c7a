"""Who may do what with a statement on its way into the record."""

import itertools

import pytest

from desk.review import OWNERS, TRANSITIONS, Case, Person, Right, Status, Step, can, check_can, steps
from desk.roles import EDITORS, REVIEWERS, RIGHTS
from ledger.exceptions import RuleBroken

WRITER, AUTHOR, SECOND, STRANGER = 1, 2, 3, 4
EDITOR, REVIEWER = (RIGHTS[name] for name in (EDITORS, REVIEWERS))


def case(status: Status) -> Case:
    return Case(status, frozenset({WRITER, AUTHOR}), None if status is Status.DRAFT else AUTHOR)


def code(step: Step, status: Status, by: Person) -> str:
    try:
        check_can(step, case(status), by)
    except RuleBroken as broken:
        return broken.code
    return ""


def test_every_step_has_a_way_and_an_owner() -> None:
    assert set(TRANSITIONS) == set(OWNERS) == set(Step)


def test_an_editor_edits_submits_and_discards_a_draft() -> None:
    assert steps(case(Status.DRAFT), Person(STRANGER, EDITOR)) == (Step.EDIT, Step.DISCARD, Step.SUBMIT)


def test_a_returned_statement_is_a_draft_again() -> None:
    assert steps(case(Status.RETURNED), Person(WRITER, EDITOR)) == (Step.EDIT, Step.DISCARD, Step.SUBMIT)


def test_nobody_edits_what_a_second_person_is_looking_at() -> None:
    for pk in (WRITER, AUTHOR, SECOND):
        assert code(Step.EDIT, Status.SUBMITTED, Person(pk, REVIEWER)) == "not_in_this_status"


def test_who_submitted_it_may_take_it_back_and_nobody_else() -> None:
    assert steps(case(Status.SUBMITTED), Person(AUTHOR, EDITOR)) == (Step.TAKE_BACK,)
    assert code(Step.TAKE_BACK, Status.SUBMITTED, Person(SECOND, REVIEWER)) == "not_own_statement"


def test_a_second_person_publishes_or_sends_back() -> None:
    assert steps(case(Status.SUBMITTED), Person(SECOND, REVIEWER)) == (Step.SEND_BACK, Step.PUBLISH)


@pytest.mark.parametrize("own", [WRITER, AUTHOR])
def test_nobody_publishes_what_they_wrote_or_submitted_whatever_else_they_may_do(own: int) -> None:
    assert code(Step.PUBLISH, Status.SUBMITTED, Person(own, frozenset(Right))) == "own_statement"


def test_an_editor_does_not_decide() -> None:
    for step in (Step.PUBLISH, Step.SEND_BACK):
        assert code(step, Status.SUBMITTED, Person(SECOND, EDITOR)) == "not_allowed"


def test_a_draft_is_not_published_before_it_is_submitted() -> None:
    assert code(Step.PUBLISH, Status.DRAFT, Person(SECOND, REVIEWER)) == "not_in_this_status"


def test_nothing_is_done_with_a_published_statement() -> None:
    for pk, rights in itertools.product((AUTHOR, SECOND), (EDITOR, REVIEWER)):
        assert steps(case(Status.PUBLISHED), Person(pk, rights)) == ()


def test_without_rights_nothing_is_possible() -> None:
    nobody = Person(SECOND, frozenset())
    assert [step for status in Status for step in Step if can(step, case(status), nobody)] == []


def test_every_status_but_the_last_can_be_left() -> None:
    left = {status for before, _ in TRANSITIONS.values() for status in before}
    assert left == set(Status) - {Status.PUBLISHED}
