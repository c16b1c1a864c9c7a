"""The charts of the pages as files: what is shown, with its title, dates and source inside, as SVG and as PNG.

A file takes the parameters of its page. It is a function of its address and of the basis, and is kept as one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commitments.choices import Headline
from commitments.objects import Object
from guarantees.choices import Contribution
from web.charts import axis, dates, fills, lanes, worldmap
from web.charts import matrix as tables
from web.charts.raster import png
from web.charts.standalone import size_of, standalone, styles
from web.filters.promises import ACTOR, CONTRIBUTION, MATRIX, PACKAGE
from web.formats import CONTENT_TYPES, csv_lines
from web.site import site_of

from .arranging import ARRANGING
from .cells import figures_of
from .map import VIEW, map_content
from .matrix import matrices_of
from .names import Names, names_of
from .timeline import FROM, TO, timeline_content
from .visits import Visit, kept, page

SVG: Final = "image/svg+xml"
PNG: Final = "image/png"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing with what stands around it in a file."""

    name: str
    title: str
    drawing: str
    legend: Sequence[fills.Key]
    width: int = 960


def file_of(request: HttpRequest, visit: Visit, kind: str, draw: Callable[[Visit], Drawn]) -> HttpResponse:
    """A drawing as a file."""

    def make() -> HttpResponse:
        return HttpResponse(_body(draw(visit), visit, site_of(request), kind), content_type=kind)

    return _named(kept(request, visit, make), visit, "inline", "png" if kind == PNG else "svg")


def _named(answer: HttpResponse, visit: Visit, how: str, ending: str) -> HttpResponse:
    """An answer with the name under which it is saved."""
    name = f"guarantees-{visit.path.strip('/').partition('.')[0]}-{visit.asked.as_of}.{ending}"
    answer["Content-Disposition"] = f'{how}; filename="{name}"'
    return answer


def _body(drawn: Drawn, visit: Visit, site: str, kind: str) -> str | bytes:
    document = standalone(
        drawn.drawing,
        styles(),
        title=drawn.title,
        source=f"{dated(visit)} {_('Source: Guarantees')}, {_page(drawn.name, visit, site)}",
        legend=drawn.legend,
        base=f"{site}/",
        width=drawn.width,
    )
    return png(document, *size_of(document), scale=2) if kind == PNG else document


def dated(visit: Visit) -> str:
    """The two dates of a picture, in words."""
    known = visit.asked.known_on
    known_on = dates.moment(known) if len(known) > 10 else dates.spoken(known).words
    return _("True on %(day)s, as known on %(moment)s.") % {
        "day": dates.spoken(visit.asked.as_of.isoformat()).words,
        "moment": known_on,
    }


def _page(name: str, visit: Visit, site: str) -> str:
    """Where the page with the same chart is, without the scheme and without the dates, which are said beside it."""
    query = urlencode(visit.others)
    return f"{site.partition('://')[2]}/{name}/{'?' if query else ''}{query}"


# ---- the matrix


def draw_matrix(visit: Visit) -> Drawn:
    """The matrix of each package as it is arranged."""
    found = matrices_of(visit)
    chart = matrix_chart(found, names_of(visit.at, found))
    return Drawn("matrix", chart.title, tables.draw(chart), chart.legend, chart.width)


def matrix_chart(found: Sequence[Object], names: Names) -> tables.MatrixChart:
    """Packages with their arranged matrices as a chart."""
    parts = [
        tables.Part(
            one["name"],
            [str(Contribution(word).label) for word in one["matrix"]["columns"]],
            [
                (group["label"], [_row(row, names) for row in group["rows"]])
                for group in one["matrix"]["groups"]
            ],
        )
        for one in found
    ]
    title = _("Who offers what, how firmly")
    return tables.MatrixChart("m", f"{title}: {parts[0].title}" if len(parts) == 1 else title, parts)


def _row(row: Object, names: Names) -> tables.Row:
    name = str(names.of("actor", row["actor"])["name"])
    label = _("%(who)s, jointly") % {"who": name} if row.get("only_joint") else name
    return tables.Row(label, [cell and cell_of(cell, names) for cell in row["cells"]])


def cell_of(cell: Object, names: Names) -> tables.Cell:
    """A cell of a matrix as it is drawn."""
    guarantees = {
        one["guarantee"]: str(names.of("guarantee", one["guarantee"])["name"]) for one in cell["figures"]
    }
    notes = []
    if cell["conditions_open"]:
        notes.append(_("if %(n)d") % {"n": len(cell["conditions_open"])})
    if cell["no_longer_named"]:
        notes.append(_("silent on %(n)s") % {"n": len(cell["no_longer_named"])})
    if cell["reported"] and not cell["only_reported"]:
        notes.append(_("reported: %(word)s") % {"word": Headline(cell["reported"]).label})
    return tables.Cell(
        cell["shown"],
        cell["only_reported"],
        figures_of(cell, guarantees),
        notes,
        cell["url"],
    )


@page(*MATRIX, *ARRANGING, keep=False)
def matrix_svg(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The matrix that is shown, as SVG."""
    return file_of(request, visit, SVG, draw_matrix)


@page(*MATRIX, *ARRANGING, keep=False)
def matrix_png(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The matrix that is shown, as PNG."""
    return file_of(request, visit, PNG, draw_matrix)


# What a line of the matrix as CSV says of a cell.
COLUMNS: Final = (
    "package",
    "group",
    "actor",
    "name",
    "contribution",
    "headline",
    "until",
    "reported",
    "low",
    "high",
    "unit",
    "figures",
    "conditions_open",
    "no_longer_named",
    "commitments",
)


FIGURE: Final = ("guarantee", "unit", "low", "high", "headline", "joint")


@page(*MATRIX, *ARRANGING, keep=False)
def matrix_csv(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The matrix that is shown, a line for each cell, in the order of the page."""

    def make() -> HttpResponse:
        found = matrices_of(visit)
        lines = csv_lines(cells_of(found, names_of(visit.at, found)), COLUMNS)
        return HttpResponse("".join(lines), content_type=CONTENT_TYPES["csv"])

    return _named(kept(request, visit, make), visit, "attachment", "csv")


def cells_of(found: Sequence[Object], names: Names) -> Iterator[Object]:
    """The cells of arranged matrices, one after the other."""
    for one in found:
        for group in one["matrix"]["groups"]:
            for row in group["rows"]:
                about = {
                    "package": one["package"],
                    "group": group["label"],
                    "actor": row["actor"],
                    "name": names.of("actor", row["actor"])["name"],
                }
                for word, cell in zip(one["matrix"]["columns"], row["cells"], strict=True):
                    if cell:
                        yield {**cell, "figures": bare(cell["figures"]), **about, "contribution": word}


def bare(figures: Sequence[Object]) -> list[Object]:
    """The figures of a cell as the API shows them."""
    return [{name: one[name] for name in FIGURE} for one in figures]


# ---- map and timeline


def draw_map(visit: Visit) -> Drawn:
    """The map of the view that is asked for."""
    chart = map_content(visit)["chart"]
    return Drawn("map", chart.title, worldmap.draw(chart), chart.legend)


@page(PACKAGE, CONTRIBUTION, VIEW, keep=False)
def map_svg(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The map, as SVG."""
    return file_of(request, visit, SVG, draw_map)


@page(PACKAGE, CONTRIBUTION, VIEW, keep=False)
def map_png(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The map, as PNG."""
    return file_of(request, visit, PNG, draw_map)


def draw_timeline(visit: Visit) -> Drawn:
    """The timeline, drawn wide."""
    found = timeline_content(visit)
    chart = found["chart"]
    title = _("%(whose)s over time") % {"whose": found["whose"]}
    legend = [*chart.legend, *lanes.kind_keys(chart)]
    return Drawn("timeline", title, lanes.draw(chart, axis.WIDE), legend)


@page(PACKAGE, ACTOR, CONTRIBUTION, FROM, TO, keep=False)
def timeline_svg(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The timeline, as SVG."""
    return file_of(request, visit, SVG, draw_timeline)


@page(PACKAGE, ACTOR, CONTRIBUTION, FROM, TO, keep=False)
def timeline_png(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The timeline, as PNG."""
    return file_of(request, visit, PNG, draw_timeline)
