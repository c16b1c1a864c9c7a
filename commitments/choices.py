"""The words about what was promised."""

from ledger.vocabulary import Vocabulary


class Strength(Vocabulary):
    """How bound an actor is, from least to most."""

    DISCUSSED = "discussed", "Under talk: open, not excluded, too early to say.", "Discussed"
    SIGNALLED = "signalled", "Willing.", "Signalled"
    PLEDGED = "pledged", "Promised: will, ready to deploy, an announced sum.", "Pledged"
    FORMALISED = "formalised", "Signed or decided text.", "Formalised"


class Delivery(Vocabulary):
    """How much of the promise is there, from least to most."""

    NONE = "none", "Nothing runs.", "None"
    PREPARING = "preparing", "Being prepared.", "Preparing"
    PARTLY = "partly", "Runs in part.", "Partly in place"
    IN_PLACE = "in_place", "Runs.", "In place"
    COMPLETED = "completed", "Done.", "Completed"


class Standing(Vocabulary):
    """Whether the promise stands."""

    OFFERED = "offered", "On the table.", "Offered"
    REFUSED = "refused", "Ruled out by the actor: a polarity, not the weakest promise.", "Refused"
    SUSPENDED = "suspended", "On hold.", "Suspended"
    WITHDRAWN = "withdrawn", "Taken back.", "Withdrawn"
    LAPSED = "lapsed", "Ran out.", "Lapsed"


class Lane(Vocabulary):
    """Whose word a claim is."""

    OFFICIAL = "official", "What the actor itself has officially said.", "Official"
    REPORTED = "reported", "What others and the press say about it.", "Reported"


class Headline(Vocabulary):
    """The one word for a commitment, derived by headline/v1."""

    FULFILLED = "fulfilled", "Delivery is completed.", "Fulfilled"
    IN_PLACE = "in_place", "Delivery runs, in whole or in part.", "In place"
    FORMALISED = "formalised", "Signed or decided text.", "Formalised"
    PLEDGED = "pledged", "Promised.", "Pledged"
    SIGNALLED = "signalled", "Willing.", "Signalled"
    DISCUSSED = "discussed", "Under talk.", "Discussed"
    SUSPENDED = "suspended", "On hold.", "Suspended"
    LAPSED = "lapsed", "Ran out.", "Lapsed"
    WITHDRAWN = "withdrawn", "Taken back.", "Withdrawn"
    RULED_OUT = "ruled_out", "Refused by the actor.", "Ruled out"
    NONE = "none", "No claim that says how bound the actor is.", "None"


class Firmness(Vocabulary):
    """Whether an offer depends on something that has not come true."""

    FIRM = "firm", "Nothing is required, or what is required has come true.", "Firm"
    WAITING = "waiting", "Waits for a condition that may still come true.", "Waiting"
    BLOCKED = "blocked", "Every way to it needs something that is impossible.", "Blocked"


class Talk(Vocabulary):
    """What is said instead of firm, waiting or blocked where less than a pledge is on the table."""

    NOTHING_ASKED_FOR = (
        "nothing_asked_for",
        "Less than a pledge, and nothing is asked for that has not come true.",
        "Talk, nothing asked for",
    )
    WITH_CONDITIONS = (
        "with_conditions",
        "Less than a pledge, with conditions that have not come true.",
        "Talk, with conditions",
    )


class Reading(Vocabulary):
    """What a promise is taken to require in a scenario."""

    STATED = "stated", "What its last words name.", "As stated"
    STRICT = "strict", "Also what was asked for once and is no longer named.", "Strictly"


class Direction(Vocabulary):
    """How a commitment moved between two moments."""

    UP = "up", "Hardened.", "Up"
    DOWN = "down", "Softened.", "Down"
    NEW = "new", "Not there before.", "New"
    GONE = "gone", "No longer there.", "Gone"
    CONDITIONED = "conditioned", "Gained a condition.", "Conditioned"
    UNCONDITIONED = "unconditioned", "Lost a condition.", "Unconditioned"
    REQUIRES_CHANGED = "requires_changed", "Conditions changed.", "Conditions changed"
    FIGURE = "figure", "The figure moved.", "Figure"
    REWORDED = "reworded", "Said otherwise under the same headline.", "Reworded"


class Reason(Vocabulary):
    """Why a commitment is left out of a total."""

    WHOLE = "whole", "Parts of it are counted instead.", "Whole"
    REFUSED = "refused", "Ruled out by the actor.", "Refused"
    NO_FIGURE = "no_figure", "Offered without a figure; null is not zero.", "No figure"
    SUSPENDED = "suspended", "On hold.", "Suspended"
    WITHDRAWN = "withdrawn", "Taken back.", "Withdrawn"
    LAPSED = "lapsed", "Ran out.", "Lapsed"
    BELOW_STRENGTH = "below_strength", "Less bound than the question asks for.", "Below strength"
    NO_CLAIM = "no_claim", "No claim in this lane that counts.", "No claim"
