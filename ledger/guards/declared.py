"""Which guards there have to be, as told by the models themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from ledger.models import Change, Claim, Counter, Part, Recorded, part_models, recorded_models


class Kind(Enum):
    """What a guard looks after."""

    ROW = auto()
    """Rows of the record: fixed once they are published, stamped by the moment's stamp. Arguments: what a redaction
    blanks."""
    PART = auto()
    """Rows that are as fixed as the row that a column points to. Arguments: the column, the table of that row."""
    NAMED = auto()
    """The same where `type` and `row` point. Arguments: words of `type`, each followed by its table."""
    FOLLOWING = auto()
    """`superseded_at` needs what takes the row's place: a claim that follows it, or a row that has the same in the
    columns that are the arguments."""
    FEED = auto()
    """The feed: rows are added while a changeset is open; texts are blanked only with a redaction. Arguments: those
    texts, with a minus before such as may only go."""
    COUNTER = auto()
    """The counter only rises."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard on a table."""

    table: str
    kind: Kind
    arguments: tuple[str, ...] = ()


def declared() -> list[Guard]:
    """Every guard that there has to be."""
    found = [
        Guard(Change._meta.db_table, Kind.FEED, (*Change.BLANKED, *(f"-{name}" for name in Change.REMOVED))),
        Guard(Counter._meta.db_table, Kind.COUNTER),
    ]
    for model in recorded_models():
        found += _of_the_record(model)
    found += [_of_a_part(part) for part in part_models()]
    return found


def _of_the_record(model: type[Recorded]) -> Iterator[Guard]:
    table = model._meta.db_table
    yield Guard(table, Kind.ROW, model.redactable)
    if issubclass(model, Claim):
        yield Guard(table, Kind.FOLLOWING)
    elif model.identity:
        yield Guard(table, Kind.FOLLOWING, model.identity)
    for field in model._meta.many_to_many:
        through: Any = field.remote_field.through
        if not issubclass(through, Part):
            yield Guard(through._meta.db_table, Kind.PART, (field.m2m_column_name(), table))


def _of_a_part(part: type[Part]) -> Guard:
    owner: Any = part._meta.get_field(part.owner)
    if owner.is_relation:
        return Guard(part._meta.db_table, Kind.PART, (owner.column, owner.related_model._meta.db_table))
    owners = [model for model in recorded_models() if part.belongs_to(model)]
    words = [word for model in owners for word in (model.feed_type, model._meta.db_table)]
    return Guard(part._meta.db_table, Kind.NAMED, tuple(words))
