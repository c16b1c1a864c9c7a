"""desk.redacting: the text is gone everywhere, everything else stays, and the feed says so."""

import json
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db.models import Q

from commitments.models import Commitment, CommitmentState, SearchEntry
from commitments.projecting import all_differences
from commitments.searching import fold
from desk.redacting import MARK, TEXTS, redact
from desk.verifying import verify
from guarantees.models import Guarantee, RequirementStanding
from ledger.clock import sha256
from ledger.exceptions import RuleBroken
from ledger.models import Change, Counter
from tests import drafts
from tests.tampering import behind_the_guards
from tests.worlds import at, everything, now, published, said, shown

pytestmark = pytest.mark.django_db

CANARY = 'the "secret" hill\\ by the river'


@pytest.fixture
def two() -> tuple[Any, Any]:
    users = get_user_model().objects
    return users.create_user("edith", password="x"), users.create_user("ray", password="x")


def told() -> str:
    return "\n".join(payload for payload in Change.objects.values_list("payload", flat=True) if payload)


def anywhere(canary: str) -> bool:
    """Whether the text is in the feed (as JSON writes it), in what is shown now, or in what is searched."""
    written = json.dumps(canary, ensure_ascii=False)[1:-1]
    searched = SearchEntry.objects.filter(Q(excerpt__contains=canary) | Q(folded__contains=fold(canary)))
    return (
        written in told() or any(written in text for text in everything(now()).values()) or searched.exists()
    )


@pytest.mark.parametrize("column", ["summary", "words", "restrictions"])
def test_a_text_of_a_claim_is_gone_from_row_state_and_feed(column: str, two: tuple[Any, Any]) -> None:
    claim = said("u-1", low=10, **{column: CANARY})
    published()
    said("u-2", "2025-08-21", kind="reaffirmation", names=claim)
    published()
    assert anywhere(CANARY)
    redact(type="update", key="u-1", by=two[0], approved_by=two[1])
    claim.refresh_from_db()
    assert CANARY not in (claim.summary, claim.words, claim.restrictions)
    assert not anywhere(CANARY)
    assert not CommitmentState.objects.filter(
        **({column: CANARY} if column != "summary" else {"pk": 0})
    ).exists()
    assert all_differences() == []


def test_figures_times_and_hashes_stay(two: tuple[Any, Any]) -> None:
    claim = said("u-1", low=10, high=20, words="some", summary=CANARY)
    published()
    before = list(
        Change.objects.order_by("sequence").values_list("sequence", "recorded_at", "digest", "hash")
    )
    columns = ("low", "high", "day", "recorded_at", "sequence", "strength", "standing", "lane")
    values = [getattr(claim.__class__.objects.get(), name) for name in columns]
    redact(type="update", key="u-1", by=two[0], approved_by=two[1])
    assert [getattr(claim.__class__.objects.get(), name) for name in columns] == values
    after = Change.objects.order_by("sequence").values_list("sequence", "recorded_at", "digest", "hash")
    assert list(after)[: len(before)] == before


def test_a_removed_word_does_not_bring_back_what_was_said_before(two: tuple[Any, Any]) -> None:
    first = said("u-1", low=10, restrictions="by day")
    published()
    said("u-2", "2025-08-21", kind="refinement", names=first, words=CANARY, restrictions=CANARY)
    published()
    redact(type="update", key="u-2", by=two[0], approved_by=two[1])
    state = shown(Commitment.objects.get(), at("2025-09-01"))
    assert (state["low"], state["words"], state["restrictions"]) == (None, None, None)


def test_the_feed_tells_of_a_redaction_with_the_object_that_is_left(two: tuple[Any, Any]) -> None:
    claim = said("u-1", low=10, words=CANARY)
    published()
    redact(type="update", key="u-1", by=two[0], approved_by=two[1])
    rows = list(Change.objects.filter(action="redacted").order_by("sequence"))
    assert [(row.type, row.key) for row in rows] == [("update", "u-1"), ("commitment", "gbr-troops")]
    assert json.loads(rows[0].payload or "") == shown(claim.__class__.objects.get(), now())
    assert json.loads(rows[1].payload or "")["words"] is None
    assert (rows[0].package, rows[0].actor) == ("pact", "gbr")
    blank = Change.objects.exclude(redacted="").values_list("type", "action", "redacted")
    assert set(blank) == {
        ("update", "changed", '["words"]'),
        ("commitment", "created", '["words"]'),
        ("update", "redacted", '["words"]'),
        ("commitment", "redacted", '["words"]'),
    }


def test_an_object_keeps_all_that_was_not_taken_in_every_row_that_told_of_it(two: tuple[Any, Any]) -> None:
    claim = said("u-1", low=10, words=CANARY, restrictions="by day", summary="troops")
    published()
    said("u-2", "2025-08-21", kind="refinement", names=claim, words="up to ten")
    published()
    before = dict(Change.objects.values_list("sequence", "payload"))
    redact(type="update", key="u-1", by=two[0], approved_by=two[1])
    assert not Change.objects.filter(payload__isnull=True).exists()
    for row in Change.objects.filter(sequence__in=before):
        was, now_left = json.loads(before[row.sequence] or ""), json.loads(row.payload or "")
        names = json.loads(row.redacted or "[]")
        assert now_left == {**was, **dict.fromkeys(names)}
        assert list(now_left) == list(was)
    assert set(Change.objects.filter(type="update", key="u-1").values_list("redacted", flat=True)) == {
        '["summary","words","restrictions"]'
    }
    # The newest words of the commitment are another claim's: nothing of what it shows now was taken.
    assert [row.redacted for row in Change.objects.filter(type="commitment").order_by("sequence")] == [
        '["words","restrictions"]',
        '["restrictions"]',
        '["restrictions"]',
    ]
    assert verify().findings == []


def test_what_is_left_is_vouched_for(two: tuple[Any, Any]) -> None:
    said("u-1", low=10, words=CANARY)
    published()
    whole = Change.objects.get(type="update").payload or ""
    redact(type="update", key="u-1", by=two[0], approved_by=two[1])
    row = Change.objects.get(type="update", action="changed")
    for payload, redacted in (
        (whole, row.redacted),
        (whole, ""),
        ((row.payload or "").replace('"low":10', '"low":11'), row.redacted),
        (row.payload, ""),
        (None, row.redacted),
    ):
        with behind_the_guards():
            Change.objects.filter(pk=row.pk).update(payload=payload, redacted=redacted)
        assert verify().findings, (payload, redacted)
    with behind_the_guards():
        Change.objects.filter(pk=row.pk).update(payload=row.payload, redacted=row.redacted)
    assert verify().findings == []


def test_a_row_that_an_older_redaction_emptied_stays_empty_and_the_ledger_intact(
    two: tuple[Any, Any],
) -> None:
    said("u-1", low=10, words=CANARY)
    published()
    redact(type="update", key="u-1", by=two[0], approved_by=two[1])
    row = Change.objects.get(type="update", action="redacted")
    older = json.dumps({name: one for name, one in json.loads(row.row or "").items() if name != "left"})
    with behind_the_guards():
        Change.objects.exclude(redacted="").exclude(action="redacted").update(
            payload=None, redacted="", row=None
        )
        Change.objects.filter(pk=row.pk).update(row=older, digest=sha256(older), redacted="")
    assert not [one for one in verify().findings if "payload" in one]


def test_a_commitment_that_never_showed_the_text_is_not_blanked(two: tuple[Any, Any]) -> None:
    said("u-1", summary="troops")  # also a word of the commitment's own
    published()
    redact(type="update", key="u-1", by=two[0], approved_by=two[1])
    assert Change.objects.get(type="commitment").payload is not None


def test_the_words_of_a_required_size_are_gone_from_its_guarantee(two: tuple[Any, Any]) -> None:
    said("r-1", type="requirement", words=CANARY)
    published()
    assert anywhere(CANARY)
    redact(type="requirement", key="r-1", by=two[0], approved_by=two[1])
    assert not anywhere(CANARY)
    assert RequirementStanding.objects.get().words == MARK
    assert shown(Guarantee.objects.get())["requirements"][0]["low"] == 1


@pytest.mark.parametrize("type", [model.feed_type for model in TEXTS])
def test_every_kind_of_text_can_be_removed_and_the_ledger_stays_intact(
    type: str, two: tuple[Any, Any]
) -> None:
    said("u-1", summary=CANARY)
    for other in ("condition_update", "position", "requirement"):
        said(f"{other.replace('_', '-')}-1", type=other, summary=CANARY)
    drafts.statement("s-1", summary=CANARY)
    published()
    key = {"statement": "s-1", "update": "u-1"}.get(type, f"{type.replace('_', '-')}-1")
    redact(type=type, key=key, by=two[0], approved_by=two[1])
    row = next(model for model in TEXTS if model.feed_type == type).objects.get(key=key)
    assert row.summary == ""
    assert row.redacted_at == Counter.objects.get().stamp
    assert verify().findings == []


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("unknown_type", {"type": "actor", "key": "gbr"}),
        ("unknown_key", {"type": "update", "key": "u-9"}),
        ("unknown_key", {"type": "update", "key": "u-draft"}),
        ("already_redacted", {"type": "update", "key": "u-1"}),
        ("second_person", {"type": "update", "key": "u-2", "approved_by": "edith"}),
    ],
)
def test_what_cannot_be_redacted_is_refused_and_nothing_moves(
    code: str, asked: dict[str, Any], two: tuple[Any, Any]
) -> None:
    said("u-1", summary=CANARY)
    said("u-2", summary=CANARY)
    published()
    said("u-draft", summary=CANARY)
    redact(type="update", key="u-1", by=two[0], approved_by=two[1])
    before = Counter.objects.values().get()
    same = asked.pop("approved_by", None)
    with pytest.raises(RuleBroken) as caught:
        redact(by=two[0], approved_by=two[0] if same else two[1], **asked)
    assert caught.value.code == code
    assert Counter.objects.values().get() == before


def test_who_decided_is_in_the_log(two: tuple[Any, Any]) -> None:
    said("u-1", summary=CANARY)
    published()
    redact(type="update", key="u-1", by=two[0], approved_by=two[1])
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr, entry.change_message) == (
        two[0],
        "u-1",
        "Redacted; approved by ray.",
    )


def test_the_command_needs_two_people_that_there_are(two: tuple[Any, Any]) -> None:
    claim = said("u-1", summary=CANARY)
    published()
    with pytest.raises(CommandError, match="no active user nobody"):
        call_command("redact", "update", "u-1", by="nobody", approved_by="ray")
    with pytest.raises(CommandError, match="two persons"):
        call_command("redact", "update", "u-1", by="ray", approved_by="ray")
    call_command("redact", "update", "u-1", by="edith", approved_by="ray")
    claim.refresh_from_db()
    assert claim.summary == ""
