"""Statements: the list of all acts of saying, and the newest one of somebody."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse

from commitments import objects
from guarantees.models import Statement
from ledger.asof import AsOf
from web.filters.negotiation import STATEMENTS, statements
from web.filters.ordering import text

from .forms import form_of
from .pagers import PAGE, paged
from .showing import show
from .sorting import Sorting, in_order
from .visits import Visit, page

NEWEST_FIRST: Final = (F("said_high").desc(), F("said_at_utc").desc(nulls_last=True), F("key").desc())
FIELDS: Final = ("actor", "speaker", "event", "lane", "contribution", "from", "to")
SORTING: Final = Sorting(
    ("said_high", "speaker", "event", "grade"), newest_first=("said_high",), usual="-said_high"
)
COLUMNS: Final = {
    "said_high": F("said_high"),
    "speaker": text("speaker__key"),
    "event": text("event__key"),
    "grade": Concat("source_reliability", "information_credibility"),
}


def said_by(at: AsOf) -> QuerySet[Statement]:
    """The known statements that were made by the day."""
    return Statement.objects.known(at).filter(said_low__lte=at.true_on)


def newest_of(where: str, at: AsOf) -> Subquery:
    """The primary key of the newest statement of each row: `where` is the field that names the row (`speaker`)."""
    own = said_by(at).filter(**{where: OuterRef("pk")}).order_by(*NEWEST_FIRST)
    return Subquery(own.values("pk")[:1])


def newest_words(rows: Iterable[Any], at: AsOf) -> dict[str, objects.Object]:
    """The newest statement of each row by its key; rows carry `newest`, the primary key. Nothing where none is."""
    named = {row.key: row.newest for row in rows if row.newest}
    found = list(Statement.objects.filter(pk__in=named.values()))
    built = {row.pk: one for row, one in zip(found, objects.statements(found, at), strict=True)}
    return {key: built[pk] for key, pk in named.items()}


@page(*STATEMENTS, SORTING.parameter, PAGE)
def statement_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was said by the day, the newest first."""
    chosen = statements(visit.values, visit.at).filter(said_low__lte=visit.at.true_on)
    rows, pager = paged(in_order(chosen, visit, COLUMNS, *NEWEST_FIRST), visit)
    until = min(visit.values.get("to", visit.at.true_on), visit.at.true_on)
    # The API hides no statement for its day; a span that ends before it begins it refuses.
    implied = {"to": until.isoformat()} if visit.values.get("from", until) <= until else {}
    content = {
        "statements": objects.statements(rows, visit.at),
        "pager": pager,
        "sorts": SORTING.heads(visit),
        "filters": form_of(visit, *FIELDS),
        "csv_url": visit.data("statements/", **implied, format="csv"),
    }
    return show(request, visit, "statement/list.html", content, api="statements/", implied=implied)
