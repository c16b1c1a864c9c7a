"""desk.publishing: everything or nothing, one stamp, and the rules that the database itself keeps."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from desk import publishing
from ledger.clock import TICK, newest_stamp
from ledger.exceptions import RuleBroken
from ledger.models import BEGINNING, Change, Counter
from ledger.references import links_of
from tests import drafts
from tests.worlds import at, now, published, said, shown, unpublished

pytestmark = pytest.mark.django_db


def actions(key: str) -> list[str]:
    return list(Change.objects.filter(key=key).order_by("sequence").values_list("action", flat=True))


def test_a_changeset_has_one_stamp_and_a_dense_run_of_feed_rows() -> None:
    said("u-1", low=10)
    opened = published()
    assert {row.recorded_at for row in Change.objects.all()} == {opened.stamp}
    assert {row.recorded_at for model in publishing.FEED_ORDER for row in model.objects.published()} == {
        opened.stamp
    }
    count = Change.objects.count()
    assert list(Change.objects.values_list("sequence", flat=True)) == list(range(1, count + 1))
    counter = Counter.objects.get()
    assert (counter.sequence, counter.stamp) == (count, opened.stamp)


def test_what_is_referred_to_is_told_before_what_refers_to_it() -> None:
    said("u-1")
    published()
    told = list(Change.objects.order_by("sequence").values_list("type", flat=True))
    order = [model.feed_type for model in publishing.FEED_ORDER]
    assert told == sorted(told, key=order.index)


def test_a_second_claim_tells_of_itself_and_of_the_commitment_that_it_moves() -> None:
    said("u-1", low=10)
    published()
    said("u-2", "2025-08-21", kind="refinement", names=CommitmentUpdate.objects.get(), low=10, high=12)
    opened = published()
    assert [
        (entry.action, entry.type) for entry in opened.entries if entry.type in ("update", "commitment")
    ] == [
        ("refined", "update"),
        ("updated", "commitment"),
    ]


def test_a_reaffirmation_that_moves_nothing_but_the_last_word_still_tells_of_the_commitment() -> None:
    first = said("u-1")
    published()
    said("u-2", "2025-08-22", kind="reaffirmation", names=first)
    published()
    assert actions("gbr-troops") == ["created", "updated"]
    assert shown(Commitment.objects.get())["last_said"] == "2025-08-22"


@pytest.mark.parametrize("broken", ["_supersede", "turn_projections", "_tell", "set_lanes"])
def test_an_error_in_the_middle_leaves_nothing(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said("u-0")
    published()
    before = (Counter.objects.values().get(), Change.objects.count(), CommitmentState.objects.count())
    said("u-1", "2025-08-21")
    waiting = unpublished()

    real = getattr(publishing, broken)

    def failing(*args: Any) -> None:
        real(*args)
        raise RuntimeError("the power went")

    monkeypatch.setattr(publishing, broken, failing)
    with pytest.raises(RuntimeError):
        publishing.publish(waiting)
    assert (Counter.objects.values().get(), Change.objects.count(), CommitmentState.objects.count()) == before
    assert [row.pk for row in unpublished()] == [row.pk for row in waiting]
    assert CommitmentUpdate.objects.get(key="u-1").lane == ""


def test_a_rule_of_the_database_that_is_broken_leaves_nothing() -> None:
    said("u-1", strength="", standing="")  # in the official lane a claim has a standing
    with pytest.raises(IntegrityError, match="official_lane_has_a_standing"):
        published()


def test_a_stamp_never_goes_back_when_the_machines_clock_does() -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        said("u-1")
        first = published().stamp
    with time_machine.travel(datetime(2026, 2, 1, 12, tzinfo=UTC), tick=False):
        said("u-2", "2025-08-21")
        second = published().stamp
        said("u-3", "2025-08-22")
        third = published().stamp
    assert first == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert (second, third) == (first + TICK, first + 2 * TICK)


def test_two_changesets_within_one_tick_of_the_clock_have_two_stamps() -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        stamps = []
        for number in range(3):
            said(f"u-{number}")
            stamps.append(published().stamp)
    assert len(set(stamps)) == 3
    assert stamps == sorted(stamps)


def test_what_is_known_from_its_sources_is_stamped_there_and_nothing_after_it_lies_before() -> None:
    moment = datetime(2025, 8, 20, tzinfo=UTC)
    said("u-1")
    assert published(at=moment).stamp == newest_stamp() == moment
    said("u-2")
    for late in (moment, moment - TICK, BEGINNING):
        with pytest.raises(RuleBroken) as caught:
            published(at=late)
        assert caught.value.code == "stamp_in_the_past"
    assert published(at=moment + TICK).stamp == moment + TICK


def test_a_correction_supersedes_at_its_stamp_and_takes_the_place() -> None:
    first = said("u-1", low=10)
    published()
    said("u-2", kind="correction", names=first, low=20)
    stamp = published().stamp
    first.refresh_from_db()
    assert first.superseded_at == stamp
    assert actions("u-1") == ["changed", "updated"]
    assert shown(Commitment.objects.get())["low"] == 20


def test_a_second_correction_of_one_claim_leaves_the_first_ones_stamp() -> None:
    first = said("u-1", low=10)
    published()
    said("u-2", kind="correction", names=first, low=20)
    stamp = published().stamp
    said("u-3", kind="correction", names=first, low=30)
    published()
    first.refresh_from_db()
    assert first.superseded_at == stamp
    # Both corrections stand; the later one is the newer word.
    assert shown(Commitment.objects.get())["low"] == 30


def test_a_correction_and_its_target_may_come_in_one_changeset() -> None:
    first = said("u-1", low=10)
    said("u-2", kind="correction", names=first, low=20)
    stamp = published().stamp
    first.refresh_from_db()
    assert first.superseded_at == first.recorded_at == stamp
    assert shown(Commitment.objects.get())["low"] == 20
    assert CommitmentState.objects.exclude(updates=["u-2"]).count() == 0


def test_a_retraction_of_a_retraction_brings_the_claim_back_in_both_clocks() -> None:
    first = said("u-1", low=10)
    told = published().stamp
    second = said("u-2", "2025-08-21", kind="retraction", names=first)
    taken_back = published().stamp
    said("u-3", "2025-08-22", kind="retraction", names=second)
    published()
    commitment = Commitment.objects.get()
    day = "2025-09-01"
    assert [shown(commitment, at(day, moment))["low"] for moment in (told, taken_back, newest_stamp())] == [
        10,
        None,
        10,
    ]
    assert shown(commitment, at("2025-08-21"))["low"] is None
    for row in (first, second):
        row.refresh_from_db()
        assert row.superseded_at is not None


def test_claims_may_be_added_to_a_statement_that_is_published() -> None:
    first = said("u-1", low=10)
    published()
    drafts.commitment("gbr-air", contribution="air_support", unit="aircraft")
    drafts.update("u-2", statement=first.statement, commitment=Commitment.objects.get(key="gbr-air"))
    published()
    assert shown(first.statement)["claims"] == ["u-1", "u-2"]
    assert actions("s-u-1") == ["created", "updated"]


def test_nobody_approves_what_they_logged_themselves() -> None:
    users = get_user_model().objects
    edith, ray = (users.create_user(name, password="x") for name in ("edith", "ray"))
    claim = said("u-1", recorded_by=edith)
    with pytest.raises(IntegrityError, match="is_approved_by_a_second_person"), transaction.atomic():
        published(by=edith)
    published(by=ray)
    claim.refresh_from_db()
    assert (claim.recorded_by, claim.approved_by) == (edith, ray)
    assert claim.statement.approved_by == ray


def test_a_membership_decides_lanes_once_it_is_published() -> None:
    membership = drafts.membership(member=drafts.actor("fra"), organisation=drafts.group("willing"))
    of_the_group = drafts.commitment("willing-troops", actor=drafts.group("willing"))
    before = said("u-1", by="fra", commitment=of_the_group)
    published(*[row for row in unpublished() if row != membership])
    after = said("u-2", by="fra", commitment=of_the_group)
    published()
    for claim in (before, after):
        claim.refresh_from_db()
    assert (before.lane, after.lane) == ("reported", "official")


def test_places_are_given_in_the_order_of_publishing_and_kept_where_a_file_gave_them() -> None:
    said("u-1", sequence=7)
    said("u-2")
    published()
    said("u-3")
    published()
    places = list(CommitmentUpdate.objects.order_by("key").values_list("sequence", flat=True))
    assert places == [7, 7 + publishing.SEQUENCE_STEP, 7 + 2 * publishing.SEQUENCE_STEP]


def test_an_empty_changeset_writes_no_row() -> None:
    published()
    assert Counter.objects.get().sequence == 0


def test_a_published_row_is_not_published_again() -> None:
    claim = said("u-1")
    published()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        published(claim)


REFERENCES: dict[str, tuple[Callable[[], Any], str, str]] = {
    "a column": (lambda: drafts.guarantee(package=lambda: drafts.package("draft")), "package", "draft"),
    "a list": (lambda: _with(drafts.commitment(), "joint_with", drafts.actor("fra")), "joint_with", "fra"),
    "the actors spoken for": (
        lambda: drafts.statement(speaking_for=[drafts.actor(), drafts.actor("fra")]),
        "speaking_for",
        "fra",
    ),
    "the sources of a statement": (
        lambda: drafts.statement("s-1", cites="afp-2"),
        "sources",
        "afp-2",
    ),
    "what a condition implies": (
        lambda: _with(drafts.condition(), "implies", drafts.condition("c-truce")),
        "implies",
        "c-truce",
    ),
    "the commitment of a reach": (
        lambda: drafts.reach(commitment=lambda: drafts.commitment("draft")).condition,
        "reach",
        "draft",
    ),
    "a condition that is required": (
        lambda: drafts.update(requires="c-peace | c-truce"),
        "requires",
        "c-truce",
    ),
    "an earlier claim": (
        lambda: drafts.update(kind="reaffirmation", relates_to=lambda: drafts.update("u-0")),
        "relates_to",
        "u-0",
    ),
}


def _with(row: Any, name: str, other: Any) -> Any:
    getattr(row, name).add(other)
    return row


@pytest.mark.parametrize("name", REFERENCES)
def test_what_names_a_draft_is_refused_and_nothing_is_changed(name: str) -> None:
    make, field, named = REFERENCES[name]
    row = make()
    drafts.condition()
    drafts.condition("c-truce")
    others = [one for one in unpublished() if one != row and one.key != named]
    # What else there is has been published; what it names itself goes with it.
    published(*[one for one in others if not _names(one, named)])
    before = (Counter.objects.values().get(), Change.objects.count(), CommitmentState.objects.count())
    waiting = unpublished()
    with pytest.raises(RuleBroken) as caught:
        published(row)
    assert (caught.value.code, caught.value.field) == ("refers_to_a_draft", field)
    assert f"{row.key}: its {field} is {named}" in str(caught.value)
    assert (Counter.objects.values().get(), Change.objects.count(), CommitmentState.objects.count()) == before
    assert unpublished() == waiting
    published(*waiting)


def _names(row: Any, key: str) -> bool:
    """Whether a draft names another by a column."""
    return any(getattr(getattr(row, link.name), "key", "") == key for link in links_of(type(row)))


def test_a_payload_is_the_object_as_it_is_shown_without_what_moves_with_the_day() -> None:
    said("u-1", low=10)
    published()
    payload = json.loads(Change.objects.get(type="commitment").payload or "")
    built = shown(Commitment.objects.get(), now())
    assert {"stale", "unreaffirmed"}.isdisjoint(payload)
    assert {**payload, "stale": built["stale"], "unreaffirmed": built["unreaffirmed"]} == built


def test_a_row_of_the_feed_is_found_under_its_package_and_its_actor() -> None:
    said("u-1")
    published()
    row = Change.objects.get(type="update")
    assert (row.package, row.actor) == ("pact", "gbr")
