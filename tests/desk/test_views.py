"""The pages on which steps are confirmed: nothing happens on opening them, one button does it, or says why not."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from actors.models import Tenure
from commitments.models import CommitmentUpdate
from desk import actions
from desk.models import Review
from guarantees.models import Statement
from ledger.models import Change
from tests import drafts
from tests.desk import steps
from tests.desk.filling import change, signed_in
from tests.desk.people import edith, eve, ray, rose
from tests.desk.steps import press, seen_on

pytestmark = pytest.mark.django_db


def written(**fields: Any) -> CommitmentUpdate:
    claim = drafts.update(**fields)
    type(claim.statement).objects.filter(pk=claim.statement_id).update(recorded_by=edith())
    return claim


def in_the_record() -> CommitmentUpdate:
    claim = written()
    steps.submit(claim.statement, by=edith())
    steps.publish(claim.statement, by=ray())
    claim.refresh_from_db()
    return claim


def step(statement: Statement, name: str) -> str:
    return f"/admin/desk/statement/{statement.pk}/{name}/"


def said(page: Any) -> str:
    return " ".join(str(message) for message in page.context["messages"])


def test_a_statement_goes_from_the_editor_to_the_record_in_two_pages() -> None:
    statement = written().statement
    editor, reviewer = signed_in(edith()), signed_in(ray())
    page = editor.get(step(statement, "submit"))
    assert "Becomes part of the record with it" in page.content.decode()
    assert not Review.objects.exists()
    assert "waits for a second person" in said(press(editor, step(statement, "submit")))
    assert statement in reviewer.get("/admin/").context["inbox"].to_decide
    assert "Published" in said(press(reviewer, step(statement, "publish")))
    statement.refresh_from_db()
    assert statement.is_published


@pytest.mark.parametrize("name", ["publish", "send_back"])
def test_nobody_decides_about_a_text_that_they_never_saw(name: str) -> None:
    claim = written()
    steps.submit(claim.statement, by=edith())
    reviewer = signed_in(ray())
    shown = reviewer.get(step(claim.statement, name))
    steps.take_back(claim.statement, by=edith())
    CommitmentUpdate.objects.filter(pk=claim.pk).update(summary="Ten times as many.")
    steps.submit(claim.statement, by=edith())
    page = reviewer.post(step(claim.statement, name), {"seen": seen_on(shown), "note": "Which page?"})
    assert "Somebody changed this after your page was opened" in said(page)
    assert "Ten times as many." in page.content.decode()
    assert not Change.objects.exists()
    assert Review.objects.filter(status="submitted").count() == 1
    reviewer.post(step(claim.statement, name), {"seen": seen_on(page), "note": "Which page?"})
    assert not Review.objects.filter(status="submitted").exists()


def test_a_button_that_says_not_what_was_seen_does_nothing() -> None:
    statement = written().statement
    assert "Somebody changed this" in said(signed_in(edith()).post(step(statement, "submit")))
    assert not Review.objects.exists()


def test_nobody_publishes_a_noun_that_was_changed_after_they_looked() -> None:
    tenure = drafts.tenure()
    address = f"/admin/desk/tenure/publish/?pk={tenure.pk}"
    reviewer = signed_in(ray())
    shown = reviewer.get(address)
    Tenure.objects.filter(pk=tenure.pk).update(office="Tyrant")
    page = reviewer.post(address, {"seen": seen_on(shown)})
    assert "Somebody changed this" in said(page)
    assert "Tyrant" in page.content.decode()
    assert not Change.objects.exists()


def test_opening_a_page_changes_nothing() -> None:
    statement = written().statement
    steps.submit(statement, by=edith())
    for name in ("publish", "send_back"):
        assert signed_in(ray()).get(step(statement, name)).status_code == 200
    assert Review.objects.get().status == "submitted"
    assert not Change.objects.exists()


def test_a_draft_that_is_not_ready_has_no_button_and_says_why() -> None:
    statement = written(standing="", strength="").statement
    page = signed_in(edith()).get(step(statement, "submit"))
    text = page.content.decode()
    assert 'value="Submit"' not in text
    assert "#id_commitmentupdates-0-standing" in text
    assert "not_ready" not in text
    page = press(signed_in(edith()), step(statement, "submit"))
    assert "standing" in said(page)
    assert not Review.objects.exists()


def test_the_author_is_told_that_a_second_person_publishes() -> None:
    statement = written().statement
    Statement.objects.filter(pk=statement.pk).update(recorded_by=ray())
    steps.submit(statement, by=edith())
    page = press(signed_in(ray()), step(statement, "publish"))
    assert "a second person decides" in said(page)
    assert not Change.objects.exists()


def test_what_is_sent_back_carries_a_note_to_its_author() -> None:
    statement = written().statement
    steps.submit(statement, by=edith())
    reviewer = signed_in(ray())
    page = press(reviewer, step(statement, "send_back"), note="")
    assert page.context["form"].errors["note"]
    press(reviewer, step(statement, "send_back"), note="Which page?")
    assert "Which page?" in signed_in(edith()).get(change(statement.pk)).content.decode()
    assert statement in signed_in(edith()).get("/admin/").context["inbox"].returned


def test_who_submitted_takes_it_back() -> None:
    statement = written().statement
    steps.submit(statement, by=edith())
    page = press(signed_in(edith()), step(statement, "take_back"))
    assert page.redirect_chain[-1][0] == change(statement.pk)
    assert "Taken back" in said(page)


def test_a_draft_is_discarded_after_one_question() -> None:
    statement = written().statement
    editor = signed_in(eve())
    assert editor.get(step(statement, "discard")).status_code == 200
    assert Statement.objects.exists()
    press(editor, step(statement, "discard"))
    assert not Statement.objects.exists()


@pytest.mark.parametrize("name", ["correct", "retract"])
def test_a_published_claim_is_followed_up_by_a_draft(name: str) -> None:
    claim = in_the_record()
    editor = signed_in(edith())
    assert f"/admin/desk/update/{claim.pk}/{name}/" in editor.get(change(claim.statement_id)).content.decode()
    assert editor.get(f"/admin/desk/update/{claim.pk}/{name}/").status_code == 200
    assert not claim.followers.exists()
    page = editor.post(f"/admin/desk/update/{claim.pk}/{name}/", follow=True)
    draft = claim.followers.get()
    assert page.redirect_chain[-1][0] == change(draft.statement_id)
    text = editor.get(change(claim.statement_id)).content.decode()
    assert f"{draft.kind} is being written" in text
    assert "already" in said(editor.post(f"/admin/desk/update/{claim.pk}/{name}/"))


def test_a_correction_made_in_the_desk_is_published_by_a_second_person() -> None:
    claim = in_the_record()
    signed_in(edith()).post(f"/admin/desk/update/{claim.pk}/correct/")
    draft = claim.followers.get()
    press(signed_in(edith()), step(draft.statement, "submit"))
    press(signed_in(ray()), step(draft.statement, "publish"))
    claim.refresh_from_db()
    assert claim.superseded_at is not None
    assert "Replaced on" in signed_in(edith()).get(change(claim.statement_id)).content.decode()


def test_chosen_nouns_are_published_by_a_second_person_with_what_they_rest_on() -> None:
    tenure = drafts.tenure()
    actions.wrote(tenure, by=edith())
    address = f"/admin/desk/tenure/publish/?pk={tenure.pk}"
    reviewer = signed_in(rose())
    listed = reviewer.post(
        "/admin/actors/tenure/", {"action": "publish_selected", "_selected_action": [tenure.pk]}
    )
    assert listed.url == address
    assert "Becomes part of the record with it" in reviewer.get(address).content.decode()
    press(reviewer, address)
    tenure.refresh_from_db()
    assert tenure.is_published
    assert "None of these is a draft" in said(reviewer.get(address, follow=True))


def test_an_editor_does_not_publish_nouns() -> None:
    tenure = drafts.tenure()
    assert "may not publish" in said(press(signed_in(eve()), f"/admin/desk/tenure/publish/?pk={tenure.pk}"))
    assert not Change.objects.exists()


def test_the_last_day_of_an_office_is_set_by_a_draft() -> None:
    tenure = drafts.tenure(since=date(2024, 7, 5))
    steps.publish_nouns([tenure], by=ray())
    editor = signed_in(edith())
    address = f"/admin/desk/tenure/{tenure.pk}/close/"
    assert address in editor.get(f"/admin/actors/tenure/{tenure.pk}/change/").content.decode()
    assert editor.post(address, {"until": "soon"}).context["form"].errors["until"]
    assert "It began on" in said(editor.post(address, {"until": "2020-01-01"}))
    page = editor.post(address, {"until": "2025-09-05"}, follow=True)
    draft = Tenure.objects.drafts().get()
    assert page.redirect_chain[-1][0] == f"/admin/actors/tenure/{draft.pk}/change/"
    press(signed_in(ray()), f"/admin/desk/tenure/publish/?pk={draft.pk}")
    assert Tenure.objects.get(superseded_at=None).until == date(2025, 9, 5)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/desk/statement/1/edit/",
        "/admin/desk/statement/999999/submit/",
        "/admin/desk/leader/1/correct/",
        "/admin/desk/update/1/praise/",
        "/admin/desk/leader/1/close/",
        "/admin/desk/update/publish/",
    ],
)
def test_what_is_no_step_is_not_found(address: str) -> None:
    assert signed_in(ray()).get(address).status_code == 404


@pytest.mark.parametrize("name", ["submit", "publish", "discard"])
def test_nobody_without_rights_comes_near(name: str) -> None:
    statement = written().statement
    stranger = User.objects.create(username="stan", is_staff=True)
    assert Client().get(step(statement, name)).status_code == 302
    assert signed_in(stranger).post(step(statement, name)).status_code == 403


def test_what_changed_since_it_was_sent_back_is_marked() -> None:
    claim = written(summary="Ten soldiers.")
    steps.submit(claim.statement, by=edith())
    assert signed_in(ray()).get(step(claim.statement, "publish")).context["differences"] == []
    steps.send_back(claim.statement, by=ray(), note="How many?")
    CommitmentUpdate.objects.filter(pk=claim.pk).update(summary="Twelve soldiers.")
    steps.submit(claim.statement, by=edith())
    page = signed_in(ray()).get(step(claim.statement, "publish"))
    (difference,) = page.context["differences"]
    assert "Ten soldiers." in difference.before
    assert "Twelve soldiers." in difference.now
    assert "Changed since it was submitted before" in page.content.decode()


def test_conditions_and_earlier_claims_are_named_and_not_shown_by_their_keys() -> None:
    drafts.condition(name="A peace treaty")
    claim = written(requires="c-peace")
    page = signed_in(edith()).get(step(claim.statement, "submit")).content.decode()
    assert "requires A peace treaty" in page
    assert "c-peace" not in page
