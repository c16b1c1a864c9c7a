"""Required sizes against what is offered: intervals as bars on one scale.

A size somebody named is an outline; an offer is full up to what is certain and dotted up to what is possible. An open
end has no edge but an arrow. Offers without a figure are counted in words: no figure is not zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import axis, figures, fills, svg
from .axis import Breadth
from .scale import figure_ticks

WIDE: Final = Breadth("wide", 640, 0.25, 0.98, days=0, months=0, beside=True)
NARROW: Final = Breadth("narrow", 300, 0.01, 0.97, days=0, months=0, beside=False)
BREADTHS: Final = (WIDE, NARROW)
_BAR, _ROW, _HEAD, _TOP = 14, 40, 26, 22
_NARROW_ROW = 44
_CHEVRONS: Final = {1: "M-14-4l4 4-4 4M-9-4l4 4-4 4", -1: "M14-4l-4 4 4 4M9-4l-4 4 4 4"}


@dataclass(frozen=True, slots=True)
class Required:
    """A size that somebody named, with what is missing to it (`gap_low`, `gap_high`; both None: not to be said).

    While `uncounted` pledges have no figure, `gap_low` is None, and `gap_if_nothing` what it would be if they added
    nothing.
    """

    claimant: str
    low: int | None
    high: int | None
    words: str = ""
    day: str = ""
    href: str = ""
    gap_low: int | None = None
    gap_high: int | None = None
    gap_if_nothing: int | None = None
    uncounted: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered with a word or more; `counted` have a figure, `uncounted` none. `word` gives the colour."""

    label: str
    word: str
    low: int | None
    high: int | None
    counted: int = 0
    uncounted: int = 0
    reported: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class CoverageChart:
    """Everything that the chart shows. `unit` is the record's; `refused` and `uncounted` are numbers of commitments."""

    key: str
    title: str
    unit: str | None
    required: Sequence[Required]
    offered: Sequence[Offered]
    uncounted: int = 0
    refused: int = 0

    @property
    def all_rows(self) -> list[Required | Offered]:
        """Every interval of the chart."""
        return [*self.required, *self.offered]

    @property
    def has_open_ends(self) -> bool:
        """Whether an interval that is drawn has no known end."""
        named = any((row.low is None) != (row.high is None) for row in self.required)
        return named or any(row.low is not None and row.high is None for row in self.offered)

    @property
    def has_doubt(self) -> bool:
        """Whether an offer may be more than its least."""
        return any(row.low != row.high for row in self.offered)

    @property
    def ticks(self) -> list[int]:
        """The figures of the scale."""
        ends = [end for row in self.all_rows for end in (row.low, row.high) if end is not None]
        # An open end needs room to be open.
        ends += [row.low + row.low // 3 for row in self.all_rows if row.low and row.high is None]
        return figure_ticks(max(ends, default=0), 4)

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to draw."""
        return any(row.low is not None or row.high is not None for row in self.all_rows)

    @property
    def noun(self) -> str:
        """What the figures count, to stand behind one; "" where each says it itself."""
        counted = figures.counted(self.unit, None)
        return "" if figures.whole("n", self.unit) != "n" else counted

    def figure(self, row: Required | Offered) -> str:
        """An interval in words; says so where there is none."""
        return self._figure(row.low, row.high) or _("no figure")

    def _figure(self, low: int | None, high: int | None) -> str:
        return figures.whole(figures.interval(low, high, self.unit), self.unit)

    def gap(self, row: Required) -> str:
        """What is missing, in words."""
        if not row.uncounted or row.gap_high == 0:
            return self._missing(row.gap_low, row.gap_high)
        supposed = self._missing(row.gap_if_nothing, row.gap_high)
        if not supposed:
            return ""
        return ngettext(
            "gap not known; if the %(n)d pledge without a figure adds nothing, %(missing)s",
            "gap not known; if the %(n)d pledges without a figure add nothing, %(missing)s",
            row.uncounted,
        ) % {"n": row.uncounted, "missing": supposed}

    def short_gap(self, row: Required) -> str:
        """The same where there is little room."""
        return _("gap not known") if row.uncounted and row.gap_high != 0 and self.gap(row) else self.gap(row)

    def _missing(self, low: int | None, high: int | None) -> str:
        if (low, high) == (None, None):
            return ""
        if high == 0:
            return _("nothing is missing")
        if low == 0 and high is not None:
            return _("up to %(n)s missing") % {"n": self._figure(high, high)}
        return _("%(n)s missing") % {"n": self._figure(low, high)}

    @property
    def requirement_rows(self) -> list[tuple[Required, str, str]]:
        """For the table: who named a size, the size, what is missing."""
        return [(row, self.figure(row), self.gap(row)) for row in self.required]

    @property
    def offer_rows(self) -> list[tuple[Offered, str]]:
        """For the table: what is offered, and how much."""
        return [(row, self.figure(row)) for row in self.offered]

    @property
    def left_out(self) -> list[str]:
        """What has no place on the scale, in words."""
        said = []
        if self.uncounted:
            said.append(
                ngettext("%(n)d offer has no figure", "%(n)d offers have no figure", self.uncounted)
                % {"n": self.uncounted}
            )
        if self.refused:
            said.append(
                ngettext("%(n)d is ruled out", "%(n)d are ruled out", self.refused) % {"n": self.refused}
            )
        return said

    @property
    def reading(self) -> str:
        """What the chart says, in one sentence."""
        firm = self.offered[0] if self.offered else None
        if firm and (firm.low is not None or firm.high is not None):
            figure = f"{self.figure(firm)} {self.noun}".strip()
            none = figures.no_total(firm.counted, firm.uncounted)
            said = [
                _("%(label)s: %(figure)s")
                % {"label": firm.label, "figure": f"{none} ({figure})" if none else figure}
            ]
        else:
            said = [_("No offer that is firm enough has a figure")]
        said += self.left_out
        named = [self._named(row) for row in self.required]
        said.append(
            _("sizes named: %(all)s") % {"all": ", ".join(named)} if named else _("nobody has named a size")
        )
        return "; ".join(part.strip() for part in said) + "."

    def _named(self, row: Required) -> str:
        gap = f" ({self.gap(row)})" if self.gap(row) else ""
        return f"{row.claimant} {self.figure(row)}{gap}"


def draw(chart: CoverageChart, breadth: Breadth) -> SafeString:
    """The bars for a range of widths."""
    ids = f"{chart.key}-{breadth.name}"
    ticks = chart.ticks
    parts, y = [], float(_TOP)
    for heading, rows in ((_("Required"), chart.required), (_("Offered"), chart.offered)):
        if rows:
            parts.append(svg.text(heading, x=0, y=y + 18, class_="chart-label"))
            y += _HEAD
        for row in rows:
            parts.append(_row(chart, row, breadth, y, ticks[-1]))
            y += _ROW if breadth.beside else _NARROW_ROW
    shown = [(row.word, True) for row in chart.offered]
    return svg.root(
        svg.tag("title", svg.escape(chart.title), id=f"{ids}-title"),
        svg.tag("desc", svg.escape(chart.reading), id=f"{ids}-desc"),
        svg.tag("defs", fills.patterns(shown, ids)),
        _scale(chart, breadth, ticks, y),
        *parts,
        height=y,
        class_=f"chart chart--{breadth.name}",
        labelled_by=f"{ids}-title {ids}-desc",
        links=any(row.href for row in chart.all_rows),
    )


def _scale(chart: CoverageChart, breadth: Breadth, ticks: Sequence[int], bottom: float) -> str:
    drawn = []
    for n, tick in enumerate(ticks):
        x = breadth.x(tick / ticks[-1])
        anchor = "end" if n == len(ticks) - 1 else None if n == 0 else "middle"
        words = figures.amount(tick, chart.unit)
        if breadth.beside or n % 2 == 0 or len(ticks) < 4:
            drawn.append(
                svg.text(words, x=svg.percent(x), y=_TOP - 8, text_anchor=anchor, class_="chart-tick")
            )
        drawn.append(axis.vertical(x, _TOP - 2, bottom, "chart-grid"))
    return svg.tag("g", *drawn, class_="chart-scale")


def _row(chart: CoverageChart, row: Required | Offered, breadth: Breadth, top: float, most: int) -> str:
    """One interval with its label and its figure in words."""
    label = row.claimant if isinstance(row, Required) else row.label
    has_noun = breadth.beside and (row.low is not None or row.high is not None)
    figure = f"{chart.figure(row)} {chart.noun}".strip() if has_noun else chart.figure(row)
    if isinstance(row, Required):
        soft, bar_y = row.day, top + 18
        title = ", ".join(part for part in (label, figure, row.words, chart.gap(row)) if part)
    else:
        soft = ngettext("%(n)d counted", "%(n)d counted", row.counted) % {"n": row.counted}
        title, bar_y = f"{label}: {figure}, {soft}", top + 18
    bar = _bar(chart, row, breadth, bar_y, most)
    gap = chart.short_gap(row) if isinstance(row, Required) and breadth.beside else ""
    written = _label(breadth, label, soft, figure, top) + _figure(row, breadth, figure, gap, top, most)
    return svg.linked(row.href, title, written, bar)


def _label(breadth: Breadth, label: str, soft: str, figure: str, top: float) -> str:
    if breadth.beside:
        room = breadth.left * breadth.least - 12
        name = svg.text(svg.shortened(label, room), x=0, y=top + 16)
        return name + svg.text(svg.shortened(soft, room), x=0, y=top + 31, class_="chart-note")
    room = breadth.least - svg.width_of(figure) - 12
    return svg.text(svg.shortened(label, room), x=0, y=top + 13)


def _figure(row: Required | Offered, breadth: Breadth, figure: str, gap: str, top: float, most: int) -> str:
    """The figure and what is missing to it, over a wide bar where it does not run out, at the right of a narrow one."""
    soft = svg.tag("tspan", svg.escape(f"  {gap}"), class_="chart-note") if gap else ""
    words = svg.escape(figure) + soft
    if not breadth.beside:
        return svg.tag(
            "text", words, x="100%", y=top + 13, text_anchor="end", class_="chart-amount chart-halo"
        )
    x = breadth.x((row.low or 0) / most)
    late = (1 - x) * breadth.least < svg.width_of(figure + gap) + 12
    at = svg.percent(breadth.x((row.high or row.low or 0) / most) if late else x)
    anchor = "end" if late else None
    return svg.tag("text", words, x=at, y=top + 14, text_anchor=anchor, class_="chart-amount chart-halo")


def _bar(chart: CoverageChart, row: Required | Offered, breadth: Breadth, y: float, most: int) -> str:
    if row.low is None and row.high is None:
        return ""
    low, high = (
        breadth.x((row.low or 0) / most),
        breadth.x((row.high if row.high is not None else most) / most),
    )
    if isinstance(row, Required):
        return _outline(row, low, high, y)
    tone = fills.tone(row.word)
    paint = fills.fill(row.word, True, f"{chart.key}-{breadth.name}")
    reported = " chart-band--reported" if row.reported else ""
    sure = axis.band(breadth.x(0), low, y, _BAR, fill="currentColor", class_=f"chart-band{reported}")
    maybe = axis.band(low, high, y, _BAR, fill=paint, class_="chart-band chart-band--maybe")
    edge = "" if row.high is None else axis.vertical(high, y, y + _BAR, "chart-edge")
    drawn = (sure if row.low else "") + (maybe if row.high != row.low else "") + edge
    return svg.tag("g", drawn, _arrow(high, y, 1) if row.high is None else "", class_=tone)


def _outline(row: Required, low: float, high: float, y: float) -> str:
    """A named size: an edge where it ends, an arrow where it is open."""
    edges = [
        "" if row.low is None else axis.vertical(low, y - 2, y + _BAR + 2, "chart-need__edge"),
        "" if row.high is None else axis.vertical(high, y - 2, y + _BAR + 2, "chart-need__edge"),
    ]
    open_ends = _arrow(low, y, -1) if row.low is None else ""
    open_ends += _arrow(high, y, 1) if row.high is None else ""
    body = axis.band(low, high, y, _BAR, class_="chart-need")
    lines = "".join(axis.horizontal(low, high, y + down, "chart-need__line") for down in (0, _BAR))
    return body + lines + "".join(edges) + open_ends


def _arrow(x: float, y: float, way: int) -> str:
    """Where an interval has no end: two chevrons that point on."""
    return svg.anchored(x, y + _BAR / 2, svg.tag("path", d=_CHEVRONS[way], class_="chart-open"))
