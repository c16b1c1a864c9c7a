"""The matrix as one drawing: actors by contributions, a table for each package, one under the other.

Every cell has its word, its mark and a bar in the word's texture; a bar with a broken edge and a hollow mark are for
what is only reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.choices import Headline

from . import fills, svg

_LABEL: Final = 190
_LEAST, _MOST = 128, 190
_HEAD, _GROUP, _ROW, _LINE, _PART = 40, 30, 28, 14, 34
# From the left edge of a cell: its bar, its mark, its word, and what stands under it.
_BAR, _MARK, _WORDS, _UNDER = 7, 17, 28, 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A word with what stands under it: figures, what it waits for, and what is reported beside it."""

    word: str
    reported: bool = False
    figures: Sequence[str] = ()
    notes: Sequence[str] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An actor with a cell, or None, for each column."""

    label: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Part:
    """The table of one package: its columns, and its rows under headings (one without a heading when not grouped)."""

    title: str
    columns: Sequence[str]
    groups: Sequence[tuple[str, Sequence[Row]]]


@dataclass(frozen=True, slots=True)
class MatrixChart:
    """Everything that the drawing shows. `key` makes its ids different from those of other drawings."""

    key: str
    title: str
    parts: Sequence[Part]

    @property
    def rows(self) -> list[Row]:
        """All rows of all parts."""
        return [row for part in self.parts for _heading, rows in part.groups for row in rows]

    @property
    def words(self) -> list[tuple[str, bool]]:
        """The words that are drawn, each with whether it is only reported, firmest first."""
        return fills.sorted_words(
            (cell.word, cell.reported) for row in self.rows for cell in row.cells if cell
        )

    @property
    def legend(self) -> list[fills.Key]:
        """Every word that is drawn, with its texture."""
        return fills.legend(self.words, self.key)

    @property
    def column(self) -> float:
        """How wide a column is: what a usual page leaves, and never too narrow for a word."""
        most = max((len(part.columns) for part in self.parts), default=1)
        return min(_MOST, max(_LEAST, (960 - _LABEL) / max(1, most)))

    @property
    def width(self) -> int:
        """How wide the drawing is, in pixels."""
        most = max((len(part.columns) for part in self.parts), default=1)
        return max(960, round(_LABEL + most * self.column))


def draw(chart: MatrixChart) -> SafeString:
    """The whole matrix."""
    drawn, bottom = [], 0.0
    for part in chart.parts:
        markup, bottom = _part(chart, part, bottom)
        drawn.append(markup)
    if not drawn:
        drawn, bottom = [svg.text(_("Nothing is on record for this."), x=0, y=20)], 32
    ids = f"{chart.key}-matrix"
    return SafeString(
        svg.tag(
            "svg",
            svg.tag("title", svg.escape(chart.title), id=f"{ids}-title"),
            svg.tag(
                "defs",
                fills.patterns(chart.words, ids),
                svg.symbols((word for word, _reported in chart.words), ids),
            ),
            *drawn,
            xmlns=svg.NAMESPACE,
            width=chart.width,
            height=bottom,
            class_="chart",
            role="group",
            aria_labelledby=f"{ids}-title",
        )
    )


def _part(chart: MatrixChart, part: Part, top: float) -> tuple[str, float]:
    """One table from a height on, and the height at which it ends."""
    y = top
    drawn = []
    if len(chart.parts) > 1:
        drawn.append(svg.text(part.title, x=0, y=y + 22, class_="chart-label"))
        y += _PART
    for n, column in enumerate(part.columns):
        lines = svg.wrapped(column, chart.column - 8, 2)
        drawn += [
            svg.text(line, x=_x(chart, n), y=y + _HEAD - 8 - 15 * (len(lines) - 1 - k), class_="chart-note")
            for k, line in enumerate(lines)
        ]
    y += _HEAD
    drawn.append(_rule(chart, y, "chart-base"))
    for heading, rows in part.groups:
        if heading:
            drawn.append(svg.text(f"{heading} ({len(rows)})", x=0, y=y + _GROUP - 9, class_="chart-label"))
            y += _GROUP
            drawn.append(_rule(chart, y, "chart-rule"))
        for row in rows:
            markup, y = _row(chart, row, y)
            drawn.append(markup)
    return "".join(drawn), y + 10


def _row(chart: MatrixChart, row: Row, top: float) -> tuple[str, float]:
    lines = max((_below(cell) for cell in row.cells if cell), default=0)
    high = _ROW + lines * _LINE
    cells = (_cell(chart, cell, _x(chart, n), top, high) for n, cell in enumerate(row.cells))
    label = svg.text(svg.shortened(row.label, _LABEL - 12, 13), x=0, y=top + 19, class_="chart-label")
    return svg.tag("g", label, *cells, _rule(chart, top + high, "chart-rule")), top + high


def _below(cell: Cell) -> int:
    return len(cell.figures) + len(cell.notes)


def _cell(chart: MatrixChart, cell: Cell | None, x: float, top: float, high: float) -> str:
    if cell is None:
        return svg.text("·", x=x + _WORDS, y=top + 19, class_="chart-note")
    ids = f"{chart.key}-matrix"
    wide = chart.column - 6
    room = wide - _WORDS - 2
    word = str(Headline(cell.word).label)
    under = [*cell.figures, *cell.notes]
    parts = [
        ""
        if cell.reported
        else svg.tag(
            "rect", x=x, y=top + 1, width=wide, height=high - 2, fill="currentColor", fill_opacity=0.09
        ),
        svg.tag(
            "rect",
            x=x,
            y=top + 1,
            width=_BAR,
            height=high - 2,
            fill=fills.fill(cell.word, cell.reported, ids),
            class_=f"chart-band{' chart-band--reported' if cell.reported else ''}",
        ),
        svg.mark(cell.word, ids, x + _MARK, top + 15, 13, cell.reported),
        svg.text(svg.shortened(word, room), x=x + _WORDS, y=top + 19, class_="chart-word"),
        *(
            svg.text(line, x=x + _UNDER, y=top + 20 + _LINE * (n + 1), class_="chart-event__name")
            for n, line in enumerate(svg.shortened(words, wide - _UNDER, 11) for words in under)
        ),
    ]
    said = ", ".join([fills.said(cell.word, cell.reported), *under])
    return svg.linked(cell.href, said, *parts, class_=f"{fills.tone(cell.word)} chart-state__mark")


def _x(chart: MatrixChart, n: int) -> float:
    return _LABEL + n * chart.column


def _rule(chart: MatrixChart, y: float, class_: str) -> str:
    return svg.tag("line", x1=0, x2=chart.width, y1=y, y2=y, class_=class_)
