"""Names for the keys that the objects of a page refer to, looked up together: one query for each noun."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from actors.models import Leader
from commitments.models import Commitment
from guarantees.models import (
    Condition,
    ConditionStanding,
    Guarantee,
    NegotiationEvent,
    Package,
    Statement,
)
from ledger.asof import AsOf
from sources import ranking
from sources.models import Publisher, Source
from web.languages import local_name

from .first_numbers import sized, unlisted_size

# Which noun the keys in a field of an object name. `by` of a dispute holds actors or publishers.
REFERENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "actor": ("actor",),
    "beneficiary": ("actor",),
    "by": ("actor", "publisher"),
    "claimed_by": ("actor",),
    "joint_with": ("actor",),
    "member": ("actor",),
    "organisation": ("actor",),
    "speaking_for": ("actor",),
    "leader": ("leader",),
    "speaker": ("leader",),
    "condition": ("condition",),
    "conditions_open": ("condition",),
    "drops": ("condition",),
    "implied_by": ("condition",),
    "implies": ("condition",),
    "open_conditions": ("condition",),
    "requires": ("condition",),
    "source": ("source",),
    "sources": ("source",),
    "origin": ("publisher",),
    "origins": ("publisher",),
    "publisher": ("publisher",),
    "event": ("event",),
    "guarantee": ("guarantee",),
    "inside": ("commitment",),
    "package": ("package",),
    "commitment": ("commitment",),
    "commitments": ("commitment",),
    "part_of": ("commitment",),
    "statement": ("statement",),
    "waiting": ("commitment",),
}

Named = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """For each noun the small facts by which a page names it, by key: `name`, and what its tags show."""

    found: Mapping[str, Mapping[str, Named]] = field(default_factory=dict)

    def of(self, noun: str, key: str) -> Named:
        """The facts of one object; where nothing is known of it, its key is its name."""
        return self.found.get(noun, {}).get(key) or {"key": key, "name": key}


def names_of(at: AsOf, *objects: object) -> Names:
    """Names for everything that the objects (dicts and lists in the API's field names) refer to, and for those
    who make the commitments.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    _collect(objects, keys)
    promised = _commitments(keys.pop("commitment", set()), at)
    keys["actor"].update(one["actor"] for one in promised.values())
    found = {noun: _READERS[noun](wanted, at) for noun, wanted in keys.items() if wanted}
    return Names({**found, "commitment": promised})


def _collect(value: object, keys: dict[str, set[str]]) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            for noun in REFERENCES.get(name, ()):
                keys[noun].update(_texts(inner))
            _collect(inner, keys)
    elif isinstance(value, list | tuple):
        for inner in value:
            _collect(inner, keys)


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _by_key(rows: Iterable[Named]) -> dict[str, Named]:
    return {row["key"]: row for row in rows}


def _actors(keys: set[str], at: AsOf) -> dict[str, Named]:
    return _by_key(
        {
            "key": row.key,
            "name": local_name(row.name, row.kind, row.iso2),
            "kind": row.kind,
            "iso2": row.iso2,
            "wikidata": row.wikidata,
            # Of a group of which not all members are named, how many there are said to be.
            "unlisted": unlisted_size(row),
        }
        for row in sized(at).filter(key__in=keys)
    )


def _leaders(keys: set[str], at: AsOf) -> dict[str, Named]:
    return _by_key(Leader.objects.filter(key__in=keys).values("key", "name", "wikidata"))


def _publishers(keys: set[str], at: AsOf) -> dict[str, Named]:
    return _by_key(Publisher.objects.filter(key__in=keys).values("key", "name", "kind"))


def _events(keys: set[str], at: AsOf) -> dict[str, Named]:
    return _by_key(NegotiationEvent.objects.filter(key__in=keys).values("key", "name", "held"))


def _guarantees(keys: set[str], at: AsOf) -> dict[str, Named]:
    return _by_key(Guarantee.objects.filter(key__in=keys).values("key", "name", "kind", "phase"))


def _packages(keys: set[str], at: AsOf) -> dict[str, Named]:
    return _by_key(Package.objects.filter(key__in=keys).values("key", "name"))


def _sources(keys: set[str], at: AsOf) -> dict[str, Named]:
    rows = Source.objects.filter(key__in=keys).select_related("publisher", "origin")
    return _by_key(
        {
            "key": row.key,
            "name": row.title,
            "url": row.url,
            "published_on": row.published_on.isoformat() + ("~" if row.published_on_is_approximate else ""),
            "publisher": row.publisher.name,
            "origin": row.origin.name if row.origin else row.publisher.name,
            "official": row.kind in ranking.OFFICIAL,
            "place": ranking.place(
                row.kind, row.publisher.kind, retells=row.origin_id not in (None, row.publisher_id)
            ),
        }
        for row in rows
    )


def _conditions(keys: set[str], at: AsOf) -> dict[str, Named]:
    standings = ConditionStanding.objects.at(at).filter(condition__key__in=keys)
    states = dict(standings.values_list("condition__key", "state"))
    rows = Condition.objects.filter(key__in=keys).values("key", "name", "kind")
    return {row["key"]: {**row, "state": states.get(row["key"]) or None} for row in rows}


def _statements(keys: set[str], at: AsOf) -> dict[str, Named]:
    """The words that are quoted, and where each was made: the event, as far as it was known."""
    rows = Statement.objects.filter(key__in=keys).select_related("event")
    return _by_key(
        {
            "key": row.key,
            "name": row.key,
            "quotation": row.quotation,
            "quotation_language": row.quotation_language,
            **_place_of(row.event, at),
        }
        for row in rows
    )


def _place_of(event: NegotiationEvent | None, at: AsOf) -> Named:
    if event is None or event.recorded_at is None or event.recorded_at > at.known_at:
        return {}
    return {"event": event.key, "at": event.name}


def _commitments(keys: set[str], at: AsOf) -> dict[str, Named]:
    if not keys:
        return {}
    rows = Commitment.objects.filter(key__in=keys).values(
        "key", "title", "unit", "contribution", "actor__key"
    )
    return {
        row["key"]: {
            "key": row["key"],
            "name": row["title"],
            "unit": row["unit"] or None,
            "contribution": row["contribution"],
            "actor": row["actor__key"],
        }
        for row in rows
    }


_READERS: Final = {
    "actor": _actors,
    "condition": _conditions,
    "event": _events,
    "guarantee": _guarantees,
    "leader": _leaders,
    "package": _packages,
    "publisher": _publishers,
    "source": _sources,
    "statement": _statements,
}
