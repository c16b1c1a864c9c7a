"""Events as a calendar to subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from icalendar import Calendar, Event

from commitments import objects
from guarantees.choices import EventStatus
from ledger.asof import shifted
from web.filters import negotiation
from web.filters.parameters import Parameter, Schema

from .endpoint import Endpoint
from .question import Question
from .selection import Object

STATUS: Final = {
    EventStatus.ANNOUNCED: "TENTATIVE",
    EventStatus.HELD: "CONFIRMED",
    EventStatus.CANCELLED: "CANCELLED",
}


class EventsCalendar(Endpoint):
    """The events of the filter as all-day entries; one without a date is in no calendar."""

    summary = "Events as a calendar (iCalendar, RFC 5545)."

    def parameters(self) -> Sequence[Parameter]:
        return negotiation.EVENTS

    def schema_of_answer(self) -> Schema:
        return {"type": "string", "description": "text/calendar"}

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """The calendar, in the order of the days."""
        rows = negotiation.events(question.values, question.at).filter(held_low__isnull=False)
        events = objects.events(rows.order_by("held_low", "key"), question.at)
        return HttpResponse(calendar(events, question.site), content_type="text/calendar; charset=utf-8")


def calendar(events: Sequence[Object], site: str) -> bytes:
    """The text of a calendar. A date that is not known to the day covers all days that it may mean."""
    found = Calendar()
    found.add("prodid", "-//Guarantees//Events//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", "Guarantees: events")
    for one in events:
        found.add_component(_entry(one, site))
    return bytes(found.to_ical())


def _entry(one: Object, site: str) -> Event:
    entry = Event()
    entry.add("uid", f"{one['key']}@{site.partition('://')[2]}")
    entry.add("dtstamp", datetime.fromisoformat(one["recorded_at"]))
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
