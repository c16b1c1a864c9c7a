"""The words of the ledger itself."""

from .vocabulary import Vocabulary


class Kind(Vocabulary):
    """What a claim does to what was said before."""

    CHANGE = "change", "The position is new or has moved.", "Change"
    REAFFIRMATION = "reaffirmation", "Said again, with nothing new.", "Reaffirmation"
    REFINEMENT = "refinement", "The same, known or said more exactly.", "Refinement"
    CORRECTION = "correction", "An earlier row was wrong; this one takes its place.", "Correction"
    DENIAL = "denial", "Contradicts the claim that it names; it sets nothing.", "Denial"
    RETRACTION = (
        "retraction",
        "The claim that it names was never made, or its source withdrew it.",
        "Retraction",
    )


class Action(Vocabulary):
    """What a row of the change feed tells."""

    CREATED = "created", "The object is new.", "Created"
    CHANGED = "changed", "A claim of kind change.", "Changed"
    REAFFIRMED = "reaffirmed", "A claim of kind reaffirmation.", "Reaffirmed"
    REFINED = "refined", "A claim of kind refinement.", "Refined"
    CORRECTED = "corrected", "A claim of kind correction.", "Corrected"
    DENIED = "denied", "A claim of kind denial.", "Denied"
    RETRACTED = "retracted", "A claim of kind retraction.", "Retracted"
    REDACTED = "redacted", "The content was removed for a legal or safety reason; the row stays.", "Redacted"
    UPDATED = "updated", "What is derived from claims has moved.", "Updated"
    DELETED = "deleted", "The object is gone.", "Deleted"


ACTION_OF_KIND: dict[str, Action] = {
    Kind.CHANGE: Action.CHANGED,
    Kind.REAFFIRMATION: Action.REAFFIRMED,
    Kind.REFINEMENT: Action.REFINED,
    Kind.CORRECTION: Action.CORRECTED,
    Kind.DENIAL: Action.DENIED,
    Kind.RETRACTION: Action.RETRACTED,
}
