"""Whose word a claim about a commitment is (lanes/v1).

A claim is **official** when its statement is an official document, the words of a named official or those
of a spokesperson, and it speaks for one of these:

- the committing actor, or a party of a joint commitment,
- a member of the committing group or organisation,
- a group that contains the committing actor.

Membership is read on the last day of what the statement gives as its date; both ends of a membership are
included and an empty end is open. Everything else is **reported**: the press, anonymous sources, and any
third party. An organisation does not speak officially for its members.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from guarantees.choices import OFFICIAL_ATTRIBUTIONS

from .choices import Lane

RULE = "lanes/v1"


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
    speaking_for: str | None,
    actor: str,
    joint_with: Collection[str],
    said_on: date,
    memberships: Collection[Membership],
    group_keys: Collection[str],
) -> str:
    """The lane of a claim: `official` or `reported`.

    `said_on` is the last day of the statement's date, `actor` and `joint_with` are the commitment's parties,
    `group_keys` the actors of kind group.
    """
    if attribution not in OFFICIAL_ATTRIBUTIONS or not speaking_for:
        return Lane.REPORTED.value
    if speaking_for == actor or speaking_for in joint_with:
        return Lane.OFFICIAL.value
    for membership in memberships:
        from_inside = (membership.member, membership.organisation) == (speaking_for, actor)
        from_above = (membership.member, membership.organisation) == (actor, speaking_for)
        if (from_inside or (from_above and speaking_for in group_keys)) and membership.covers(said_on):
            return Lane.OFFICIAL.value
    return Lane.REPORTED.value
