"""The timeline: what each actor offered and refused over time, with the events."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.models import Actor
from commitments.models import Commitment
from commitments.questions.history import Span, histories, strongest_over_time
from commitments.strength import STRONGEST_FIRST
from guarantees.choices import Contribution, EventKind
from guarantees.models import NegotiationEvent
from web.charts.scale import Window
from web.charts.timeline import Event, Lane, Point, Timeline, whole, zooms
from web.exceptions import Finding, ParametersRefused
from web.filters.parameters import Day
from web.filters.promises import ACTOR, CONTRIBUTION, PACKAGE, commitments
from web.languages import local_name

from .forms import form_of
from .histories import periods_of, points_of
from .showing import show
from .subjects import Subject, subject_of
from .tables import cell_page
from .visits import Visit, page

FROM: Final = Day("from", "The first day that is shown. Default: the first of anything on record.")
TO: Final = Day("to", "The last day that is shown. Default: as_of.")


@page(PACKAGE, ACTOR, CONTRIBUTION, FROM, TO)
def timeline_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Lanes of strength over time: actors of one contribution, or the contributions of one actor."""
    content = timeline_content(visit)
    subject: Subject = content["subject"]
    content |= {"choices": subject.choices(visit), "filters": form_of(visit, "actor", "from", "to")}
    naming = {"package": subject.package.key if subject.package else None, "actor": content["one"]}
    return show(request, visit, "timeline.html", content, api="timeline/", naming=naming)


def timeline_content(visit: Visit) -> dict[str, Any]:
    """What the timeline is about (`subject`, `one` actor, `whose` in words), its `rows` and the `chart`."""
    subject = subject_of(visit)
    rows = rows_of(subject, visit) if subject.package else []
    lanes = lanes_of(rows, visit) if subject.package else []
    return {
        "subject": subject,
        "one": visit.values["actor"].key if "actor" in visit.values else None,
        "whose": _whose(subject, visit),
        "rows": rows,
        "chart": chart_of(subject, lanes, events_of(subject, visit), visit),
    }


def _whose(subject: Subject, visit: Visit) -> str:
    """The name of the one actor that was asked for, else the contribution."""
    if "actor" in visit.values:
        one = Actor.objects.get(pk=visit.values["actor"].pk)
        return local_name(one.name, one.kind, one.iso2)
    return str(subject.contribution.label)


def rows_of(subject: Subject, visit: Visit) -> list[Commitment]:
    """The commitments whose words are drawn, by their keys."""
    asked = {"package": subject.package} | {
        k: visit.values[k] for k in ("actor", "contribution") if k in visit.values
    }
    if "actor" not in asked:
        asked["contribution"] = subject.contribution.value
    found = commitments(asked, visit.at).select_related("actor").prefetch_related("joint_with")
    return list(found.order_by("key"))


def lanes_of(rows: Sequence[Commitment], visit: Visit) -> list[Lane]:
    """A lane for each actor, or for each contribution of the actor that was asked for; the firmest first."""
    found = histories([row.pk for row in rows], visit.at)
    points = points_of([row.pk for row in rows], visit)
    groups: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
    labels: dict[tuple[str, str], str] = {}
    for row in rows:
        for group, label in _groups(row, visit):
            groups[group].append(row)
            labels[group] = label
    lanes = [_lane(labels[group], group, own, found, points, visit) for group, own in groups.items()]
    return sorted(lanes, key=_firmest_first)


def _groups(row: Commitment, visit: Visit) -> list[tuple[tuple[str, str], str]]:
    """The lanes that a commitment belongs to: (actor, contribution), each with its label."""
    if "actor" in visit.values:
        return [((visit.values["actor"].key, row.contribution), str(Contribution(row.contribution).label))]
    parties: list[Actor] = [row.actor, *row.joint_with.all()]
    return [((one.key, row.contribution), local_name(one.name, one.kind, one.iso2)) for one in parties]


def _lane(
    label: str,
    group: tuple[str, str],
    rows: Sequence[Commitment],
    found: Mapping[tuple[int, str], Sequence[Span]],
    points: Mapping[int, Sequence[tuple[str, Point]]],
    visit: Visit,
) -> Lane:
    spans = strongest_over_time([row.pk for row in rows], found)
    units = {row.pk: row.unit for row in rows}
    query = {"actor": group[0], "contribution": group[1]}
    href = cell_page([row.key for row in rows], query, visit.frame().query)
    periods = [period for span in spans for period in periods_of([span], units[span.commitments[0]], href)]
    said = sorted((p for row in rows for _whose, p in points.get(row.pk, ())), key=lambda p: p.day)
    return Lane(label, periods, said, href)


def _firmest_first(lane: Lane) -> tuple[bool, int, str]:
    last = next((one for one in reversed(lane.periods) if one.until is None), None)
    word = STRONGEST_FIRST.index(last.word) if last else len(STRONGEST_FIRST)
    return (last is None or last.reported, word, lane.label)


def events_of(subject: Subject, visit: Visit) -> list[Event]:
    """The dated events of the package. One query."""
    rows = NegotiationEvent.objects.known(visit.at).filter(package=subject.package, held_low__isnull=False)
    kinds = list(EventKind.values)
    return [
        Event(
            row.held_low,
            row.held_high or row.held_low,
            row.name,
            reverse("event", args=[row.key]) + visit.frame().query,
            row.status,
            kinds.index(row.kind),
        )
        for row in rows
        if row.held_low
    ]


def chart_of(subject: Subject, lanes: Sequence[Lane], events: Sequence[Event], visit: Visit) -> Timeline:
    """The chart for the days that were asked for. Raises ParametersRefused where they end before they begin."""
    day = visit.asked.as_of
    everything = whole(lanes, [], day)
    first = visit.values.get("from", min(everything.first, visit.values.get("to", everything.first)))
    last = visit.values.get("to", max(everything.last, first))
    if last < first:
        raise ParametersRefused([Finding("to", "out_of_range", f"to: {last} lies before from, {first}")])
    window = Window(first, last)
    address = visit.address(**{"from": None, "to": None})
    title = _("What was offered and refused, over time")
    found = zooms(address, window, everything, day)
    return Timeline("timeline", title, window, day, lanes, events, found)
