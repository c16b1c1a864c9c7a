"""Long lists, a page at a time."""

from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from web.charts.figures import number
from web.filters.parameters import Number

from .visits import Visit

SIZE: Final = 100
PAGE: Final = Number("page", "The page of a long list.", 1, 100_000, 1)


def paged(rows: "QuerySet[Any]", visit: Visit) -> tuple[list[Any], dict[str, Any]]:
    """The rows of the page that was asked for, and what `_components/pager.html` shows. Two queries."""
    count = rows.count()
    number = int(visit.values.get("page", 1))
    first = (number - 1) * SIZE
    found = list(rows[first : first + SIZE])
    return found, {
        "count": count,
        "words": rows_shown(first + 1, first + len(found), count) if found else "",
        "previous": visit.address(page=number - 1 if number > 2 else None) if number > 1 else "",
        "next": visit.address(page=number + 1) if first + SIZE < count else "",
    }


def rows_shown(first: int, last: int, count: int) -> str:
    """Which rows of how many are shown, in words."""
    shown = {"first": number(first), "last": number(last), "count": number(count)}
    return _("%(first)s to %(last)s of %(count)s") % shown
