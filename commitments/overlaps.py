"""Which of the commitments that one total counts may be inside one another (overlaps/v1).

Two commitments that are counted in one total (of one guarantee, contribution, unit and lane) are a **possible double
count** when a party of the one is a member, on the day of the question, of the organisation or group that is a party
of the other: what the member gives may be its share of what all give together. Nobody has said so: then the sum
stays, since it counts what was promised, and the pair is told beside it.

Where a claim of membership is not enough, `part_of` is: a commitment of which another one is a part is not counted,
so no such pair is left in a sum. Membership is direct: a member of a member is not asked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

RULE = "overlaps/v1"


@dataclass(frozen=True, slots=True)
class Made:
    """A commitment that is counted, and who makes it: the keys of its actor and of its joint parties."""

    commitment: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Overlap:
    """A commitment that may be inside another one; both are counted."""

    commitment: str
    inside: str


def overlaps(counted: Iterable[Made], belonging: Collection[tuple[str, str]]) -> tuple[Overlap, ...]:
    """Every possible double count among the commitments of one total, in the order of their keys.

    `belonging` are the memberships that hold on the day: who (by key) is a member of whom.
    """
    made = tuple(counted)
    wholes: dict[str, set[str]] = defaultdict(set)
    for one in made:
        for party in one.parties:
            wholes[party].add(one.commitment)
    organisations: dict[str, set[str]] = defaultdict(set)
    for member, organisation in belonging:
        organisations[member].add(organisation)
    found = {
        Overlap(one.commitment, whole)
        for one in made
        for party in one.parties
        for organisation in organisations.get(party, ())
        for whole in wholes.get(organisation, ())
        if whole != one.commitment
    }
    return tuple(sorted(found))
