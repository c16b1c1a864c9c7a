"""desk.verifying: an intact ledger is called intact, and whatever somebody does behind its guards is found."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import F

from actors.models import Actor, Membership, Tenure
from commitments.models import Commitment, CommitmentState, CommitmentUpdate, StateCondition
from desk import publishing
from desk.redacting import redact
from desk.tasks import verify_ledger
from desk.verifying import verify
from guarantees.models import (
    Citation,
    ConditionStanding,
    ConditionUpdate,
    PositionStanding,
    PositionUpdate,
    RequirementStanding,
    Statement,
)
from ledger.clock import changeset, sha256
from ledger.digests import texts
from ledger.models import BEGINNING, Change, Counter, Verification
from sources.models import Publisher, Source
from tests import drafts
from tests.tampering import behind_the_guards
from tests.worlds import published, said, unpublished

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture
def ledger() -> None:
    """A bit of everything: both lanes, joint parties, all kinds of claim, a redaction, and a draft."""
    first = said("u-1", low=10, words="about ten", requires="c-peace", commitment=_joint())
    drafts.condition()
    drafts.membership()
    drafts.tenure()
    drafts.publisher("lone")
    published()
    said("u-2", "2025-08-21", kind="refinement", names=first, low=10, high=12, requires="c-peace")
    said("u-3", "2025-08-21", by="", attribution="anonymous_sources", strength="", standing="", high=50)
    published()
    corrected = said("u-4", "2025-08-22", kind="reaffirmation", names=first)
    denied = said("cu-1", "2025-08-22", type="condition_update", state="met")
    said("p-1", "2025-08-22", type="position", stance="rejects", by="fra", actor=drafts.actor("fra"))
    said("r-1", "2025-08-22", type="requirement", low=100)
    published()
    said("u-5", "2025-08-22", kind="correction", names=corrected, low=11)
    said("cu-2", "2025-08-23", type="condition_update", kind="denial", names=denied)
    retraction = said("p-2", "2025-08-23", type="position", kind="retraction", names=_row("p-1"))
    published()
    said("p-3", "2025-08-24", type="position", kind="retraction", names=retraction)
    published()
    users = get_user_model().objects
    edith, ray = (users.create_user(name, password="x") for name in ("edith", "ray"))
    redact(type="update", key="u-1", by=edith, approved_by=ray)
    redact(type="statement", key="s-u-2", by=edith, approved_by=ray)
    said("u-9", "2025-08-30")


def _joint() -> Commitment:
    joint = drafts.commitment("gbr-troops", actor=drafts.actor("gbr"))
    joint.joint_with.add(drafts.actor("nor"))
    return joint


def _row(key: str) -> Any:
    return PositionUpdate.objects.get(key=key)


def change(**found: Any) -> Any:
    return Change.objects.filter(**found)


def payload_with_a_flipped_byte() -> None:
    row = Change.objects.get(type="update", key="u-3")
    flipped = (row.payload or "").replace('"high":50', '"high":51')
    assert flipped != row.payload
    change(pk=row.pk).update(payload=flipped)


def payload_and_its_digest() -> None:
    change(key="u-3").update(payload="{}", payload_digest=sha256("{}"))


def a_hash_with_a_flipped_byte() -> None:
    row = Change.objects.get(sequence=3)
    change(pk=3).update(hash=row.hash[:-1] + ("0" if row.hash[-1] != "0" else "1"))


def a_hole() -> None:
    change(sequence=4).delete()


def the_newest_change_gone() -> None:
    change(sequence=Counter.objects.get().sequence).delete()


def two_changes_swapped() -> None:
    change(sequence=2).update(sequence=1000)
    change(sequence=3).update(sequence=2)
    change(sequence=1000).update(sequence=3)


def a_row_of_nobody() -> None:
    with changeset() as opened:
        Actor.objects.create(key="xxx", name="X", kind="state", iso2="XX", recorded_at=opened.stamp)


def a_published_claim_without_its_statement() -> None:
    claim = CommitmentUpdate.objects.get(key="u-9")
    with changeset() as opened:
        CommitmentUpdate.objects.filter(pk=claim.pk).update(recorded_at=opened.stamp, lane="official")


def a_source_taken_from_a_statement() -> None:
    Citation.objects.filter(statement__key="s-u-3").delete()


def a_source_put_under_a_claim() -> None:
    CommitmentUpdate.objects.get(key="u-3").sources.add(Source.objects.get(key="src-u-2"))


def a_joint_party_removed() -> None:
    Commitment.objects.get().joint_with.clear()


def nobody_spoken_for() -> None:
    Statement.objects.get(key="s-u-1").speaking_for.clear()


def a_claim_gone() -> None:
    claim = ConditionUpdate.objects.get(key="cu-2")
    claim.delete()


def a_state_twice() -> None:
    row = PositionStanding.objects.first()
    assert row is not None
    row.pk = None
    row.save()


def a_link_moved() -> None:
    StateCondition.objects.update(condition=drafts.condition("c-other", recorded_at=None))


def the_counter_behind() -> None:
    Counter.objects.update(stamp=BEGINNING)


def the_counters_head() -> None:
    Counter.objects.update(head="0" * 64)


def somebody() -> Any:
    return get_user_model().objects.create_user("somebody", password="x")


def unpublished_again(model: Any) -> Callable[[], Any]:
    return lambda: model.objects.filter(key="lone").update(recorded_at=None)


# What somebody does behind the guards: the act, and a sentence that is found.
TAMPERING: list[tuple[Callable[[], Any], str]] = [
    (payload_with_a_flipped_byte, "its payload is not what was recorded"),
    (payload_and_its_digest, "its hash does not follow from the change before it"),
    (a_hash_with_a_flipped_byte, "change 4: its hash does not follow from the change before it"),
    (lambda: change(key="u-3").update(digest="0" * 64), "its hash does not follow"),
    (lambda: change(key="u-3").update(actor="fra"), "its hash does not follow"),
    (
        lambda: change(key="u-3").update(payload=None),
        "payload is gone, but update u-3 was not redacted after it",
    ),
    (a_hole, "change 5: the one before it should be 4, but is 3"),
    (the_newest_change_gone, "the counter stands at"),
    (two_changes_swapped, "its hash does not follow"),
    (lambda: change(sequence=9).update(recorded_at=BEGINNING), "before the change before it"),
    (lambda: change(sequence=9).update(recorded_at=F("recorded_at") + SECOND), "its hash does not follow"),
    (the_counter_behind, "the counter's stamp is 1970-01-01T00:00:00+00:00, before the newest change"),
    (the_counters_head, "the feed ends at"),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-3").update(high=51),
        'update u-3: its high was recorded as "50", and is "51"',
    ),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-1").update(low=9),
        'update u-1: its low was recorded as "10", and is "9"',
    ),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-2").update(lane="reported"),
        'update u-2: its lane was recorded as "official", and is "reported"',
    ),
    (
        lambda: ConditionUpdate.objects.filter(key="cu-1").update(summary="x"),
        'condition_update cu-1: its summary was recorded as "", and is "x"',
    ),
    (
        lambda: Statement.objects.filter(key="s-u-3").update(said_on="2025-08-2"),
        'statement s-u-3: its said_on was recorded as "2025-08-21", and is "2025-08-2"',
    ),
    (
        lambda: Statement.objects.filter(key="s-u-2").update(summary="x"),
        'statement s-u-2: its summary was recorded as "", and is "x"',
    ),
    (
        lambda: Publisher.objects.filter(key="lone").update(name="LONE."),
        'publisher lone: its name was recorded as "LONE", and is "LONE."',
    ),
    (
        lambda: Membership.objects.update(until="2025-12-31"),
        'membership gbr--willing--open: its until was recorded as nothing, and is "2025-12-31"',
    ),
    (
        lambda: Tenure.objects.update(acting=True),
        'tenure ann--gbr--minister--open: its acting was recorded as "False", and is "True"',
    ),
    (a_source_taken_from_a_statement, "update u-3: its statement rests on no published source"),
    (a_source_taken_from_a_statement, "statement s-u-3: its sources was recorded as ["),
    (a_source_taken_from_a_statement, "], and is []"),
    (a_source_put_under_a_claim, "update u-3: it rests on a source that its statement does not cite"),
    (a_source_put_under_a_claim, "update u-3: its sources was recorded as [], and is ["),
    (a_joint_party_removed, "commitment gbr-troops: its joint_with was recorded as ["),
    (nobody_spoken_for, "statement s-u-1: its speaking_for was recorded as ["),
    (a_claim_gone, "condition_update cu-2: the feed tells of it, but the row is gone"),
    (
        lambda: Publisher.objects.filter(key="lone").delete(),
        "publisher lone: the feed tells of it, but the row is gone",
    ),
    (unpublished_again(Publisher), "publisher lone: the feed tells of it, but the row is gone"),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-3").update(recorded_at=F("recorded_at") - SECOND),
        "update u-3: its recorded_at is",
    ),
    (lambda: Publisher.objects.update(recorded_at=BEGINNING), "publisher lone: its recorded_at is 1970"),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-4").update(superseded_at=F("superseded_at") + SECOND),
        "update u-4: its superseded_at is",
    ),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-4").update(superseded_at=None),
        "update u-4: its superseded_at",
    ),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-3").update(superseded_at=F("recorded_at")),
        "update u-3: its superseded_at is",
    ),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-3").update(redacted_at=F("recorded_at")),
        "update u-3: its redacted_at is",
    ),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-1").update(redacted_at=None),
        "update u-1: its redacted_at is None",
    ),
    (
        lambda: CommitmentUpdate.objects.filter(key="u-3").update(approved_by=somebody()),
        "update u-3: its approved_by_id was recorded as nothing, and is ",
    ),
    (
        lambda: Statement.objects.filter(key="s-u-3").update(recorded_by=somebody()),
        "statement s-u-3: its recorded_by_id was recorded as nothing, and is ",
    ),
    (
        lambda: Tenure.objects.update(superseded_at=F("recorded_at")),
        "tenure ann--gbr--minister--open: its superseded_at is",
    ),
    (a_row_of_nobody, "actor xxx: published, but the feed knows nothing of it"),
    (a_published_claim_without_its_statement, "update u-9: its statement is not published"),
    (lambda: CommitmentState.objects.update(low=1), "commitment state: the ledger does not fold to"),
    (lambda: CommitmentState.objects.all().delete(), "commitment state: the projection lacks"),
    (lambda: ConditionStanding.objects.update(state="impossible"), "the ledger does not fold to"),
    (
        lambda: RequirementStanding.objects.update(known_to=F("known_from") + SECOND),
        "the ledger does not fold to",
    ),
    (
        lambda: PositionStanding.objects.update(true_from="2025-01-01"),
        "position standing: the projection lacks",
    ),
    (a_state_twice, "position standing: the ledger does not fold to"),
    (lambda: StateCondition.objects.all().delete(), "it requires c-peace, but is not found by it"),
    (a_link_moved, "it is found by c-other, but does not require it"),
]


def test_what_was_recorded_before_digests_named_people_is_still_intact(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(publishing, "texts", partial(texts, version=1))
    said("u-1")
    published()
    monkeypatch.undo()
    said("u-2", "2025-08-21")
    published()
    assert verify().findings == []
    with behind_the_guards():
        CommitmentUpdate.objects.update(recorded_by=somebody())
    assert [finding.split(":")[0] for finding in verify().findings] == ["update u-2"]
    with behind_the_guards():
        CommitmentUpdate.objects.filter(key="u-1").update(words="none")
    assert 'update u-1: its words was recorded as "", and is "none"' in verify().findings


@pytest.mark.usefixtures("ledger")
def test_an_intact_ledger_with_every_kind_of_claim_and_redactions_has_no_findings() -> None:
    result = verify()
    assert result.findings == []
    assert result.sequence == Counter.objects.get().sequence
    assert unpublished()


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(("tamper", "sentence"), TAMPERING)
def test_what_was_done_behind_the_guards_is_found(tamper: Callable[[], Any], sentence: str) -> None:
    with behind_the_guards():
        tamper()
    findings = verify().findings
    assert any(sentence in finding for finding in findings), findings


@pytest.mark.usefixtures("ledger")
def test_a_tampered_row_is_named_and_no_other() -> None:
    with behind_the_guards():
        PositionUpdate.objects.filter(key="p-1").update(summary="x")
    assert verify().findings == ['position p-1: its summary was recorded as "", and is "x"']


def test_an_empty_ledger_is_intact() -> None:
    assert verify().findings == []


def test_a_replaced_membership_is_told_apart_from_the_one_that_it_replaces() -> None:
    old = drafts.membership()
    published()
    drafts.membership(until="2025-12-31")
    published()
    assert verify().findings == []
    with behind_the_guards():
        Membership.objects.filter(pk=old.pk).update(role="observer")
    assert verify().findings == [
        'membership gbr--willing--open: its role was recorded as "", and is "observer"'
    ]


def test_the_command_and_the_task_keep_the_result() -> None:
    said("u-1")
    published()
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert "The ledger is intact" in out.getvalue()
    assert verify_ledger() == 0
    with behind_the_guards():
        Publisher.objects.update(name="x")
    with pytest.raises(SystemExit) as left:
        call_command("verify_ledger", stderr=out)
    assert left.value.code == 1
    assert 'publisher afp: its name was recorded as "AFP", and is "x"' in out.getvalue()
    assert [len(row.findings) for row in Verification.objects.order_by("pk")] == [0, 0, 1]
