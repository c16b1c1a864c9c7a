"""Lists that a reader can sort: by the columns that are shown, with the words that the API takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from django.db.models import QuerySet
from django.db.models.expressions import Combinable, OrderBy

from web.filters.ordering import in_sql
from web.filters.parameters import Names

from .visits import Visit


class Head(TypedDict):
    """A heading that sorts: its address, and how the column is sorted now (`aria-sort`; empty: it is not)."""

    url: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Sorting:
    """By what a list can be sorted.

    `names` are the fields of the API; those in `newest_first` begin at their upper end. `usual` is the order without
    being asked, as the column that it is seen in (`-` for descending; empty for one that no column shows).
    """

    names: Sequence[str]
    newest_first: Sequence[str] = ()
    usual: str = ""

    @property
    def parameter(self) -> Names:
        """As the address says it."""
        about = "Fields to sort by, separated by commas; - for descending."
        return Names("ordering", about, tuple(self.names), descends=True)

    def heads(self, visit: Visit) -> dict[str, Head]:
        """The headings by field: each sorts by its column, and the other way round where that is done already."""
        asked = visit.values.get("ordering") or ((self.usual,) if self.usual else ())
        first = asked[0] if asked else ""
        return {name: self._head(name, first, visit) for name in self.names}

    def _head(self, name: str, first: str, visit: Visit) -> Head:
        if first.removeprefix("-") == name:
            down = first.startswith("-")
            return Head(
                url=visit.address(ordering=name if down else f"-{name}", page=None),
                sorted="descending" if down else "ascending",
            )
        begins = f"-{name}" if name in self.newest_first else name
        return Head(url=visit.address(ordering=begins, page=None), sorted="")


def in_order(
    rows: "QuerySet[Any]", visit: Visit, columns: Mapping[str, Combinable], *usual: str | OrderBy
) -> "QuerySet[Any]":
    """The rows as they were asked to be sorted, else in the usual order."""
    asked = in_sql(visit.values["ordering"], columns) if "ordering" in visit.values else None
    return rows.order_by(*(asked or usual))
