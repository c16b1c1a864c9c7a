"""What may be asked of packages, guarantees, conditions, events and statements."""

from collections.abc import Mapping
from typing import Any, Final, get_args

from django.db.models import Q, QuerySet

from actors.models import Actor, Leader
from commitments.choices import Lane
from commitments.models import Commitment, CommitmentUpdate
from commitments.reading import truths_at
from guarantees.choices import (
    Attribution,
    ConditionKind,
    ConditionState,
    Contribution,
    EventKind,
    EventStatus,
)
from guarantees.conditions import Truth
from guarantees.models import (
    Citation,
    Condition,
    ConditionStanding,
    Guarantee,
    NegotiationEvent,
    Package,
    Participation,
    PositionUpdate,
    Statement,
)
from ledger.asof import AsOf
from sources.models import Source

from .parameters import Day, KeyOf, OneOf, Parameter, word_of
from .together import refuse_empty_range

PACKAGES: Final[tuple[Parameter, ...]] = (
    KeyOf("package", "This package alone.", Package),
    word_of("kind", "Has a guarantee of this kind.", Contribution),
)
GUARANTEES: Final[tuple[Parameter, ...]] = (
    KeyOf("package", "Belongs to this package.", Package),
    word_of("kind", "The kind of guarantee.", Contribution),
)
CONDITIONS: Final[tuple[Parameter, ...]] = (
    KeyOf("package", "Belongs to this package.", Package),
    word_of("kind", "The sort of condition.", ConditionKind),
    word_of("state", "Was said to be so by as_of; how it counts is its truth.", ConditionState),
    OneOf("truth", "Counts so on as_of, with what follows from others.", get_args(Truth)),
)
EVENTS: Final[tuple[Parameter, ...]] = (
    KeyOf("package", "Belongs to this package.", Package),
    word_of("kind", "The sort of event.", EventKind),
    word_of("status", "Whether it took place.", EventStatus),
    KeyOf("actor", "This actor took part.", Actor),
    Day("from", "Held on or after this day, as far as its date goes."),
    Day("to", "Held on or before this day, as far as its date goes."),
)
STATEMENTS: Final[tuple[Parameter, ...]] = (
    KeyOf("speaker", "Said by this leader.", Leader),
    KeyOf("speaking_for", "Said in the name of this actor, alone or with others.", Actor),
    word_of("attribution", "How we know what was said.", Attribution),
    KeyOf("event", "Said at this event.", NegotiationEvent),
    KeyOf("source", "Rests on this source.", Source),
    KeyOf("actor", "Said in its name, or claims something of its commitments or of where it stands.", Actor),
    word_of("lane", "Has a claim about a commitment in this lane.", Lane),
    word_of(
        "contribution", "Has a claim about this contribution, in the lane that is asked for.", Contribution
    ),
    Day("from", "Said on or after this day, as far as its date goes."),
    Day("to", "Said on or before this day, as far as its date goes."),
)


def packages(values: Mapping[str, Any], at: AsOf) -> QuerySet[Package]:
    """The known packages that fit."""
    rows = Package.objects.known(at)
    if "package" in values:
        rows = rows.filter(pk=values["package"].pk)
    if "kind" in values:
        of_kind = Guarantee.objects.known(at).filter(kind=values["kind"]).order_by()
        rows = rows.filter(pk__in=of_kind.values("package"))
    return rows


def guarantees(values: Mapping[str, Any], at: AsOf) -> QuerySet[Guarantee]:
    """The known guarantees that fit; `guarantee` keeps one of them."""
    rows = Guarantee.objects.known(at)
    if "package" in values:
        rows = rows.filter(package=values["package"].pk)
    if "guarantee" in values:
        rows = rows.filter(pk=values["guarantee"].pk)
    if "kind" in values:
        rows = rows.filter(kind=values["kind"])
    return rows


def conditions(values: Mapping[str, Any], at: AsOf) -> QuerySet[Condition]:
    """The known conditions that fit."""
    rows = Condition.objects.known(at)
    if "package" in values:
        rows = rows.filter(package=values["package"].pk)
    if "kind" in values:
        rows = rows.filter(kind=values["kind"])
    if "state" in values:
        standing = ConditionStanding.objects.at(at).filter(state=values["state"])
        rows = rows.filter(pk__in=standing.values("condition"))
    if "truth" in values:
        truths = truths_at(rows.order_by().values_list("key", flat=True), at)
        rows = rows.filter(key__in=[key for key, truth in truths.items() if truth == values["truth"]])
    return rows


def events(values: Mapping[str, Any], at: AsOf) -> QuerySet[NegotiationEvent]:
    """The known events that fit; an event without a date is in no span. Raises ParametersRefused."""
    refuse_empty_range(values)
    rows = NegotiationEvent.objects.known(at)
    if "package" in values:
        rows = rows.filter(package=values["package"].pk)
    if "kind" in values:
        rows = rows.filter(kind=values["kind"])
    if "status" in values:
        rows = rows.filter(status=values["status"])
    if "actor" in values:
        present = Participation.objects.known(at).filter(actor=values["actor"].pk).order_by()
        rows = rows.filter(pk__in=present.values("event"))
    if "from" in values:
        rows = rows.filter(held_high__gte=values["from"])
    if "to" in values:
        rows = rows.filter(held_low__lte=values["to"])
    return rows


def statements(values: Mapping[str, Any], at: AsOf) -> QuerySet[Statement]:
    """The known statements that fit. Raises ParametersRefused."""
    refuse_empty_range(values)
    rows = Statement.objects.known(at)
    if "speaker" in values:
        rows = rows.filter(speaker=values["speaker"].pk)
    if "speaking_for" in values:
        spoken = Statement.speaking_for.through.objects.filter(actor=values["speaking_for"].pk).order_by()
        rows = rows.filter(pk__in=spoken.values("statement"))
    if "attribution" in values:
        rows = rows.filter(attribution=values["attribution"])
    if "event" in values:
        rows = rows.filter(event=values["event"].pk)
    if "source" in values:
        citations = Citation.objects.filter(source=values["source"].pk).order_by()
        rows = rows.filter(pk__in=citations.values("statement"))
    if "from" in values:
        rows = rows.filter(said_high__gte=values["from"])
    if "to" in values:
        rows = rows.filter(said_low__lte=values["to"])
    return _by_their_claims(rows, values, at)


def _by_their_claims(rows: QuerySet[Statement], values: Mapping[str, Any], at: AsOf) -> QuerySet[Statement]:
    """The statements whose known claims fit: one claim that is in the lane and about the contribution."""
    promised = CommitmentUpdate.objects.known(at).order_by()
    positions = PositionUpdate.objects.known(at).order_by()
    if "lane" in values or "contribution" in values:
        fits = promised.filter(lane=values["lane"]) if "lane" in values else promised
        if "contribution" in values:
            fits = fits.filter(commitment__contribution=values["contribution"])
        found = Q(pk__in=fits.values("statement"))
        if "lane" not in values:
            found |= Q(pk__in=positions.filter(contribution=values["contribution"]).values("statement"))
        rows = rows.filter(found)
    if "actor" in values:
        actor = values["actor"].pk
        spoken = Statement.speaking_for.through.objects.filter(actor=actor).order_by()
        joint = Commitment.joint_with.through.objects.filter(actor=actor).order_by()
        own = promised.filter(Q(commitment__actor=actor) | Q(commitment__in=joint.values("commitment")))
        rows = rows.filter(
            Q(pk__in=spoken.values("statement"))
            | Q(pk__in=own.values("statement"))
            | Q(pk__in=positions.filter(actor=actor).values("statement"))
        )
    return rows
