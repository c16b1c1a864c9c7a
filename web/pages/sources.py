"""Sources and statements: what the record rests on."""

from typing import Final

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse

from commitments import objects
from guarantees.models import Statement
from sources.choices import SourceKind
from sources.models import Source
from web.filters.documents import SOURCES, sources
from web.filters.ordering import text

from .forms import form_of
from .lookup import claims_of, find
from .pagers import PAGE, paged
from .showing import show
from .sorting import Sorting, in_order
from .visits import Visit, page


@page()
def statement_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One act of saying: who, in whose name, how we know, and what it claims."""
    row = find(Statement, key, visit.asked)
    claims = claims_of(Q(statement=row), visit.at, newest_first=False)
    content = {
        "statement": objects.statements([row], visit.at)[0],
        "claims": claims,
        "origins": sorted({origin for claim in claims for origin in claim["origins"]}),
    }
    return show(request, visit, "statement/detail.html", content, api=f"statements/{key}/")


@page()
def source_detail(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One document, and everything that rests on it."""
    row = find(Source, key, visit.asked)
    # A claim that names no sources of its own rests on all of its statement's.
    rests = Q(sources=row) | Q(sources__isnull=True, statement__sources=row)
    cites = Statement.objects.known(visit.at).filter(sources=row, said_low__lte=visit.at.true_on)
    content = {
        "source": objects.sources([row], visit.at)[0],
        "claims": claims_of(rests, visit.at),
        "statements": objects.statements(cites.order_by("said_low", "key"), visit.at),
    }
    return show(request, visit, "source/detail.html", content, api=f"sources/{key}/")


SORTING: Final = Sorting(
    ("published_on", "title", "publisher", "origin", "kind", "language"),
    newest_first=("published_on",),
    usual="-published_on",
)
COLUMNS: Final = {
    "published_on": F("published_on"),
    "title": text("title"),
    "publisher": text("publisher__key"),
    "origin": text(Coalesce("origin__key", "publisher__key")),
    "kind": text("kind"),
    "language": text("language"),
}


@page(*SOURCES, SORTING.parameter, PAGE)
def source_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Documents, the newest first."""
    rows, pager = paged(
        in_order(sources(visit.values, visit.at), visit, COLUMNS, "-published_on", "key"), visit
    )
    content = {
        "sources": objects.sources(rows, visit.at),
        "pager": pager,
        "filters": form_of(
            visit, "publisher", "origin", "kind", "from", "to", vocabularies={"kind": SourceKind}
        ),
        "sorts": SORTING.heads(visit),
        "csv_url": visit.data("sources/", format="csv"),
    }
    return show(request, visit, "source/list.html", content, api="sources/")
