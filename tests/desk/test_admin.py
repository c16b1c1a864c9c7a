"""An editor logs a statement in the admin, and a second person publishes it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from commitments.models import CommitmentUpdate
from desk import actions
from guarantees.models import ConditionUpdate, PositionUpdate, Statement
from ledger.models import Change
from tests import drafts
from tests.desk import steps
from tests.desk.filling import ADD, change, errors_of, filled, pledge, signed_in, version_in
from tests.desk.people import adam, edith, eve, ray, sue
from tests.drafts import stamped

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    """Edith at the desk."""
    return signed_in(edith())


def logged(desk: Client, **fields: Any) -> Statement:
    """A statement logged through the form."""
    known = set(Statement.objects.values_list("pk", flat=True))
    least = {
        "speaker": drafts.leader().pk,
        "speaking_for": [drafts.actor().pk],
        "citations": [{"source": drafts.source().pk}],
        "commitmentupdates": [pledge(drafts.commitment())],
    }
    page = desk.post(ADD, filled(**{**least, **fields}))
    assert page.status_code == 302, errors_of(page)
    return Statement.objects.exclude(pk__in=known).get()


def rows_of(statement: Statement) -> dict[str, Any]:
    """The parts of a statement that are there already, as the form sends them."""
    return {
        "speaker": statement.speaker_id,
        "speaking_for": [actor.pk for actor in statement.speaking_for.all()],
        "citations": [{"id": one.pk, "source": one.source_id} for one in statement.citations.all()],
        "commitmentupdates": [
            pledge(one.commitment, id=one.pk, effective=one.effective, key=one.key)
            for one in statement.commitmentupdates.all()
        ],
    }


def test_a_statement_is_logged_on_one_page_with_claims_of_several_kinds(desk: Client) -> None:
    statement = logged(
        desk,
        commitmentupdates=[pledge(drafts.commitment(), low=100), pledge(drafts.commitment("gbr-air"))],
        conditionupdates=[{"condition": drafts.condition().pk, "kind": "change", "state": "unmet"}],
        positionupdates=[
            {
                "actor": drafts.actor("rus", iso2="RU").pk,
                "guarantee": drafts.guarantee().pk,
                "contribution": "troops",
                "kind": "change",
                "stance": "rejects",
            }
        ],
    )
    assert statement.recorded_at is None
    assert statement.recorded_by == edith()
    assert [claim.low for claim in statement.commitmentupdates.order_by("pk")] == [100, None]
    assert ConditionUpdate.objects.get().recorded_by == edith()
    assert PositionUpdate.objects.get().statement == statement
    assert not Change.objects.exists()


def test_keys_and_dates_that_are_left_empty_are_made(desk: Client) -> None:
    statement = logged(desk)
    claim = statement.commitmentupdates.get()
    assert (statement.key, claim.key, claim.effective) == (
        "s-2025-08-20-ann",
        "gbr-troops-20250820",
        "2025-08-20",
    )


def test_without_a_speaker_the_key_names_who_published_it(desk: Client) -> None:
    statement = logged(desk, speaker="", speaking_for=[], attribution="anonymous_sources")
    assert statement.key == "s-2025-08-20-afp"


def test_two_claims_on_one_subject_get_two_keys(desk: Client) -> None:
    claims = [pledge(drafts.commitment()), pledge(drafts.commitment(), low=5)]
    statement = logged(desk, commitmentupdates=claims)
    keys = list(statement.commitmentupdates.order_by("pk").values_list("key", flat=True))
    assert keys == ["gbr-troops-20250820", "gbr-troops-20250820-2"]


def test_an_official_speaks_for_the_actor_whose_office_they_hold(desk: Client) -> None:
    drafts.tenure(since=date(2024, 7, 5))
    drafts.tenure(actor=lambda: drafts.actor("fra"), until=date(2020, 1, 1), office="Envoy")
    assert list(logged(desk, speaking_for=[]).speaking_for.all()) == [drafts.actor()]


def test_the_same_act_is_not_entered_twice_unless_somebody_says_that_it_was_another(desk: Client) -> None:
    logged(desk)
    again = filled(**rows_of(Statement.objects.get()) | {"citations": [], "commitmentupdates": []})
    assert "s-2025-08-20-ann" in errors_of(desk.post(ADD, again))["is_another"][0]
    assert logged(desk, is_another="on", commitmentupdates=[]).key == "s-2025-08-20-ann-2"


def test_a_reaffirmation_takes_the_newest_claim_of_its_lane_when_none_is_chosen(desk: Client) -> None:
    first = logged(desk)
    steps.submit(first, by=edith())
    steps.publish(first, by=ray())
    again = logged(
        desk, said_on="2025-09-01", commitmentupdates=[pledge(drafts.commitment(), kind="reaffirmation")]
    )
    assert again.commitmentupdates.get().relates_to == first.commitmentupdates.get()


def test_a_late_entry_takes_the_newest_claim_of_its_own_day_and_not_of_today(desk: Client) -> None:
    keys = []
    for day in ("2025-08-20", "2025-09-10"):
        statement = logged(desk, said_on=day)
        steps.submit(statement, by=edith())
        steps.publish(statement, by=ray())
        keys.append(statement.commitmentupdates.get().key)
    late = pledge(drafts.commitment(), kind="reaffirmation")
    found = logged(desk, said_on="2025-09-01", commitmentupdates=[late]).commitmentupdates.get()
    assert found.relates_to.key == keys[0]


def test_conditions_are_chosen_and_stand_as_text(desk: Client) -> None:
    peace, vote, truce = (drafts.condition(key).pk for key in ("c-peace", "c-vote", "c-truce"))
    claim = pledge(drafts.commitment(), requires_all=[peace, vote], requires_or=[truce])
    assert (
        logged(desk, commitmentupdates=[claim]).commitmentupdates.get().requires
        == "c-peace & c-vote | c-truce"
    )


WRONG = {
    "said_on": ({"said_on": "2025-02-30"}, "said_on", "expected a day from 01 to 28"),
    "a mark that turns text": ({"summary": "10\u202e000"}, "summary", "turns the direction"),
    "no attribution": ({"attribution": ""}, "attribution", "required"),
}
WRONG_CLAIMS = {
    "offered without strength": ({"strength": ""}, "strength", "has a strength"),
    "refused with strength": ({"standing": "refused"}, "strength", "has no strength"),
    "low above high": ({"low": 9, "high": 3}, "high", "below at least"),
    "denial of nothing": ({"kind": "denial"}, "relates_to", "Choose the earlier claim"),
    "effective": ({"effective": "soon"}, "effective", "is not a date"),
    "no commitment": ({"commitment": ""}, "commitment", "required"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_error_stands_at_its_field_and_nothing_that_was_typed_is_lost(desk: Client, name: str) -> None:
    wrong, field, said = WRONG[name]
    page = desk.post(ADD, filled(speaker=drafts.leader().pk, **{"summary": "Kept.", **wrong}))
    assert page.status_code == 200
    assert said in errors_of(page)[field][0]
    assert "Ann" in page.content.decode()
    assert not Statement.objects.exists()


@pytest.mark.parametrize("name", WRONG_CLAIMS)
def test_an_error_of_a_claim_stands_at_its_field(desk: Client, name: str) -> None:
    wrong, field, said = WRONG_CLAIMS[name]
    claim = pledge(drafts.commitment(), **{"summary": "Kept.", **wrong})
    page = desk.post(ADD, filled(speaker=drafts.leader().pk, commitmentupdates=[claim]))
    found = errors_of(page)
    assert said in found[f"commitmentupdates-0-{field}"][0]
    assert "commitmentupdates-0-__all__" not in found
    assert "Kept." in page.content.decode()
    assert not CommitmentUpdate.objects.exists()


def test_a_new_date_of_a_statement_moves_the_days_of_its_claims(desk: Client) -> None:
    statement = logged(desk, commitmentupdates=[pledge(drafts.commitment(), effective="2025-08")])
    version = version_in(desk.get(change(statement.pk)))
    assert (
        desk.post(
            change(statement.pk), filled(**rows_of(statement), said_on="2025-08-10", version=version)
        ).status_code
        == 302
    )
    assert statement.commitmentupdates.get().day == date(2025, 8, 10)


def test_a_second_editors_save_does_not_overwrite_the_first_unseen(desk: Client) -> None:
    statement = logged(desk)
    opened = version_in(desk.get(change(statement.pk)))
    other = signed_in(eve())
    by_eve = filled(
        **rows_of(statement), summary="By Eve.", version=version_in(other.get(change(statement.pk)))
    )
    assert other.post(change(statement.pk), by_eve).status_code == 302
    page = desk.post(change(statement.pk), filled(**rows_of(statement), summary="By Edith.", version=opened))
    said = " ".join(errors_of(page)["__all__"])
    assert "Somebody else saved this draft" in said
    assert "By Eve." in said
    assert "By Edith." in page.content.decode()
    statement.refresh_from_db()
    assert statement.summary == "By Eve."
    again = filled(**rows_of(statement), summary="By Edith.", version=version_in(page))
    assert desk.post(change(statement.pk), again).status_code == 302
    statement.refresh_from_db()
    assert statement.summary == "By Edith."


def test_a_claim_that_somebody_else_changed_is_noticed_too(desk: Client) -> None:
    statement = logged(desk)
    opened = version_in(desk.get(change(statement.pk)))
    CommitmentUpdate.objects.update(low=500)
    page = desk.post(change(statement.pk), filled(**rows_of(statement), version=opened))
    assert page.status_code == 200
    assert CommitmentUpdate.objects.get().low == 500


def test_a_form_without_a_version_saves_nothing(desk: Client) -> None:
    statement = logged(desk)
    assert desk.post(change(statement.pk), filled(**rows_of(statement), summary="Blind.")).status_code == 200
    statement.refresh_from_db()
    assert statement.summary != "Blind."


def test_everybody_who_saved_a_draft_is_its_author(desk: Client) -> None:
    statement = logged(desk)
    reviewer = signed_in(ray())
    mended = filled(
        **rows_of(statement), summary="By Ray.", version=version_in(reviewer.get(change(statement.pk)))
    )
    assert reviewer.post(change(statement.pk), mended).status_code == 302
    assert actions.case_of(statement).authors == {edith().pk, ray().pk}


@pytest.mark.parametrize("person", [edith, ray, sue])
def test_a_published_statement_can_only_be_read(desk: Client, person: Any) -> None:
    statement = logged(desk)
    steps.submit(statement, by=edith())
    steps.publish(statement, by=ray())
    client = signed_in(person())
    assert client.get(change(statement.pk)).status_code == 200
    assert (
        client.post(change(statement.pk), filled(**rows_of(statement), summary="Rewritten.")).status_code
        == 403
    )
    assert (
        client.post(f"/admin/guarantees/statement/{statement.pk}/delete/", {"post": "yes"}).status_code == 403
    )
    statement.refresh_from_db()
    assert statement.summary == "She will send soldiers."


def test_a_submitted_statement_is_not_changed_meanwhile(desk: Client) -> None:
    statement = logged(desk)
    steps.submit(statement, by=edith())
    assert desk.post(change(statement.pk), filled(**rows_of(statement), summary="Later.")).status_code == 403


def test_drafts_are_seen_by_those_who_write_only(desk: Client) -> None:
    statement = logged(desk)
    assert Client().get(change(statement.pk)).status_code == 302
    assert statement.key in desk.get("/admin/guarantees/statement/").content.decode()


@pytest.mark.parametrize(
    ("status", "count"), [("draft", 1), ("submitted", 1), ("published", 0), ("returned", 0)]
)
def test_the_list_shows_how_far_statements_have_come(desk: Client, status: str, count: int) -> None:
    logged(desk)
    steps.submit(logged(desk, said_on="2025-08-21"), by=edith())
    page = desk.get("/admin/guarantees/statement/", {"status": status})
    assert page.context["cl"].result_count == count


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/guarantees/statement/", ADD, "/admin/commitments/commitmentupdate/"]
)
def test_no_page_of_the_desk_carries_what_the_policy_blocks(desk: Client, address: str) -> None:
    logged(desk)
    answer = desk.get(address)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert " style=" not in text
    assert "<script>" not in text


def test_claims_are_found_and_read_by_themselves_and_not_edited_there(desk: Client) -> None:
    claim = logged(desk).commitmentupdates.get()
    assert (
        desk.get("/admin/commitments/commitmentupdate/", {"q": "gbr-troops"}).context["cl"].result_count == 1
    )
    address = f"/admin/commitments/commitmentupdate/{claim.pk}/change/"
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"summary": "x"}).status_code == 403


def test_what_stands_between_a_draft_and_the_record_is_shown_with_a_way_to_the_field(desk: Client) -> None:
    statement = logged(desk, citations=[{"source": drafts.source("afp-9", published_on=date(2199, 1, 1)).pk}])
    text = desk.get(change(statement.pk)).content.decode()
    assert "1 thing stands between this draft and the record" in text
    assert "#id_published_on" in text


def test_a_superuser_without_a_role_reads_drafts_and_looks_after_accounts() -> None:
    claim = drafts.update()
    client = signed_in(adam())
    page = client.get("/admin/")
    assert "Log a statement" not in page.content.decode()
    assert page.context["inbox"].drafts == [claim.statement]
    assert client.get("/admin/auth/user/").status_code == 200
    read = client.get(change(claim.statement_id))
    assert (read.status_code, read.context["has_change_permission"]) == (200, False)
    refused = client.get(ADD)
    assert (refused.status_code, refused.templates[0].name) == (403, "admin/403.html")
    assert client.get("/admin/actors/actor/add/").status_code == 403
    assert client.post(f"/admin/actors/actor/{drafts.actor().pk}/change/", {"name": "X"}).status_code == 403


@pytest.mark.parametrize("unit", ["ship", "boats", "usd", "XXY"])
def test_a_unit_that_is_none_is_told_at_its_field_in_words(desk: Client, unit: str) -> None:
    size = {"guarantee": drafts.guarantee().pk, "kind": "change", "low": 5, "unit": unit}
    errors = errors_of(desk.post(ADD, filled(requirementupdates=[size])))
    expected = f"“{unit}” is no unit: choose what is counted, or the code of a currency."
    assert errors["requirementupdates-0-unit"] == [expected]
    page = desk.post("/admin/commitments/commitment/add/", {"unit": unit})
    assert errors_of(page)["unit"] == [expected]


@pytest.mark.parametrize("field", ["said_on", "effective"])
def test_a_date_that_is_none_is_told_once(desk: Client, field: str) -> None:
    claims = [pledge(drafts.commitment(), **({"effective": "soon"} if field == "effective" else {}))]
    said = {"said_on": "soon"} if field == "said_on" else {}
    errors = errors_of(desk.post(ADD, filled(commitmentupdates=claims, **said)))
    told = [text for texts in errors.values() for text in texts if "is not a date" in text]
    assert len(told) == 1
    assert "'soon'" in told[0]


def test_a_broken_rule_of_the_database_is_told_at_its_field_in_words(desk: Client) -> None:
    said = {
        "leader": drafts.leader().pk,
        "actor": drafts.actor().pk,
        "office": "Envoy",
        "office_class": "envoy",
    }
    page = desk.post("/admin/actors/tenure/add/", {**said, "since": "2025-01-02", "until": "2025-01-01"})
    assert errors_of(page) == {
        "until": ["A rule of the record is broken: the tenure does not end before it starts."]
    }
    page = desk.post("/admin/actors/actor/add/", {"name": "X", "kind": "organisation", "iso2": "XX"})
    told = "A rule of the record is broken: the actor has an iso code if and only if it is a state."
    assert errors_of(page) == {"iso2": [told]}


def test_who_wrote_and_who_approved_is_text_and_no_link_to_an_account(desk: Client) -> None:
    statement = logged(desk)
    steps.submit(statement, by=edith())
    steps.publish(statement, by=ray())
    page = desk.get(change(statement.pk)).content.decode()
    assert "/admin/auth/user/" not in page
    assert "edith" in page
    assert "ray" in page


def test_an_earlier_claim_about_something_else_is_told_at_its_field(desk: Client) -> None:
    other = stamped(drafts.update(commitment=lambda: drafts.commitment("gbr-air")))
    claim = pledge(drafts.commitment(), kind="correction", relates_to=other.pk)
    errors = errors_of(desk.post(ADD, filled(commitmentupdates=[claim])))
    assert "u-1 is about another subject: gbr-air" in errors["commitmentupdates-0-relates_to"][0]


def test_the_editor_is_told_what_was_filled_in(desk: Client) -> None:
    drafts.tenure(since=date(2024, 7, 5))
    said = filled(speaker=drafts.leader().pk, speaking_for=[], citations=[{"source": drafts.source().pk}])
    page = desk.post(ADD, said, follow=True)
    told = " ".join(str(message) for message in page.context["messages"])
    assert "“Speaking for” was empty: GBR, whose office Ann held that day." in told
