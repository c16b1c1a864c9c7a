"""What waits for whom, and how rows are told apart while somebody types."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from desk import inbox
from guarantees.models import Statement
from tests import drafts
from tests.desk import steps
from tests.desk.filling import signed_in
from tests.desk.people import edith, eve, ray
from tests.drafts import stamped

pytestmark = pytest.mark.django_db


def submitted(key: str, by: object) -> Statement:
    statement = drafts.statement(key, recorded_by=by)
    steps.submit(statement, by=by)
    return statement


def test_a_reviewer_sees_what_others_submitted_and_an_editor_what_waits() -> None:
    waiting = submitted("s-1", edith())
    own = submitted("s-2", ray())
    draft = drafts.statement("s-3")
    assert inbox.of(ray()).to_decide == [waiting]
    assert inbox.of(ray()).waiting == [own]
    assert inbox.of(eve()).waiting == [own, waiting]
    assert inbox.of(eve()).drafts == [draft]


def test_nobody_without_the_right_to_see_drafts_is_shown_one() -> None:
    drafts.statement(summary="Not yet known to anybody.")
    stranger = User.objects.create(username="stan", is_staff=True)
    assert inbox.of(stranger).drafts == []
    page = signed_in(stranger).get("/admin/")
    assert page.status_code == 200
    assert "Not yet known" not in page.content.decode()


def test_a_published_statement_waits_for_nobody() -> None:
    stamped(drafts.statement())
    found = inbox.of(ray())
    assert (found.to_decide, found.waiting, found.returned, found.drafts) == ([], [], [], [])


def test_two_leaders_of_one_name_are_told_apart_by_their_newest_office() -> None:
    drafts.tenure(office="Envoy", until=date(2020, 1, 1))
    drafts.tenure(office="Minister", since=date(2021, 1, 1))
    assert inbox.label(drafts.leader()) == "Ann, Minister of GBR (draft)"


def test_a_claim_is_suggested_with_its_day_and_what_it_says() -> None:
    claim = drafts.update(low=100)
    assert inbox.label(claim) == "u-1: 2025-08-20 change offered pledged 100 (draft)"
    until = drafts.update("u-2", until="2027")
    assert inbox.label(until) == "u-2: 2025-08-20 change offered pledged until 2027 (draft)"


def test_what_is_published_is_not_called_a_draft() -> None:
    assert inbox.label(stamped(drafts.actor())) == "GBR [gbr]"


def test_suggestions_carry_these_labels() -> None:
    drafts.commitment()
    found = signed_in(edith()).get(
        "/admin/autocomplete/",
        {
            "term": "gbr-tr",
            "app_label": "commitments",
            "model_name": "commitmentupdate",
            "field_name": "commitment",
        },
    )
    assert [one["text"] for one in found.json()["results"]] == ["gbr-troops (draft)"]


def suggested(term: str, model: str, field: str, **about: object) -> list[str]:
    asked = {
        "term": term,
        "app_label": model.split(".")[0],
        "model_name": model.split(".")[1],
        "field_name": field,
    }
    found = signed_in(edith()).get("/admin/autocomplete/", {**asked, **about})
    return [one["text"].split(" ")[0] for one in found.json()["results"]]


def test_what_is_called_so_is_suggested_before_what_begins_so_and_states_before_groups() -> None:
    for key, name, kind in (
        ("aaa", "Greater Franconia", "organisation"),
        ("frb", "France and friends", "group"),
        ("fra", "France", "state"),
        ("frc", "Francesco", "state"),
    ):
        drafts.actor(key, name=name, kind=kind, iso2={"fra": "FR", "frc": "FC"}.get(key, ""))
    found = suggested("franc", "guarantees.statement", "speaking_for")
    assert (set(found[:2]), found[2:]) == ({"France", "Francesco"}, ["Greater", "France"])
    assert suggested("france", "guarantees.statement", "speaking_for")[0] == "France"
    drafts.leader("emm", name="Emmanuel Macron")
    drafts.leader("aam", name="Almacro")
    assert suggested("macr", "guarantees.statement", "speaker") == ["Emmanuel", "Almacro"]


def test_an_earlier_claim_is_looked_for_among_those_on_the_same_subject() -> None:
    mine = drafts.update("u-1")
    drafts.update("u-2", commitment=lambda: drafts.commitment("gbr-air"))
    update = ("commitments.commitmentupdate", "relates_to")
    assert set(suggested("u-", *update)) == {"u-1:", "u-2:"}
    assert suggested("u-", *update, commitment=mine.commitment_id) == ["u-1:"]
    assert len(suggested("u-", *update, commitment="x")) == 2
