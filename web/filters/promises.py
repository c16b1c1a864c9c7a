"""What may be asked of commitments, of the claims about them, and of positions."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet

from actors.models import Actor
from commitments.choices import Delivery, Headline, Lane, Reading, Standing, Strength
from commitments.models import Commitment, CommitmentState, CommitmentUpdate, StateCondition
from commitments.strength import ORDER, rank
from guarantees.choices import ConditionState, Contribution, Stance
from guarantees.models import Condition, Guarantee, Package, PositionStanding, PositionUpdate, Statement
from ledger.asof import AsOf
from ledger.choices import Kind

from .parameters import Assumption, Day, Flag, KeyOf, KnownOn, Moment, OneOf, Parameter, UnitName, word_of
from .people import members
from .together import refuse_empty_range

ACTOR = KeyOf("actor", "Made by this actor, alone or jointly.", Actor)
PACKAGE = KeyOf("package", "Belongs to this package.", Package)
GUARANTEE = KeyOf("guarantee", "Made to this guarantee.", Guarantee)
MEMBER_OF = KeyOf("member_of", "A party of it belongs to this group or organisation on as_of.", Actor)
CONTRIBUTION = word_of("contribution", "What is given.", Contribution)
LANE = word_of("lane", "Has a claim in this lane; the filters on a state look at it (else: official).", Lane)
STRENGTH_AT_LEAST = word_of(
    "strength_at_least", "Bound at least so; leaves out what has no strength.", Strength
)
CONDITION = KeyOf("condition", "Requires this condition, in whichever alternative.", Condition)
COMMITMENTS: Final[tuple[Parameter, ...]] = (
    ACTOR,
    PACKAGE,
    GUARANTEE,
    CONTRIBUTION,
    word_of("strength", "Bound so.", Strength),
    STRENGTH_AT_LEAST,
    word_of("standing", "Whether the promise stands.", Standing),
    word_of("delivery", "How much of it is there.", Delivery),
    word_of("headline", "The one word for it.", Headline),
    LANE,
    CONDITION,
    Flag("has_quantity", "Has a figure, or has none."),
    MEMBER_OF,
)
#: What the matrix and everything that is added up can be narrowed by.
MATRIX: Final[tuple[Parameter, ...]] = (
    PACKAGE,
    GUARANTEE,
    MEMBER_OF,
    CONTRIBUTION,
    STRENGTH_AT_LEAST,
    LANE,
    ACTOR,
    CONDITION,
)
TOTALS: Final[tuple[Parameter, ...]] = (
    PACKAGE,
    GUARANTEE,
    MEMBER_OF,
    CONTRIBUTION,
    word_of("strength_at_least", "Leaves out what is less bound. Without it nothing is.", Strength),
    word_of("lane", "The lane that is added up. Default: official.", Lane),
    ACTOR,
    CONDITION,
)
EXPLAIN: Final[tuple[Parameter, ...]] = (
    PACKAGE,
    KeyOf("guarantee", "The guarantee of the total.", Guarantee, required=True),
    MEMBER_OF,
    OneOf("contribution", "The contribution of the total.", tuple(Contribution.values), required=True),
    UnitName("unit", "The unit of the total; none for figures without one.", required=True),
    *TOTALS[4:],
)
UPDATES: Final[tuple[Parameter, ...]] = (
    KeyOf("commitment", "About this commitment.", Commitment),
    KeyOf("actor", "About a commitment of this actor, alone or jointly.", Actor),
    word_of("kind", "What it does to what was said before.", Kind),
    word_of("lane", "Whose word it is.", Lane),
    Day("effective_from", "In effect on or after this day, as far as its date goes."),
    Day("effective_to", "In effect on or before this day, as far as its date goes."),
    Moment("recorded_from", "Recorded at or after this moment; a day means its first.", last=False),
    Moment("recorded_to", "Recorded at or before this moment; a day means its last.", last=True),
    KeyOf("statement", "Made in this statement.", Statement),
)
POSITIONS: Final[tuple[Parameter, ...]] = (
    KeyOf("actor", "Where this actor stands.", Actor),
    KeyOf("guarantee", "On this guarantee.", Guarantee),
    CONTRIBUTION,
    word_of("stance", "Stands so.", Stance),
    Flag("history", "1: every claim; 0 (default): the one that stands.", ("1", "0")),
)
SCENARIO: Final[tuple[Parameter, ...]] = (
    KeyOf("package", "The package whose promises are looked at.", Package, required=True),
    GUARANTEE,
    CONTRIBUTION,
    word_of(
        "reading",
        "Whether what was asked for once and is no longer named counts as required. Default: stated, it does not.",
        Reading,
    ),
    Assumption(
        "assume",
        "Suppose that a condition has this state, as condition:state; once for a condition.",
        Condition,
        tuple(ConditionState.values),
        repeatable=True,
    ),
)
#: What moved in both lanes may be narrowed by this.
COMPARE_ALL: Final[tuple[Parameter, ...]] = (
    Day("from", "The earlier day in the world, at its end: what was said on it stands before."),
    Day("to", "The later day in the world, at its end: what was said on it has moved."),
    KnownOn("known_from", "The earlier moment of knowledge; a day means its end."),
    KnownOn("known_to", "The later moment of knowledge; a day means its end."),
    PACKAGE,
    ACTOR,
)
COMPARE: Final[tuple[Parameter, ...]] = (
    *COMPARE_ALL,
    word_of("lane", "The lane that is compared. Default: official.", Lane),
)
COVERAGE: Final[tuple[Parameter, ...]] = (
    PACKAGE,
    KeyOf("guarantee", "This guarantee alone.", Guarantee),
)
TIMELINE: Final[tuple[Parameter, ...]] = (
    PACKAGE,
    KeyOf("actor", "Events in which this actor took part, and claims about its commitments.", Actor),
    Day("from", "On or after this day, as far as the date goes."),
    Day("to", "On or before this day, as far as the date goes."),
)
_STATES: Final = ("strength", "standing", "delivery")


def commitments(values: Mapping[str, Any], at: AsOf) -> QuerySet[Commitment]:
    """The known commitments that fit, by what they are and by what stands in a lane."""
    rows = Commitment.objects.known(at)
    if "package" in values:
        rows = rows.filter(guarantee__package=values["package"].pk)
    if "guarantee" in values:
        rows = rows.filter(guarantee=values["guarantee"].pk)
    if "contribution" in values:
        rows = rows.filter(contribution=values["contribution"])
    if "actor" in values:
        rows = rows.filter(_party([values["actor"].pk], "pk", "actor"))
    if "member_of" in values:
        rows = rows.filter(_party(members(values["member_of"].pk, at), "pk", "actor"))
    for condition in _standing(values, at):
        rows = rows.filter(condition)
    return rows


def updates(values: Mapping[str, Any], at: AsOf) -> QuerySet[CommitmentUpdate]:
    """The claims about commitments that are known and whose day has come, and that fit."""
    refuse_empty_range(values, "effective_from", "effective_to")
    refuse_empty_range(values, "recorded_from", "recorded_to")
    rows = CommitmentUpdate.objects.said_by(at)
    if "commitment" in values:
        rows = rows.filter(commitment=values["commitment"].pk)
    if "actor" in values:
        rows = rows.filter(_party([values["actor"].pk], "commitment", "commitment__actor"))
    if "package" in values:
        rows = rows.filter(commitment__guarantee__package=values["package"].pk)
    for name in ("kind", "lane"):
        if name in values:
            rows = rows.filter(**{name: values[name]})
    if "statement" in values:
        rows = rows.filter(statement=values["statement"].pk)
    bounds = {
        "effective_from": "effective_high__gte",
        "effective_to": "effective_low__lte",
        "recorded_from": "recorded_at__gte",
        "recorded_to": "recorded_at__lte",
    }
    return rows.filter(**{lookup: values[name] for name, lookup in bounds.items() if name in values})


def positions(values: Mapping[str, Any], at: AsOf) -> QuerySet[PositionUpdate]:
    """The claims that say where actors stand: those that stand, or with `history` all whose day has come."""
    rows = PositionUpdate.objects.said_by(at)
    if not values.get("history"):
        rows = rows.filter(key__in=PositionStanding.objects.at(at).values("update_key"))
    if "actor" in values:
        rows = rows.filter(actor=values["actor"].pk)
    if "guarantee" in values:
        rows = rows.filter(guarantee=values["guarantee"].pk)
    for name in ("contribution", "stance"):
        if name in values:
            rows = rows.filter(**{name: values[name]})
    return rows


def _party(actors: Any, commitment: str, actor: str) -> Q:
    """A commitment (at this path) whose actor (at that path), or one of its joint parties, is among some."""
    joint = Commitment.joint_with.through.objects.filter(actor__in=actors)
    return Q(**{f"{actor}__in": actors}) | Q(**{f"{commitment}__in": joint.values("commitment")})


def _standing(values: Mapping[str, Any], at: AsOf) -> list[Q]:
    """What is asked of the state in the lane that is looked at."""
    states = CommitmentState.objects.at(at).filter(lane=values.get("lane", Lane.OFFICIAL.value), is_set=True)
    asked = Q(**{name: values[name] for name in _STATES if name in values})
    if "strength_at_least" in values:
        asked &= Q(strength__in=ORDER[rank(values["strength_at_least"]) :])
    if values.get("has_quantity"):
        asked &= Q(low__isnull=False) | Q(high__isnull=False)
    if "condition" in values:
        requiring = StateCondition.objects.filter(condition=values["condition"].pk)
        asked &= Q(pk__in=requiring.values("state"))
    found: list[Q] = []
    if asked:
        found.append(Q(pk__in=states.filter(asked).values("commitment")))
    if "lane" in values:
        found.append(Q(pk__in=states.values("commitment")))
    if values.get("has_quantity") is False:
        counted = states.filter(Q(low__isnull=False) | Q(high__isnull=False))
        found.append(~Q(pk__in=counted.values("commitment")))
    if values.get("headline") == Headline.NONE:
        found.append(~Q(pk__in=states.exclude(headline=Headline.NONE).values("commitment")))
    elif "headline" in values:
        found.append(Q(pk__in=states.filter(headline=values["headline"]).values("commitment")))
    return found
