"""The map: states by the word for what they give."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import ActorKind
from commitments.leading import pledgers
from commitments.models import Commitment
from commitments.objects import Object
from commitments.questions.matrix import matrix
from guarantees.models import Guarantee
from web.charts.dates import last_day, spoken
from web.charts.worldmap import VIEWS, State, WorldMap
from web.filters.parameters import OneOf
from web.filters.promises import CONTRIBUTION, PACKAGE, commitments
from web.languages import local_name

from .cells import figures_of
from .first_numbers import claimed_in_words, sized, unlisted_size
from .showing import show
from .subjects import Subject, subject_of
from .tables import matrix_of
from .visits import Visit, page

VIEW: Final = OneOf("view", "The part of the world that is shown. Default: europe.", VIEWS)


@page(PACKAGE, CONTRIBUTION, VIEW)
def map_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who offers one contribution of one package, where."""
    content = map_content(visit)
    subject: Subject = content["subject"]
    content["choices"] = subject.choices(visit)
    naming = {"package": subject.package.key if subject.package else None}
    return show(request, visit, "map.html", content, api="matrix/", naming=naming)


def map_content(visit: Visit) -> dict[str, Any]:
    """What the map is about (`subject`), the `chart`, and the `others` of its `cells` that have no place on it."""
    subject = subject_of(visit)
    chosen = commitments(subject.values, visit.at) if subject.package else Commitment.objects.none()
    cells = cells_of(subject, chosen, visit)
    return {
        "subject": subject,
        "chart": map_of(subject, cells, visit),
        "cells": cells,
        "others": [one for one in cells if one["place"].kind != ActorKind.STATE],
    }


def cells_of(subject: Subject, chosen: QuerySet[Commitment], visit: Visit) -> list[Object]:
    """The cell of the matrix for each actor with one of the chosen commitments, with the actor as `place`.

    `said` are its figures in words. All are of one package and one contribution, those of the subject. Nine queries,
    and one where guarantees are named.
    """
    if subject.package is None:
        return []
    rows = matrix(chosen, visit.at)
    table = matrix_of(rows, visit.frame().query)
    found = {one["actor"]: one["cells"][0] for one in table["rows"]}
    places = {one.key: one for one in sized(visit.at).filter(key__in=found)}
    named = {one["guarantee"] for cell in found.values() for one in cell["figures"] if one["named"]}
    names = Guarantee.objects.filter(key__in=named).order_by().values_list("key", "name")
    elements = dict(names) if named else {}
    return [
        {**cell, "actor": key, "place": places[key], "said": figures_of(cell, elements)}
        for key, cell in found.items()
    ]


def map_of(subject: Subject, cells: list[Object], visit: Visit) -> WorldMap:
    """The states among the actors on the map that was asked for."""
    beneficiary = subject.package.beneficiary if subject.package else None
    states = [_state(one) for one in cells if one["place"].iso2]
    return WorldMap(
        key="map",
        title=_("%(contribution)s: the word of each state") % {"contribution": subject.contribution.label},
        states=states,
        view=visit.values.get("view", VIEWS[0]),
        beneficiary=beneficiary.iso2 if beneficiary else "",
        claimed=claimed_by(cells),
        address=visit.address(view=None),
    )


def claimed_by(cells: list[Object]) -> str:
    """How many more are claimed by groups of which not all members are named, in words; empty where none are."""
    words = {cell["actor"]: cell["headline"] for cell in cells}
    groups = {cell["actor"]: size for cell in cells if (size := unlisted_size(cell["place"]))}
    return claimed_in_words(pledgers(words, (), groups).claimed)


def _state(cell: Object) -> State:
    place = cell["place"]
    name = local_name(place.name, place.kind, place.iso2)
    return State(
        place.iso2,
        name,
        cell["shown"],
        cell["url"],
        detail_of(cell),
        reported=cell["only_reported"],
    )


def detail_of(cell: Object) -> str:
    """A cell's figures and what it waits for, in words."""
    words = list(cell["said"])
    if cell["until"]:
        words.append(_("promised until %(day)s") % {"day": spoken(last_day(cell["until"])).words})
    waits = len(cell["conditions_open"])
    if waits:
        words.append(ngettext("%(n)d open condition", "%(n)d open conditions", waits) % {"n": waits})
    several = len(cell["commitments"])
    if several > 1:
        words.append(ngettext("%(n)d commitment", "%(n)d commitments", several) % {"n": several})
    return ", ".join(words)
