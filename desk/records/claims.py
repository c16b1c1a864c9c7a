"""What must hold within one claim, and between a claim and its statement."""

from collections.abc import Iterator

from commitments import choices
from commitments.choices import Lane
from guarantees import requires
from ledger.choices import Kind
from ledger.folding import SETTING

from . import rows, tables
from .nouns import not_above
from .problems import Problem
from .record import Placed
from .world import Standing, World

#: Kinds that say nothing of their own: they contradict or remove the claim that they name.
AGAINST = frozenset({Kind.DENIAL, Kind.RETRACTION})
BOUND = frozenset({choices.Standing.OFFERED, choices.Standing.SUSPENDED})


def problems(world: World) -> Iterator[Problem]:
    """Everything that is wrong with single claims of the records."""
    for record in world.records:
        for table in tables.CLAIM_TABLES:
            for placed in record.claims(table):
                yield from _claim(world, placed)
                yield from _of_its_table(world, placed)
    yield from _twice_in_one_statement(world)


def _claim(world: World, placed: Placed[rows.Claim]) -> Iterator[Problem]:
    """Kind, named claim and evidence."""
    claim = placed.row
    if claim.kind == Kind.CHANGE and claim.relates_to:
        yield placed.problem("relates_to", "an empty cell: a change names no claim")
    if claim.kind != Kind.CHANGE and not claim.relates_to:
        yield placed.problem("relates_to", f"the key of the earlier claim that this {claim.kind} is about")
    statement = world.row(rows.Statement, claim.statement)
    if statement is not None:
        strange = [key for key in claim.sources if key not in statement.sources]
        if strange:
            shown = ";".join(statement.sources)
            yield Problem(
                placed.place,
                "sources",
                ";".join(strange),
                f"sources of the statement {statement.key} ({shown})",
            )


def _of_its_table(world: World, placed: Placed[rows.Claim]) -> Iterator[Problem]:
    """What the fields of a claim say."""
    claim = placed.row
    match claim:
        case rows.CommitmentUpdate():
            yield from not_above(placed, "low", claim.low, "high", claim.high)
            yield from _how_bound(world, placed, claim)
            yield from _of_its_package(world, placed, claim)
            yield from _dropped(placed, claim)
            if claim.until is not None and claim.until.high < claim.effective.low:
                day = claim.effective.low.isoformat()
                yield placed.problem("until", f"{day}, from which on it is promised, or a later day")
        case rows.Requirement():
            yield from not_above(placed, "low", claim.low, "high", claim.high)
        case rows.ConditionUpdate():
            if claim.kind in SETTING and not claim.state:
                yield placed.problem("state", f"a state: a {claim.kind} sets one")
        case rows.Position():
            if claim.kind in SETTING and not claim.stance:
                yield placed.problem("stance", f"a stance: a {claim.kind} sets one")


def _how_bound(world: World, placed: Placed[rows.Claim], claim: rows.CommitmentUpdate) -> Iterator[Problem]:
    """Standing and strength fit each other; the actor's own word has a standing."""
    if claim.standing in BOUND and not claim.strength:
        yield placed.problem("strength", f"a strength: the standing is {claim.standing}")
    if claim.standing and claim.standing not in BOUND and claim.strength:
        yield placed.problem("strength", f"an empty cell: the standing is {claim.standing}")
    if not claim.standing and claim.kind not in AGAINST and world.lane(claim) == Lane.OFFICIAL:
        yield placed.problem("standing", f"a standing: this {claim.kind} is the actor's own word")


def _of_its_package(
    world: World, placed: Placed[rows.Claim], claim: rows.CommitmentUpdate
) -> Iterator[Problem]:
    """A claim asks for conditions of the commitment's own package, and drops such."""
    commitment = world.row(rows.Commitment, claim.commitment)
    guarantee = world.row(rows.Guarantee, commitment.guarantee) if commitment else None
    if guarantee is None:
        return
    for column, keys in (("requires", requires.keys(claim.requires)), ("drops", claim.drops)):
        for key in keys:
            condition = world.row(rows.Condition, key)
            if condition is not None and condition.package != guarantee.package:
                yield Problem(placed.place, column, key, f"conditions of the package {guarantee.package}")


def _dropped(placed: Placed[rows.Claim], claim: rows.CommitmentUpdate) -> Iterator[Problem]:
    """What is asked for no longer is said by a claim that sets something, and is not asked for by the same one."""
    if claim.drops and claim.kind not in SETTING:
        yield placed.problem("drops", f"an empty cell: a {claim.kind} drops nothing")
    for key in claim.drops:
        if key in requires.keys(claim.requires):
            yield Problem(placed.place, "drops", key, "conditions that this claim does not require")


def _twice_in_one_statement(world: World) -> Iterator[Problem]:
    """Two claims of one statement about one subject of which the sources overlap, but for a denial beside another.

    "We never decided a figure; we stay open" takes back and says something in one breath, and one breath may deny
    several claims, each once.
    """
    for table in tables.CLAIM_TABLES:
        together: dict[tuple[str, tuple[str, ...]], list[Standing]] = {}
        for standing in sorted(world.standings(table).values(), key=lambda one: one.order):
            claim = standing.claim
            statement = world.row(rows.Statement, claim.statement)
            if statement is None:
                continue
            before = together.setdefault((claim.statement, claim.subject), [])
            for other in before:
                common = _evidence(claim, statement) & _evidence(other.claim, statement)
                told, beside = _newer(world, table, other, standing)
                if common and told is not None and not _stand_together(claim, other.claim):
                    yield told.problem(
                        "sources",
                        f"other sources than those of {beside}, which rests on {', '.join(sorted(common))} as well:"
                        " a statement carries two claims about one subject only if they rest on different sources,"
                        " or if one of them is a denial",
                    )
                    break
            before.append(standing)


def _evidence(claim: rows.Claim, statement: rows.Statement) -> frozenset[str]:
    """The sources on which a claim rests."""
    return frozenset(claim.sources or statement.sources)


def _stand_together(claim: rows.Claim, other: rows.Claim) -> bool:
    """Whether one of two claims is a denial, and the other not a denial of the same claim."""
    kinds = (claim.kind, other.kind)
    return Kind.DENIAL in kinds and (
        kinds != (Kind.DENIAL, Kind.DENIAL) or claim.relates_to != other.relates_to
    )


def _newer(
    world: World, table: str, first: Standing, second: Standing
) -> tuple[Placed[rows.Claim] | None, str]:
    """Which of two claims is to be mended, and the key of the other: the last one that is not published."""
    for one, other in ((second, first), (first, second)):
        if one.placed is not None and not world.is_published(table, one.claim.key):
            return one.placed, other.claim.key
    return None, ""
