"""The change feed, for people."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from actors.models import Actor
from guarantees.models import Package
from ledger.choices import Action
from ledger.models import Belonging, Change
from web.filters.parameters import KeyOf, Number

from .citable import DETAILS
from .forms import form_of
from .pagers import rows_shown
from .showing import show
from .visits import Visit, page

SHOWN: Final = 100
# The nouns of the feed that have a page, and what a claim, or another name, is about.
PAGES: Final = tuple(DETAILS)
ABOUT: Final = {
    "update": "commitment",
    "condition_update": "condition",
    "position": "actor",
    "requirement": "guarantee",
    "actor_alias": "actor",
    "leader_alias": "leader",
    "publisher_alias": "publisher",
}
# These stand on the page of what they are about, each under its key.
CLAIMS: Final = frozenset({"update", "condition_update", "position", "requirement"})
TYPES: Final[Mapping[str, Any]] = {
    "actor": _("Actor"),
    "actor_alias": _("Other name of an actor"),
    "commitment": _("Commitment"),
    "condition": _("Condition"),
    "condition_update": _("Condition update"),
    "event": _("Event"),
    "guarantee": _("Guarantee"),
    "leader": _("Leader"),
    "leader_alias": _("Other name of a leader"),
    "membership": _("Membership"),
    "package": _("Package"),
    "participation": _("Participation"),
    "position": _("Position"),
    "publisher": _("Publisher"),
    "publisher_alias": _("Other name of a publisher"),
    "requirement": _("Requirement"),
    "source": _("Source"),
    "statement": _("Statement"),
    "tenure": _("Tenure"),
    "update": _("Update"),
}
BELONGINGS: Final = Prefetch("belongings", Belonging.objects.order_by("pk"))
# How many of the actors to which an object belongs are named in its row.
NAMED: Final = 3
PARAMETERS: Final = (
    Number("after", "Shows what follows this sequence.", 0, None, 0),
    KeyOf("package", "Of this package.", Package),
    KeyOf("actor", "Of this actor.", Actor),
)


@page(*PARAMETERS)
def change_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was recorded: the newest, or what follows a sequence, each page with its newest on top."""
    basis = visit.asked.basis
    # The text of a ledger row is long, and no page shows it.
    known = Change.objects.filter(sequence__lte=basis).defer("row").prefetch_related(BELONGINGS)
    for name in ("package", "actor"):
        if name in visit.values:
            known = known.belonging_to(name, visit.values[name].key)
    if "after" in visit.values:
        rows = list(known.after(visit.values["after"])[:SHOWN])[::-1]
    else:
        rows = list(known.order_by("-sequence")[:SHOWN])
    older: list[int] = []
    if rows:
        before = known.filter(sequence__lt=rows[-1].sequence).order_by("-sequence")
        older = list(before.values_list("sequence", flat=True)[:SHOWN])
    content = {
        "changes": [shown(row, visit.values["actor"].key if "actor" in visit.values else "") for row in rows],
        "filters": form_of(visit, "package", "actor"),
        "pager": {
            "previous": visit.address(after=older[-1] - 1) if older else "",
            "next": visit.address(after=rows[0].sequence) if rows and rows[0].sequence < basis else "",
            "words": rows_shown(rows[-1].sequence, rows[0].sequence, basis) if rows else "",
        },
    }
    return show(request, visit, "change/list.html", content, api="changes/")


def shown(row: Change, asked: str = "") -> dict[str, Any]:
    """One row as the table shows it: `noun` and `page_key` name the page where it is told.

    The actor that was asked for is named first of those to which the object belongs.
    """
    told: dict[str, Any] = json.loads(row.payload) if row.payload else {}
    noun = ABOUT.get(row.type, row.type)
    key = told.get(noun, row.key) if row.type in ABOUT else row.key
    actors = [one.key for one in row.belongings.all() if one.noun == Belonging.ACTOR and one.key != row.key]
    actors.sort(key=lambda one: one != asked)
    title = told.get("title") or told.get("name") or told.get("summary") or row.key
    return {
        "sequence": row.sequence,
        "recorded_at": row.recorded_at,
        "is_created": row.action == Action.CREATED,
        "action": row.action,
        "type_label": TYPES.get(row.type, row.type),
        "title": title,
        "noun": noun if noun in PAGES else "",
        "page_key": key,
        "anchor": f"#{row.key}" if row.type in CLAIMS else "",
        "package": [one.key for one in row.belongings.all() if one.noun == Belonging.PACKAGE],
        "actor": actors[:NAMED],
        "others": len(actors[NAMED:]),
    }
