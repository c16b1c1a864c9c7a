"""Actors, leaders and what they hold are entered as drafts and read once they are published."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from actors.models import Actor, ActorAlias, Leader, Membership, Tenure
from desk import actions
from desk.models import DraftAuthor
from ledger.models import Change
from tests import drafts
from tests.desk import steps
from tests.desk.filling import errors_of, signed_in, version_in
from tests.desk.people import edith, ray
from tests.desk.steps import press

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
    assert DraftAuthor.of_draft(Actor.objects.get()).get().person == edith()


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


def aliased(*names: str) -> dict[str, object]:
    rows = {f"aliases-{number}-name": name for number, name in enumerate(names)}
    return {"aliases-TOTAL_FORMS": len(names), "aliases-INITIAL_FORMS": 0, **rows}


def test_codes_and_other_names_are_entered_with_an_actor(desk: Client) -> None:
    more = {"iso3": "CAZ", "wikidata": "Q1", "aliases-1-language": "en", **aliased("Azur", "Azure Coast")}
    desk.post("/admin/actors/actor/add/", ACTOR | more)
    actor = Actor.objects.get()
    assert (actor.iso3, actor.wikidata) == ("CAZ", "Q1")
    assert [str(one) for one in actor.aliases.all()] == ["Azur", "Azure Coast (en)"]
    assert DraftAuthor.of_draft(actor.aliases.all()[0]).get().person == edith()


@pytest.mark.parametrize(("field", "text"), [("iso3", "Ca"), ("wikidata", "212"), ("wikidata", "Q01")])
def test_a_code_that_is_none_is_told_at_its_field(desk: Client, field: str, text: str) -> None:
    page = desk.post("/admin/actors/actor/add/", {**ACTOR, field: text})
    assert list(errors_of(page)) == [field]


def test_a_leader_has_a_number_in_wikidata_and_other_names(desk: Client) -> None:
    desk.post("/admin/actors/leader/add/", {**LEADER, "wikidata": "Q60772", **aliased("VDL")})
    leader = Leader.objects.get()
    assert (leader.wikidata, [one.name for one in leader.aliases.all()]) == ("Q60772", ["VDL"])


def test_a_name_that_somebody_added_meanwhile_is_not_overlooked(desk: Client) -> None:
    actor = drafts.actor()
    address = f"/admin/actors/actor/{actor.pk}/change/"
    version = version_in(desk.get(address))
    actor.aliases.create(name="Britain")
    page = desk.post(address, {**ACTOR, "key": "gbr", "version": version})
    assert "Somebody else saved this draft" in " ".join(errors_of(page)["__all__"])


@pytest.mark.parametrize("make", [drafts.actor, drafts.leader, drafts.publisher])
def test_another_name_of_what_is_published_is_a_draft_until_a_second_person_publishes_it(
    desk: Client, make: Callable[[], Any]
) -> None:
    named = make()
    steps.publish_nouns([named], by=ray())
    page = f"/admin/{named._meta.app_label}/{named._meta.model_name}/{named.pk}/change/"
    add = desk.get(page).context["another_name"]
    assert f'href="{escape(add)}"' in desk.get(page).content.decode()
    opened = desk.get(add).context["adminform"].form
    assert opened.initial[named.feed_type] == str(named.pk)
    filled = {named.feed_type: named.pk, "name": "Britain", "language": "en"}
    assert desk.post(add, filled).status_code == 302
    alias = named.aliases.get()
    assert not alias.is_published
    assert "Britain" in desk.get(page).content.decode()
    reviewer = signed_in(ray())
    alias_page = add.partition("?")[0].replace("/add/", f"/{alias.pk}/change/")
    assert "Publish…" in reviewer.get(alias_page).content.decode()
    assert "Published" in str(
        press(reviewer, f"/admin/desk/{alias.feed_type}/publish/?pk={alias.pk}").content
    )
    alias.refresh_from_db()
    assert alias.is_published
    assert desk.get(alias_page).status_code == 200
    assert desk.post(alias_page, {**filled, "name": "Albion"}).status_code == 403
    assert desk.post(page, {"name": "x", **aliased("Albion")}).status_code == 403


def test_other_names_are_listed_and_found_by_what_they_name(desk: Client) -> None:
    drafts.actor().aliases.create(name="Albion")
    for word, found in (("gbr", 1), ("alb", 1), ("fra", 0)):
        page = desk.get("/admin/actors/actoralias/", {"q": word})
        assert page.context["cl"].result_count == found


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


def test_a_mark_that_misleads_is_told_in_a_name_and_in_an_office(desk: Client) -> None:
    page = desk.post("/admin/actors/actor/add/", ACTOR | aliased("Al\u202ebion"))
    assert "turns the direction" in errors_of(page)["aliases-0-name"][0]
    office = {"actor": drafts.actor().pk, "office": "Min\u202eister", "office_class": "minister"}
    rows = {f"tenures-0-{name}": value for name, value in office.items()}
    page = desk.post("/admin/actors/leader/add/", LEADER | {"tenures-TOTAL_FORMS": 1} | rows)
    assert "turns the direction" in errors_of(page)["tenures-0-office"][0]


def test_a_draft_says_how_it_becomes_part_of_the_record(desk: Client) -> None:
    actor = drafts.actor()
    alias = actor.aliases.create(name="Britain")
    page = desk.get(f"/admin/actors/actor/{actor.pk}/change/").content.decode()
    assert "with the first statement that uses it" in page
    page = desk.get(f"/admin/actors/actoralias/{alias.pk}/change/").content.decode()
    assert "with what it belongs to, or when a second person publishes it" in page
