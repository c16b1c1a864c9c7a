"""What stood over time as charts: the lanes of an actor or a commitment, and a quantity's interval."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.choices import Lane as Whose
from commitments.models import Commitment, CommitmentUpdate
from commitments.questions.history import Span, histories
from web.charts.figures import counted, interval
from web.charts.interval import Quantity, Step
from web.charts.scale import Window
from web.charts.timeline import Lane, Period, Point, Timeline, whole

from .visits import Visit


def points_of(commitments: Iterable[int], visit: Visit) -> dict[int, list[tuple[str, Point]]]:
    """The claims about commitments by primary key, each with its lane, in order. One query."""
    said = CommitmentUpdate.objects.said_by(visit.at).filter(commitment__in=commitments)
    found: dict[int, list[tuple[str, Point]]] = defaultdict(list)
    for row in said.select_related("commitment").in_order():
        address = reverse("commitment", args=[row.commitment.key]) + visit.frame().query + f"#{row.key}"
        label = row.summary or row.commitment.title
        reported = row.lane == Whose.REPORTED
        point = Point(row.day, row.kind, label, address, row.effective_low, reported)
        found[row.commitment_id].append((row.lane, point))
    return found


def periods_of(spans: Sequence[Span], unit: str, href: str) -> list[Period]:
    """Spans as a lane of a chart draws them."""
    return [
        Period(one.first, one.until, one.headline, figure_of(one, unit), one.reported, href) for one in spans
    ]


def figure_of(span: Span, unit: str) -> str:
    """The figure of a span with what it counts; empty without one."""
    figure = interval(span.low, span.high, unit or None)
    return (
        f"{figure} {counted(unit or None, span.words, span.high or span.low or 0)}".strip() if figure else ""
    )


def lanes_of_commitment(
    row: Commitment, found: dict[tuple[int, str], list[Span]], points: Sequence[tuple[str, Point]], href: str
) -> list[Lane]:
    """The official lane of a commitment, and below it the reported one."""
    labels = {Whose.OFFICIAL: _("Official line"), Whose.REPORTED: _("As reported")}
    return [
        Lane(
            label,
            periods_of(found.get((row.pk, lane.value), ()), row.unit, href),
            [point for whose, point in points if whose == lane],
            href,
        )
        for lane, label in labels.items()
    ]


def charts_of_commitment(row: Commitment, visit: Visit) -> dict[str, Timeline | Quantity | None]:
    """Both lanes of a commitment over time, and its quantity where it has one. Two queries."""
    found = histories([row.pk], visit.at)
    lanes = lanes_of_commitment(row, found, points_of([row.pk], visit)[row.pk], "")
    day = visit.asked.as_of
    window = whole(lanes, [], day)
    return {
        "lanes": Timeline("lanes", _("Both lanes over time"), window, day, lanes)
        if any(lane.periods or lane.points for lane in lanes)
        else None,
        "quantity": _quantity(row, found, window, visit),
    }


def _quantity(
    row: Commitment, found: dict[tuple[int, str], list[Span]], window: Window, visit: Visit
) -> Quantity | None:
    """The figures of the official lane, or of the reported one where the official line never had any."""
    for lane in (Whose.OFFICIAL, Whose.REPORTED):
        spans = found.get((row.pk, lane.value), [])
        if any(span.low is not None or span.high is not None for span in spans):
            title = (
                _("How many, in its own words") if lane == Whose.OFFICIAL else _("How many, as others report")
            )
            steps = [
                Step(one.first, one.until, one.low, one.high, one.headline, one.words, lane == Whose.REPORTED)
                for one in spans
            ]
            return Quantity("quantity", title, row.unit or None, window, visit.asked.as_of, steps)
    return None
