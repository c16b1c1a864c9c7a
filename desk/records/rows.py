"""A row of each table as a typed value. "" is an empty text or reference, None an empty day or figure."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ledger.edtf import Span


@dataclass(frozen=True, slots=True)
class Publisher:
    """A row of publishers.csv."""

    key: str
    name: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True)
class Source:
    """A row of sources.csv. `origin`: the publisher that the report came from first, "" for its own."""

    key: str
    publisher: str
    origin: str
    title: str
    url: str
    published_on: date
    published_on_is_approximate: bool
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of actors.csv. The sizes count the members of a group."""

    key: str
    name: str
    kind: str
    iso2: str
    size_low: int | None
    size_high: int | None
    iso3: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class PublisherAlias:
    """Another name of a publisher; `language` is a tag, "" where the name is the same in all."""

    key: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class ActorAlias:
    """Another name of an actor."""

    key: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class LeaderAlias:
    """Another name of a leader."""

    key: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A row of memberships.csv; both days are included, None is open."""

    member: str
    organisation: str
    role: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of leaders.csv."""

    key: str
    name: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A row of tenures.csv; both days are included, None is open."""

    leader: str
    actor: str
    office: str
    office_class: str
    acting: bool
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Package:
    """A row of packages.csv."""

    key: str
    name: str
    beneficiary: str
    summary: str
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A row of guarantees.csv."""

    key: str
    package: str
    name: str
    kind: str
    phase: str
    summary: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A row of conditions.csv."""

    key: str
    package: str
    actor: str
    name: str
    kind: str
    description: str
    implies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A row of events.csv."""

    key: str
    package: str
    name: str
    kind: str
    status: str
    held: Span | None
    place: str
    country: str
    summary: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """A row of participations.csv."""

    event: str
    actor: str
    leader: str
    role: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of statements.csv: one act of saying or publishing. `said_at` is a moment with its offset, as text."""

    key: str
    speaker: str
    speaking_for: tuple[str, ...]
    attribution: str
    said_on: Span
    event: str
    source_reliability: str
    information_credibility: str
    sources: tuple[str, ...]
    summary: str
    said_at: str
    quotation: str
    quotation_language: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A row of commitments.csv."""

    key: str
    actor: str
    joint_with: tuple[str, ...]
    guarantee: str
    contribution: str
    unit: str
    title: str
    part_of: str


@dataclass(frozen=True, slots=True)
class CommitmentUpdate:
    """A row of commitment_updates.csv. `sources` () is all of its statement's; `requires` an OR of ANDs."""

    key: str
    statement: str
    commitment: str
    effective: Span
    kind: str
    relates_to: str
    strength: str
    delivery: str
    standing: str
    low: int | None
    high: int | None
    words: str
    requires: tuple[tuple[str, ...], ...]
    restrictions: str
    sources: tuple[str, ...]
    credibility: str
    summary: str
    until: Span | None
    drops: tuple[str, ...]

    @property
    def subject(self) -> tuple[str, ...]:
        """What the claim is about."""
        return (self.commitment,)


@dataclass(frozen=True, slots=True)
class ConditionUpdate:
    """A row of condition_updates.csv."""

    key: str
    statement: str
    condition: str
    effective: Span
    kind: str
    relates_to: str
    state: str
    sources: tuple[str, ...]
    credibility: str
    summary: str

    @property
    def subject(self) -> tuple[str, ...]:
        """What the claim is about."""
        return (self.condition,)


@dataclass(frozen=True, slots=True)
class Position:
    """A row of positions.csv."""

    key: str
    statement: str
    actor: str
    guarantee: str
    contribution: str
    stance: str
    effective: Span
    kind: str
    relates_to: str
    sources: tuple[str, ...]
    credibility: str
    summary: str

    @property
    def subject(self) -> tuple[str, ...]:
        """What the claim is about."""
        return (self.actor, self.guarantee, self.contribution)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A row of requirements.csv."""

    key: str
    statement: str
    guarantee: str
    effective: Span
    kind: str
    relates_to: str
    low: int | None
    high: int | None
    unit: str
    words: str
    sources: tuple[str, ...]
    credibility: str
    summary: str

    @property
    def subject(self) -> tuple[str, ...]:
        """What the claim is about."""
        return (self.guarantee,)


Claim: TypeAlias = CommitmentUpdate | ConditionUpdate | Position | Requirement
Row: TypeAlias = (
    Publisher
    | Source
    | Actor
    | PublisherAlias
    | ActorAlias
    | Membership
    | Leader
    | LeaderAlias
    | Tenure
    | Package
    | Guarantee
    | Condition
    | Event
    | Participation
    | Statement
    | Commitment
    | Claim
)
