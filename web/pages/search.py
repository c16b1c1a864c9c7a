"""Search over all nouns and claims: what is called so first, then what says so."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from django.db.models import Count, F, Min, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.choices import Lane
from commitments.models import CommitmentState, CommitmentUpdate, SearchEntry
from commitments.objects import Object
from commitments.searching import ORDER, fold, readings, search
from guarantees.models import ConditionUpdate, PositionUpdate, RequirementUpdate
from ledger.asof import AsOf
from ledger.models import Change
from web.filters.parameters import OneOf, Text

from .pagers import PAGE, paged
from .showing import show
from .visits import Visit, kept, page

PARAMETERS: Final = (
    Text("q", "Words, or beginnings of four letters or more; case, accents and other names do not matter."),
    OneOf("type", "Hits of this sort alone.", ORDER),
    PAGE,
)
# So many of each sort are shown together; all of them when one sort is asked for.
SHOWN: Final = 6
TYPES: Final[Mapping[str, Any]] = {
    "actor": _("Actors"),
    "leader": _("Leaders"),
    "package": _("Packages"),
    "guarantee": _("Guarantees"),
    "commitment": _("Commitments"),
    "condition": _("Conditions"),
    "event": _("Events"),
    "statement": _("Statements"),
    "update": _("Claims about commitments"),
    "position": _("Positions"),
    "condition_update": _("Claims about conditions"),
    "requirement": _("Required sizes"),
    "source": _("Sources"),
    "publisher": _("Publishers"),
}
# A claim is shown on the page of what it is about: the noun, the ledger, and the way to the noun's key.
CLAIMS: Final[Mapping[str, tuple[str, Any, str]]] = {
    "update": ("commitment", CommitmentUpdate, "commitment__key"),
    "position": ("actor", PositionUpdate, "actor__key"),
    "condition_update": ("condition", ConditionUpdate, "condition__key"),
    "requirement": ("guarantee", RequirementUpdate, "guarantee__key"),
}
# Whose titles are names, from which a misspelt word may be guessed.
NAMED: Final = ("actor", "leader", "guarantee", "condition", "event")


@page(*PARAMETERS, keep=False)
def search_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Hits in groups by type; or all of one type. Who looks back and finds nothing is told what is known now."""
    now = (visit.asked.head,) if visit.clocks else ()
    return kept(request, visit, lambda: searched(request, visit), *now)


def searched(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page, each hit with its mark and the words emphasised."""
    words = visit.values.get("q", "")
    content: dict[str, Any] = {"q": words, "type": visit.values.get("type", "")}
    if words:
        content |= found_for(words, visit)
    return show(request, visit, "search.html", content, api="search/" if words else "")


def found_for(words: str, visit: Visit) -> dict[str, Any]:
    """What the page shows for some words."""
    hits = search(words, visit.at)
    counted: Any = hits.order_by().values("type").annotate(count=Count("pk"), best=Min("rank"))
    counts = sorted(counted, key=lambda one: (one["best"], ORDER.index(one["type"])))
    pager = None
    if "type" in visit.values:
        rows, pager = paged(hits.filter(type=visit.values["type"]), visit)
    else:
        place = Window(RowNumber(), partition_by="type", order_by=[F("rank"), F("day").desc(), F("key")])
        rows = list(hits.annotate(nth=place).filter(nth__lte=SHOWN).order_by("nth"))
    total = sum(one["count"] for one in counts)
    return {
        "tokens": {token for reading in readings(fold(words)) for token in reading},
        "groups": _grouped(rows, counts, visit),
        "kinds": [
            {"name": TYPES[one["type"]], "count": one["count"], "url": _of_type(visit, one["type"]), **one}
            for one in counts
        ],
        "total": total,
        "everything_url": _of_type(visit, None),
        "pager": pager,
        **({} if rows else _help(words, visit)),
    }


def _grouped(rows: Sequence[SearchEntry], counts: Sequence[Object], visit: Visit) -> list[Object]:
    """The hits by type, the type of the best hit first."""
    about = _about(rows)
    headlines = _headlines([row.key for row in rows if row.type == "commitment"], visit.at)
    shown = [_hit(row, about, headlines, visit.frame().query) for row in rows]
    groups = [
        {
            "type": one["type"],
            "name": TYPES[one["type"]],
            "count": one["count"],
            "hits": [hit for hit in shown if hit["type"] == one["type"]],
            "url": _of_type(visit, one["type"]),
        }
        for one in counts
    ]
    return [one for one in groups if one["hits"]]


def _hit(row: SearchEntry, about: Mapping[str, str], headlines: Mapping[str, str], query: str) -> Object:
    """One hit with its address; under `actor` and `condition` the key, so that the page knows its mark."""
    noun = CLAIMS[row.type][0] if row.type in CLAIMS else row.type
    key = about.get(row.key, row.key)
    if row.type == "publisher":
        address = f"{reverse('source-list')}?publisher={row.key}" + query.replace("?", "&")
    else:
        anchor = f"#{row.key}" if row.type in CLAIMS else ""
        address = reverse(noun, args=[key]) + query + anchor
    return {
        "type": row.type,
        "key": row.key,
        "title": row.title,
        "excerpt": row.excerpt,
        "day": row.day.isoformat() if row.day else "",
        "url": address,
        "headline": headlines.get(row.key, ""),
        "on": noun if row.type in CLAIMS else "",
        noun: key,
    }


def _about(rows: Iterable[SearchEntry]) -> dict[str, str]:
    """What each claim among the hits is about. One query for each ledger that has a hit."""
    found: dict[str, str] = {}
    for type, (_noun, ledger, path) in CLAIMS.items():
        keys = [row.key for row in rows if row.type == type]
        if keys:
            found |= dict(ledger.objects.filter(key__in=keys).values_list("key", path))
    return found


def _headlines(keys: Sequence[str], at: AsOf) -> dict[str, str]:
    """The official word for each commitment."""
    states = CommitmentState.objects.at(at).filter(commitment__key__in=keys, lane=Lane.OFFICIAL, is_set=True)
    return dict(states.values_list("commitment__key", "headline"))


def _help(words: str, visit: Visit) -> dict[str, Any]:
    """What may help somebody who found nothing: another spelling, or a later moment of knowledge."""
    entries = SearchEntry.objects.known(visit.at)
    titles = entries.filter(type__in=NAMED).values_list("folded_title", flat=True)
    names = {word for title in titles for word in title.split() if len(word) > 2}
    guessed = [
        token if any(name.startswith(token) for name in names) else next(iter(_near(token, names)), token)
        for token in fold(words).split()
    ]
    guess = " ".join(guessed)
    moments = Change.objects.order_by("-sequence").values_list("recorded_at", flat=True)
    newest = moments.first() if visit.clocks else None
    now = AsOf(visit.at.true_on, newest) if newest else None
    return {
        "guess": guess if guess != fold(words) else "",
        "guess_url": visit.address(q=guess, type=None, page=None),
        "later": search(words, now).count() if now else 0,
        "later_url": visit.address(known_on=None, type=None, page=None),
    }


def _near(token: str, names: Iterable[str]) -> list[str]:
    return get_close_matches(token, names, n=1, cutoff=0.7)


def _of_type(visit: Visit, type: str | None) -> str:
    return visit.address(type=type, page=None)
