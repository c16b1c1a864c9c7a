"""Whose word a claim about a commitment is (lanes/v2).

A claim is **official** when its statement is an official document, the words of a named official or those
of a spokesperson, and one of the actors that it speaks for is one of these:

- the committing actor, or a party of a joint commitment,
- a member of the committing group or organisation,
- a group that contains the committing actor.

Membership is read on the last day of what the statement gives as its date; both ends of a membership are
included and an empty end is open. Everything else is **reported**: the press, anonymous sources, and any
third party. An organisation does not speak officially for its members. A joint declaration speaks for
several actors, each of them for itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from guarantees.choices import OFFICIAL_ATTRIBUTIONS

from .choices import Lane

RULE = "lanes/v2"


@dataclass(frozen=True, slots=True)
class Membership:
    """One actor's time in a group or organisation, by key; both days are included and None is open."""

    member: str
    organisation: str
    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether the membership holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def lane_of(
    *,
    attribution: str,
    speaking_for: Collection[str],
    actor: str,
    joint_with: Collection[str],
    said_on: date,
    memberships: Collection[Membership],
    group_keys: Collection[str],
) -> str:
    """The lane of a claim: `official` or `reported`.

    `speaking_for` are the actors in whose name the statement is, `said_on` is the last day of its date, `actor` and
    `joint_with` are the commitment's parties, `group_keys` the actors of kind group.
    """
    if attribution not in OFFICIAL_ATTRIBUTIONS:
        return Lane.REPORTED.value
    if any(one == actor or one in joint_with for one in speaking_for):
        return Lane.OFFICIAL.value
    for membership in memberships:
        from_inside = membership.member in speaking_for and membership.organisation == actor
        from_above = membership.member == actor and membership.organisation in speaking_for
        is_group = membership.organisation in group_keys
        if (from_inside or (from_above and is_group)) and membership.covers(said_on):
            return Lane.OFFICIAL.value
    return Lane.REPORTED.value
