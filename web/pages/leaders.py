"""Who holds which office on the day, for whom, and what they said last."""

from typing import Final

from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse

from actors.choices import OfficeClass
from actors.models import Leader, Tenure
from commitments import objects
from web.filters.people import LEADERS

from .forms import form_of
from .pagers import PAGE, paged
from .showing import show
from .statements import newest_of, newest_words
from .visits import Visit, page

# Heads first, as the vocabulary has them.
_RANK: Final = Case(
    *(When(office_class=word, then=Value(n)) for n, word in enumerate(OfficeClass.values)),
    default=Value(len(OfficeClass.values)),
)


@page(*LEADERS, PAGE)
def leader_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The offices that are held on the day, by actor, the heads first; each with the newest words of its holder."""
    held = Tenure.objects.holding(visit.at).order_by("actor__name", _RANK, "leader__name", "office", "since")
    if "actor" in visit.values:
        held = held.filter(actor=visit.values["actor"].pk)
    if "office_class" in visit.values:
        held = held.filter(office_class=visit.values["office_class"])
    rows, pager = paged(held, visit)
    holders = Leader.objects.filter(pk__in=[row.leader_id for row in rows])
    content = {
        "offices": objects.tenures(rows, visit.at),
        "words": newest_words(holders.annotate(newest=newest_of("speaker", visit.at)), visit.at),
        "pager": pager,
        "filters": form_of(visit, "actor", "office_class", vocabularies={"office_class": OfficeClass}),
        "csv_url": visit.data("leaders/", format="csv"),
    }
    return show(request, visit, "leader/list.html", content, api="leaders/")
