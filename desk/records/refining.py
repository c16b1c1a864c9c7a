"""A refinement says the same more exactly: its figure lies inside the one that stands when it comes.

What stands is folded by the rules, at the place of the refinement among the claims and as known when it became known:
a reaffirmation without a figure in between changes nothing of it, nor does a correction that came later.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from commitments.folding import CommitmentClaim
from commitments.folding import fold as fold_lane
from guarantees.requirements import RequirementClaim
from guarantees.requirements import fold as fold_requirement
from ledger.asof import AsOf
from ledger.choices import Kind
from ledger.folding import NOT_KNOWN, counting

from . import rows, tables
from .problems import Problem
from .record import Placed
from .world import Standing, World


@dataclass(frozen=True, slots=True)
class Size:
    """A figure that stands; `said_by` is the key of the claim that said it."""

    low: int | None
    high: int | None
    unit: str
    said_by: str


def problems(world: World) -> Iterator[Problem]:
    """Refinements of the records whose figure lies outside of what stands; what is published is let be."""
    for table in ("commitment_updates", "requirements"):
        about: dict[tuple[str, ...], list[Standing]] = defaultdict(list)
        for one in sorted(world.standings(table).values(), key=lambda one: one.order):
            if one.day is not None:
                about[one.claim.subject].append(one)
        for others in about.values():
            for one in others:
                is_new = one.placed is not None and not world.is_published(table, one.claim.key)
                if is_new and one.claim.kind == Kind.REFINEMENT:
                    yield from _outside(one, _before(world, one, others))


def _outside(refining: Standing, standing: Sequence[Size]) -> Iterator[Problem]:
    """Ends of the figure of a refinement that lie outside of a figure that stands."""
    claim, placed = refining.claim, refining.placed
    if placed is None or not isinstance(claim, rows.CommitmentUpdate | rows.Requirement):
        return
    for size in standing:
        if getattr(claim, "unit", "") != size.unit:
            continue
        for column in ("low", "high"):
            figure = getattr(claim, column)
            if figure is not None and not (size.low or 0) <= figure <= (
                figure if size.high is None else size.high
            ):
                yield _told(placed, column, size)


def _told(placed: Placed[rows.Claim], column: str, size: Size) -> Problem:
    low, high = size.low or 0, "any number" if size.high is None else size.high
    expected = f"{low} to {high}, the figure of {size.said_by} that stands; if it lies outside, this is a"
    return placed.problem(column, f"{expected} change or a correction")


def _before(world: World, refining: Standing, others: Sequence[Standing]) -> list[Size]:
    """The figures that stand when a claim comes: that of its lane, or those of the claimants whom it speaks for.

    A vague date counts from its last day on, so the claim that is named may come after the one that refines it.
    """
    named = next((one for one in others if one.claim.key == refining.claim.relates_to), refining)
    first = {one.claim.key for one in others if one.turn < refining.turn} | {named.claim.key}
    claims: list[Any] = [
        _as_the_rules_see_it(world, one, place)
        for place, one in enumerate(others)
        if one is not refining and (one.claim.key in first or one.claim.kind == Kind.CORRECTION)
    ]
    at = AsOf(
        max(refining.day or date.min, named.day or date.min),
        max(_known(world, refining), _known(world, named)),
    )
    counted = [claim for claim in counting(claims, at) if claim.key in first]
    if isinstance(refining.claim, rows.CommitmentUpdate):
        return _of_the_lane(counted, world.lane(refining.claim), at.true_on)
    return _of_the_claimants(world, counted, refining, named)


def _of_the_lane(counted: Sequence[CommitmentClaim], lane: str | None, day: date) -> list[Size]:
    """The figure that stands in a lane; none where it cannot be told which lane it is."""
    state = fold_lane([claim for claim in counted if claim.lane == lane], day) if lane else None
    return [Size(state.low, state.high, "", *state.figure_updates)] if state and state.figure_updates else []


def _of_the_claimants(
    world: World, counted: Sequence[RequirementClaim], refining: Standing, named: Standing
) -> list[Size]:
    """The size that stands for each claimant, and where one has asked for none, that of the claim that is named."""
    found: list[Size] = []
    for claimant in _spoken_for(world, refining.claim) or (None,):
        own = [claim for claim in counted if claim.is_of(claimant)]
        state = fold_requirement(own or [claim for claim in counted if claim.key == named.claim.key])
        if state is not None:
            found.append(Size(state.low, state.high, state.unit or "", state.update))
    return found


def _as_the_rules_see_it(world: World, standing: Standing, place: int) -> Any:
    """A claim with a figure, for folding."""
    claim: Any = standing.claim
    shared: dict[str, Any] = {
        "key": claim.key,
        "kind": claim.kind,
        "relates_to": claim.relates_to or None,
        "day": standing.day,
        "sequence": place,
        "recorded_at": _known(world, standing),
        "said_at": standing.said_at if standing.said_at != NOT_KNOWN else None,
        **{name: getattr(claim, name) for name in ("low", "high", "words")},
    }
    if isinstance(claim, rows.Requirement):
        return RequirementClaim(**shared, claimants=_spoken_for(world, claim), unit=claim.unit)
    return CommitmentClaim(**shared, lane=world.lane(claim) or "", standing=claim.standing or None)


def _spoken_for(world: World, claim: rows.Claim) -> tuple[str, ...]:
    statement = world.row(rows.Statement, claim.statement)
    return statement.speaking_for if statement else ()


def _known(world: World, standing: Standing) -> datetime:
    """From when a claim is known: the oldest of its sources; what is published is known to all that comes."""
    claim = standing.claim
    if standing.placed is None or world.is_published(tables.OF_ROW[type(claim)].name, claim.key):
        return NOT_KNOWN
    statement = world.row(rows.Statement, claim.statement)
    keys = claim.sources or (statement.sources if statement else ())
    sources = [world.row(rows.Source, key) for key in keys]
    oldest = min((source.published_on for source in sources if source is not None), default=date.min)
    return datetime.combine(oldest, time.min, tzinfo=UTC)
