"""The picture of a link to a page: title, one sentence, the chart itself, and the dates. 1200 by 630 pixels."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from commitments.choices import Headline

from . import fills, svg
from .standalone import sized, styles

WIDTH, HEIGHT = 1200, 630
_EDGE: Final = 56
_FOOT: Final = 574
# Where the chart stands: beside the words, or under them.
_BESIDE: Final = (620, 66, 540, 490)
_UNDER: Final = (_EDGE, WIDTH - 2 * _EDGE)
_LOGO: Final = "M25.5 8.2A12 12 0 1 0 28 16H16V8.5"
_CSS: Final = """
.chart .card-name{font-family:"Noto Serif",serif;font-weight:700;font-size:26px}
.chart .card-title{font-family:"Noto Serif",serif;font-weight:700;font-size:44px}
.chart .card-reading{font-size:25px}
.chart .card-foot{font-size:20px}
.chart .card-step{font-size:21px;font-weight:700}
.chart .card-note{font-size:18px}
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its size; `beside` when it is about as high as wide, so that the words stand at its left."""

    drawing: str
    width: float
    height: float
    beside: bool = False


def card(title: str, reading: str, dated: str, picture: Picture | None) -> str:
    """The whole card as an SVG document."""
    narrow = picture is not None and picture.beside
    room = (_BESIDE[0] - _EDGE - 30) if narrow else WIDTH - 2 * _EDGE
    titles = svg.wrapped(title, room, 4 if narrow else 2, 44)
    sentences = svg.wrapped(reading, room, 7 if narrow else 3, 25)
    y = 104 + 54 * len(titles)
    bottom = y + 10 + 34 * len(sentences)
    return svg.tag(
        "svg",
        svg.tag("style", svg.escape(styles() + _CSS)),
        svg.tag("rect", width=WIDTH, height=HEIGHT, class_="chart-paper"),
        svg.tag("rect", width=WIDTH, height=10, fill="#1a1d21"),
        svg.tag(
            "path",
            d=_LOGO,
            fill="none",
            stroke="#1a1d21",
            stroke_width=3.6,
            transform=f"translate({_EDGE} 32)",
        ),
        svg.text("Guarantees", x=_EDGE + 42, y=58, class_="card-name"),
        _placed(picture, bottom) if picture else "",
        *(svg.text(line, x=_EDGE, y=124 + 54 * n, class_="card-title") for n, line in enumerate(titles)),
        *(
            svg.text(line, x=_EDGE, y=y + 10 + 34 * n, class_="chart-note card-reading")
            for n, line in enumerate(sentences)
        ),
        svg.tag("rect", y=_FOOT, width=WIDTH, height=HEIGHT - _FOOT, fill="#f3f0e9"),
        svg.text(dated, x=_EDGE, y=_FOOT + 36, class_="chart-note card-foot"),
        xmlns=svg.NAMESPACE,
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="chart",
    )


def _placed(picture: Picture, top: float) -> str:
    """The drawing in its place; what is longer than the place runs out at its lower edge."""
    x, y, wide, high = _BESIDE if picture.beside else (_UNDER[0], top, _UNDER[1], _FOOT - top)
    scale = min(wide / picture.width, high / picture.height) if picture.beside else wide / picture.width
    drawn = sized(picture.drawing, picture.width)
    return svg.tag(
        "svg",
        drawn,
        x=x,
        y=y,
        width=wide,
        height=high,
        viewBox=f"0 0 {svg.number(wide / scale)} {svg.number(high / scale)}",
    )


def ladder(official: str, reported: str | None) -> Picture:
    """The steps from talk to delivery as bars of rising height, with where a commitment stands in both lanes."""
    wide, gap = 176, 8
    reached = fills.rank(official)
    parts: list[str] = []
    for n, word in enumerate(fills.LADDER):
        x, high = n * (wide + gap), 34 + 18 * n
        on = n < reached
        bar = {"x": x, "y": 150 - high, "width": wide, "height": high}
        paint = fills.fill(word, False, "l") if on else "none"
        parts.append(
            svg.tag("g", svg.tag("rect", **bar, fill=paint, class_="chart-band"), class_=_tone(word, on))
        )
        parts.append(
            svg.text(str(word.label), x=x, y=178, class_="card-step" if on else "card-step chart-note")
        )
        notes = [_("official line")] if word == official else []
        notes += [_("as reported")] if word == reported else []
        parts += [
            svg.text(note, x=x, y=202 + 22 * k, class_="chart-note card-note") for k, note in enumerate(notes)
        ]
    if official not in fills.LADDER and official != Headline.NONE:
        parts.append(_off(official))
    defs = svg.tag(
        "defs", fills.patterns([(word, False) for word in (*fills.LADDER, Headline(official))], "l")
    )
    width = len(fills.LADDER) * (wide + gap)
    return Picture(svg.tag("svg", defs, *parts, width=width, height=250), width, 250)


def _off(word: str) -> str:
    """A word off the ladder, under its first step."""
    swatch = svg.tag(
        "rect", x=0, y=214, width=30, height=24, fill=fills.fill(word, False, "l"), class_="chart-band"
    )
    words = svg.text(str(Headline(word).label), x=40, y=233, class_="card-step")
    return svg.tag("g", swatch, words, class_=fills.tone(word))


def _tone(word: str, on: bool) -> str:
    return fills.tone(word) if on else fills.tone(Headline.NONE)
