"""What few statements say: several actors, the time of day, the speaker's own words, a last day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from commitments.models import CommitmentUpdate
from guarantees.models import Statement
from tests import drafts
from tests.desk import steps
from tests.desk.filling import ADD, change, errors_of, filled, pledge, signed_in, version_in
from tests.desk.people import edith, ray

pytestmark = pytest.mark.django_db

EVENING = "2025-08-20T23:30:00-04:00"


@pytest.fixture
def desk() -> Client:
    """Edith at the desk."""
    return signed_in(edith())


def sent(desk: Client, **fields: Any) -> Any:
    """A statement for Great Britain and France with a claim, sent by the form."""
    least = {
        "speaking_for": [drafts.actor().pk, drafts.actor("fra").pk],
        "citations": [{"source": drafts.source().pk}],
        "commitmentupdates": [pledge(drafts.commitment())],
    }
    return desk.post(ADD, filled(**{**least, **fields}))


def logged(desk: Client, **fields: Any) -> Statement:
    known = set(Statement.objects.values_list("pk", flat=True))
    page = sent(desk, **fields)
    assert page.status_code == 302, errors_of(page)
    return Statement.objects.exclude(pk__in=known).get()


def mended(desk: Client, statement: Statement, **fields: Any) -> Any:
    """The form of a draft, opened and sent with what is saved and these fields."""
    saved = {
        "speaker": statement.speaker_id or "",
        "speaking_for": [actor.pk for actor in statement.speaking_for.all()],
        "said_at": statement.said_at,
        "citations": [{"id": one.pk, "source": one.source_id} for one in statement.citations.all()],
        "commitmentupdates": [
            pledge(one.commitment, id=one.pk, effective=one.effective, key=one.key)
            for one in statement.commitmentupdates.all()
        ],
    }
    version = version_in(desk.get(change(statement.pk)))
    return desk.post(change(statement.pk), filled(**{**saved, "version": version, **fields}))


def fieldset_of(page: Any, name: str) -> str:
    """The classes of the fieldset in which a field stands."""
    return next(part.classes for part in page.context["adminform"] if name in str(part.fields))


def test_a_joint_declaration_speaks_for_several_actors_and_is_known_by_the_first(desk: Client) -> None:
    statement = logged(desk)
    assert {actor.key for actor in statement.speaking_for.all()} == {"gbr", "fra"}
    assert statement.key == "s-2025-08-20-fra"
    assert "FRA, GBR" in desk.get("/admin/guarantees/statement/").content.decode()
    assert "for FRA, GBR" in desk.get("/admin/").content.decode()
    page = desk.get(f"/admin/desk/statement/{statement.pk}/submit/").content.decode()
    assert "for <b>FRA, GBR</b>" in page
    assert "official" in page


def test_a_joint_declaration_is_asked_about_when_one_of_the_actors_spoke_so_before(desk: Client) -> None:
    logged(desk)
    rest = {"citations": [], "commitmentupdates": []}
    for actors in (["gbr"], ["gbr", "nor"]):
        page = sent(desk, speaking_for=[drafts.actor(key).pk for key in actors], **rest)
        assert errors_of(page)["is_another"][0].startswith("There is s-2025-08-20-fra by")
    logged(desk, speaking_for=[drafts.actor("nor").pk], **rest)
    logged(desk, is_another="on", **rest)


def test_a_reaffirmation_looks_in_the_lane_of_all_the_actors_that_are_chosen(desk: Client) -> None:
    first = logged(desk)
    steps.submit(first, by=edith())
    steps.publish(first, by=ray())
    claims = [pledge(drafts.commitment(), kind="reaffirmation")]
    again = logged(desk, said_on="2025-09-01", commitmentupdates=claims)
    assert again.commitmentupdates.get().relates_to == first.commitmentupdates.get()
    stranger = sent(
        desk, said_on="2025-09-02", commitmentupdates=claims, speaking_for=[drafts.actor("fra").pk]
    )
    assert "Choose the earlier claim" in errors_of(stranger)["commitmentupdates-0-relates_to"][0]


def test_the_lane_of_a_draft_follows_the_actors_in_the_form_and_not_the_saved_ones(desk: Client) -> None:
    first = logged(desk)
    steps.submit(first, by=edith())
    steps.publish(first, by=ray())
    french = logged(desk, said_on="2025-09-01", speaking_for=[drafts.actor("fra").pk])
    claim = french.commitmentupdates.get()
    row = pledge(
        claim.commitment, id=claim.pk, effective=claim.effective, key=claim.key, kind="reaffirmation"
    )
    page = mended(
        desk, french, said_on="2025-09-01", speaking_for=[drafts.actor().pk], commitmentupdates=[row]
    )
    assert page.status_code == 302, errors_of(page)
    claim.refresh_from_db()
    assert claim.relates_to == first.commitmentupdates.get()


def test_the_time_of_day_and_the_speakers_own_words_are_kept(desk: Client) -> None:
    statement = logged(desk, said_at=EVENING, quotation="Ми готові.", quotation_language="uk")
    assert (statement.said_at, statement.quotation, statement.quotation_language) == (
        EVENING,
        "Ми готові.",
        "uk",
    )
    assert statement.commitmentupdates.get().said_at == datetime(2025, 8, 21, 3, 30, tzinfo=UTC)
    page = desk.get(f"/admin/desk/statement/{statement.pk}/submit/").content.decode()
    assert f"2025-08-20 at {EVENING}" in page
    assert '<blockquote lang="uk">' in page
    assert "Ми готові." in page


def test_what_few_statements_say_is_folded_away_until_one_says_it(desk: Client) -> None:
    assert "collapse" in fieldset_of(desk.get(ADD), "said_at")
    assert "collapse" in fieldset_of(desk.get(change(logged(desk).pk)), "quotation")
    assert "collapse" not in fieldset_of(
        desk.get(change(logged(desk, said_at=EVENING, is_another="on").pk)), "quotation"
    )


@pytest.mark.parametrize(
    ("said_at", "told"),
    [
        ("half past six", "expected a moment with its offset"),
        ("2025-08-20T18:30:00", "expected a moment with its offset"),
        ("2025-08-20T25:30:00+02:00", "is not a moment of the calendar"),
        ("2025-08-21T01:30:00+02:00", "does not lie in 2025-08-20"),
    ],
)
@pytest.mark.parametrize("kind", ["change", "reaffirmation"])
def test_a_moment_that_is_none_of_these_days_is_told_at_its_field(
    desk: Client, said_at: str, told: str, kind: str
) -> None:
    page = sent(desk, said_at=said_at, commitmentupdates=[pledge(drafts.commitment(), kind=kind)])
    assert page.status_code == 200
    assert told in errors_of(page)["said_at"][0]
    assert "__all__" not in errors_of(page)
    assert not Statement.objects.exists()


def test_a_new_day_or_moment_of_a_statement_moves_its_claims(desk: Client) -> None:
    statement = logged(desk)
    assert mended(desk, statement, said_at=EVENING).status_code == 302
    statement.refresh_from_db()
    claim = statement.commitmentupdates.get()
    assert (claim.day, claim.said_at) == (date(2025, 8, 20), datetime(2025, 8, 21, 3, 30, tzinfo=UTC))
    earlier = {"said_on": "2025-08-19", "said_at": "2025-08-19T08:00:00Z"}
    assert mended(desk, statement, **earlier).status_code == 302
    claim.refresh_from_db()
    assert (claim.day, claim.said_at) == (date(2025, 8, 19), datetime(2025, 8, 19, 8, tzinfo=UTC))
    statement.refresh_from_db()
    assert mended(desk, statement, said_on="2025-08-19", said_at="").status_code == 302
    claim.refresh_from_db()
    assert claim.said_at is None


def test_a_moment_that_a_new_day_leaves_behind_is_told_at_its_field(desk: Client) -> None:
    statement = logged(desk, said_at=EVENING)
    page = mended(desk, statement, said_on="2025-08-22")
    assert "does not lie in 2025-08-22" in errors_of(page)["said_at"][0]


def test_a_promise_may_have_a_last_day(desk: Client) -> None:
    statement = logged(desk, commitmentupdates=[pledge(drafts.commitment(), until="2027")])
    claim = statement.commitmentupdates.get()
    assert (claim.until, claim.until_high) == ("2027", date(2027, 12, 31))
    page = desk.get(f"/admin/desk/statement/{statement.pk}/submit/").content.decode()
    assert "pledged, until 2027" in page


def test_a_last_day_that_is_none_is_told_at_its_field_and_once(desk: Client) -> None:
    page = sent(desk, commitmentupdates=[pledge(drafts.commitment(), until="the end")])
    told = errors_of(page)
    assert len(told["commitmentupdates-0-until"]) == 1
    assert "is not a date" in told["commitmentupdates-0-until"][0]
    assert not CommitmentUpdate.objects.exists()


def test_a_last_day_stands_open_once_a_claim_has_one(desk: Client) -> None:
    without, with_one = logged(desk), logged(desk, is_another="on")
    with_one.commitmentupdates.update(until="2027", until_low="2027-01-01", until_high="2027-12-31")
    for statement, is_open in ((without, False), (with_one, True)):
        parts = desk.get(change(statement.pk)).context["inline_admin_formsets"]
        claims = next(part for part in parts if part.formset.prefix == "commitmentupdates")
        (_, first), *_ = claims.fieldsets
        assert ("until" in first["fields"]) is is_open


def test_a_last_day_before_it_took_effect_is_told_at_its_field(desk: Client) -> None:
    page = sent(desk, commitmentupdates=[pledge(drafts.commitment(), until="2024")])
    assert errors_of(page)["commitmentupdates-0-until"] == ["It took effect later: 2025-08-20."]


def test_a_language_without_a_quotation_is_told_at_its_field(desk: Client) -> None:
    told = errors_of(sent(desk, quotation_language="uk"))
    assert told == {"quotation_language": ["There is no quotation: leave this empty."]}


def test_a_moment_is_not_held_against_days_that_cannot_be_read(desk: Client) -> None:
    statement = logged(desk, said_at=EVENING)
    page = mended(desk, statement, said_on="2025-08-99", said_at="2025-08-30T10:00:00Z")
    assert list(errors_of(page)) == ["said_on"]
    assert "2025-08-30T10:00:00Z" in page.content.decode()


def test_an_error_in_what_is_folded_away_unfolds_it(desk: Client) -> None:
    page = sent(desk, said_at="soon", commitmentupdates=[pledge(drafts.commitment(), until="soon")])
    (claim, *_) = next(
        p for p in page.context["inline_admin_formsets"] if p.formset.prefix == "commitmentupdates"
    )
    for parts, name in ((page.context["adminform"], "said_at"), (claim, "until")):
        assert not next(part for part in parts if name in part.fields).is_collapsible
