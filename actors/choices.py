"""The words about actors and their office-holders."""

from ledger.vocabulary import Vocabulary


class ActorKind(Vocabulary):
    """What sort of party an actor is."""

    STATE = "state", "A state; it has an ISO 3166-1 alpha-2 code.", "State"
    ORGANISATION = (
        "organisation",
        "A standing body with members, which does not speak officially for them.",
        "Organisation",
    )
    GROUP = "group", "A named few, or a number of unnamed actors.", "Group"


class OfficeClass(Vocabulary):
    """The rank of an office, across states."""

    HEAD_OF_STATE = "head_of_state", "Head of state.", "Head of state"
    HEAD_OF_GOVERNMENT = "head_of_government", "Head of government.", "Head of government"
    MINISTER = "minister", "Minister or secretary of state.", "Minister"
    MILITARY = "military", "Commander or chief of defence.", "Military"
    SPOKESPERSON = "spokesperson", "Speaks for an office.", "Spokesperson"
    ENVOY = "envoy", "Envoy, ambassador or negotiator.", "Envoy"
    OFFICIAL = "official", "Other named official.", "Official"
    LEGISLATOR = "legislator", "Member or chair of a parliament.", "Legislator"
    PARTY_LEADER = "party_leader", "Leader of a party without an office of state.", "Party leader"
