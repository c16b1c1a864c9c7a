"""What the database refuses about negotiations, statements and the claims on them, and under which name."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from guarantees.models import Citation, ConditionStanding, PositionStanding, RequirementStanding, Statement
from ledger.models import BEGINNING
from tests.constraints import named_constraints
from tests.drafts import (
    actor,
    condition,
    condition_update,
    event,
    guarantee,
    leader,
    participation,
    position,
    refused,
    requirement,
    source,
    statement,
)

pytestmark = pytest.mark.django_db

Make = Callable[..., object]
LATER = datetime(2025, 9, 1, tzinfo=UTC)


def twice(make: Make) -> Make:
    return lambda: (make(), make())


def person() -> User:
    return User.objects.get_or_create(username="edith")[0]


def every_claim(name: str, make: Make) -> dict[str, Make]:
    """What breaks the constraints that claims of every ledger have."""
    return {
        f"{name}_is_approved_by_a_second_person": lambda: make(recorded_by=person(), approved_by=person()),
        f"{name}_kind_is_in_the_vocabulary": lambda: make(kind="rumour"),
        f"{name}_names_an_earlier_claim_unless_it_is_a_change": lambda: make(kind="refinement"),
        f"{name}_does_not_end_before_it_starts": lambda: backwards(make()),
        f"{name}_is_superseded_only_once_it_is_recorded": lambda: make(superseded_at=LATER),
        f"{name}_credibility_is_an_admiralty_digit": lambda: make(credibility="7"),
    }


def backwards(claim: Any) -> None:
    type(claim).objects.filter(pk=claim.pk).update(
        effective_low=date(2025, 8, 3), effective_high=date(2025, 8, 1)
    )


def standing(model: Any, **subject: Any) -> dict[str, Make]:
    """What breaks the constraints that every projection has."""
    name = model.__name__.lower()

    def make(**times: Any) -> object:
        made = {field: value() if callable(value) else value for field, value in subject.items()}
        whole = {"true_from": date(2025, 8, 1), "known_from": BEGINNING}
        return model.objects.create(**made, **{**whole, **times})

    return {
        f"{name}_holds_for_a_day_or_more": lambda: make(true_to=date(2025, 8, 1)),
        f"{name}_is_known_for_a_while": lambda: make(known_to=BEGINNING),
    }


BROKEN: dict[str, Make] = {
    "guarantee_kind_is_in_the_vocabulary": lambda: guarantee(kind="luck"),
    "condition_kind_is_in_the_vocabulary": lambda: condition(kind="weather"),
    "event_kind_is_in_the_vocabulary": lambda: event(kind="party"),
    "event_status_is_in_the_vocabulary": lambda: event(status="rumoured"),
    "event_does_not_end_before_it_starts": lambda: (
        type(event(held="2025-08-18")).objects.all().update(held_low=date(2025, 8, 19))
    ),
    "participation_role_is_in_the_vocabulary": lambda: participation(role="waiter"),
    "participation_is_given_once": twice(participation),
    "statement_is_approved_by_a_second_person": lambda: statement(recorded_by=person(), approved_by=person()),
    "statement_attribution_is_in_the_vocabulary": lambda: statement(attribution="hearsay"),
    "statement_reliability_is_an_admiralty_letter": lambda: statement(source_reliability="G"),
    "statement_credibility_is_an_admiralty_digit": lambda: statement(information_credibility="0"),
    "statement_does_not_end_before_it_starts": lambda: (
        type(statement()).objects.all().update(said_low=date(2025, 8, 21))
    ),
    "citation_is_given_once": twice(
        lambda: Citation.objects.create(statement=statement(cites=""), source=source())
    ),
    **every_claim("conditionupdate", condition_update),
    "conditionupdate_state_is_in_the_vocabulary": lambda: condition_update(state="nearly"),
    **every_claim("positionupdate", position),
    "positionupdate_contribution_is_in_the_vocabulary": lambda: position(contribution="luck"),
    "positionupdate_stance_is_in_the_vocabulary": lambda: position(stance="shrugs"),
    **every_claim("requirementupdate", requirement),
    "requirementupdate_low_not_above_high": lambda: requirement(low=9, high=3),
    "requirementupdate_figure_is_not_negative": lambda: requirement(low=-1),
    "requirementupdate_unit_is_in_the_vocabulary_or_a_currency": lambda: requirement(unit="eur"),
    **standing(ConditionStanding, condition=condition),
    **standing(PositionStanding, actor=actor, guarantee=guarantee, contribution="troops", update_key="p"),
    **standing(RequirementStanding, guarantee=guarantee, update_key="r"),
}
# SQLite names the columns of a plain unique constraint in place of its name.
NAMED_BY_COLUMNS = {"citation_is_given_once": "guarantees_citation.source_id"}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_a_constraint_forbids(name: str) -> None:
    with refused(name, or_else=NAMED_BY_COLUMNS.get(name)):
        BROKEN[name]()


def test_every_constraint_of_the_guarantees_is_broken_here() -> None:
    assert named_constraints("guarantees") == set(BROKEN)


def test_a_change_names_no_earlier_claim() -> None:
    with refused("conditionupdate_names_an_earlier_claim_unless_it_is_a_change"):
        condition_update("cu-2", relates_to=condition_update)


def test_an_actor_takes_part_once_without_a_leader_and_once_with_each() -> None:
    participation()
    participation(leader=leader)
    with refused("participation_is_given_once"):
        participation(leader=leader)


def test_a_claim_counts_from_the_last_day_of_its_date_or_of_its_statement_if_that_is_earlier() -> None:
    vague, exact = requirement(effective="2025-08"), requirement("r-2", effective="2025-08-19/2025-08-20")
    assert (vague.effective_low, vague.effective_high) == (date(2025, 8, 1), date(2025, 8, 31))
    assert (vague.day, exact.day) == (date(2025, 8, 20), date(2025, 8, 20))


@pytest.mark.parametrize("said_on", ["2025-02-30", "last week", "2025-08-22/2025-08-18", ""])
def test_a_statement_says_at_the_field_that_its_date_is_none(said_on: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Statement(key="s-2", said_on=said_on).full_clean()
    assert "said_on" in caught.value.message_dict


def test_a_claim_says_at_the_field_that_its_date_is_none() -> None:
    claim = requirement()
    claim.effective = "2025-13"
    with pytest.raises(ValidationError) as caught:
        claim.full_clean()
    assert "month from 01 to 12" in caught.value.message_dict["effective"][0]


def test_the_grade_of_a_claim_is_its_statements_letter_with_its_own_digit_if_it_has_one() -> None:
    assert (position().grade, position("p-2", credibility="4").grade) == ("B2", "B4")


@pytest.mark.parametrize(
    ("said_at", "told"),
    [("at noon", "is not a moment"), ("2025-08-21T00:30:00+02:00", "does not lie in 2025-08-20")],
)
def test_a_statement_says_at_the_field_that_its_moment_is_none(said_at: str, told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Statement(key="s-2", said_on="2025-08-20", said_at=said_at).full_clean()
    assert told in caught.value.message_dict["said_at"][0]
    with pytest.raises(ValueError, match=told):
        statement("s-2", said_at=said_at)


def test_a_claim_is_said_at_the_moment_of_its_statement() -> None:
    late = statement(said_at="2025-08-20T23:30:00-04:00")
    assert position(statement=late).said_at == datetime(2025, 8, 21, 3, 30, tzinfo=UTC)
    assert position("p-2", statement=statement("s-2")).said_at is None
