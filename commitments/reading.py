"""What stands, read from the projections: the states of both lanes with every signal that is derived from them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Subquery

from actors.models import Tenure
from guarantees import requires
from guarantees.choices import ConditionKind, Stance
from guarantees.conditions import Truth
from guarantees.implications import related_to
from guarantees.models import (
    Condition,
    ConditionStanding,
    ConditionUpdate,
    PositionStanding,
    PositionUpdate,
    RequirementUpdate,
)
from ledger.asof import AsOf
from ledger.models import Counter

from . import choices, signals
from .choices import Lane
from .firmness import Promise, Reach, firmness, is_pledge, truths_of
from .models import Commitment, CommitmentState, CommitmentUpdate, StateCondition
from .models import Reach as ReachRow
from .totals import TotalRow

STANDS = (choices.Standing.OFFERED, choices.Standing.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one commitment, with what follows from it.

    In `official` nothing may be set, its last word speaks nevertheless; a reported lane in which nothing is set is
    None. `retracted` is what either lane took back.
    """

    official: CommitmentState | None
    reported: CommitmentState | None
    quantity_lane: str | None
    open_conditions: tuple[str, ...]
    firmness: str | None
    disputes: list[dict[str, Any]]
    retracted: list[dict[str, Any]]
    unreaffirmed: bool
    stale: bool
    clashes: tuple[signals.Clash, ...]
    origins: tuple[str, ...]


def data_through(at: AsOf) -> date | None:
    """The last day of which a known claim speaks; None where nothing is known. One query."""
    ledgers: tuple[Any, ...] = (CommitmentUpdate, ConditionUpdate, PositionUpdate, RequirementUpdate)
    last = {
        f"last_{n}": Subquery(model.objects.known(at).order_by("-day").values("day")[:1])
        for n, model in enumerate(ledgers)
    }
    days = Counter.objects.annotate(**last).values_list(*last).get()
    return max((day for day in days if day), default=None)


def states_at(commitments: Collection[int] | None, at: AsOf) -> dict[tuple[int, str], CommitmentState]:
    """The folded states that hold, by commitment and lane; of all commitments for None. One query.

    Where nothing is set (`is_set`) it is a lane without a claim, and only its last word and its disputes speak.
    """
    states = CommitmentState.objects.at(at)
    if commitments is not None:
        states = states.filter(commitment__in=commitments)
    return {(state.commitment_id, state.lane): state for state in states}


def truths_at(keys: Iterable[str], at: AsOf) -> dict[str, Truth]:
    """The truth of conditions. Two queries, and four more where a condition asks what a commitment reaches."""
    wanted = set(keys)
    if not wanted:
        return {}
    implies = implications_at(at)
    wanted = related_to(wanted, implies)
    reaches = reaches_of(wanted)
    promises = list(promises_at({reach.commitment for reach in reaches.values()}, at)) if reaches else []
    wanted |= related_to({key for promise in promises for key in requires.keys(promise.requires)}, implies)
    words = dict.fromkeys(wanted) | words_at(wanted, at)
    return truths_of(promises, words, reaches, {}, implies)


def implications_at(at: AsOf) -> dict[str, list[str]]:
    """The conditions that each condition implies. One query."""
    links = Condition.implies.through.objects.filter(from_condition__recorded_at__lte=at.known_at).order_by(
        "id"
    )
    found: dict[str, list[str]] = defaultdict(list)
    for key, other in links.values_list("from_condition__key", "to_condition__key"):
        found[key].append(other)
    return found


def triggers_of(keys: Collection[str]) -> set[str]:
    """Those conditions that activate a promise and are no hurdles. One query."""
    rows = Condition.objects.filter(key__in=keys, kind=ConditionKind.TRIGGER).order_by()
    return set(rows.values_list("key", flat=True))


def words_at(keys: Collection[str], at: AsOf) -> dict[str, str | None]:
    """The state of conditions that a claim speaks of. One query."""
    rows = ConditionStanding.objects.at(at).filter(condition__key__in=keys).order_by()
    return {key: state or None for key, state in rows.values_list("condition__key", "state")}


def reaches_of(keys: Collection[str]) -> dict[str, Reach]:
    """What those conditions ask for that come true when a commitment reaches a strength, and all that these need."""
    rows = ReachRow.objects.order_by().values_list("condition__key", "commitment__key", "strength")
    every = {key: Reach(commitment, strength) for key, commitment, strength in rows}
    return every if every.keys() & set(keys) else {}


def promises_at(keys: Collection[str] | None, at: AsOf, *, strict: bool = False) -> Iterable[Promise]:
    """Commitments as a scenario sees them, all that are known for None; how `strict`, promise_of tells."""
    rows = Commitment.objects.known(at).select_related("guarantee__package", "part_of")
    if keys is not None:
        rows = rows.filter(key__in=keys)
    found = list(rows)
    return (
        promise_of(row, total, state, strict=strict)
        for row, (total, state) in zip(found, rows_at(found, Lane.OFFICIAL, at), strict=True)
    )


def promise_of(row: Commitment, total: TotalRow, state: CommitmentState | None, *, strict: bool) -> Promise:
    """A commitment as a scenario sees it; read strictly it also requires what earlier words asked for."""
    required = (state.requires_strictly if strict else state.requires) if state else ()
    needed = tuple(tuple(alternative) for alternative in required)
    return Promise(total, needed, row.part_of.key if row.part_of else None)


def rows_at(
    commitments: Sequence[Commitment], lane: str, at: AsOf
) -> Iterable[tuple[TotalRow, CommitmentState | None]]:
    """Commitments as totals see them, each with its state in the lane. Two queries beside the rows' own."""
    pks = [row.pk for row in commitments]
    states = states_at(pks, at)
    wholes = set(
        Commitment.objects.known(at).filter(part_of__in=pks).order_by().values_list("part_of_id", flat=True)
    )
    for row in commitments:
        state = states.get((row.pk, lane))
        yield (
            TotalRow(
                commitment=row.key,
                guarantee=row.guarantee.key,
                package=row.guarantee.package.key,
                contribution=row.contribution,
                unit=row.unit or None,
                is_whole=row.pk in wholes,
                headline=state.headline if state else choices.Headline.NONE.value,
                strength=(state.strength or None) if state else None,
                standing=(state.standing or None) if state else None,
                low=state.low if state else None,
                high=state.high if state else None,
                has_claim=state is not None and state.is_set,
                figure_updates=tuple(state.figure_updates) if state else (),
            ),
            state,
        )


class Waiting(NamedTuple):
    """A commitment that waits for a condition, and whether it is pledged or more."""

    commitment: str
    is_pledge: bool


def waiting_for(conditions: Collection[str], at: AsOf) -> dict[str, list[Waiting]]:
    """The commitments that wait for each condition: it is open, and they are neither firm nor blocked without it."""
    found: dict[str, list[Waiting]] = {key: [] for key in conditions}
    links = (
        StateCondition.objects.filter(
            condition__key__in=conditions,
            state__lane=Lane.OFFICIAL,
            state__standing__in=STANDS,
            state__in=CommitmentState.objects.at(at),
        )
        .exclude(state__headline=choices.Headline.LAPSED)
        .order_by("state__commitment__key")
    )
    rows = [
        (condition, Waiting(commitment, is_pledge(headline, strength or None)), alternatives)
        for condition, commitment, headline, strength, alternatives in links.values_list(
            "condition__key",
            "state__commitment__key",
            "state__headline",
            "state__strength",
            "state__requires",
        )
    ]
    truths = truths_at({key for *_, alternatives in rows for part in alternatives for key in part}, at)
    for condition, waiting, alternatives in rows:
        needed = tuple(tuple(alternative) for alternative in alternatives)
        if truths[condition] == "open" and firmness(needed, truths) == choices.Firmness.WAITING:
            found[condition].append(waiting)
    return found


def standing_of(
    commitments: Sequence[Commitment], joint: Mapping[int, Sequence[str]], at: AsOf
) -> dict[int, Standing]:
    """What stands of some commitments, by primary key. `joint` are the keys of the joint parties. Six queries."""
    states = states_at([row.pk for row in commitments], at)
    officials = [state for (_, lane), state in states.items() if lane == Lane.OFFICIAL]
    truths = truths_at({key for state in officials for part in state.requires for key in part}, at)
    tenures = _tenures(officials, at)
    red_lines = _red_lines({row.guarantee_id for row in commitments}, at)
    through = data_through(at) if officials else None
    return {
        row.pk: _standing(
            row,
            joint[row.pk],
            (states.get((row.pk, Lane.OFFICIAL)), states.get((row.pk, Lane.REPORTED))),
            (truths, tenures, red_lines[row.guarantee_id], through),
            at,
        )
        for row in commitments
    }


def _standing(
    row: Commitment,
    joint: Sequence[str],
    lanes: tuple[CommitmentState | None, CommitmentState | None],
    context: tuple[
        Mapping[str, Truth], Sequence[signals.Tenure], Sequence[signals.StandingPosition], date | None
    ],
    at: AsOf,
) -> Standing:
    official, reported = lanes
    truths, tenures, red_lines, through = context
    needed = tuple(tuple(alternative) for alternative in (official.requires if official else ()))
    stands = official is not None and official.standing in STANDS and not official.has_lapsed
    known = [state for state in lanes if state is not None]
    return Standing(
        official=official,
        reported=reported if reported and reported.is_set else None,
        quantity_lane=next(
            (state.lane for state in known if state.low is not None or state.high is not None), None
        ),
        open_conditions=tuple(key for key in requires.keys(needed) if truths[key] == "open"),
        firmness=firmness(needed, truths) if stands else None,
        disputes=[dispute for state in known for dispute in state.disputes],
        retracted=[one for state in known for one in state.retracted],
        # Both are said of the last word, which speaks also where nothing is set.
        unreaffirmed=official is not None
        and signals.is_unreaffirmed(official.said_by or None, official.spoken_for, tenures, at.true_on),
        stale=official is not None and signals.is_stale(official.last_said, at.true_on, through),
        clashes=signals.clashes(
            standing=official.standing if official and stands else None,
            actor=row.actor.key,
            joint_with=joint,
            guarantee=row.guarantee.key,
            contribution=row.contribution,
            positions=red_lines,
        ),
        origins=tuple(sorted({origin for state in known for origin in state.origins})),
    )


def _tenures(states: Iterable[CommitmentState], at: AsOf) -> list[signals.Tenure]:
    """The offices that the last speakers hold on the day."""
    speakers = {state.said_by for state in states if state.said_by}
    held = Tenure.objects.holding(at).filter(leader__key__in=speakers)
    return [signals.Tenure(*row) for row in held.values_list("leader__key", "actor__key", "since", "until")]


def _red_lines(guarantees: Collection[int], at: AsOf) -> dict[int, list[signals.StandingPosition]]:
    found: dict[int, list[signals.StandingPosition]] = defaultdict(list)
    rows = PositionStanding.objects.at(at).filter(guarantee__in=guarantees, stance=Stance.REJECTS)
    for guarantee, *row in rows.values_list(
        "guarantee_id", "update_key", "actor__key", "guarantee__key", "contribution", "stance"
    ):
        found[guarantee].append(signals.StandingPosition(*row))
    return found
