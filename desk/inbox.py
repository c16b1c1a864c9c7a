"""What waits for whom: the drafts by their status, and how a row is named in a list of suggestions."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from actors.choices import ActorKind
from actors.models import Actor, Leader, Tenure
from guarantees.models import Statement, StatementClaim
from ledger.models import Noun

from . import actions
from .models import Review
from .review import Right, Status


@dataclass(frozen=True, slots=True)
class Inbox:
    """Statements that wait: for whoever asks, for somebody else, and those that are being written."""

    to_decide: list[Any]
    waiting: list[Any]
    returned: list[Any]
    drafts: list[Any]


def with_status(statements: "QuerySet[Any]") -> "QuerySet[Any]":
    """Statements that are not published, each with the status of its newest review as `status`."""
    newest = Review.objects.filter(statement=OuterRef("pk")).order_by("-pk").values("status")[:1]
    draft = Value(Status.DRAFT.value, output_field=CharField())
    found: QuerySet[Any] = statements.annotate(status=Coalesce(Subquery(newest), draft))
    return found


def of(person: Any) -> Inbox:
    """What waits, newest first, for somebody who opens the desk."""
    if not person.has_perm("guarantees.view_statement"):
        return Inbox([], [], [], [])
    rows = with_status(Statement.objects.drafts()).select_related("speaker", "recorded_by")
    found: dict[str, list[Any]] = {status.value: [] for status in Status}
    for row in rows.prefetch_related("speaking_for").order_by("-pk")[:100]:
        found[row.status].append(row)
    may_decide = Right.DECIDE in actions.person(person).rights
    others = [row for row in found[Status.SUBMITTED] if may_decide and row.recorded_by_id != person.pk]
    waiting = [row for row in found[Status.SUBMITTED] if row not in others]
    return Inbox(others, waiting, found[Status.RETURNED], found[Status.DRAFT])


def ranked(found: "QuerySet[Any]", term: str) -> "QuerySet[Any]":
    """What somebody most likely means first: what is called so, then what begins so; states before groups."""
    names = {field.name for field in found.model._meta.concrete_fields}
    called, begins = Q(), Q()
    for name in names & {"key", "name", "title", "iso2"}:
        called |= Q(**{f"{name}__iexact": term})
        begins |= Q(**{f"{name}__istartswith": term}) | Q(**{f"{name}__icontains": f" {term}"})
    if not term or not called:
        return found
    order: list[Any] = [Case(When(called, then=0), When(begins, then=1), default=2)]
    if found.model is Actor:
        order.append(
            Case(When(kind=ActorKind.STATE, then=0), When(kind=ActorKind.ORGANISATION, then=1), default=2)
        )
    ranks = {f"rank_{number}": one for number, one in enumerate(order)}
    ordered: QuerySet[Any] = found.annotate(**ranks).order_by(*ranks, *found.query.order_by)
    return ordered


def label(row: Any) -> str:
    """A row as a list of suggestions names it."""
    if isinstance(row, StatementClaim):
        words = " ".join(
            str(value)
            for name in ("standing", "strength", "state", "stance", "low", "high", "words")
            if (value := getattr(row, name, None)) not in (None, "")
        )
        until = getattr(row, "until", "")
        text = f"{row.key}: {row.day} {row.kind} {words}".strip() + (f" until {until}" if until else "")
    elif isinstance(row, Leader):
        text = f"{row.name}{_office(row)}"
    elif isinstance(row, Noun):
        text = f"{row} [{row.key}]" if row.key not in str(row) else str(row)
    else:
        text = str(row)
    return text if getattr(row, "is_published", True) else f"{text} (draft)"


def _office(leader: Leader) -> str:
    """The newest office of a leader, for telling two of one name apart."""
    held = Tenure.objects.filter(leader=leader, superseded_at__isnull=True).select_related("actor")
    newest = held.order_by(F("until").desc(nulls_first=True), "-since").first()
    return f", {newest.office} of {newest.actor}" if newest else ""
