"""A matrix, a map or a timeline for a frame on somebody else's page: the chart, its dates, and what it rests on.

These addresses alone may be framed. They set no cookie and need no script, and their links open beside the frame,
since no other page of the site may stand in one.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, cast
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from commitments.models import CommitmentUpdate
from guarantees.evidence import documents_of
from ledger.asof import AsOf
from web.charts import axis, lanes, worldmap
from web.filters.parameters import OneOf
from web.filters.promises import ACTOR, CONTRIBUTION, MATRIX, PACKAGE
from web.site import site_of

from .arranging import ARRANGING
from .map import VIEW, map_content
from .matrix import matrices_of
from .showing import show
from .timeline import FROM, TO, timeline_content
from .visits import Visit, page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

THEME: Final = OneOf("theme", "The colours. Default: as the reader's system has them.", ("light", "dark"))


def framed(view: View[P]) -> View[P]:
    """Any page on any site may hold what this view answers."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    allowed: Any = csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(answer))
    return cast("View[P]", allowed)


@framed
@page(*MATRIX, *ARRANGING, THEME)
def embed_matrix(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The matrix of each package, without the ways to arrange it."""
    found = [{**one, "matrix": {**one["matrix"], "heads": []}} for one in matrices_of(visit)]
    cells = (cell for one in found for row in one["matrix"]["rows"] for cell in row["cells"] if cell)
    keys = {key for cell in cells for key in cell["commitments"]}
    content = {"title": _("Who offers what, how firmly"), "matrices": found}
    return _shown(request, visit, "matrix", content, keys)


@framed
@page(PACKAGE, CONTRIBUTION, VIEW, THEME)
def embed_map(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The map, with its legend and its table."""
    found = map_content(visit)
    keys = {key for cell in found["cells"] for key in cell["commitments"]}
    chart = found["chart"]
    content = {**found, "title": chart.title, "drawing": beside(worldmap.draw(chart))}
    return _shown(request, visit, "map", content, keys)


@framed
@page(PACKAGE, ACTOR, CONTRIBUTION, FROM, TO, THEME)
def embed_timeline(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The timeline, under a scale that stays in sight."""
    found = timeline_content(visit)
    chart = found["chart"]
    title = _("%(whose)s over time") % {"whose": found["whose"]}
    content = {
        **found,
        "title": title,
        "drawings": [
            (breadth.name, lanes.head(chart, breadth), beside(lanes.draw(chart, breadth)))
            for breadth in axis.BREADTHS
        ],
    }
    return _shown(request, visit, "timeline", content, {row.key for row in found["rows"]})


def beside(drawing: str) -> SafeString:
    """A drawing whose links open beside the frame: links in SVG do not heed what the page says of all links."""
    return SafeString(drawing.replace('<a href="', '<a target="_blank" rel="noopener" href="'))


def rests_on(keys: Iterable[str], at: AsOf) -> int:
    """On how many documents these commitments rest, as of both clocks. Four queries."""
    claims = list(CommitmentUpdate.objects.said_by(at).filter(commitment__key__in=list(keys)))
    return len({one.key for documents in documents_of(claims).values() for one in documents})


def _shown(
    request: HttpRequest, visit: Visit, name: str, content: Mapping[str, Any], keys: Iterable[str]
) -> HttpResponse:
    pairs = [pair for pair in visit.pairs if pair[0] != THEME.name]
    address = reverse(name) + (f"?{urlencode(pairs)}" if pairs else "")
    frame = {
        "page_url": site_of(request) + address,
        "site": site_of(request),
        "theme": visit.values.get("theme", ""),
        "sources": rests_on(keys, visit.at),
    }
    return show(request, visit, f"embed/{name}.html", {**content, **frame})
