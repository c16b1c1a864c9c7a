"""The pictures of links: a card of 1200 by 630 pixels for a page, with its title, its sentence and its chart."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from actors.models import Actor
from commitments import objects
from commitments.models import Commitment
from commitments.objects import Object
from guarantees.models import NegotiationEvent
from web.charts import axis, lanes, worldmap
from web.charts import matrix as tables
from web.charts.card import HEIGHT, WIDTH, Picture, card, ladder
from web.charts.raster import png
from web.charts.timeline import Lane
from web.filters.promises import ACTOR, CONTRIBUTION, MATRIX, PACKAGE

from .arranging import ARRANGING
from .files import PNG, dated, matrix_chart
from .first_numbers import has_word
from .lookup import find
from .map import VIEW, map_content
from .matrix import matrices_of
from .names import names_of
from .readings import reading_of_commitment, reading_of_event, reading_of_matrices
from .tables import packages_of
from .timeline import FROM, TO, timeline_content
from .visits import Visit, kept, page

# What of a long chart finds room.
ROWS: Final = 9
COLUMNS: Final = 6
LANES: Final = 4
# A strip shows words alone.
BARE: Final = {"figures": (), "conditions_open": (), "no_longer_named": (), "reported": None}


@dataclass(frozen=True, slots=True)
class Told:
    """What a card tells."""

    title: str
    reading: str
    picture: Picture | None = None


def picture_of(request: HttpRequest, visit: Visit, tell: Callable[[], Told]) -> HttpResponse:
    """The card as a picture that any page may show."""

    def make() -> HttpResponse:
        told = tell()
        drawing = card(told.title, told.reading, dated(visit), told.picture)
        return HttpResponse(png(drawing, WIDTH, HEIGHT), content_type=PNG)

    answer = kept(request, visit, make)
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def strip_of(found: list[Object], visit: Visit) -> Picture | None:
    """The first rows of the first matrix."""
    if not found:
        return None
    matrix = found[0]["matrix"]
    rows = [row for group in matrix.get("groups") or [{"rows": matrix["rows"]}] for row in group["rows"]]
    few = [{**row, "cells": [cell and {**cell, **BARE} for cell in row["cells"][:COLUMNS]]} for row in rows]
    groups = [{"label": "", "rows": [row for row in few if any(row["cells"])][:ROWS]}]
    shown = {"columns": matrix["columns"][:COLUMNS], "groups": groups}
    first = [{**found[0], "matrix": shown}]
    chart = matrix_chart(first, names_of(visit.at, first))
    return Picture(tables.draw(chart), chart.width, HEIGHT)


@page(keep=False)
def overview_card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The card of the first page, and of every page without one of its own."""

    def tell() -> Told:
        found = packages_of(Commitment.objects.known(visit.at), visit.at, "")
        reading = reading_of_matrices(found, names_of(visit.at, found))
        return Told(_("Who has committed what"), reading, strip_of(found, visit))

    return picture_of(request, visit, tell)


@page(*MATRIX, *ARRANGING, keep=False)
def matrix_card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The card of the matrix."""

    def tell() -> Told:
        found = matrices_of(visit)
        title = _("Who offers what, how firmly")
        return Told(title, reading_of_matrices(found, names_of(visit.at, found)), strip_of(found, visit))

    return picture_of(request, visit, tell)


@page(PACKAGE, CONTRIBUTION, VIEW, keep=False)
def map_card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The card of the map."""

    def tell() -> Told:
        chart = map_content(visit)["chart"]
        high = 907 if chart.view == "europe" else 433
        picture = Picture(worldmap.draw(chart), 1000, high, beside=True)
        return Told(chart.title, chart.reading, picture)

    return picture_of(request, visit, tell)


@page(PACKAGE, ACTOR, CONTRIBUTION, FROM, TO, keep=False)
def timeline_card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The card of the timeline."""

    def tell() -> Told:
        found = timeline_content(visit)
        chart = found["chart"]
        few = replace(chart, lanes=[_bare(lane) for lane in chart.lanes[:LANES]], events=())
        picture = Picture(lanes.draw(few, axis.WIDE), 860, HEIGHT) if few.lanes else None
        return Told(_("%(whose)s over time") % {"whose": found["whose"]}, chart.reading, picture)

    return picture_of(request, visit, tell)


@page(keep=False)
def commitment_card(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """The card of a commitment: how far it has come."""
    row = find(Commitment, key, visit.asked)

    def tell() -> Told:
        one = objects.commitments([row], visit.at)[0]
        reported = one["reported"]["headline"] if one["reported"] else None
        return Told(
            one["title"],
            reading_of_commitment(one, names_of(visit.at, one)),
            ladder(one["headline"], reported),
        )

    return picture_of(request, visit, tell)


@page(keep=False)
def actor_card(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """The card of an actor: its row of the matrix."""
    row = find(Actor, key, visit.asked)

    def tell() -> Told:
        rows = Commitment.objects.known(visit.at).filter(Q(actor=row) | Q(joint_with=row)).distinct()
        found = packages_of(rows, visit.at, "", actors={key})
        return Told(row.name, _offers(found), strip_of(found, visit))

    return picture_of(request, visit, tell)


@page(keep=False)
def event_card(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """The card of an event."""
    row = find(NegotiationEvent, key, visit.asked)

    def tell() -> Told:
        one = objects.events([row], visit.at)[0]
        return Told(one["name"], reading_of_event(one))

    return picture_of(request, visit, tell)


def _bare(lane: Lane) -> Lane:
    """A lane with its words alone."""
    return replace(lane, points=(), periods=[replace(period, figure="") for period in lane.periods])


def _offers(found: list[Object]) -> str:
    """For how many contributions an actor has a word."""
    cells = [
        cell for one in found for row in one["matrix"]["rows"] for cell in row["cells"] if has_word(cell)
    ]
    return _("A word on %(n)d contributions, in %(m)d packages.") % {"n": len(cells), "m": len(found)}
