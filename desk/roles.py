"""The groups of people who write, and which permissions of Django each has."""

from .review import Right

EDITORS = "editors"
REVIEWERS = "reviewers"

# What the record is made of; a claim is a line of its statement and is allowed with it.
NOUNS = ("actors", "sources", "guarantees", "commitments")

# The permission behind each right of a review.
PERMISSION_OF: dict[Right, str] = {Right.WRITE: "desk.write_drafts", Right.DECIDE: "desk.publish_drafts"}

RIGHTS: dict[str, frozenset[Right]] = {
    EDITORS: frozenset({Right.WRITE}),
    REVIEWERS: frozenset({Right.WRITE, Right.DECIDE}),
}


def codenames(group: str) -> tuple[str, ...]:
    """The codenames of the desk's own permissions that a group has."""
    return tuple(PERMISSION_OF[right].removeprefix("desk.") for right in sorted(RIGHTS[group]))
