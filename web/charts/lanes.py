"""The drawing of a timeline: scale, events, and under them one lane after another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.choices import Headline, Strength
from ledger.choices import Kind

from . import axis, fills, svg
from .axis import Breadth
from .scale import after, clusters, spread
from .timeline import Event, Lane, Period, Point, Timeline

# The least distance of two things that can be hit, in pixels, and half of it. A wide drawing is mostly wider than
# its least width, so its claims may stand nearer by that count.
APART: Final = 24
HIT: Final = 12
_NEAR: Final = 15
_STACK: Final = 4
_WORD, _BELOW, _LABEL = 16, 10, 20
_LINE = 16


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a drawing something is drawn: a rung and the highest band in pixels, the prefix of its ids."""

    chart: Timeline
    breadth: Breadth
    rung: int
    rise: int
    ids: str

    def x(self, share: float) -> float:
        """Where a share of the plot lies in the drawing."""
        return self.breadth.x(share)


def draw(chart: Timeline, breadth: Breadth) -> SafeString:
    """The whole timeline for a range of widths."""
    ids = f"{chart.key}-{breadth.name}"
    rung = 7 if len(chart.lanes) <= 3 else 5
    highest = max(3, *(fills.rank(word) for word, _reported in chart.words), 0)
    place = _Place(chart, breadth, rung, rung * highest, ids)
    events, top = _events(place, axis.HEIGHT)
    drawn, bottom = [], top
    for lane in chart.lanes:
        markup, height = _lane(place, lane, bottom)
        drawn.append(markup)
        bottom += height
    return svg.root(
        svg.tag("title", svg.escape(chart.title), id=f"{ids}-title"),
        svg.tag("desc", svg.escape(chart.reading), id=f"{ids}-desc"),
        svg.tag("defs", _definitions(place)),
        axis.until(chart.window, chart.as_of, breadth, axis.HEIGHT, bottom),
        axis.scale(chart.window, breadth, axis.HEIGHT, bottom),
        events,
        *drawn,
        height=bottom,
        class_=f"chart chart--{breadth.name}",
        labelled_by=f"{ids}-title {ids}-desc",
    )


def head(chart: Timeline, breadth: Breadth) -> SafeString:
    """The time scale alone, to stay in sight above a long drawing."""
    return SafeString(
        svg.tag(
            "svg",
            axis.scale(chart.window, breadth, axis.HEIGHT, axis.HEIGHT),
            xmlns=svg.NAMESPACE,
            width="100%",
            height=axis.HEIGHT,
            class_=f"chart chart--{breadth.name}",
            aria_hidden="true",
        )
    )


def kind_keys(chart: Timeline) -> list[fills.Key]:
    """The shapes of the kinds of claim that are drawn, as keys for the legend of a file."""
    keys = []
    for kind in chart.kinds:
        own = f"{chart.key}-kind"
        shape = svg.tag("defs", svg.symbols([kind], own)) + svg.mark(kind, own, 12, 9)
        swatch = SafeString(svg.tag("svg", shape, width=24, height=18))
        keys.append(fills.Key(kind, False, swatch, str(Kind(kind).label)))
    return keys


def _definitions(place: _Place) -> str:
    shown = [point.kind for lane in place.chart.lanes for point in place.chart.points_of(lane)]
    return fills.patterns(place.chart.words, place.ids) + svg.symbols(shown, place.ids)


# ---- events


def _events(place: _Place, top: float) -> tuple[str, float]:
    """The events of the window under the scale; the height at which they end."""
    events = place.chart.shown_events
    if not events:
        return "", top + 4
    window, breadth = place.chart.window, place.breadth
    middles = [window.middle(e.first, e.last) for e in events]
    groups = clusters([breadth.pixels(at) for at in middles], APART)
    written, rows = _written(place, events, middles)
    y = top + rows * _LINE + HIT + 4
    drawn = [
        _event(place, [events[n] for n in group], (middles[group[0]] + middles[group[-1]]) / 2, y)
        for group in groups
    ]
    heading = svg.text(_("Events"), x=0, y=y + 4, class_="chart-note") if breadth.beside else ""
    names = "".join(_name(place, event, at, row, top, y) for event, at, row in written)
    return svg.tag("g", names, heading, *drawn, class_="chart-events"), y + HIT + 6


def _written(
    place: _Place, events: Sequence[Event], middles: Sequence[float]
) -> tuple[list[tuple[Event, float, int]], int]:
    """The events whose names find room, most important first, each with its row; and how many rows."""
    taken: list[list[tuple[float, float]]] = [[], []]
    chosen: list[tuple[Event, float, int]] = []
    order = sorted(range(len(events)), key=lambda n: (events[n].rank, middles[n]))
    for n in order:
        left, right = _reach(place, events[n], middles[n])
        for row, spans in enumerate(taken):
            if all(right < begin or left > end for begin, end in spans):
                spans.append((left, right))
                chosen.append((events[n], middles[n], row))
                break
    return chosen, sum(1 for spans in taken if spans)


def _reach(place: _Place, event: Event, at: float) -> tuple[float, float]:
    """From where to where an event's name runs, in pixels of the plot."""
    x = place.breadth.pixels(at)
    room = svg.width_of(_short(place, event), 11) + 10
    return (x - room, x) if _leftward(place, event, at) else (x, x + room)


def _leftward(place: _Place, event: Event, at: float) -> bool:
    beyond = place.breadth.least * (1 - place.x(at))
    return svg.width_of(_short(place, event), 11) + 8 > beyond


def _short(place: _Place, event: Event) -> str:
    return svg.shortened(event.label, 210 if place.breadth.beside else 130, 11)


def _name(place: _Place, event: Event, at: float, row: int, top: float, y: float) -> str:
    left = _leftward(place, event, at)
    height = top + (row + 1) * _LINE - 3
    words = svg.anchored(
        place.x(at),
        height,
        svg.text(
            _short(place, event),
            x=-4 if left else 4,
            text_anchor="end" if left else None,
            class_="chart-event__name",
        ),
    )
    return axis.vertical(place.x(at), height - 10, y, "chart-event__line") + words


def _event(place: _Place, group: Sequence[Event], at: float, y: float) -> str:
    """One event as a mark that leads to it; several as their number, leading to the table."""
    first = group[0]
    hit = svg.tag("circle", r=HIT, class_="chart-hit")
    if len(group) == 1:
        words = f"{first.label}, {first.days}"
        shape = svg.tag("path", d="M-5-5H5L0 5z", class_=f"chart-event chart-event--{first.status}")
        return svg.anchored(place.x(at), y, svg.linked(first.href, words, hit, shape))
    names = "; ".join(f"{event.label}, {event.days}" for event in group)
    count = ngettext("%(n)d event", "%(n)d events", len(group)) % {"n": len(group)}
    shape = svg.tag("rect", x=-9, y=-8, width=18, height=16, rx=8, class_="chart-event chart-event--many")
    digits = svg.text(str(len(group)), y=4, text_anchor="middle", class_="chart-event__count")
    href = f"#{place.chart.key}-events"
    return svg.anchored(place.x(at), y, svg.linked(href, f"{count}: {names}", hit, shape, digits))


# ---- lanes


def _lane(place: _Place, lane: Lane, top: float) -> tuple[str, float]:
    """One lane from a height on, and how high it is."""
    chart, breadth = place.chart, place.breadth
    label, beneath, least = _label(place, lane, top)
    base = beneath + _WORD + place.rise
    points, periods = chart.points_of(lane), chart.periods_of(lane)
    apart = _NEAR if breadth.beside else APART
    rows = spread([breadth.pixels(_at(place, p)) for p in points], apart, _STACK)
    strip = base + (_BELOW if _refused(periods) or not points else 2)
    bottom = strip + (max(rows) + 1 if rows else 0) * APART
    ground = axis.horizontal(place.x(0), place.x(1), base, "chart-base")
    bands = "".join(_period(place, lane, period, period is periods[-1], base) for period in periods)
    marks = "".join(
        _point(place, point, strip + HIT + row * APART) for point, row in zip(points, rows, strict=True)
    )
    height = max(bottom, least) + 8 - top
    return svg.tag("g", label, ground, bands, marks, class_="chart-lane"), height


def _label(place: _Place, lane: Lane, top: float) -> tuple[str, float, float]:
    """The lane's name, beside or above it, with the last word; where the lane begins and where the name ends."""
    breadth = place.breadth
    rule = axis.horizontal(0, 1, top, "chart-rule")
    if breadth.beside:
        room = breadth.left * breadth.least - 10
        names, notes = svg.wrapped(lane.label, room, 2, 13), svg.wrapped(lane.note, room, 2)
        below = top + 22 + 16 * len(names)
        written = axis.lines(names, top + 22, "chart-label")
        soft = axis.lines(notes, below, "chart-note", 15)
        return rule + _named(lane, written) + soft + _now(place, lane, top), top, below + 15 * len(notes) - 10
    now = _last_word(place, lane)
    room = breadth.least - svg.width_of(now) - 16
    name = svg.text(svg.shortened(lane.label, room, 13), x=0, y=top + 17, class_="chart-label")
    last = lane.at(place.chart.end)
    word = svg.text(now, x="100%", y=top + 17, text_anchor="end", class_=f"chart-word {_tone(last)}")
    return rule + _named(lane, name) + word, top + _LABEL, top + _LABEL


def _named(lane: Lane, name: str) -> str:
    return svg.linked(lane.href, f"{lane.label}, {lane.note}" if lane.note else lane.label, name)


def _now(place: _Place, lane: Lane, top: float) -> str:
    """What stands at the end of a wide lane, in words beside the end of its band."""
    last = lane.at(place.chart.end)
    x = svg.percent(place.breadth.right + 0.012)
    high = fills.rank(last.word) * place.rung if last else 0
    y = top + _WORD + place.rise - max(high, 12) + 9
    word = svg.text(_last_word(place, lane), x=x, y=y, class_=f"chart-word {_tone(last)}")
    if not last or last.word == Headline.NONE:
        return word
    room = (1 - place.breadth.right - 0.012) * place.breadth.least
    soft = [_("reported")] if last.reported else []
    soft += svg.wrapped(last.figure, room, 2) if last.figure else []
    return word + "".join(
        svg.text(line, x=x, y=y + 15 * (n + 1), class_="chart-note") for n, line in enumerate(soft)
    )


def _last_word(place: _Place, lane: Lane) -> str:
    last = lane.at(place.chart.end)
    return str(Headline(last.word).label) if last and last.word != Headline.NONE else _("no word")


def _tone(period: Period | None) -> str:
    return fills.tone(period.word) if period else fills.tone(Headline.NONE)


def _refused(periods: Iterable[Period]) -> bool:
    return any(period.word == Headline.RULED_OUT for period in periods)


def _period(place: _Place, lane: Lane, period: Period, is_last: bool, base: float) -> str:
    """One band: as many rungs high as its word; a refusal hangs below the line."""
    window = place.chart.window
    end = min(period.until or after(place.chart.end), after(place.chart.end))
    left, right = place.x(window.at(period.first)), place.x(window.at(end))
    refused = period.word == Headline.RULED_OUT
    height = _BELOW if refused else max(fills.rank(period.word), 1) * place.rung
    y = base if refused else base - height
    shape = axis.band(
        left,
        right,
        y,
        height,
        fill=fills.rung_fill(period.word, period.reported, place.ids),
        class_=f"chart-band{' chart-band--reported' if period.reported else ''}",
    )
    reported = f" ({_('as reported')})" if period.reported else ""
    words = f"{lane.label}{reported}: {period.in_words(place.chart.as_of)}"
    last = is_last and right >= place.x(window.at(after(place.chart.end))) - 1e-9
    word = "" if last else _inside(place, period, left, right, min(y, base - 4))
    return svg.linked(
        period.href,
        words,
        shape,
        _rungs(place, period, left, right, base),
        word,
        class_=fills.tone(period.word),
    )


def _rungs(place: _Place, period: Period, left: float, right: float, base: float) -> str:
    """The gaps between the rungs of a strength, so that they can be counted."""
    if period.word not in Strength.values:
        return ""
    return "".join(
        axis.horizontal(left, right, base - n * place.rung, "chart-rung")
        for n in range(1, fills.rank(period.word))
    )


def _inside(place: _Place, period: Period, left: float, right: float, y: float) -> str:
    """The word of a band that has passed, over its beginning, where there is room."""
    room = (right - left) * place.breadth.least - 6
    word = str(Headline(period.word).label)
    if svg.width_of(word) > room:
        return ""
    both = f"{word} {period.figure}"
    words = both if period.figure and svg.width_of(both) <= room else word
    return svg.text(words, x=svg.percent(left), y=y - 4, class_="chart-word")


def _at(place: _Place, point: Point) -> float:
    window = place.chart.window
    return window.middle(max(point.day, window.first), max(point.day, window.first))


def _point(place: _Place, point: Point, y: float) -> str:
    """A claim: the shape of its kind, with a line over the days of a vague date."""
    x = place.x(_at(place, point))
    vague = ""
    if point.since < point.day:
        vague = axis.horizontal(place.x(place.chart.window.at(point.since)), x, y, "chart-vague")
    kind = str(Kind(point.kind).label)
    words = f"{kind}, {point.days}: {point.label}"
    drawn = svg.linked(
        point.href,
        words,
        svg.tag("circle", r=HIT, class_="chart-hit"),
        svg.mark(point.kind, place.ids, 0, 0, 14, point.reported),
        class_="chart-point",
    )
    return vague + svg.anchored(x, y, drawn)
