"""What the database refuses about commitments, their claims and their states, and under which name."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from commitments.models import CommitmentState, SearchEntry, StateCondition
from ledger.models import BEGINNING
from tests.constraints import named_constraints
from tests.drafts import commitment, condition, reach, refused, stamped, update
from tests.guarantees.test_models import every_claim, standing

pytestmark = pytest.mark.django_db

STATE = {"commitment": commitment, "lane": "official", "headline": "pledged"}


def state(**fields: object) -> CommitmentState:
    whole = {"true_from": BEGINNING.date(), "known_from": BEGINNING, **STATE, **fields}
    return CommitmentState.objects.create(**{k: v() if callable(v) else v for k, v in whole.items()})


def in_itself() -> None:
    one = commitment()
    type(one).objects.filter(pk=one.pk).update(part_of=one)


def required_twice() -> None:
    one = state()
    for _ in range(2):
        StateCondition.objects.create(state=one, condition=condition())


def entered_twice() -> None:
    for _ in range(2):
        SearchEntry.objects.create(type="actor", key="gbr", title="Britain", recorded_at=BEGINNING)


BROKEN: dict[str, Callable[[], object]] = {
    "commitment_contribution_is_in_the_vocabulary": lambda: commitment(contribution="luck"),
    "commitment_unit_is_in_the_vocabulary_or_a_currency": lambda: commitment(unit="euros"),
    "commitment_is_no_part_of_itself": in_itself,
    "reach_strength_is_in_the_vocabulary": lambda: reach(strength="hoped"),
    **every_claim("commitmentupdate", update),
    "commitmentupdate_strength_is_in_the_vocabulary": lambda: update(strength="sworn"),
    "commitmentupdate_delivery_is_in_the_vocabulary": lambda: update(delivery="soon"),
    "commitmentupdate_standing_is_in_the_vocabulary": lambda: update(standing="wobbly"),
    "commitmentupdate_has_a_lane_once_it_is_recorded": lambda: type(update()).objects.update(lane="gossip"),
    "commitmentupdate_that_is_offered_or_suspended_has_a_strength": lambda: update(strength=""),
    "commitmentupdate_that_is_refused_withdrawn_or_lapsed_has_no_strength": lambda: update(
        standing="refused"
    ),
    "commitmentupdate_in_the_official_lane_has_a_standing": lambda: stamped(update(standing="", strength="")),
    "commitmentupdate_has_the_bounds_of_its_until": lambda: type(update()).objects.update(until="2025"),
    "commitmentupdate_low_not_above_high": lambda: update(low=9, high=3),
    "commitmentupdate_figure_is_not_negative": lambda: update(high=-1),
    **standing(CommitmentState, **STATE),
    "commitmentstate_lane_is_in_the_vocabulary": lambda: state(lane="gossip"),
    "statecondition_is_given_once": required_twice,
    "searchentry_is_made_once": entered_twice,
}
# SQLite names the columns of a plain unique constraint in place of its name.
NAMED_BY_COLUMNS = {
    "statecondition_is_given_once": "commitments_statecondition.condition_id",
    "searchentry_is_made_once": "commitments_searchentry.key",
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_a_constraint_forbids(name: str) -> None:
    with refused(name, or_else=NAMED_BY_COLUMNS.get(name)):
        BROKEN[name]()


def test_every_constraint_of_the_commitments_is_broken_here() -> None:
    assert named_constraints("commitments") == set(BROKEN)


@pytest.mark.parametrize("standing", ["withdrawn", "lapsed"])
def test_what_is_taken_back_has_no_strength(standing: str) -> None:
    with refused("commitmentupdate_that_is_refused_withdrawn_or_lapsed_has_no_strength"):
        update(standing=standing)


def test_what_is_suspended_keeps_its_strength() -> None:
    with refused("commitmentupdate_that_is_offered_or_suspended_has_a_strength"):
        update(standing="suspended", strength="")
    assert update(standing="suspended").strength == "pledged"


def test_a_report_and_a_denial_need_no_standing() -> None:
    reported = update(standing="", strength="", low=500)
    denial = update("u-2", kind="denial", relates_to=reported, standing="", strength="", lane="official")
    assert (reported.standing, denial.standing) == ("", "")


def test_money_has_its_currency_for_a_unit() -> None:
    assert commitment(unit="EUR").unit == "EUR"


@pytest.mark.parametrize("text", ["c-peace &", "c-peace | | c-vote", "(c-peace)", "c-peace & c-peace"])
def test_what_is_required_is_refused_at_its_field_when_it_cannot_be_read(text: str) -> None:
    claim = update()
    claim.requires = text
    with pytest.raises(ValidationError) as caught:
        claim.full_clean()
    assert "requires" in caught.value.message_dict
