"""What is told of a record that is no mistake, but may not be what was meant."""

from collections.abc import Iterator
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


def notes(world: World) -> Iterator[Note]:
    """New claims of the records that are reports although their statement is official, with the reason."""
    for record in world.records:
        for placed in record.of(rows.CommitmentUpdate):
            claim = placed.row
            if not world.is_published("commitment_updates", claim.key) and (
                text := why_reported(world, claim)
            ):
                yield Note(placed.place, "statement", claim.statement, text)


def why_reported(world: World, claim: rows.CommitmentUpdate) -> str:
    """Why a claim of an official document or a named official is a report; "" where it is none."""
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
    neither = [f"neither actor nor joint party of {commitment.key}"]
    if kinds.get(commitment.actor) in (ActorKind.GROUP, ActorKind.ORGANISATION):
        neither.append(f"nor (on {day}) a member of {commitment.actor}")
    if any(kinds.get(one) == ActorKind.GROUP for one in statement.speaking_for):
        neither.append(f"nor (on {day}) a group with {commitment.actor} as a member")
    text = (
        f"a report, since its statement speaks for {', '.join(statement.speaking_for)}: {', '.join(neither)}"
    )
    if any(kinds.get(one) == ActorKind.ORGANISATION for one in statement.speaking_for):
        text += "; an organisation does not speak for its members"
    return text
