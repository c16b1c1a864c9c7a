"""Packages, their elements, conditions and events are entered as drafts."""

import pytest
from django.test import Client

from guarantees.models import Condition, Guarantee, NegotiationEvent, Participation
from tests import drafts
from tests.desk import steps
from tests.desk.filling import errors_of, signed_in, version_in
from tests.desk.people import edith, ray

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return signed_in(edith())


EVENT = {
    "name": "Summit of the willing",
    "kind": "summit",
    "status": "held",
    "held": "2025-09-04",
    "place": "Paris",
    "participations-TOTAL_FORMS": 0,
    "participations-INITIAL_FORMS": 0,
}


# The empty part of the form of a condition.
WAITS_FOR_NOTHING = {"reach-TOTAL_FORMS": 0, "reach-INITIAL_FORMS": 0}


def test_an_event_is_known_by_its_day_and_place_and_entered_with_who_took_part(desk: Client) -> None:
    took_part = {"actor": drafts.actor().pk, "leader": drafts.leader().pk, "role": "host"}
    data = EVENT | {"participations-TOTAL_FORMS": 1}
    desk.post(
        "/admin/guarantees/negotiationevent/add/",
        data | {f"participations-0-{k}": v for k, v in took_part.items()},
    )
    event = NegotiationEvent.objects.get()
    assert (event.key, str(event.held_low)) == ("e-2025-09-04-paris", "2025-09-04")
    assert Participation.objects.get().event == event


def test_a_date_that_is_none_is_told_at_its_field(desk: Client) -> None:
    page = desk.post("/admin/guarantees/negotiationevent/add/", {**EVENT, "held": "last summer"})
    assert "is not a date" in errors_of(page)["held"][0]


def test_an_element_is_known_by_its_package_and_kind_and_a_condition_by_its_name(desk: Client) -> None:
    package = drafts.package().pk
    desk.post("/admin/guarantees/guarantee/add/", {"package": package, "name": "Air", "kind": "air_support"})
    desk.post(
        "/admin/guarantees/condition/add/",
        {"package": package, "name": "A ceasefire holds", "kind": "ceasefire"} | WAITS_FOR_NOTHING,
    )
    assert (Guarantee.objects.get().key, Condition.objects.get().key) == (
        "pact-air-support",
        "c-a-ceasefire-holds",
    )


def test_who_took_part_in_a_published_event_is_fixed(desk: Client) -> None:
    event = drafts.event()
    drafts.participation(event=event)
    steps.publish_nouns([event], by=ray())
    address = f"/admin/guarantees/negotiationevent/{event.pk}/change/"
    assert desk.get(address).status_code == 200
    assert desk.post(address, EVENT).status_code == 403
    assert Participation.objects.get().is_published


@pytest.mark.parametrize("model", ["package", "guarantee", "condition", "negotiationevent"])
def test_every_list_can_be_opened_and_searched(desk: Client, model: str) -> None:
    drafts.guarantee()
    drafts.condition()
    drafts.event()
    for query in ({}, {"q": "pact"}, {"record": "draft"}, {"record": "published"}):
        assert desk.get(f"/admin/guarantees/{model}/", query).status_code == 200


def test_an_event_of_the_same_name_and_day_is_asked_about_once(desk: Client) -> None:
    desk.post("/admin/guarantees/negotiationevent/add/", EVENT)
    again = {**EVENT, "name": "summit of the Willing"}
    assert (
        "e-2025-09-04-paris"
        in errors_of(desk.post("/admin/guarantees/negotiationevent/add/", again))["is_another"][0]
    )
    desk.post("/admin/guarantees/negotiationevent/add/", {**again, "held": "2025-09-05"})
    desk.post("/admin/guarantees/negotiationevent/add/", {**again, "is_another": "on"})
    assert NegotiationEvent.objects.count() == 3


def implying(*conditions: Condition, **fields: object) -> dict[str, object]:
    """The form of the condition that peace comes, with what it implies."""
    least = {"package": drafts.package().pk, "name": "Peace", "kind": "peace_agreement", "key": "c-peace"}
    return {**least, "implies": [one.pk for one in conditions], **WAITS_FOR_NOTHING, **fields}


def test_a_condition_implies_others_of_its_package(desk: Client) -> None:
    truce = drafts.condition("c-truce")
    assert desk.post("/admin/guarantees/condition/add/", implying(truce)).status_code == 302
    assert list(Condition.objects.get(key="c-peace").implies.all()) == [truce]


def test_a_condition_of_another_package_is_not_implied_and_told_at_the_field(desk: Client) -> None:
    other = drafts.condition("c-other", package=lambda: drafts.package("other"), name="Elsewhere")
    page = desk.post("/admin/guarantees/condition/add/", implying(other))
    assert errors_of(page) == {"implies": ["Of another package than the condition: Elsewhere."]}


@pytest.mark.parametrize("links", [0, 1, 2])
def test_a_condition_does_not_imply_what_implies_it_in_turn(desk: Client, links: int) -> None:
    peace = drafts.condition()
    chain = [peace, *(drafts.condition(f"c-{number}") for number in range(links))]
    for later, earlier in zip(chain[1:], chain, strict=False):
        later.implies.add(earlier)
    address = f"/admin/guarantees/condition/{peace.pk}/change/"
    page = desk.post(address, implying(chain[-1], version=version_in(desk.get(address))))
    assert "implies this condition in turn" in errors_of(page)["implies"][0]
    assert not peace.implies.exists()


def test_what_a_published_condition_implies_is_read(desk: Client) -> None:
    peace = drafts.condition()
    peace.implies.add(drafts.condition("c-truce"))
    steps.publish_nouns([peace], by=ray())
    address = f"/admin/guarantees/condition/{peace.pk}/change/"
    assert "c-truce" in desk.get(address).content.decode()
    assert desk.post(address, implying()).status_code == 403
