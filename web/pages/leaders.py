"""Who holds which office on the day, for whom, and what they said last."""

from typing import Final

from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse

from actors.choices import OfficeClass
from actors.models import Leader, Tenure
from commitments import objects
from web.filters.ordering import text
from web.filters.people import LEADERS

from .forms import form_of
from .pagers import PAGE, paged
from .showing import show
from .sorting import Sorting, in_order
from .statements import newest_of, newest_words
from .visits import Visit, page

# Heads first, as the vocabulary has them.
_RANK: Final = Case(
    *(When(office_class=word, then=Value(n)) for n, word in enumerate(OfficeClass.values)),
    default=Value(len(OfficeClass.values)),
)


SORTING: Final = Sorting(("actor", "name", "office", "since"), newest_first=("since",), usual="actor")
COLUMNS: Final = {
    "actor": text("actor__name"),
    "name": text("leader__name"),
    "office": text("office"),
    "since": F("since"),
}
# The API lists people, each with all offices, which have no such order.
NOT_OF_PEOPLE: Final = {SORTING.parameter.name: None}


@page(*LEADERS, SORTING.parameter, PAGE)
def leader_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The offices that are held on the day, by actor, the heads first; each with the newest words of its holder."""
    held = Tenure.objects.holding(visit.at).alias(
        key=Concat("leader__key", Value(" "), "actor__key", "office")
    )
    if "actor" in visit.values:
        held = held.filter(actor=visit.values["actor"].pk)
    if "office_class" in visit.values:
        held = held.filter(office_class=visit.values["office_class"])
    usual = ("actor__name", _RANK.asc(), "leader__name", "office", "since")
    rows, pager = paged(in_order(held, visit, COLUMNS, *usual), visit)
    holders = Leader.objects.filter(pk__in=[row.leader_id for row in rows])
    content = {
        "offices": objects.tenures(rows, visit.at),
        "words": newest_words(holders.annotate(newest=newest_of("speaker", visit.at)), visit.at),
        "pager": pager,
        "sorts": SORTING.heads(visit),
        "filters": form_of(visit, "actor", "office_class", vocabularies={"office_class": OfficeClass}),
        "csv_url": visit.data("leaders/", **NOT_OF_PEOPLE, format="csv"),
    }
    return show(request, visit, "leader/list.html", content, api="leaders/", implied=NOT_OF_PEOPLE)
