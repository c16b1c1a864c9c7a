"""Other names as data: each by itself, and those of a noun together."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from actors.models import ActorAlias, Alias, LeaderAlias
from ledger.asof import AsOf
from sources.models import PublisherAlias

from .fields import Object, keys_of, moment, text


def aliases_of(model: type[Alias], pks: Iterable[int], at: AsOf) -> dict[int, list[Object]]:
    """The other names that are known of some nouns, by primary key, sorted by name, then by language. One query."""
    found: dict[int, list[Object]] = {pk: [] for pk in pks}
    manager: Any = model._default_manager
    known = manager.known(at).filter(**{f"{model.named}__in": found}).order_by()
    rows = known.values_list(f"{model.named}_id", "name", "language")
    # Sorted here: the engines do not agree on the order of letters.
    for pk, name, language in sorted(rows, key=itemgetter(1, 2)):
        found[pk].append({"name": name, "language": text(language)})
    return found


def actor_aliases(rows: Iterable[ActorAlias], at: AsOf) -> list[Object]:
    """Other names of actors, one by one. One query."""
    return _one_by_one(rows)


def leader_aliases(rows: Iterable[LeaderAlias], at: AsOf) -> list[Object]:
    """Other names of leaders, one by one. One query."""
    return _one_by_one(rows)


def publisher_aliases(rows: Iterable[PublisherAlias], at: AsOf) -> list[Object]:
    """Other names of publishers, one by one. One query."""
    return _one_by_one(rows)


def _one_by_one(rows: Iterable[Any]) -> list[Object]:
    aliases = list(rows)
    named = aliases[0].named if aliases else ""
    nouns = keys_of(aliases, named)
    return [
        {
            "key": row.key,
            named: nouns[getattr(row, f"{named}_id")],
            "name": row.name,
            "language": text(row.language),
            "recorded_at": moment(row.recorded_at),
        }
        for row in aliases
    ]
