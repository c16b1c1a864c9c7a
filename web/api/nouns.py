"""The nouns of the API: for each its address, its fields, what may be asked of it, and how the database sorts it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Case, F, ForeignKey, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields import CharField, TextField
from django.db.models.functions import Coalesce, Concat, NullIf

from actors.models import Actor, Leader
from commitments import objects
from commitments.choices import Headline, Lane
from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from guarantees.models import Condition, Guarantee, NegotiationEvent, Package, PositionUpdate, Statement
from ledger.asof import AsOf
from ledger.models import Noun
from sources.models import Publisher, Source
from web.filters import documents, negotiation, people, promises
from web.filters.ordering import text
from web.filters.parameters import Parameter

from . import includes, shapes
from .includes import Include
from .selection import Build
from .shapes import Shape, is_plain

More = Callable[[AsOf], dict[str, Combinable]]


def _nothing_more(at: AsOf) -> dict[str, Combinable]:
    return {}


@dataclass(frozen=True, slots=True)
class Resource:
    """One noun. `narrowed` filters its rows, `build` shows them, `more` sorts by what is no column of its own."""

    path: str
    word: str
    model: type[Noun]
    shape: Shape
    filters: Sequence[Parameter]
    narrowed: Callable[[Mapping[str, Any], AsOf], Any]
    build: Build
    searched: Sequence[str]
    more: More = _nothing_more
    includes: dict[str, Include] = field(default_factory=dict)
    # Fields that are more than the column of their name.
    derived: Sequence[str] = ()

    @property
    def sortable(self) -> list[str]:
        """The fields that `ordering` may name."""
        return [name for name, schema in self.shape.items() if is_plain(schema)]

    def columns(self, at: AsOf) -> dict[str, Combinable]:
        """How the database sorts by each field that it can sort by."""
        own = [name for name in self.sortable if name not in self.derived]
        return {**_own_columns(self.model, own), **self.more(at)}


def _own_columns(model: type[Noun], names: Sequence[str]) -> dict[str, Combinable]:
    """The fields that are columns of the model, or the key of what a column refers to."""
    found: dict[str, Combinable] = {}
    own: dict[str, Any] = {one.name: one for one in model._meta.concrete_fields}
    for name in names:
        match own.get(name):
            case ForeignKey():
                found[name] = text(f"{name}__key")
            case CharField() | TextField():
                found[name] = text(name)
            case None:
                pass
            case _:
                found[name] = F(name)
    return found


def _of_statements(at: AsOf) -> dict[str, Combinable]:
    return {
        "grade": Concat("source_reliability", "information_credibility"),
        "said_at": F("said_at_utc"),
    }


def _of_guarantees(at: AsOf) -> dict[str, Combinable]:
    return {"beneficiary": text("package__beneficiary__key")}


def _of_sources(at: AsOf) -> dict[str, Combinable]:
    return {"origin": text(Coalesce("origin__key", "publisher__key"))}


def _of_claims(at: AsOf) -> dict[str, Combinable]:
    """What a claim shows of its statement; a moment that lies behind the question's knowledge is none."""
    credibility = Coalesce(NullIf("credibility", Value("")), "statement__information_credibility")
    return {
        "grade": Concat("statement__source_reliability", credibility),
        "credibility": credibility,
        "attribution": text("statement__attribution"),
        "speaker": text("statement__speaker__key"),
        "superseded_at": Case(When(superseded_at__lte=at.known_at, then=F("superseded_at"))),
    }


def _of_updates(at: AsOf) -> dict[str, Combinable]:
    return {
        **_of_claims(at),
        "package": text("commitment__guarantee__package__key"),
        "actor": text("commitment__actor__key"),
    }


def _of_positions(at: AsOf) -> dict[str, Combinable]:
    return {**_of_claims(at), "package": text("guarantee__package__key")}


def _of_commitments(at: AsOf) -> dict[str, Combinable]:
    """The fields of the official lane."""
    states = CommitmentState.objects.at(at).filter(commitment=OuterRef("pk"), lane=Lane.OFFICIAL)
    found: dict[str, Combinable] = {"package": text("guarantee__package__key")}
    for name in ("strength", "delivery", "standing", "words", "restrictions", "until"):
        found[name] = text(Subquery(states.values(name)[:1]))
    for name in ("low", "high", "since", "last_said"):
        found[name] = Subquery(states.values(name)[:1])
    found["headline"] = text(Coalesce(Subquery(states.values("headline")[:1]), Value(Headline.NONE.value)))
    return found


RESOURCES: Final[tuple[Resource, ...]] = (
    Resource(
        "actors",
        "actor",
        Actor,
        shapes.ACTOR,
        people.ACTORS,
        people.actors,
        objects.actors,
        ("key", "name"),
        derived=("iso3",),
    ),
    Resource(
        "leaders",
        "leader",
        Leader,
        shapes.LEADER,
        people.LEADERS,
        people.leaders,
        objects.leaders,
        ("key", "name"),
    ),
    Resource(
        "publishers",
        "publisher",
        Publisher,
        shapes.PUBLISHER,
        documents.PUBLISHERS,
        documents.publishers,
        objects.publishers,
        ("key", "name"),
    ),
    Resource(
        "sources",
        "source",
        Source,
        shapes.SOURCE,
        documents.SOURCES,
        documents.sources,
        objects.sources,
        ("key", "title", "publisher__name"),
        _of_sources,
    ),
    Resource(
        "packages",
        "package",
        Package,
        shapes.PACKAGE,
        negotiation.PACKAGES,
        negotiation.packages,
        objects.packages,
        ("key", "name", "summary"),
    ),
    Resource(
        "guarantees",
        "guarantee",
        Guarantee,
        shapes.GUARANTEE,
        negotiation.GUARANTEES,
        negotiation.guarantees,
        objects.guarantees,
        ("key", "name", "summary"),
        _of_guarantees,
    ),
    Resource(
        "conditions",
        "condition",
        Condition,
        shapes.CONDITION,
        negotiation.CONDITIONS,
        negotiation.conditions,
        objects.conditions,
        ("key", "name", "description"),
        includes=includes.OF_CONDITIONS,
    ),
    Resource(
        "events",
        "event",
        NegotiationEvent,
        shapes.EVENT,
        negotiation.EVENTS,
        negotiation.events,
        objects.events,
        ("key", "name", "place", "summary"),
        includes=includes.OF_EVENTS,
    ),
    Resource(
        "statements",
        "statement",
        Statement,
        shapes.STATEMENT,
        negotiation.STATEMENTS,
        negotiation.statements,
        objects.statements,
        ("key", "summary", "speaker__name", "speaking_for__name"),
        _of_statements,
        includes.OF_STATEMENTS,
    ),
    Resource(
        "commitments",
        "commitment",
        Commitment,
        shapes.COMMITMENT,
        promises.COMMITMENTS,
        promises.commitments,
        objects.commitments,
        ("key", "title", "actor__name", "guarantee__name"),
        _of_commitments,
        includes.OF_COMMITMENTS,
    ),
    Resource(
        "updates",
        "update",
        CommitmentUpdate,
        shapes.UPDATE,
        promises.UPDATES,
        promises.updates,
        objects.updates,
        ("key", "summary", "words", "restrictions", "statement__speaker__name"),
        _of_updates,
        includes.OF_UPDATES,
    ),
    Resource(
        "positions",
        "position",
        PositionUpdate,
        shapes.POSITION,
        promises.POSITIONS,
        promises.positions,
        objects.positions,
        ("key", "summary", "actor__name"),
        _of_positions,
        includes.OF_POSITIONS,
    ),
)
BY_PATH: Final[Mapping[str, Resource]] = {resource.path: resource for resource in RESOURCES}
