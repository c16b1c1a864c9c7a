"""Commitments are entered as drafts, often from the pop-up beside a claim."""

import pytest

from commitments.models import Commitment
from tests import drafts
from tests.desk.filling import errors_of, signed_in
from tests.desk.people import edith

pytestmark = pytest.mark.django_db

ADD = "/admin/commitments/commitment/add/"


def fields(**more: object) -> dict[str, object]:
    least = {"actor": drafts.actor().pk, "guarantee": drafts.guarantee().pk, "contribution": "troops"}
    return {**least, "unit": "personnel", **more}


def test_a_commitment_gets_its_title_and_key_from_who_gives_what() -> None:
    signed_in(edith()).post(ADD, fields())
    made = Commitment.objects.get()
    assert (made.title, made.key) == ("GBR: troops", "gbr-troops")


def test_parties_of_a_joint_commitment_are_chosen() -> None:
    signed_in(edith()).post(ADD, fields(joint_with=[drafts.actor("fra").pk], title="Together"))
    assert [actor.key for actor in Commitment.objects.get().joint_with.all()] == ["fra"]


@pytest.mark.parametrize("unit", ["euros", "EURO", "eur"])
def test_a_unit_that_is_none_is_told_in_the_form(unit: str) -> None:
    page = signed_in(edith()).post(ADD, fields(unit=unit))
    assert page.status_code == 200
    assert "unit" in str(errors_of(page))
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("unit", ["EUR", "EUR/year", "drones/month", "bp_gdp"])
def test_a_unit_is_a_sum_or_a_rate(unit: str) -> None:
    signed_in(edith()).post(ADD, fields(unit=unit))
    assert Commitment.objects.get().unit == unit


def test_the_same_actor_giving_the_same_to_the_same_is_asked_about_once() -> None:
    desk = signed_in(edith())
    desk.post(ADD, fields())
    assert "gbr-troops" in errors_of(desk.post(ADD, fields()))["is_another"][0]
    desk.post(ADD, fields(is_another="on"))
    assert Commitment.objects.count() == 2
