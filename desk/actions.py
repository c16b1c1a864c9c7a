"""Everything that people do with drafts: submit, take back, send back, publish, discard, correct, retract, close.

Each action is atomic, is told who asks (`by`), and raises RuleBroken with the code of the rule (desk/review.py,
desk/checks.py) when it is refused; then nothing was changed. A step is told what was looked at as well (`seen`, from
`state_of`), and is refused with `changed_meanwhile` when that is no longer what there is.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone

from actors.models import Membership, Tenure
from commitments.models import CommitmentUpdate
from guarantees.models import Citation, Statement, StatementClaim
from ledger.choices import Kind
from ledger.clock import Changeset
from ledger.exceptions import RuleBroken
from ledger.models import Counter
from ledger.versions import short

from . import keys, leaving_out, preview, publishing, roles
from .bundle import Bundle, Place, bundle_of, claims_of, gather, place_of, version_of_all
from .checks import SUBJECT, check_ready
from .models import DraftAuthor, Review
from .review import Case, Person, Right, Status, Step, check_can

# What a correction repeats of the statement that it corrects, beside the actors spoken for and the sources.
COPIED = (
    "speaker",
    "attribution",
    "said_on",
    "said_at",
    "event",
    "source_reliability",
    "information_credibility",
    "quotation",
    "quotation_language",
)
# What a claim gets by itself, whatever it follows.
OWN = frozenset(
    {
        "id",
        "key",
        "statement",
        "kind",
        "relates_to",
        "sequence",
        "day",
        "said_at",
        "effective_low",
        "effective_high",
        "until_low",
        "until_high",
        "recorded_at",
        "recorded_by",
        "approved_by",
        "superseded_at",
        "redacted_at",
        "lane",
    }
)


def person(user: Any) -> Person:
    """Somebody with an account, as the rules of review see them.

    Groups give rights, nothing else: a superuser looks after accounts and settings, and has no say in the record.
    """
    granted = Permission.objects.filter(
        content_type__app_label="desk", group__user=user.pk, group__user__is_active=True
    )
    codenames = {f"desk.{name}" for name in granted.values_list("codename", flat=True)}
    rights = {right for right, permission in roles.PERMISSION_OF.items() if permission in codenames}
    return Person(user.pk, frozenset(rights))


def case_of(statement: Statement) -> Case:
    """A statement as the rules of review see it."""
    newest = statement.reviews.order_by("-pk").first()
    unpublished = Status(newest.status) if newest else Status.DRAFT
    wrote = set(DraftAuthor.of_draft(statement).values_list("person", flat=True))
    for row in (statement, *claims_of(statement)):
        wrote |= {row.recorded_by_id} - {None}
    return Case(
        Status.PUBLISHED if statement.is_published else unpublished,
        frozenset(wrote),
        newest.submitted_by_id if newest else None,
    )


def check_step(step: Step, statement: Statement, *, by: Any) -> None:
    """Raises RuleBroken when somebody may not do this with the statement now."""
    check_can(step, case_of(statement), person(by))


def wrote(draft: Any, *, by: Any) -> None:
    """Note that somebody had a hand in a draft."""
    DraftAuthor.objects.update_or_create(
        type=draft.feed_type, row=draft.pk, person=by, defaults={"last_at": timezone.now()}
    )


def state_of(statement: Statement) -> str:
    """A draft statement as somebody sees it now: its content, all that it is published with, and its reviews.

    A short text, which is another one as soon as any of it has changed.
    """
    reviews = list(statement.reviews.order_by("pk").values_list("pk", "status"))
    return short((version_of_all(bundle_of(Statement.objects.get(pk=statement.pk))), reviews))


def state_of_nouns(nouns: Iterable[Any]) -> str:
    """As `state_of`, for nouns that are published by themselves."""
    return version_of_all(gather(nouns))


@transaction.atomic
def submit(statement: Statement, *, by: Any, seen: str, answers: Mapping[str, str] | None = None) -> Review:
    """Hand a draft to a second person, once nothing stands between it and the record.

    `answers` say of each condition that is left out whether it was dropped: desk/leaving_out.py.
    """
    statement = _locked(statement)
    check_step(Step.SUBMIT, statement, by=by)
    _check_seen(seen, state_of(statement))
    check_ready(bundle_of(statement), today=_today())
    leaving_out.answer(statement, answers or {})
    return Review.objects.create(
        statement=statement,
        status=Status.SUBMITTED,
        submitted_by=by,
        submitted_at=timezone.now(),
        shown=preview.as_submitted(statement),
    )


def changed_since_returned(statement: Statement) -> list[preview.Difference]:
    """What is another than when the statement was submitted before; nothing where it was not."""
    before = statement.reviews.filter(status=Status.RETURNED).order_by("-pk").first()
    return (
        preview.differences(before.shown, preview.as_submitted(statement)) if before and before.shown else []
    )


@transaction.atomic
def take_back(statement: Statement, *, by: Any, seen: str) -> Review:
    """Make one's own submission a draft again."""
    return _decide(_locked(statement), Step.TAKE_BACK, by, seen=seen)


@transaction.atomic
def send_back(statement: Statement, *, by: Any, seen: str, note: str) -> Review:
    """Return a submission to its author. Raises RuleBroken `note_missing` when nobody could tell why."""
    if not note.strip():
        raise RuleBroken("note_missing", "Say what is to be mended.", field="note")
    return _decide(_locked(statement), Step.SEND_BACK, by, seen=seen, note=note.strip())


@transaction.atomic
def publish(statement: Statement, *, by: Any, seen: str, note: str = "") -> Changeset:
    """Make a submitted statement part of the record, with its claims and every draft that it uses first."""
    # First of all, so that what is checked here is still so when it is published.
    Counter.objects.select_for_update().get()
    statement = _locked(statement)
    check_step(Step.PUBLISH, statement, by=by)
    bundle = _held(lambda: bundle_of(statement))
    _decide(statement, Step.PUBLISH, by, seen=seen, note=note.strip())
    check_ready(bundle, today=_today())
    return publishing.publish(bundle.drafts.values(), by=by)


@transaction.atomic
def publish_nouns(nouns: Iterable[Any], *, by: Any, seen: str) -> Changeset:
    """Make draft nouns part of the record by themselves, with the drafts that they rest on.

    Raises RuleBroken `own_draft` for what the same person entered or changed, `not_allowed` without the right.
    """
    Counter.objects.select_for_update().get()
    chosen = [place_of(noun) for noun in nouns]
    if Right.DECIDE not in person(by).rights:
        raise RuleBroken("not_allowed", "Your account may not publish.")
    found = [model.objects.drafts().filter(pk=pk).first() for model, pk in chosen]
    if not found or not all(found):
        raise RuleBroken("not_in_this_status", "Only drafts can be published.")
    bundle = _held(lambda: gather(_read_again(chosen)))
    _check_seen(seen, version_of_all(bundle))
    own = [row for row in bundle.drafts.values() if DraftAuthor.of_draft(row).filter(person=by).exists()]
    if own:
        names = ", ".join(row.key for row in own)
        raise RuleBroken("own_draft", f"A second person publishes; you entered or changed {names} yourself.")
    check_ready(bundle, today=_today())
    return publishing.publish(bundle.drafts.values(), by=by)


@transaction.atomic
def discard(statement: Statement, *, by: Any, seen: str) -> None:
    """Throw a draft away with its claims. Raises RuleBroken `needed` when another draft names one of them."""
    statement = _locked(statement)
    check_step(Step.DISCARD, statement, by=by)
    _check_seen(seen, state_of(statement))
    claims = claims_of(statement)
    own = {(type(claim), claim.pk) for claim in claims}
    for claim in claims:
        others = [other for other in claim.followers.all() if (type(other), other.pk) not in own]
        if others:
            raise RuleBroken("needed", f"{others[0].key} relates to {claim.key}: discard or change it first.")
    while claims:
        # A claim goes after those that name it.
        free = [claim for claim in claims if not claim.followers.exists()]
        for claim in free:
            claim.delete()
        claims = [claim for claim in claims if claim not in free]
    DraftAuthor.of_draft(statement).delete()
    statement.delete()


@transaction.atomic
def correct(claim: StatementClaim, *, by: Any) -> Any:
    """A draft that takes the place of a published claim, with all that the claim says to start from.

    The draft belongs to a new statement, a copy of the first: a published statement is fixed, with its sources, and
    may not carry a second claim on the same subject from the same sources. So a correction has evidence and a second
    person of its own. Several corrections of one statement are collected in one draft.

    Raises RuleBroken `not_published`, `already_superseded`, `correction_underway`, `not_allowed`.
    """
    return _follow(claim, Kind.CORRECTION, by)


@transaction.atomic
def retract(claim: StatementClaim, *, by: Any) -> Any:
    """A draft that removes a published claim: it was never made, or its source withdrew it. As for `correct`."""
    return _follow(claim, Kind.RETRACTION, by)


@transaction.atomic
def close(row: Any, *, until: date, by: Any) -> Any:
    """A draft that takes the place of a published tenure or membership, with its last day.

    Raises RuleBroken `not_published`, `already_superseded`, `closed_before_its_start`, `draft_exists`, `not_allowed`.
    """
    _check_may_write(by)
    _check_stands(row)
    if row.since and until < row.since:
        raise RuleBroken("closed_before_its_start", f"It began on {row.since}.", field="until")
    fields = [
        f.attname for f in row._meta.concrete_fields if f.name not in {"id", "recorded_at", "superseded_at"}
    ]
    draft = type(row)(**{**{name: getattr(row, name) for name in fields}, "until": until})
    if draft_that_replaces(row) is not None:
        raise RuleBroken("draft_exists", "There is a draft that closes it already.")
    draft.save()
    wrote(draft, by=by)
    return draft


def draft_that_replaces(row: "Tenure | Membership") -> Any:
    """The draft that will take the place of a published tenure or membership; None without one."""
    same = publishing.IDENTITY[type(row)]
    return type(row).objects.drafts().filter(**{name: getattr(row, name) for name in same}).first()


def follow_up_of(claim: Any) -> Any:
    """The draft that corrects or retracts a published claim; None without one."""
    return claim.followers.filter(
        recorded_at__isnull=True, kind__in=(Kind.CORRECTION, Kind.RETRACTION)
    ).first()


def _locked(statement: Statement) -> Statement:
    locked: Statement = Statement.objects.select_for_update().get(pk=statement.pk)
    return locked


def _read_again(places: Iterable[Place]) -> list[Any]:
    return [model.objects.get(pk=pk) for model, pk in places]


def _held(gathered: Callable[[], Bundle]) -> Bundle:
    """What is published together, locked, so that nobody changes a part of it between the check and the stamp."""
    held: set[Place] = set()
    while True:
        bundle = gathered()
        new = bundle.drafts.keys() - held
        if not new:
            return bundle
        for model, pk in sorted(new, key=lambda place: (place[0].__name__, place[1])):
            # Other drafts may go on naming it meanwhile.
            model.objects.select_for_update(no_key=True).filter(pk=pk).first()
        held |= new


def _check_seen(seen: str, now: str) -> None:
    if seen != now:
        raise RuleBroken(
            "changed_meanwhile",
            "Somebody changed this after your page was opened, so nothing was done. This is how it stands now: look at"
            " it again and decide.",
        )


def _today() -> date:
    return timezone.now().date()


def _decide(statement: Statement, step: Step, by: Any, *, seen: str, note: str = "") -> Review:
    check_step(step, statement, by=by)
    _check_seen(seen, state_of(statement))
    review = Review.objects.get(statement=statement, status=Status.SUBMITTED)
    review.status = Status.PUBLISHED if step is Step.PUBLISH else Status.RETURNED
    review.decided_by, review.decided_at, review.note = by, timezone.now(), note
    review.save()
    return review


def _check_may_write(by: Any) -> None:
    if Right.WRITE not in person(by).rights:
        raise RuleBroken("not_allowed", "Your account may not write drafts.")


def _check_stands(row: Any) -> None:
    if not row.is_published:
        raise RuleBroken("not_published", f"{row.key} is a draft: change it instead.")
    if row.superseded_at:
        raise RuleBroken("already_superseded", f"{row.key} was replaced already: follow up what replaced it.")


def _follow(claim: Any, kind: Kind, by: Any) -> Any:
    _check_may_write(by)
    _check_stands(claim)
    underway = follow_up_of(claim)
    if underway is not None:
        raise RuleBroken("correction_underway", f"{underway.key} follows up {claim.key} already.")
    statement = _draft_beside(claim.statement, by) or _copy(claim.statement, kind, by)
    draft = type(claim)(statement=statement, kind=kind, relates_to=claim, recorded_by=by)
    kept = {"effective", *SUBJECT[type(claim)]} if kind is Kind.RETRACTION else None
    for field in claim._meta.concrete_fields:
        if field.name not in OWN and (kept is None or field.name in kept):
            setattr(draft, field.attname, getattr(claim, field.attname))
    draft.key = keys.of_claim(draft)
    draft.save()
    draft.sources.set(claim.sources.all())
    if kind is Kind.CORRECTION and isinstance(claim, CommitmentUpdate):
        draft.drops.set(claim.drops.all())
    wrote(statement, by=by)
    return draft


def _draft_beside(published: Statement, by: Any) -> Statement | None:
    """The draft in which corrections of this statement are collected, if somebody has begun one."""
    for claim in claims_of(published):
        draft = follow_up_of(claim)
        if draft is not None and case_of(draft.statement).status in (Status.DRAFT, Status.RETURNED):
            return _locked(draft.statement)
    return None


def _copy(published: Statement, kind: Kind, by: Any) -> Statement:
    statement = Statement(**{name: getattr(published, name) for name in COPIED}, recorded_by=by)
    statement.summary = f"{kind.label} of {published.key}. {published.summary}".strip()
    if not statement.quotation:
        # What was redacted leaves its language behind.
        statement.quotation_language = ""
    statement.key = keys.free_for_statement(f"{published.key}-{kind.value}")
    statement.save()
    statement.speaking_for.set(published.speaking_for.all())
    cited = published.citations.order_by("pk")
    Citation.objects.bulk_create(Citation(statement=statement, source_id=one.source_id) for one in cited)
    return statement
