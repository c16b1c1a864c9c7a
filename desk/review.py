"""Who may do what with a statement on its way into the record (review/v1).

A statement is written as a draft, submitted, and published or returned by a second person. Nobody publishes what
they wrote or submitted themselves, whatever else they may do. What is submitted is not changed under the eyes of
the second person: it is taken back first.
"""

from dataclasses import dataclass

from ledger.exceptions import RuleBroken
from ledger.vocabulary import Vocabulary

RULE = "review/v1"


class Status(Vocabulary):
    """How far a statement has come."""

    DRAFT = "draft", "Being written; nobody but those who write sees it.", "Draft"
    SUBMITTED = "submitted", "Waits for a second person; it is not changed meanwhile.", "Submitted"
    RETURNED = "returned", "Sent back with a note; it is a draft again.", "Returned"
    PUBLISHED = "published", "Part of the record, for good.", "Published"


class Step(Vocabulary):
    """What can be done with a statement."""

    EDIT = "edit", "Change the draft.", "Edit"
    DISCARD = "discard", "Throw the draft away.", "Discard"
    SUBMIT = "submit", "Hand it to a second person.", "Submit"
    TAKE_BACK = "take_back", "Take one's own submission back, to change it.", "Take back"
    SEND_BACK = "send_back", "Return it to its author, with a note.", "Send back"
    PUBLISH = "publish", "Make it part of the record.", "Publish"


class Right(Vocabulary):
    """What a role allows."""

    WRITE = "write", "Write drafts and submit them.", "Write"
    DECIDE = "decide", "Publish and send back what others submitted.", "Decide"


# From which status a step leads to which; a step that leads nowhere leaves nothing behind.
TRANSITIONS: dict[Step, tuple[frozenset[Status], Status | None]] = {
    Step.EDIT: (frozenset({Status.DRAFT, Status.RETURNED}), Status.DRAFT),
    Step.DISCARD: (frozenset({Status.DRAFT, Status.RETURNED}), None),
    Step.SUBMIT: (frozenset({Status.DRAFT, Status.RETURNED}), Status.SUBMITTED),
    Step.TAKE_BACK: (frozenset({Status.SUBMITTED}), Status.RETURNED),
    Step.SEND_BACK: (frozenset({Status.SUBMITTED}), Status.RETURNED),
    Step.PUBLISH: (frozenset({Status.SUBMITTED}), Status.PUBLISHED),
}
# Who has the turn: the right that each step needs.
OWNERS: dict[Step, Right] = {
    Step.EDIT: Right.WRITE,
    Step.DISCARD: Right.WRITE,
    Step.SUBMIT: Right.WRITE,
    Step.TAKE_BACK: Right.WRITE,
    Step.SEND_BACK: Right.DECIDE,
    Step.PUBLISH: Right.DECIDE,
}
# Steps that are refused to those who had a hand in the draft, and the one that is theirs alone.
SECOND_PERSON = frozenset({Step.PUBLISH})
SUBMITTER_ONLY = frozenset({Step.TAKE_BACK})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks, by primary key, and what they may do."""

    pk: int
    rights: frozenset[Right]


@dataclass(frozen=True, slots=True)
class Case:
    """A statement as the rules see it: its status, everybody who wrote in it, and who submitted it."""

    status: Status
    authors: frozenset[int] = frozenset()
    submitter: int | None = None


def check_can(step: Step, case: Case, by: Person) -> None:
    """Raises RuleBroken `not_in_this_status`, `not_allowed`, `own_statement` or `not_own_statement`."""
    before, _ = TRANSITIONS[step]
    if case.status not in before:
        raise RuleBroken(
            "not_in_this_status",
            f"{step.label}: not possible for a statement that is {case.status.label.lower()}.",
        )
    if OWNERS[step] not in by.rights:
        raise RuleBroken("not_allowed", f"{step.label}: your account may not do this.")
    own = by.pk in case.authors or by.pk == case.submitter
    if step in SECOND_PERSON and own:
        raise RuleBroken(
            "own_statement", f"{step.label}: a second person decides; you wrote or submitted this yourself."
        )
    if step in SUBMITTER_ONLY and by.pk != case.submitter:
        raise RuleBroken("not_own_statement", f"{step.label}: only who submitted it may take it back.")


def can(step: Step, case: Case, by: Person) -> bool:
    """Whether `check_can` passes."""
    try:
        check_can(step, case, by)
    except RuleBroken:
        return False
    return True


def steps(case: Case, by: Person) -> tuple[Step, ...]:
    """Everything that somebody may do with a statement now."""
    return tuple(step for step in Step if can(step, case, by))
