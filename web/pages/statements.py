"""Statements: the list of all acts of saying, and the newest one of somebody."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse

from actors.models import Actor
from commitments import objects
from commitments.choices import Lane
from commitments.models import Commitment, CommitmentUpdate
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
# What carries the newest statement of a row: the one in its name, those for what it promises alone and jointly.
NEWEST: Final = ("newest", "newest_alone", "newest_jointly")
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


def newest_official(where: str, at: AsOf) -> Subquery:
    """The primary key of the newest statement that is official for a commitment: `where` is the field of a commitment
    that names the row (`actor`, `joint_with`).
    """
    told = (
        official(at)
        .filter(**{f"commitment__{where}": OuterRef("pk")})
        .order_by(
            F("statement__said_high").desc(),
            F("statement__said_at_utc").desc(nulls_last=True),
            F("statement__key").desc(),
        )
    )
    return Subquery(told.values("statement")[:1])


def official(at: AsOf) -> QuerySet[CommitmentUpdate]:
    """The known claims of the official lanes whose day has come, in statements that were made by the day."""
    return CommitmentUpdate.objects.said_by(at).filter(
        lane=Lane.OFFICIAL, statement__said_low__lte=at.true_on
    )


def own_words(actor: Actor, at: AsOf) -> QuerySet[CommitmentUpdate]:
    """The official claims about what an actor commits itself to, alone or jointly, whoever said them for it.

    So the words of its partners in a joint declaration and of a group that speaks for it are its own.
    """
    own = Commitment.objects.filter(Q(actor=actor) | Q(joint_with=actor)).order_by()
    return official(at).filter(commitment__in=own.values("pk"))


def newest_words(rows: Iterable[Any], at: AsOf) -> dict[str, objects.Object]:
    """The newest statement of each row by its key; rows carry the primary keys of one or several in NEWEST.

    Nothing where none is.
    """
    named = {row.key: {pk for name in NEWEST if (pk := getattr(row, name, None)) is not None} for row in rows}
    ordered = Statement.objects.filter(pk__in={pk for pks in named.values() for pk in pks})
    found = list(ordered.order_by(*NEWEST_FIRST))
    built = {row.pk: one for row, one in zip(found, objects.statements(found, at), strict=True)}
    return {key: next(built[pk] for pk in built if pk in pks) for key, pks in named.items() if pks}


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
