"""What is told of a record that is no mistake, but may not be what was meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from actors.choices import ActorKind
from commitments.choices import Lane
from guarantees.choices import OFFICIAL_ATTRIBUTIONS

from . import rows
from .problems import Place, printable, shortened
from .world import World


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about one claim: `value` as it stands in a column there."""

    place: Place
    column: str
    value: str
    text: str

    def __str__(self) -> str:
        where = f"{printable(self.place.file)}, line {self.place.line}, column {self.column}"
        return f"Note: {where}: {shortened(self.value)}: {self.text}"


def notes(world: World, *, by_name: bool = False) -> Iterator[Note]:
    """New claims of the records that are reports although their statement is official, with the reason.

    The reason names actors and commitments by their keys, as the record does, or `by_name`, for who reads no keys.
    """
    called = _names(world) if by_name else {}
    for record in world.records:
        for placed in record.of(rows.CommitmentUpdate):
            claim = placed.row
            if not world.is_published("commitment_updates", claim.key) and (
                text := why_reported(world, claim, called)
            ):
                yield Note(placed.place, "statement", claim.statement, text)


def _names(world: World) -> dict[str, str]:
    """What actors and commitments are called, by their keys."""
    promised = {row.key: f"“{row.title}”" for row in world.all(rows.Commitment)}
    return promised | {row.key: row.name for row in world.all(rows.Actor)}


def why_reported(world: World, claim: rows.CommitmentUpdate, called: Mapping[str, str]) -> str:
    """Why a claim of an official document or a named official is a report; "" where it is none.

    `called` gives names to put in the place of keys.
    """
    statement = world.row(rows.Statement, claim.statement)
    commitment = world.row(rows.Commitment, claim.commitment)
    if statement is None or commitment is None or world.lane(claim) != Lane.REPORTED:
        return ""
    if statement.attribution not in OFFICIAL_ATTRIBUTIONS:
        return ""
    if not statement.speaking_for:
        return "a report, since its statement speaks for nobody"
    kinds = {row.key: row.kind for row in world.all(rows.Actor)}
    day = statement.said_on.high.isoformat()
    promised, actor = (called.get(key, key) for key in (commitment.key, commitment.actor))
    neither = [f"neither actor nor joint party of {promised}"]
    if kinds.get(commitment.actor) in (ActorKind.GROUP, ActorKind.ORGANISATION):
        neither.append(f"nor (on {day}) a member of {actor}")
    if any(kinds.get(one) == ActorKind.GROUP for one in statement.speaking_for):
        neither.append(f"nor (on {day}) a group with {actor} as a member")
    speakers = ", ".join(called.get(key, key) for key in statement.speaking_for)
    text = f"a report, since its statement speaks for {speakers}: {', '.join(neither)}"
    if any(kinds.get(one) == ActorKind.ORGANISATION for one in statement.speaking_for):
        text += "; an organisation does not speak for its members"
    return text
