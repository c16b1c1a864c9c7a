"""SVG as text: elements from plain values, everything escaped, no coordinate that is no number.

Charts place things across in percent of their width and down in pixels: so one drawing fits every width while its
words, marks and hit areas keep their size. Ids carry the chart's own name, because a page may hold several charts.
"""

import html
import math
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.safestring import SafeString

MARKS: Final = Path(__file__).parents[2] / "static" / "img" / "marks.svg"
NAMESPACE: Final = "http://www.w3.org/2000/svg"
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SYMBOL: Final = re.compile(r'<symbol id="([a-z_]+)" viewBox="0 0 16 16">(.*?)</symbol>', re.S)
# How wide a letter of the page's type is, as a share of its size: a little more than it mostly is.
_LETTER: Final = 0.56

Value = str | int | float | None


def escape(text: str) -> str:
    """Text that may stand inside an element or a quoted attribute."""
    return html.escape(_NOT_XML.sub("", text))


def number(value: float) -> str:
    """A coordinate to a hundredth; ValueError for what is no finite number."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no place on a chart")
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def percent(share: float) -> str:
    """A share of the width (0 to 1) as SVG writes it; what lies outside is brought to the edge."""
    return f"{number(min(1.0, max(0.0, share)) * 100)}%"


def tag(name: str, *children: str, **attributes: Value) -> str:
    """An element. Children are markup; `class_` is class, `stroke_width` stroke-width; None leaves one out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def text(words: str, **attributes: Value) -> str:
    """A line of words."""
    return tag("text", escape(words), **attributes)


def title(words: str) -> str:
    """What a pointer that rests here, or a screen reader, is told."""
    return tag("title", escape(words))


def linked(href: str, words: str, *children: str, class_: str | None = None) -> str:
    """A link around shapes with its title; without an address a group."""
    if href:
        return tag("a", title(words), *children, href=href, class_=class_)
    return tag("g", title(words), *children, class_=class_)


def anchored(x: float, y: float, *children: str) -> str:
    """A place of its own at a share of the width and a height, in which 0, 0 is that point and a unit a pixel."""
    return tag("svg", *children, x=percent(x), y=y, overflow="visible", width=1, height=1)


def root(*children: str, height: float, class_: str, labelled_by: str, links: bool = True) -> SafeString:
    """A whole drawing, as wide as where it stands. With links it is a group: an image would hide them."""
    return SafeString(
        tag(
            "svg",
            *children,
            xmlns=NAMESPACE,
            width="100%",
            height=height,
            class_=class_,
            role="group" if links else "img",
            aria_labelledby=labelled_by,
        )
    )


def mark(name: str, chart: str, x: float, y: float, size: float = 14, hollow: bool = False) -> str:
    """One shape of the sprite with its middle at x, y; `symbols` must have put it into the drawing."""
    return tag(
        "use",
        href=f"#{chart}-{name}",
        x=x - size / 2,
        y=y - size / 2,
        width=size,
        height=size,
        class_="chart-mark chart-mark--hollow" if hollow else "chart-mark",
    )


def symbols(names: Iterable[str], chart: str) -> str:
    """The shapes with these names, drawn into the chart itself: a downloaded file asks for nothing else."""
    sprite = _sprite()
    return "".join(
        f'<symbol id="{escape(chart)}-{name}" viewBox="0 0 16 16">{sprite[name]}</symbol>'
        for name in sorted(set(names))
        if name in sprite
    )


def width_of(words: str, size: float = 12) -> float:
    """About how many pixels a line takes."""
    return len(words) * size * _LETTER


def shortened(words: str, room: float, size: float = 12) -> str:
    """A line that fits into so many pixels, cut at its end with an ellipsis where it must be."""
    if width_of(words, size) <= room:
        return words
    keep = max(1, int(room / (size * _LETTER)) - 1)
    return words[:keep].rstrip(" ,.–-") + "…"


def wrapped(words: str, room: float, lines: int, size: float = 12) -> list[str]:
    """Words in at most so many lines of a width in pixels."""
    done: list[str] = []
    rest = words.split()
    while rest and len(done) < lines - 1:
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}", size) <= room:
            line = f"{line} {rest.pop(0)}"
        done.append(shortened(line, room, size))
    return [*done, shortened(" ".join(rest), room, size)] if rest else done


def _written(value: Value) -> str:
    return escape(value) if isinstance(value, str) else number(value or 0)


@cache
def _sprite() -> dict[str, str]:
    return dict(_SYMBOL.findall(MARKS.read_text(encoding="utf-8")))
