"""How a headline word looks where it fills an area: colour and texture together, so that neither tells it alone.

Full tones are for what stands firmly; lines and hatches for what is weaker or off the ladder; dots for what is
only reported. The class of a word (`tone-pledged`) carries its colour from the tokens.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.choices import Headline, Strength

from . import svg

# The steps of the ladder; everything else is off it.
LADDER: Final = (
    Headline.DISCUSSED,
    Headline.SIGNALLED,
    Headline.PLEDGED,
    Headline.FORMALISED,
    Headline.IN_PLACE,
    Headline.FULFILLED,
)
AT_LEAST_PLEDGED: Final = frozenset(LADDER[2:])
# The order of legends, tables and sentences: firmest first, then what is off the ladder.
ORDER: Final = (*reversed(LADDER), *(word for word in Headline if word not in LADDER))
_SOLID: Final = frozenset({Headline.PLEDGED, Headline.FORMALISED, Headline.IN_PLACE})
# The size of a tile and the lines in it.
_TILE: Final = 6
_LINES: Final = {
    Headline.DISCUSSED: "M-1 7 7-1",
    Headline.SIGNALLED: "M-1 1 1-1M-1 4 4-1M-1 7 7-1M2 7 7 2M5 7 7 5",
    Headline.FULFILLED: "M0 3h6M3 0v6",
    Headline.SUSPENDED: "M2 0v6M4 0v6",
    Headline.LAPSED: "M0 3h3",
    Headline.WITHDRAWN: "M0 1.5h6M0 4.5h6",
    Headline.RULED_OUT: "M-1-1 7 7M-1 5 1 7M5-1 7 1",
}


def rank(word: str) -> int:
    """How many rungs a word is high: 0 off the ladder, 1 for discussed, 6 for fulfilled."""
    return LADDER.index(Headline(word)) + 1 if word in LADDER else 0


def sorted_words(found: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Different words, each with whether it is only reported, firmest first: the order of a legend."""
    return sorted(set(found), key=lambda pair: (ORDER.index(Headline(pair[0])), pair[1]))


@dataclass(frozen=True, slots=True)
class Key:
    """A line of a legend: a word with its swatch; `count` is how many have it, None where nobody counts."""

    word: str
    reported: bool
    swatch: SafeString
    label: str
    count: int | None = None


def legend(
    words: Iterable[tuple[str, bool]],
    chart: str,
    rungs: bool = False,
    counts: Mapping[tuple[str, bool], int] | None = None,
) -> list[Key]:
    """A key for every word that a chart draws; a word that is only reported says so."""
    return [
        Key(
            word,
            reported,
            swatch(word, reported, f"{chart}-key-{n}", rungs),
            said(word, reported),
            (counts or {}).get((word, reported)),
        )
        for n, (word, reported) in enumerate(words)
    ]


def said(word: str, reported: bool) -> str:
    """A headline word for people, with whose word it is."""
    label = str(Headline(word).label)
    return _("%(word)s, as reported") % {"word": label} if reported else label


def rung_fill(word: str, reported: bool, chart: str) -> str:
    """The paint of a word where its height tells the step: no texture for what an actor offers itself."""
    return "currentColor" if rank(word) and not reported else fill(word, reported, chart)


def fill(word: str, reported: bool, chart: str) -> str:
    """The paint of a word inside a chart of this name."""
    return f"url(#{chart}-{_name(word, reported)})" if _name(word, reported) else "currentColor"


def tone(word: str) -> str:
    """The class that carries the word's colour."""
    return f"tone-{word}"


def patterns(shown: Iterable[tuple[str, bool]], chart: str, size: float = _TILE) -> str:
    """The textures of these words and lanes; a tile is so many units wide."""
    return "".join(_pattern(word, reported, chart, size) for word, reported in sorted(set(shown)))


def swatch(word: str, reported: bool, key: str, rungs: bool = False) -> SafeString:
    """A small drawing of a word's fill for a legend, complete in itself; `rungs` draws it as high as its step."""
    high = 3 * rank(word) if rungs and rank(word) else 6 if rungs else 14
    paint = rung_fill(word, reported, key) if rungs else fill(word, reported, key)
    band = f"chart-band {tone(word)}{' chart-band--reported' if reported else ''}"
    y = 17 - high if rungs else 2
    return SafeString(
        svg.tag(
            "svg",
            patterns([(word, reported)], key),
            svg.tag("rect", x=1, y=y, width=22, height=high, fill=paint, class_=band),
            *(
                svg.tag("line", x1=1, x2=23, y1=17 - 3 * n, y2=17 - 3 * n, class_="chart-rung")
                for n in range(1, rank(word) if rungs and word in Strength.values else 0)
            ),
            width=24,
            height=18,
            class_="chart-swatch",
            aria_hidden="true",
        )
    )


def _name(word: str, reported: bool) -> str:
    if reported:
        return f"dots-{word}"
    return "" if word in _SOLID else f"lines-{word}"


def _pattern(word: str, reported: bool, chart: str, size: float) -> str:
    name = _name(word, reported)
    if not name:
        return ""
    ground = svg.tag("rect", width=_TILE, height=_TILE, class_="chart-tile__ground")
    dots = svg.tag("circle", cx=1.5, cy=1.5, r=0.9) + svg.tag("circle", cx=4.5, cy=4.5, r=0.9)
    heavy = " chart-tile--heavy" if word == Headline.FULFILLED else ""
    drawn = (
        dots if reported else svg.tag("path", d=_LINES.get(Headline(word), ""), class_="chart-tile__lines")
    )
    return svg.tag(
        "pattern",
        ground,
        drawn,
        id=f"{chart}-{name}",
        width=_TILE,
        height=_TILE,
        patternUnits="userSpaceOnUse",
        patternTransform=f"scale({svg.number(size / _TILE)})" if size != _TILE else None,
        class_=f"chart-tile {tone(word)}{heavy}",
    )
