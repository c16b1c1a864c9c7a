"""What people do with drafts, and what is refused."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from actors.models import Tenure
from commitments.models import CommitmentState, CommitmentUpdate
from desk import actions
from desk.checks import NotReady
from desk.models import DraftAuthor, Review
from guarantees.models import Statement
from ledger.asof import AsOf, end_of_day
from ledger.exceptions import RuleBroken
from ledger.models import Change
from tests import drafts
from tests.desk import steps
from tests.desk.people import adam, edith, eve, ray, rose, sue

pytestmark = pytest.mark.django_db

TODAY = AsOf(date(2026, 1, 1), end_of_day(date(2100, 1, 1)))


def written(*, by: Any = edith, **fields: Any) -> CommitmentUpdate:
    """A draft statement with one claim, by Edith."""
    claim = drafts.update(**fields)
    for row in (claim.statement, claim):
        type(row).objects.filter(pk=row.pk).update(recorded_by=by())
    actions.wrote(claim.statement, by=by())
    claim.refresh_from_db()
    return claim


def published(**fields: Any) -> CommitmentUpdate:
    claim = written(**fields)
    steps.submit(claim.statement, by=edith())
    steps.publish(claim.statement, by=ray())
    claim.refresh_from_db()
    return claim


class refused:  # noqa: N801 - reads as a sentence
    """The action in the block is refused with this code, and nothing is told in the feed."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __enter__(self) -> None:
        self.before = Change.objects.count(), Review.objects.count()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        assert isinstance(error, RuleBroken), error
        assert error.code == self.code, error
        assert (Change.objects.count(), Review.objects.count()) == self.before
        return True


def test_a_statement_is_published_with_its_claims_and_every_draft_that_it_uses_first() -> None:
    claim = published(requires="c-peace", relates_to=None, **{"commitment": joint_commitment})
    for row in (claim, claim.statement, claim.commitment, *claim.statement.sources.all()):
        assert row.recorded_at == claim.recorded_at
    assert not Change.objects.filter(recorded_at__lt=claim.recorded_at).exists()
    told = dict(Change.objects.values_list("key", "type"))
    assert told.keys() >= {
        "gbr",
        "fra",
        "ann",
        "afp",
        "afp-1",
        "pact",
        "pact-troops",
        "c-peace",
        "s-1",
        "u-1",
    }
    assert CommitmentState.objects.at(TODAY).get().headline == "pledged"


def joint_commitment() -> Any:
    drafts.condition()
    made = drafts.commitment()
    made.joint_with.add(drafts.actor("fra"))
    return made


def test_a_published_statement_says_who_wrote_and_who_approved_it() -> None:
    claim = published()
    review = Review.objects.get()
    for row in (claim, claim.statement):
        assert (row.recorded_by, row.approved_by) == (edith(), ray())
    assert (review.status, review.submitted_by, review.decided_by) == ("published", edith(), ray())


def test_a_leaders_offices_and_an_events_participants_come_with_them() -> None:
    drafts.tenure()
    event = drafts.event()
    drafts.participation(event=event)
    claim = written(statement=lambda: drafts.statement(event=event))
    steps.submit(claim.statement, by=edith())
    steps.publish(claim.statement, by=ray())
    assert set(Change.objects.values_list("type", flat=True)) >= {"tenure", "participation"}


def test_nobody_publishes_what_they_wrote_not_even_a_superuser() -> None:
    claim = written(by=sue)
    steps.submit(claim.statement, by=edith())
    with refused("own_statement"):
        steps.publish(claim.statement, by=sue())


def test_nobody_publishes_what_they_submitted() -> None:
    claim = written()
    steps.submit(claim.statement, by=ray())
    with refused("own_statement"):
        steps.publish(claim.statement, by=ray())
    steps.publish(claim.statement, by=rose())


def test_who_changed_a_draft_of_somebody_else_does_not_publish_it() -> None:
    claim = written()
    actions.wrote(claim.statement, by=ray())
    steps.submit(claim.statement, by=edith())
    with refused("own_statement"):
        steps.publish(claim.statement, by=ray())


def test_an_editor_may_not_publish() -> None:
    claim = written()
    steps.submit(claim.statement, by=edith())
    with refused("not_allowed"):
        steps.publish(claim.statement, by=eve())


@pytest.mark.parametrize("name", ["submit", "discard", "send_back", "publish"])
def test_a_superuser_without_a_role_has_no_say_in_the_record(name: str) -> None:
    claim = written()
    if name in ("send_back", "publish"):
        steps.submit(claim.statement, by=edith())
    note = {"note": "Which page?"} if name == "send_back" else {}
    with refused("not_allowed"):
        getattr(steps, name)(claim.statement, by=adam(), **note)


def test_somebody_who_left_has_no_right_any_more() -> None:
    claim = written()
    steps.submit(claim.statement, by=edith())
    User.objects.filter(pk=ray().pk).update(is_active=False)
    with refused("not_allowed"):
        steps.publish(claim.statement, by=ray())


def test_a_statement_is_submitted_once_and_published_once() -> None:
    claim = written()
    steps.submit(claim.statement, by=edith())
    with refused("not_in_this_status"):
        steps.submit(claim.statement, by=eve())
    steps.publish(claim.statement, by=ray())
    with refused("not_in_this_status"):
        steps.publish(claim.statement, by=rose())


@pytest.mark.parametrize("name", ["submit", "discard", "take_back", "send_back", "publish"])
def test_a_step_is_refused_when_anything_that_it_is_about_was_changed_meanwhile(name: str) -> None:
    claim = written()
    if name not in ("submit", "discard"):
        steps.submit(claim.statement, by=edith())
    seen = actions.state_of(claim.statement)
    type(claim.commitment).objects.update(title="A thousand soldiers")
    by = ray() if name in ("send_back", "publish") else edith()
    note = {"note": "Which page?"} if name == "send_back" else {}
    with refused("changed_meanwhile"):
        getattr(actions, name)(claim.statement, by=by, seen=seen, **note)
    getattr(actions, name)(claim.statement, by=by, seen=actions.state_of(claim.statement), **note)


@pytest.mark.parametrize(
    "change",
    [
        lambda claim: (
            drafts.source("afp-2") and claim.statement.citations.create(source=drafts.source("afp-2"))
        ),
        lambda claim: claim.sources.add(drafts.source("afp-1")),
        lambda claim: drafts.update(
            "u-2", statement=claim.statement, commitment=drafts.commitment("gbr-air")
        ),
        lambda claim: type(claim.statement).objects.update(said_on="2025-08-21"),
        lambda claim: claim.statement.speaking_for.add(drafts.actor("fra")),
        lambda claim: claim.statement.speaking_for.set([drafts.actor("fra")]),
        lambda claim: drafts.actor().aliases.create(name="Britain"),
        lambda claim: drafts.condition().implies.add(drafts.condition("c-truce")),
        lambda claim: (
            steps.take_back(claim.statement, by=edith()) and steps.submit(claim.statement, by=edith())
        ),
    ],
    ids=[
        *("source", "source of a claim", "claim", "day", "another actor", "other actors", "alias", "implies"),
        "submission",
    ],
)
def test_what_was_seen_is_the_whole_statement(change: Any) -> None:
    drafts.condition()
    claim = written(requires="c-peace")
    steps.submit(claim.statement, by=edith())
    seen = actions.state_of(claim.statement)
    assert actions.state_of(claim.statement) == seen
    change(claim)
    with refused("changed_meanwhile"):
        actions.publish(claim.statement, by=ray(), seen=seen)


def test_what_is_sent_back_is_a_draft_with_a_note_and_can_be_submitted_again() -> None:
    claim = written()
    steps.submit(claim.statement, by=edith())
    with refused("note_missing"):
        steps.send_back(claim.statement, by=ray(), note=" ")
    assert steps.send_back(claim.statement, by=ray(), note="Which page?").note == "Which page?"
    steps.submit(claim.statement, by=eve())
    assert actions.case_of(claim.statement).submitter == eve().pk


def test_who_submitted_may_take_it_back() -> None:
    claim = written()
    steps.submit(claim.statement, by=edith())
    with refused("not_own_statement"):
        steps.take_back(claim.statement, by=eve())
    assert steps.take_back(claim.statement, by=edith()).status == "returned"


def test_a_draft_that_breaks_a_rule_is_not_submitted_and_the_field_is_named() -> None:
    claim = written(standing="", strength="")
    with pytest.raises(NotReady) as caught:
        steps.submit(claim.statement, by=edith())
    assert [(problem.draft, problem.field) for problem in caught.value.problems] == [(claim, "standing")]


def test_what_became_wrong_after_it_was_submitted_is_not_published() -> None:
    first = published()
    late = correction_of(first)
    early = actions.follow_up_of(first)
    assert early == late
    steps.submit(late.statement, by=edith())
    rival = drafts.update(
        "u-9",
        statement=lambda: drafts.statement("s-9"),
        kind="retraction",
        relates_to=first,
        strength="",
        standing="",
    )
    steps.submit(rival.statement, by=edith())
    steps.publish(rival.statement, by=ray())
    with refused("not_ready"):
        steps.publish(late.statement, by=ray())
    late.refresh_from_db()
    assert late.recorded_at is None


def correction_of(claim: CommitmentUpdate) -> Any:
    return actions.correct(claim, by=edith())


def test_a_discarded_draft_leaves_nothing_but_the_nouns_that_were_made_for_it() -> None:
    claim = written()
    drafts.update("u-2", kind="denial", relates_to=claim, standing="", strength="")
    steps.discard(claim.statement, by=eve())
    assert (Statement.objects.count(), CommitmentUpdate.objects.count()) == (0, 0)
    assert not DraftAuthor.objects.exists()
    assert claim.commitment.title


def test_a_draft_that_another_names_is_not_discarded() -> None:
    claim = written()
    other = drafts.update(
        "u-2",
        statement=lambda: drafts.statement("s-2"),
        kind="denial",
        relates_to=claim,
        standing="",
        strength="",
    )
    with refused("needed"):
        steps.discard(claim.statement, by=edith())
    other.delete()


def test_a_published_statement_is_not_discarded() -> None:
    claim = published()
    with refused("not_in_this_status"):
        steps.discard(claim.statement, by=edith())


def test_a_correction_starts_from_all_that_the_claim_says_on_a_statement_of_its_own() -> None:
    claim = published(low=100, high=200, words="hundreds", restrictions="Far from the front.")
    draft = actions.correct(claim, by=edith())
    assert (draft.kind, draft.relates_to, draft.recorded_at) == ("correction", claim, None)
    assert (draft.low, draft.high, draft.words) == (100, 200, "hundreds")
    assert draft.restrictions == "Far from the front."
    assert draft.statement != claim.statement
    assert draft.statement.speaker == claim.statement.speaker
    assert list(draft.statement.sources.all()) == list(claim.statement.sources.all())


def test_a_published_correction_takes_the_place_of_the_claim_for_those_who_ask_later() -> None:
    claim = published(low=100, high=200)
    before = AsOf(TODAY.true_on, claim.recorded_at)
    draft = actions.correct(claim, by=edith())
    CommitmentUpdate.objects.filter(pk=draft.pk).update(high=150)
    steps.submit(draft.statement, by=edith())
    steps.publish(draft.statement, by=ray())
    claim.refresh_from_db()
    draft.refresh_from_db()
    assert claim.superseded_at == draft.recorded_at
    assert CommitmentState.objects.at(TODAY).get().high == 150
    assert CommitmentState.objects.at(before).get().high == 200


def test_a_published_retraction_removes_the_claim() -> None:
    claim = published()
    draft = actions.retract(claim, by=edith())
    assert (draft.kind, draft.strength, draft.standing) == ("retraction", "", "")
    steps.submit(draft.statement, by=edith())
    steps.publish(draft.statement, by=ray())
    headlines = {state.headline for state in CommitmentState.objects.at(TODAY)}
    assert headlines <= {"none"}


def test_corrections_of_one_statement_are_collected_in_one_draft() -> None:
    first = published()
    second = drafts.update(
        "u-2", statement=lambda: drafts.statement("s-2"), commitment=lambda: drafts.commitment("gbr-air")
    )
    CommitmentUpdate.objects.filter(pk=second.pk).update(recorded_by=edith())
    both = drafts.update("u-3", statement=second.statement, commitment=lambda: drafts.commitment("gbr-sea"))
    steps.submit(second.statement, by=edith())
    steps.publish(second.statement, by=ray())
    for claim in (first, second, both):
        claim.refresh_from_db()
    made = [actions.correct(claim, by=edith()).statement for claim in (first, second, both)]
    assert made[0] != made[1] == made[2]


@pytest.mark.parametrize("action", [actions.correct, actions.retract])
def test_a_claim_is_followed_up_once(action: Any) -> None:
    claim = published()
    with refused("not_published"):
        action(drafts.update("u-2", statement=lambda: drafts.statement("s-2")), by=edith())
    action(claim, by=edith())
    with refused("correction_underway"):
        action(claim, by=eve())


def test_a_claim_that_was_corrected_is_not_corrected_again() -> None:
    claim = published()
    draft = actions.correct(claim, by=edith())
    steps.submit(draft.statement, by=edith())
    steps.publish(draft.statement, by=ray())
    claim.refresh_from_db()
    with refused("already_superseded"):
        actions.correct(claim, by=edith())
    draft.refresh_from_db()
    assert actions.correct(draft, by=edith()).relates_to == draft


def test_a_noun_is_published_by_a_second_person_with_what_it_rests_on() -> None:
    tenure = drafts.tenure()
    actions.wrote(tenure, by=ray())
    with refused("own_draft"):
        steps.publish_nouns([tenure], by=ray())
    with refused("not_allowed"):
        steps.publish_nouns([tenure], by=eve())
    steps.publish_nouns([tenure], by=rose())
    assert list(Change.objects.values_list("type", flat=True)) == ["actor", "leader", "tenure"]
    with refused("not_in_this_status"):
        steps.publish_nouns([Tenure.objects.get()], by=rose())


def test_an_office_holder_leaves_and_those_who_ask_about_earlier_knowledge_still_see_them_in_office() -> None:
    tenure = drafts.tenure(since=date(2024, 7, 5))
    steps.publish_nouns([tenure], by=ray())
    tenure.refresh_from_db()
    with refused("closed_before_its_start"):
        actions.close(tenure, until=date(2024, 1, 1), by=edith())
    draft = actions.close(tenure, until=date(2025, 9, 5), by=edith())
    with refused("draft_exists"):
        actions.close(tenure, until=date(2025, 9, 6), by=eve())
    steps.publish_nouns([draft], by=ray())
    tenure.refresh_from_db()
    draft.refresh_from_db()
    assert (tenure.superseded_at, tenure.until) == (draft.recorded_at, None)
    assert list(Tenure.objects.holding(AsOf(date(2025, 10, 1), tenure.recorded_at))) == [tenure]
    assert not Tenure.objects.holding(AsOf(date(2025, 10, 1), draft.recorded_at)).exists()
    assert list(Tenure.objects.holding(AsOf(date(2025, 9, 5), draft.recorded_at))) == [draft]
    newest = Change.objects.filter(type="tenure").order_by("-sequence")[0]
    assert (newest.action, newest.key) == ("updated", tenure.key)
    with refused("already_superseded"):
        actions.close(tenure, until=date(2025, 9, 5), by=edith())
