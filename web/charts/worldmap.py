"""States on a map, each filled by its headline word: Europe with North America beside it, or the world.

Areas are right in both views. Colour never stands alone: every word has its texture, every state its mark, and what
lies outside the view or is too small to see is listed or marked. `shapes/README.md` says whose outlines these are.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.choices import Headline

from . import fills, svg

SHAPES: Final = Path(__file__).with_name("shapes")
VIEWS: Final = ("europe", "world")
# Where North America stands in the view of Europe: left, top, width, height.
_INSET: Final = (0, 296, 372, 353)
# Below these sizes (units of the drawing, which is 2000 wide) a state needs a mark to be seen, and a larger hit area.
_UNSEEN: Final = {"europe": 46, "world": 12}
_UNHIT: Final = {"europe": 100, "world": 12}
# The radius of a mark's disc, in pixels; the world has little room. From the third size on there is room for any.
_DISC: Final = {"europe": 9, "world": 6}
_ROOMY: Final = {"europe": 100, "world": 70}
# How wide a tile of a texture is, in units of the drawing.
_TILE: Final = {"europe": 19, "world": 13}


@dataclass(frozen=True, slots=True)
class State:
    """A state with its headline word. `iso2` is ISO 3166-1 alpha-2 (XK for Kosovo); `detail` is for the title."""

    iso2: str
    label: str
    word: str
    href: str = ""
    detail: str = ""
    reported: bool = False

    @property
    def said(self) -> str:
        """The word for people, with whose word it is."""
        return fills.said(self.word, self.reported)

    @property
    def title(self) -> str:
        """What a pointer that rests on the state is told."""
        return f"{self.label}: {self.said}. {self.detail}".removesuffix(". ")


@dataclass(frozen=True, slots=True)
class WorldMap:
    """A map of the states that have a word. `beneficiary` is outlined. KeyError for a view that there is not.

    `claimed` says in words how many more are claimed to have pledged by groups that do not name them.
    """

    key: str
    title: str
    states: Sequence[State]
    view: str = "europe"
    beneficiary: str = ""
    address: str = ""
    claimed: str = ""

    @property
    def rows(self) -> list[State]:
        """Every state with a word, firmest first, then by name: for the table beside the map."""
        told = [state for state in self.states if state.word != Headline.NONE]
        return sorted(told, key=lambda s: (s.reported, fills.ORDER.index(Headline(s.word)), s.label))

    @property
    def legend(self) -> list[fills.Key]:
        """Every word on the map with how many states have it, firmest first."""
        counts = Counter((state.word, state.reported) for state in self.rows)
        return fills.legend(fills.sorted_words(counts), self.key, counts=counts)

    @property
    def outside(self) -> list[State]:
        """The states that this view does not show."""
        shown = {iso2 for name in _parts(self.view) for iso2 in _shapes(name)["states"]}
        return [state for state in self.rows if state.iso2 not in shown]

    @property
    def other_views(self) -> list[tuple[str, str, bool]]:
        """The views with their names and addresses, and which is shown."""
        names = {"europe": _("Europe and North America"), "world": _("The world")}
        separator = "&" if "?" in self.address else "?"
        return [(names[v], f"{self.address}{separator}view={v}", v == self.view) for v in VIEWS]

    @property
    def reading(self) -> str:
        """What the map says, in one sentence."""
        own = Counter(state.word for state in self.rows if not state.reported)
        reported = sum(1 for state in self.rows if state.reported)
        pledged = sum(count for word, count in own.items() if word in fills.AT_LEAST_PLEDGED)
        weaker = own[Headline.SIGNALLED] + own[Headline.DISCUSSED]
        off = sum(own[word] for word in (Headline.SUSPENDED, Headline.LAPSED, Headline.WITHDRAWN))
        refused = own[Headline.RULED_OUT]
        states = ngettext("%(n)d state at least pledged", "%(n)d states at least pledged", pledged)
        said = [states % {"n": pledged}]
        if self.claimed:
            named = ngettext(
                "%(n)d state at least pledged by name, %(claimed)s",
                "%(n)d states at least pledged by name, %(claimed)s",
                pledged,
            )
            said = [named % {"n": pledged, "claimed": self.claimed}]
        said += [_("%(n)d signalled or discussed") % {"n": weaker}] if weaker else []
        said += [_("%(n)d suspended, lapsed or withdrawn") % {"n": off}] if off else []
        said += [_("%(n)d ruled out") % {"n": refused}]
        said += [_("%(n)d known only from reports") % {"n": reported}] if reported else []
        return ", ".join(said) + "."


def draw(chart: WorldMap) -> SafeString:
    """The map. It scales with its place, while marks and hit areas keep their size."""
    by_code = {state.iso2: state for state in chart.rows}
    view = _shapes(chart.view)
    shown = {(state.word, state.reported) for state in chart.rows}
    shapes = [_land(view, by_code), *_states(chart, view, by_code)]
    marks = [_mark(chart, view, state) for iso2, state in by_code.items() if iso2 in view["states"]]
    if chart.view == "europe":
        shapes.append(_inset(chart, by_code))
        marks += _inset_marks(chart, by_code)
    ids = f"{chart.key}-map"
    return SafeString(
        svg.tag(
            "svg",
            svg.tag("title", svg.escape(chart.title), id=f"{ids}-title"),
            svg.tag("desc", svg.escape(chart.reading), id=f"{ids}-desc"),
            svg.tag(
                "defs",
                fills.patterns(shown, ids, _TILE[chart.view]),
                svg.symbols((word for word, _r in shown), ids),
            ),
            svg.tag(
                "svg", *shapes, viewBox=f"0 0 {view['width']} {view['height']}", width="100%", height="100%"
            ),
            svg.tag("g", *marks, class_="chart-map__marks"),
            xmlns=svg.NAMESPACE,
            width=1000,
            height=round(view["height"] / view["width"] * 1000),
            class_=f"chart chart-map chart-map--{chart.view}",
            role="group",
            aria_labelledby=f"{ids}-title {ids}-desc",
        )
    )


def _parts(view: str) -> tuple[str, ...]:
    return ("europe", "america") if view == "europe" else (view,)


@cache
def _shapes(view: str) -> dict[str, Any]:
    if view not in {*VIEWS, "america"}:
        raise KeyError(view)
    shapes: dict[str, Any] = json.loads((SHAPES / f"{view}.json").read_text(encoding="utf-8"))
    return shapes


def _land(view: dict[str, Any], by_code: dict[str, State]) -> str:
    """All states of which nothing is recorded, in one."""
    outlines = "".join(shape["d"] for iso2, shape in view["states"].items() if iso2 not in by_code)
    words = svg.title(_("No commitment recorded"))
    return svg.tag("g", words, svg.tag("path", d=outlines, class_="chart-land"))


def _states(chart: WorldMap, view: dict[str, Any], by_code: dict[str, State]) -> list[str]:
    drawn = [_state(chart, by_code[iso2], shape) for iso2, shape in view["states"].items() if iso2 in by_code]
    if chart.beneficiary in view["states"]:
        outline = view["states"][chart.beneficiary]["d"]
        drawn.append(svg.tag("path", d=outline, class_="chart-beneficiary"))
    return drawn


def _state(chart: WorldMap, state: State, shape: dict[str, Any]) -> str:
    """A filled outline; the link of a small state is on its mark, so that it is one stop of the keyboard."""
    reported = " chart-state--reported" if state.reported else ""
    outline = svg.tag(
        "path",
        d=shape["d"],
        fill=fills.fill(state.word, state.reported, f"{chart.key}-map"),
        class_=f"chart-state{reported}",
    )
    href = state.href if shape["size"] >= _UNHIT[chart.view] else ""
    return svg.linked(href, state.title, outline, class_=fills.tone(state.word))


def _inset(chart: WorldMap, by_code: dict[str, State]) -> str:
    """North America in a frame of its own, in the ocean west of Ireland."""
    america = _shapes("america")
    left, top, width, height = _INSET
    frame = svg.tag("rect", width="100%", height="100%", class_="chart-inset")
    drawn = svg.tag(
        "svg",
        frame,
        _land(america, by_code),
        *_states(chart, america, by_code),
        viewBox=f"0 0 {america['width']} {america['height']}",
        x=left,
        y=top,
        width=width,
        height=height,
    )
    edge = svg.tag("rect", x=left - 4, y=top, width=width + 4, height=height, class_="chart-inset__edge")
    return drawn + edge


def _inset_marks(chart: WorldMap, by_code: dict[str, State]) -> list[str]:
    europe, america = _shapes("europe"), _shapes("america")
    left, top, width, _height = _INSET
    scale = width / america["width"]
    return [
        _badge(
            chart,
            by_code[iso2],
            ((left + shape["x"] * scale) / europe["width"], (top + shape["y"] * scale) / europe["height"]),
            "roomy",
        )
        for iso2, shape in america["states"].items()
        if iso2 in by_code
    ]


def _mark(chart: WorldMap, view: dict[str, Any], state: State) -> str:
    """The mark of a state: always where it could not be seen, else where there is room for it."""
    shape = view["states"][state.iso2]
    at = (shape["x"] / view["width"], shape["y"] / view["height"])
    if shape["size"] < _UNSEEN[chart.view]:
        return _badge(chart, state, at, "unseen")
    if shape["size"] < _UNHIT[chart.view]:
        return _badge(chart, state, at, "small")
    return _badge(chart, state, at, "roomy") if shape["size"] >= _ROOMY[chart.view] else ""


def _badge(chart: WorldMap, state: State, at: tuple[float, float], room: str) -> str:
    """The mark of a state's word on a disc, at a share of width and height; a link where the state is hard to hit."""
    radius = _DISC[chart.view]
    disc = svg.tag("circle", r=radius, class_="chart-badge__disc")
    mark = svg.mark(state.word, f"{chart.key}-map", 0, 0, radius * 1.25, state.reported)
    drawn = svg.tag("g", disc, mark, class_="chart-badge")
    class_ = f"chart-state__mark chart-state__mark--{room} {fills.tone(state.word)}"
    if room == "roomy":
        placed = svg.tag("g", drawn, class_=class_)
    else:
        hit = svg.tag("circle", r=12, class_="chart-hit")
        placed = svg.linked(state.href, state.title, hit, drawn, class_=class_)
    return svg.tag(
        "svg", placed, x=svg.percent(at[0]), y=svg.percent(at[1]), overflow="visible", width=1, height=1
    )
