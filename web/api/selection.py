"""The rows that an answer is about, in order: counted, cut into pages, or streamed as a whole.

A selection never changes while it is read: what is published meanwhile lies behind its moment of knowledge.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import QuerySet

from ledger.asof import AsOf
from web.filters.ordering import Columns, in_memory, in_sql

Object = dict[str, Any]
Build = Callable[[Any, AsOf], list[Object]]

CHUNK = 500
# Letters that are no letter with a mark on it, for Unicode; people search for them without.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


class Selection(Protocol):
    """Rows in order."""

    def count(self) -> int: ...

    def part(self, offset: int, size: int) -> list[Object]:
        """The objects of some rows in the middle."""

    def chunks(self) -> Iterator[list[Object]]:
        """The objects of all rows, some at a time."""


@dataclass(slots=True)
class InDatabase:
    """Rows that the database sorts."""

    rows: QuerySet[Any]
    build: Build
    at: AsOf

    def count(self) -> int:
        return self.rows.order_by().count()

    def part(self, offset: int, size: int) -> list[Object]:
        return self.build(list(self.rows[offset : offset + size]), self.at)

    def chunks(self) -> Iterator[list[Object]]:
        # Chunks by primary key: an offset for each would read the rows before it again and again.
        pks = list(self.rows.values_list("pk", flat=True))
        return Listed(pks, self.rows, self.build, self.at).chunks()


@dataclass(slots=True)
class Listed:
    """Rows whose order is known by their primary keys."""

    pks: Sequence[int]
    rows: QuerySet[Any]
    build: Build
    at: AsOf

    def count(self) -> int:
        return len(self.pks)

    def part(self, offset: int, size: int) -> list[Object]:
        pks = self.pks[offset : offset + size]
        found = self.rows.model._default_manager.in_bulk(list(pks))
        return self.build([found[pk] for pk in pks], self.at)

    def chunks(self) -> Iterator[list[Object]]:
        return (self.part(offset, CHUNK) for offset in range(0, len(self.pks), CHUNK))


@dataclass(slots=True)
class Built:
    """Objects that are there already."""

    objects: Sequence[Object]

    def count(self) -> int:
        return len(self.objects)

    def part(self, offset: int, size: int) -> list[Object]:
        return list(self.objects[offset : offset + size])

    def chunks(self) -> Iterator[list[Object]]:
        return (self.part(offset, CHUNK) for offset in range(0, len(self.objects), CHUNK))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the rows of one noun: their order (field names, `-` for descending) and words to look for."""

    ordering: Sequence[str] = ()
    search: str = ""


def select(
    rows: QuerySet[Any], wanted: Wanted, at: AsOf, *, build: Build, columns: Columns, searched: Sequence[str]
) -> Selection:
    """The rows that were filtered, narrowed by search, in order. `searched` are the columns with words."""
    by = in_sql(wanted.ordering, columns)
    ordered = rows.order_by(*(by if by is not None else ["key"]))
    chosen: Selection = InDatabase(ordered, build, at)
    if wanted.search:
        words = plain(wanted.search).split()
        # A row comes once for each of several things that it is linked to.
        texts: dict[Any, list[str | None]] = {}
        for pk, *found in ordered.values_list("pk", *searched):
            texts.setdefault(pk, []).extend(found)
        chosen = Listed([pk for pk, text in texts.items() if _holds(text, words)], rows, build, at)
    if by is not None:
        return chosen
    objects = [one for chunk in chosen.chunks() for one in chunk]
    return Built([dict(one) for one in in_memory(objects, wanted.ordering)])


def plain(text: str) -> str:
    """Text without case and without marks on its letters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _holds(texts: Sequence[str | None], words: Sequence[str]) -> bool:
    """Whether all words occur in the texts."""
    found = plain("\n".join(text for text in texts if text))
    return all(word in found for word in words)
