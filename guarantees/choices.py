"""The words about what is negotiated, said and required."""

from ledger.vocabulary import Vocabulary


class Contribution(Vocabulary):
    """What is given. Commitments, guarantees and positions share this list."""

    TROOPS = "troops", "Soldiers on the ground.", "Troops"
    AIR_SUPPORT = "air_support", "Aircraft and patrols.", "Air support"
    AIR_DEFENCE = "air_defence", "Systems and missiles against attack from the air.", "Air defence"
    MARITIME = "maritime", "Ships, mine clearance, security of navigation.", "Maritime"
    INTELLIGENCE = "intelligence", "Intelligence, surveillance and reconnaissance.", "Intelligence"
    TRAINING = "training", "Training and rebuilding of forces.", "Training"
    SUPPLIES = "supplies", "Arms, ammunition and equipment.", "Supplies"
    BORDER_SECURITY = "border_security", "Security of a border or line of contact.", "Border security"
    MONITORING = "monitoring", "Monitoring and verification of a ceasefire.", "Monitoring"
    MUTUAL_DEFENCE = "mutual_defence", "A promise to help after an attack.", "Mutual defence"
    FINANCE = "finance", "Money.", "Finance"
    COMMAND = "command", "Headquarters, staff and coordination.", "Command"
    OTHER = "other", "Anything else.", "Other"


class ConditionKind(Vocabulary):
    """What sort of event would fulfil a condition."""

    CEASEFIRE = "ceasefire", "A ceasefire is in force.", "Ceasefire"
    PEACE_AGREEMENT = "peace_agreement", "A peace agreement is signed.", "Peace agreement"
    BACKSTOP = "backstop", "Another party stands behind the pledge.", "Backstop"
    MANDATE = "mandate", "A mandate, mission or rules are defined.", "Mandate"
    PARLIAMENT = "parliament", "A parliament votes.", "Parliament"
    HOST_CONSENT = "host_consent", "The receiving state agrees.", "Consent of the host"
    THIRD_PARTY_CONSENT = "third_party_consent", "A third party agrees.", "Consent of a third party"
    BURDEN_SHARING = "burden_sharing", "Others take their share.", "Burden sharing"
    TRIGGER = (
        "trigger",
        "Activates the promise (a renewed attack); no hurdle that somebody has to clear.",
        "Trigger",
    )
    OTHER = "other", "Anything else.", "Other"


class ConditionState(Vocabulary):
    """How far a condition has come true."""

    UNMET = "unmet", "Not come true so far; counts as open.", "Unmet"
    PARTLY_MET = "partly_met", "Come true in part; counts as open.", "Partly met"
    MET = "met", "Come true.", "Met"
    IMPOSSIBLE = "impossible", "Can no longer come true.", "Impossible"
    DISPUTED = "disputed", "Said to have come true and denied; counts as open.", "Disputed"
    UNKNOWN = "unknown", "Nobody can say; counts as open.", "Unknown"


class EventKind(Vocabulary):
    """What sort of event it was."""

    SUMMIT = "summit", "Meeting of heads of state or government.", "Summit"
    MEETING = "meeting", "Meeting below that level.", "Meeting"
    CALL = "call", "Call or video conference.", "Call"
    STATEMENT = "statement", "Speech, interview, briefing or publication.", "Statement"
    SIGNING = "signing", "Signing of a text.", "Signing"
    VOTE = "vote", "Vote of a parliament or council.", "Vote"
    DEPLOYMENT = "deployment", "Arrival or departure of a force.", "Deployment"
    OTHER = "other", "Anything else.", "Other"


class EventStatus(Vocabulary):
    """Whether an event took place."""

    ANNOUNCED = "announced", "Announced.", "Announced"
    HELD = "held", "Took place.", "Held"
    CANCELLED = "cancelled", "Called off.", "Cancelled"


class Role(Vocabulary):
    """How an actor took part in an event."""

    HOST = "host", "Invited the others.", "Host"
    MEDIATOR = "mediator", "Mediated.", "Mediator"
    PARTICIPANT = "participant", "Took part in person.", "Participant"
    REMOTE = "remote", "Took part from afar.", "Remote"
    SIGNATORY = "signatory", "Signed.", "Signatory"


class Attribution(Vocabulary):
    """How we know what was said."""

    OFFICIAL_DOCUMENT = "official_document", "A text of the office.", "Official document"
    NAMED_OFFICIAL = "named_official", "The words of a named office-holder.", "Named official"
    SPOKESPERSON = "spokesperson", "A spokesperson.", "Spokesperson"
    ANONYMOUS_SOURCES = "anonymous_sources", "People who are not named.", "Anonymous sources"
    MEDIA_INFERENCE = "media_inference", "The press's own inference.", "Inference of the press"


OFFICIAL_ATTRIBUTIONS = frozenset(
    {Attribution.OFFICIAL_DOCUMENT, Attribution.NAMED_OFFICIAL, Attribution.SPOKESPERSON}
)


class Stance(Vocabulary):
    """Where an actor stands on a contribution of others."""

    SUPPORTS = "supports", "In favour.", "Supports"
    SUPPORTS_CONDITIONALLY = "supports_conditionally", "In favour under conditions.", "Supports conditionally"
    UNDECIDED = "undecided", "Has not decided, or sees both sides.", "Undecided"
    OPPOSES = "opposes", "Against.", "Opposes"
    REJECTS = "rejects", "Against as a matter of principle: a red line.", "Rejects"


class Unit(Vocabulary):
    """What a figure counts. Money has the ISO 4217 code of its currency instead."""

    PERSONNEL = "personnel", "People.", "Personnel"
    AIRCRAFT = "aircraft", "Aircraft.", "Aircraft"
    SHIPS = "ships", "Ships.", "Ships"
    BATTERIES = "batteries", "Batteries of air defence.", "Batteries"
    STATES = "states", "Unnamed states; never added to people.", "States"
    VEHICLES = "vehicles", "Vehicles, armoured or not.", "Vehicles"
    MISSILES = "missiles", "Missiles, of any range.", "Missiles"
    DRONES = "drones", "Unmanned aircraft, boats or vehicles.", "Drones"
    ROUNDS = "rounds", "Rounds of ammunition.", "Rounds"
    BP_GDP = "bp_gdp", "Hundredths of a percent of gross domestic product: 25 is 0.25 %.", "Share of GDP"
    OTHER = "other", "Something else, named in the words of the figure.", "Other"
