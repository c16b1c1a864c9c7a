"""A quantity over time: from the least to the most that it may be, step by step.

Where an end is known it has a line; an open end has none, and fades into arrows. A time without a figure is empty and
says why: no figure is not zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import axis, figures, fills, svg
from .axis import Breadth
from .scale import Window, after, figure_ticks, said

_HEIGHT: Final = 150
_TOP: Final = axis.HEIGHT + 18


@dataclass(frozen=True, slots=True)
class Step:
    """An interval that stood from a day until before another (None: still); both ends None is no figure.

    `word` is the headline word of that time: it gives the colour.
    """

    first: date
    until: date | None
    low: int | None
    high: int | None
    word: str
    words: str = ""
    reported: bool = False
    href: str = ""

    @property
    def has_figure(self) -> bool:
        """Whether there is anything to draw."""
        return self.low is not None or self.high is not None

    def span(self, as_of: date) -> str:
        """When it stood, in words."""
        if self.until is None or self.until > as_of:
            return _("since %(day)s") % {"day": said(self.first)}
        return _("from %(day)s until %(end)s") % {"day": said(self.first), "end": said(self.until)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Everything that the chart shows. `unit` is the record's; `steps` are in order."""

    key: str
    title: str
    unit: str | None
    window: Window
    as_of: date
    steps: Sequence[Step]

    @property
    def end(self) -> date:
        """The last day about which something is said."""
        return min(self.window.last, self.as_of)

    @property
    def shown(self) -> list[Step]:
        """The steps that reach into the window and had begun on `as_of`."""
        return [
            s
            for s in sorted(self.steps, key=lambda s: s.first)
            if s.first <= self.end and (s.until is None or s.until > max(s.first, self.window.first))
        ]

    @property
    def ticks(self) -> list[int]:
        """The figures of the scale."""
        ends = [end for step in self.shown for end in (step.low, step.high) if end is not None]
        ends += [step.low + step.low // 3 for step in self.shown if step.low and step.high is None]
        return figure_ticks(max(ends, default=0), 4)

    def figure(self, step: Step) -> str:
        """The interval in words, with what it counts and the wording of the source."""
        found = figures.interval(step.low, step.high, self.unit) or _("no figure")
        counted = (
            figures.counted(self.unit, step.words, step.high or step.low or 0) if step.has_figure else ""
        )
        # "up to" and the like are said by the figure itself.
        wording = f"“{step.words}”" if step.words and step.words not in f"{found} {counted}" else ""
        return " ".join(part for part in (found, counted, wording) if part)

    @property
    def rows(self) -> list[tuple[Step, str, str]]:
        """For the table: a step, its figure and its days in words."""
        return [(step, self.figure(step), step.span(self.as_of)) for step in self.shown]

    @property
    def legend(self) -> list[fills.Key]:
        """Every word that is drawn with its fill."""
        words = fills.sorted_words((step.word, step.reported) for step in self.shown if step.has_figure)
        return fills.legend(words, self.key)

    @property
    def reading(self) -> str:
        """What the chart says, in one sentence."""
        told = [row for row in self.rows if row[0].has_figure]
        if not told:
            return _("No figure is recorded; that is not a figure of zero.")
        (first, figure, since), (last, newest, newest_since) = told[0], told[-1]
        if len(told) == 1:
            return f"{_capital(figure)}, {since}{_by(first)}."
        return _("First %(figure)s, %(since)s%(by)s; last %(newest)s, %(newest_since)s%(newest_by)s.") % {
            "figure": figure,
            "since": since,
            "by": _by(first),
            "newest": newest,
            "newest_since": newest_since,
            "newest_by": _by(last),
        }


def draw(chart: Quantity, breadth: Breadth) -> SafeString:
    """The steps for a range of widths."""
    ids = f"{chart.key}-{breadth.name}"
    ticks = chart.ticks
    bottom = _TOP + _HEIGHT
    steps = [_step(chart, n, breadth, ticks[-1]) for n in range(len(chart.shown))]
    return svg.root(
        svg.tag("title", svg.escape(chart.title), id=f"{ids}-title"),
        svg.tag("desc", svg.escape(chart.reading), id=f"{ids}-desc"),
        svg.tag("defs", fills.patterns(((step.word, step.reported) for step in chart.shown), ids)),
        axis.until(chart.window, chart.as_of, breadth, axis.HEIGHT, bottom),
        axis.scale(chart.window, breadth, axis.HEIGHT, bottom),
        *(axis.horizontal(breadth.left, breadth.right, _height(t, ticks[-1]), "chart-grid") for t in ticks),
        *steps,
        _figures(chart, breadth, ticks),
        axis.horizontal(breadth.left, breadth.right, bottom, "chart-base"),
        height=bottom + 8,
        class_=f"chart chart--{breadth.name}",
        labelled_by=f"{ids}-title {ids}-desc",
        links=any(step.href for step in chart.shown),
    )


def _figures(chart: Quantity, breadth: Breadth, ticks: Sequence[int]) -> str:
    """The scale of figures: beside a wide plot, inside a narrow one."""
    drawn = []
    for tick in ticks:
        y = _height(tick, ticks[-1])
        words = figures.amount(tick, chart.unit)
        if breadth.beside:
            x, anchor = breadth.left - 0.012, "end"
            drawn.append(svg.text(words, x=svg.percent(x), y=y + 4, text_anchor=anchor, class_="chart-tick"))
        elif tick:
            drawn.append(svg.text(words, x=0, y=y - 3, class_="chart-tick chart-halo"))
    noun = figures.counted(chart.unit, None)
    if noun and breadth.beside:
        drawn.append(svg.text(noun, x=0, y=_TOP + 4, class_="chart-note"))
    return svg.tag("g", *drawn, class_="chart-scale")


def _height(figure: int, most: int) -> float:
    return _TOP + _HEIGHT * (1 - figure / most)


def _step(chart: Quantity, index: int, breadth: Breadth, most: int) -> str:
    """One step: its area, a line at each end that is known, and its figure where that is new and has room."""
    step = chart.shown[index]
    end = min(step.until or after(chart.end), after(chart.end))
    left, right = breadth.x(chart.window.at(step.first)), breadth.x(chart.window.at(end))
    title = f"{chart.figure(step)}, {step.span(chart.as_of)}{_by(step)}"
    room = (right - left) * breadth.least - 6
    known = step.has_figure
    figure = figures.interval(step.low, step.high, chart.unit) if known else _("no figure")
    top = _height(step.high, most) if step.high is not None else _TOP if known else _TOP + _HEIGHT
    before = chart.shown[index - 1] if index else None
    again = before and (before.low, before.high, before.until) == (step.low, step.high, step.first)
    written = ""
    if svg.width_of(figure) <= room and not again:
        class_ = "chart-word chart-halo" if known else "chart-note"
        written = svg.text(figure, x=svg.percent(left), y=top - 5, class_=class_)
    drawn = _area(chart, step, breadth, (left, right, top), most) if known else ""
    return svg.linked(step.href, title, drawn, written, class_=fills.tone(step.word))


def _area(chart: Quantity, step: Step, breadth: Breadth, place: tuple[float, float, float], most: int) -> str:
    left, right, top = place
    bottom = _TOP + _HEIGHT if step.low is None else _height(step.low, most)
    paint = fills.fill(step.word, step.reported, f"{chart.key}-{breadth.name}")
    class_ = "chart-area chart-area--full" if paint == "currentColor" else "chart-area"
    height = max(3.0, bottom - top)
    drawn = axis.band(left, right, min(top, bottom - 3), height, fill=paint, class_=class_)
    drawn += "" if step.high is None else axis.horizontal(left, right, top, "chart-edge")
    drawn += "" if step.low is None else axis.horizontal(left, right, bottom, "chart-edge")
    if (right - left) * breadth.least < 16:
        return drawn
    drawn += _arrow((left + right) / 2, top, -1) if step.high is None else ""
    return drawn + (_arrow((left + right) / 2, bottom, 1) if step.low is None else "")


def _arrow(x: float, y: float, way: int) -> str:
    """Where a step has no end: two chevrons that point on, up or down."""
    shape = "M-4 9l4-4 4 4M-4 14l4-4 4 4" if way < 0 else "M-4-9l4 4 4-4M-4-14l4 4 4-4"
    return svg.anchored(x, y, svg.tag("path", d=shape, class_="chart-open"))


def _by(step: Step) -> str:
    return _(" (only reported)") if step.reported else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
