"""Events as a calendar to subscribe to (iCalendar, RFC 5545; how often to ask again: RFC 7986).

An entry is known again by its UID: the key of the event and the name of the ledger, whatever host it is read at. What
is told of an event again, by the feed, raises its SEQUENCE.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from django.db.models import Count, Max
from django.http import HttpResponse, HttpResponseBase
from icalendar import Calendar, Event, vDuration

from commitments import objects
from guarantees.choices import EventStatus
from guarantees.models import NegotiationEvent
from ledger.asof import shifted
from ledger.models import Change, Counter
from web.filters import negotiation
from web.filters.parameters import Parameter, Schema

from .endpoint import Endpoint
from .question import Question
from .selection import Object

# How often a subscriber asks again.
REFRESH: Final = timedelta(hours=1)
STATUS: Final = {
    EventStatus.ANNOUNCED: "TENTATIVE",
    EventStatus.HELD: "CONFIRMED",
    EventStatus.CANCELLED: "CANCELLED",
}


class EventsCalendar(Endpoint):
    """The events of the filter as all-day entries; one without a date is in no calendar."""

    media_type = "text/calendar"

    def parameters(self) -> Sequence[Parameter]:
        return negotiation.EVENTS

    def schema_of_answer(self) -> Schema:
        return {"type": "string", "description": "iCalendar, RFC 5545"}

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """The calendar, in the order of the days."""
        rows = negotiation.events(question.values, question.at).filter(held_low__isnull=False)
        events = objects.events(rows.order_by("held_low", "key"), question.at)
        text = calendar(events, told_of(events, question.asked.basis), ledger_name(), question.site)
        return HttpResponse(text, content_type="text/calendar; charset=utf-8")


class Told(NamedTuple):
    """What the feed told of an event: how often it told of it again, and when for the last time."""

    again: int
    last: datetime


def told_of(events: Sequence[Object], basis: int) -> dict[str, Told]:
    """What the feed told of events up to a sequence, by key. One query."""
    rows = Change.objects.filter(
        type=NegotiationEvent.feed_type, key__in=[one["key"] for one in events], sequence__lte=basis
    )
    found = rows.order_by().values_list("key").annotate(times=Count("pk"), last=Max("recorded_at"))
    return {key: Told(times - 1, last) for key, times, last in found}


def ledger_name() -> str:
    """The name that the ledger has from its first day on."""
    return str(Counter.objects.values_list("name", flat=True).get())


def calendar(events: Sequence[Object], told: Mapping[str, Told], ledger: str, site: str) -> bytes:
    """The text of a calendar. A date that is not known to the day covers all days that it may mean."""
    found = Calendar()
    found.add("prodid", "-//Guarantees//Events//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", "Guarantees: events")
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    # What was used before RFC 7986.
    found.add("x-published-ttl", vDuration(REFRESH))
    for one in events:
        found.add_component(_entry(one, told[one["key"]], ledger, site))
    return bytes(found.to_ical())


def _entry(one: Object, told: Told, ledger: str, site: str) -> Event:
    entry = Event()
    entry.add("uid", f"{one['key']}@{ledger}")
    entry.add("sequence", told.again)
    # Without a METHOD the two say the same: when this was last revised.
    entry.add("dtstamp", told.last.astimezone(UTC))
    entry.add("last-modified", told.last.astimezone(UTC))
    entry.add("dtstart", date.fromisoformat(one["held_low"]))
    # The end of an all-day entry is the first day that it does not cover.
    entry.add("dtend", shifted(date.fromisoformat(one["held_high"]), timedelta(days=1)))
    entry.add("summary", one["name"])
    entry.add("status", STATUS[EventStatus(one["status"])])
    entry.add("transp", "TRANSPARENT")
    entry.add("url", f"{site}/events/{one['key']}/")
    if one["summary"]:
        entry.add("description", one["summary"])
    place = ", ".join(part for part in (one["place"], one["country"]) if part)
    if place:
        entry.add("location", place)
    return entry
