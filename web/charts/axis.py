"""How wide a chart is and where in it the days stand; the lines and words of its time scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from . import svg
from .scale import Tick, Window, after, day_ticks, said

# Below the words of the scale.
HEIGHT: Final = 34


@dataclass(frozen=True, slots=True)
class Breadth:
    """A drawing for a range of widths: places are shares, room is counted in pixels at the least width.

    `left` and `right` are where the plot begins and ends. `beside`: labels stand in a column of their own.
    """

    name: str
    least: float
    left: float
    right: float
    days: int
    months: int
    beside: bool

    def x(self, share: float) -> float:
        """Where a share of the plot lies in the whole drawing."""
        return self.left + share * (self.right - self.left)

    def pixels(self, share: float) -> float:
        """How many pixels a share of the plot has at the least width."""
        return share * (self.right - self.left) * self.least


WIDE: Final = Breadth("wide", 680, 0.21, 0.83, days=9, months=13, beside=True)
NARROW: Final = Breadth("narrow", 300, 0.035, 0.965, days=5, months=6, beside=False)
BREADTHS: Final = (WIDE, NARROW)


def scale(window: Window, breadth: Breadth, top: float, bottom: float) -> str:
    """The words of the time scale above `top`, and its lines from there to `bottom`."""
    ticks = day_ticks(window, breadth.days, breadth.months)
    return svg.tag("g", *(_tick(tick, breadth, top, bottom) for tick in ticks), class_="chart-scale")


def until(window: Window, as_of: date, breadth: Breadth, top: float, bottom: float) -> str:
    """A line at the day to which the record is asked, and a veil over what lies behind it."""
    if not window.first <= as_of < window.last or (window.last - as_of).days < 2:
        return ""
    x = breadth.x(window.at(after(as_of)))
    veil = band(x, breadth.right, top, bottom - top, class_="chart-veil")
    words = svg.title(_("Not known on %(day)s") % {"day": said(as_of)})
    return svg.tag("g", words, veil, vertical(x, top - 2, bottom, "chart-now"))


def vertical(x: float, top: float, bottom: float, class_: str) -> str:
    """A line down the drawing at a share of its width."""
    return svg.tag("line", x1=svg.percent(x), x2=svg.percent(x), y1=top, y2=bottom, class_=class_)


def horizontal(left: float, right: float, y: float, class_: str) -> str:
    """A line across, between two shares of the width."""
    return svg.tag("line", x1=svg.percent(left), x2=svg.percent(right), y1=y, y2=y, class_=class_)


def band(left: float, right: float, y: float, height: float, **attributes: svg.Value) -> str:
    """A rectangle between two shares of the width; never thinner than can be seen."""
    wide = max(right - left, 0.002)
    return svg.tag(
        "rect",
        x=svg.percent(min(left, 1 - wide)),
        y=y,
        width=svg.percent(wide),
        height=height,
        **attributes,
    )


def lines(words: Sequence[str], y: float, class_: str, step: float = 16) -> str:
    """Lines of words from the left edge, the first at a height."""
    return "".join(svg.text(line, x=0, y=y + n * step, class_=class_) for n, line in enumerate(words))


def _tick(tick: Tick, breadth: Breadth, top: float, bottom: float) -> str:
    x = breadth.x(tick.at)
    # A word that would run over the right edge ends there.
    late = breadth.least * (1 - x) < svg.width_of(tick.label)
    anchor = "end" if late else None
    written = svg.text(tick.label, x=svg.percent(x), y=top - 18, text_anchor=anchor, class_="chart-tick")
    if tick.year:
        written += svg.text(
            tick.year, x=svg.percent(x), y=top - 5, text_anchor=anchor, class_="chart-tick chart-tick--year"
        )
    return written + vertical(x, top - 2, bottom, "chart-grid")
