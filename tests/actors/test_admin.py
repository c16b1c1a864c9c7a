"""Actors, leaders and what they hold are entered as drafts and read once they are published."""

from datetime import date

import pytest
from django.test import Client

from actors.models import Actor, ActorAlias, Leader, Membership, Tenure
from desk import actions
from desk.models import DraftAuthor
from ledger.models import Change
from tests import drafts
from tests.desk import steps
from tests.desk.filling import errors_of, signed_in, version_in
from tests.desk.people import edith, ray

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return signed_in(edith())


def part(name: str) -> dict[str, object]:
    return {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}


ACTOR = {"name": "Côte d'Azur", "kind": "state", "iso2": "CZ", **part("aliases")}
LEADER = {"name": "Ursula von der Leyen", **part("aliases"), **part("tenures")}


def test_a_key_is_made_of_the_name(desk: Client) -> None:
    desk.post("/admin/actors/actor/add/", ACTOR)
    assert Actor.objects.get().key == "cote-d-azur"


def test_a_leader_is_known_by_the_last_name_while_it_is_free(desk: Client) -> None:
    desk.post("/admin/actors/leader/add/", LEADER)
    desk.post("/admin/actors/leader/add/", {**LEADER, "name": "Otto Leyen"})
    assert list(Leader.objects.values_list("key", flat=True)) == ["leyen", "otto-leyen"]


def test_a_name_that_makes_no_key_asks_for_one(desk: Client) -> None:
    page = desk.post("/admin/actors/leader/add/", {**LEADER, "name": "习近平"})
    assert "type one" in errors_of(page)["key"][0]


def test_a_leader_is_entered_with_an_office(desk: Client) -> None:
    office = {"actor": drafts.actor().pk, "office": "Minister", "office_class": "minister"}
    data = (
        LEADER | {"tenures-TOTAL_FORMS": 1} | {f"tenures-0-{name}": value for name, value in office.items()}
    )
    desk.post("/admin/actors/leader/add/", data)
    assert Tenure.objects.get().leader == Leader.objects.get()


def test_who_entered_a_draft_is_noted(desk: Client) -> None:
    desk.post("/admin/actors/actor/add/", ACTOR)
    assert DraftAuthor.of(Actor.objects.get()).get().person == edith()


def test_a_constraint_is_told_in_the_form_and_not_by_an_error_page(desk: Client) -> None:
    page = desk.post("/admin/actors/actor/add/", {**ACTOR, "iso2": ""})
    assert page.status_code == 200
    assert errors_of(page)
    drafts.membership()
    again = {"member": drafts.actor().pk, "organisation": drafts.group().pk}
    page = desk.post("/admin/actors/membership/add/", again)
    assert "There is a draft of such a membership" in str(errors_of(page))
    assert Membership.objects.count() == 1


def test_a_published_actor_is_read_only_and_shows_its_history_in_the_feed(desk: Client) -> None:
    actor = drafts.actor()
    steps.publish_nouns([actor], by=ray())
    address = f"/admin/actors/actor/{actor.pk}"
    assert desk.post(f"{address}/change/", {**ACTOR, "version": "x"}).status_code == 403
    assert desk.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    history = desk.get(f"{address}/history/")
    assert list(history.context["changes"]) == list(Change.objects.filter(key="gbr"))


def test_a_draft_is_edited_and_deleted(desk: Client) -> None:
    actor = drafts.actor()
    address = f"/admin/actors/actor/{actor.pk}"
    version = version_in(desk.get(f"{address}/change/"))
    assert desk.post(f"{address}/change/", {**ACTOR, "key": "gbr", "version": version}).status_code == 302
    actor.refresh_from_db()
    assert actor.name == "Côte d'Azur"
    desk.post(f"{address}/delete/", {"post": "yes"})
    assert not Actor.objects.exists()


def test_the_list_offers_to_publish_and_not_to_delete(desk: Client) -> None:
    drafts.actor()
    assert "publish_selected" not in desk.get("/admin/actors/actor/").content.decode()
    text = signed_in(ray()).get("/admin/actors/actor/").content.decode()
    assert "publish_selected" in text
    assert "delete_selected" not in text


@pytest.mark.parametrize(("word", "found"), [("gbr", 1), ("Albion", 1), ("nobody", 0)])
def test_an_actor_is_found_by_key_and_by_other_names(desk: Client, word: str, found: int) -> None:
    ActorAlias.objects.create(actor=drafts.actor(), name="Albion")
    drafts.actor("fra")
    assert desk.get("/admin/actors/actor/", {"q": word}).context["cl"].result_count == found


def test_tenures_show_whether_they_are_drafts_published_or_replaced(desk: Client) -> None:
    tenure = drafts.tenure(since=date(2024, 7, 5))
    steps.publish_nouns([tenure], by=ray())
    tenure.refresh_from_db()
    draft = actions.close(tenure, until=date(2025, 9, 5), by=edith())
    assert "Draft" in desk.get("/admin/actors/tenure/").content.decode()
    steps.publish_nouns([draft], by=ray())
    text = desk.get("/admin/actors/tenure/").content.decode()
    assert "Replaced" in text
    assert "Published" in text
