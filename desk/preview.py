"""A draft as its reader will take it: each claim in a line, with what stands now beside it."""

from dataclasses import dataclass, replace
from typing import Any

from actors.models import Alias
from commitments.models import CommitmentState, CommitmentUpdate
from guarantees import requires
from guarantees.models import (
    Condition,
    ConditionStanding,
    ConditionUpdate,
    PositionStanding,
    PositionUpdate,
    RequirementStanding,
    Statement,
    StatementClaim,
)
from ledger.choices import Kind
from ledger.folding import FOREVER

from . import leaving_out, speaking
from .bundle import Bundle, bundle_of, claims_of
from .checks import SUBJECT, reasons_of_reports

# What a second person is shown of a statement itself.
SHOWN = (
    *("speaker", "speaking_for", "attribution", "said_on", "said_at", "event", "summary"),
    *("quotation", "quotation_language"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One claim: what it is about, what it says, in which lane, what stood before, and the claim that it follows.

    `why` says why the word of an official is a report, `unsaid` names conditions that it leaves out without dropping
    them.
    """

    claim: Any
    subject: str
    says: str
    lane: str
    now: str
    follows: str
    why: str = ""
    unsaid: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a statement that is another one than when it was submitted before; "" where there was, or is, none."""

    part: str
    before: str
    now: str


def lines(statement: Statement) -> list[Line]:
    """The claims of a statement, in the order of entry."""
    reasons = {} if statement.is_published else reasons_of_reports(bundle_of(statement))
    unsaid: dict[int, list[str]] = {}
    for one in () if statement.is_published else leaving_out.left_out(statement):
        unsaid.setdefault(one.claim.pk, []).append(str(one.condition))
    return [
        replace(
            line(claim),
            why=reasons.get(claim.pk, "") if isinstance(claim, CommitmentUpdate) else "",
            unsaid="; ".join(unsaid.get(claim.pk, ())) if isinstance(claim, CommitmentUpdate) else "",
        )
        for claim in claims_of(statement)
    ]


def nouns(bundle: Bundle) -> list[tuple[str, Any, str]]:
    """The draft nouns that become part of the record with a statement: the word for each, and what it names."""
    found = [(str(row._meta.verbose_name), row, _names_of(row)) for row in bundle.nouns]
    return sorted(found, key=lambda one: (one[0], one[1].key))


def _names_of(row: Any) -> str:
    """What a noun says of others and its own name does not show; "" where there is nothing."""
    if isinstance(row, Alias):
        return f"another name of {getattr(row, row.named)}"
    if isinstance(row, Condition) and (implied := [str(one) for one in row.implies.all()]):
        return f"implies {', '.join(implied)}"
    return ""


def as_submitted(statement: Statement) -> dict[str, str]:
    """What a second person is shown of a statement, part by part, to be compared with what they are shown later."""
    fields: list[Any] = [Statement._meta.get_field(name) for name in SHOWN]
    shown = {str(field.verbose_name).capitalize(): _value(statement, field) for field in fields}
    shown["Grade"] = statement.grade
    shown["Sources"] = "; ".join(str(source) for source in statement.sources.order_by("pk"))
    for one in lines(statement):
        parts = [one.claim.get_kind_display(), one.follows, one.claim.effective, one.says, one.claim.summary]
        shown[f"{one.subject} ({one.claim.key})"] = "; ".join(part for part in parts if part)
    for word, noun, names in nouns(bundle_of(statement)):
        shown[f"New {word} ({noun.key})"] = "; ".join(part for part in (str(noun), names) if part)
    return shown


def _value(statement: Statement, field: Any) -> str:
    """A column or a list of a statement, for a person."""
    if field.many_to_many:
        return "; ".join(str(one) for one in getattr(statement, field.name).all())
    return str(getattr(statement, field.name) or "")


def differences(before: dict[str, str], now: dict[str, str]) -> list[Difference]:
    """The parts that differ, in the order in which they are shown now; then those that are gone."""
    found = [Difference(part, before.get(part, ""), text) for part, text in now.items()]
    gone = [Difference(part, text, "") for part, text in before.items() if part not in now]
    return [one for one in (*found, *gone) if one.before != one.now]


def line(claim: StatementClaim) -> Line:
    """One claim, as its reader will take it."""
    subject = " / ".join(str(getattr(claim, name)) for name in SUBJECT[type(claim)])
    lane = ""
    if isinstance(claim, CommitmentUpdate):
        lane = claim.lane or _lane(claim)
    named = claim.relates_to
    follows = f"{named.day:%-d %B %Y}: {says(named)}" if named else ""
    return Line(claim, subject, says(claim), lane, _stands(claim, lane), follows)


def _stands(claim: StatementClaim, lane: str) -> str:
    """What stands now where the claim changes something: a retraction removes from the lane of the claim it names."""
    named = claim.relates_to
    if claim.kind != Kind.RETRACTION or not isinstance(named, CommitmentUpdate) or not named.lane:
        return _now(claim, lane)
    now = _now(claim, named.lane)
    return f"{now} (in the {named.lane} lane)" if now and named.lane != lane else now


def _lane(claim: CommitmentUpdate) -> str:
    """The lane that a draft claim would have."""
    actors = [actor.key for actor in claim.statement.speaking_for.all()]
    words = (claim.statement, actors, claim.commitment)
    return speaking.lanes([words], beside=speaking.new_memberships())[0]


def says(claim: Any) -> str:
    """The content of a claim in a few words."""
    parts = [
        getattr(claim, name, "").replace("_", " ") for name in ("standing", "strength", "state", "stance")
    ]
    if getattr(claim, "delivery", ""):
        parts.append(f"delivery {claim.delivery.replace('_', ' ')}")
    parts.append(figure(claim))
    if getattr(claim, "until", ""):
        parts.append(f"until {claim.until}")
    if waits_for := getattr(claim, "requires", ""):
        parts.append(
            f"requires {_in_names(requires.parse(waits_for) if isinstance(waits_for, str) else waits_for)}"
        )
    if isinstance(claim, CommitmentUpdate) and (dropped := [str(one) for one in claim.drops.order_by("pk")]):
        parts.append(f"drops {' and '.join(dropped)}")
    if getattr(claim, "restrictions", ""):
        parts.append(f"limits: {claim.restrictions}")
    return ", ".join(part for part in parts if part) or "nothing of its own"


def _in_names(required: Any) -> str:
    """Alternatives of conditions by their names."""
    names = dict(Condition.objects.filter(key__in=requires.keys(required)).values_list("key", "name"))
    groups = [" and ".join(names.get(key, key) for key in group) for group in required]
    return "; or ".join(groups)


def figure(row: Any) -> str:
    """A figure with its words; "" without one."""
    low, high, words = getattr(row, "low", None), getattr(row, "high", None), getattr(row, "words", "")
    if low is None and high is None:
        return f"“{words}”" if words else ""
    if low == high:
        text = f"{low:,}"
    elif high is None:
        text = f"{low:,} or more"
    else:
        text = f"{low:,} to {high:,}" if low is not None else f"up to {high:,}"
    unit = getattr(row, "unit", "") or (row.commitment.unit if hasattr(row, "commitment") else "")
    return " ".join(part for part in (text, unit, f"(“{words}”)" if words else "") if part)


def _now(claim: Any, lane: str) -> str:
    """What stands now of the claim's subject, as known now; "" when nothing does."""
    if isinstance(claim, CommitmentUpdate):
        found: Any = CommitmentState.objects.filter(commitment=claim.commitment, lane=lane, is_set=True)
    elif isinstance(claim, ConditionUpdate):
        found = ConditionStanding.objects.filter(condition=claim.condition)
    elif isinstance(claim, PositionUpdate):
        found = PositionStanding.objects.filter(
            actor=claim.actor, guarantee=claim.guarantee, contribution=claim.contribution
        )
    else:
        return _asked_for(claim)
    state = found.filter(known_to=FOREVER, true_from__lte=claim.day, true_to__gt=claim.day).first()
    return says(state) if state is not None else ""


def _asked_for(claim: Any) -> str:
    """The size that each of those ask for by now in whose name a required size is said."""
    speaking = list(claim.statement.speaking_for.order_by("key"))
    sizes = RequirementStanding.objects.filter(guarantee=claim.guarantee, known_to=FOREVER)
    standing = sizes.filter(true_from__lte=claim.day, true_to__gt=claim.day)
    if not speaking:
        return "; ".join(says(state) for state in standing.filter(claimant=None))
    found = standing.filter(claimant__in=speaking).select_related("claimant").order_by("claimant__key")
    return "; ".join(f"{state.claimant}: {says(state)}" for state in found)
