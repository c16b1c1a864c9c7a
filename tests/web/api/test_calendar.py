"""The calendar of events."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from actors.models import Actor
from desk.publishing import publish
from guarantees.models import NegotiationEvent, Package, Participation
from ledger.clock import begin_epoch
from ledger.models import Counter


@pytest.fixture
def world(db: None) -> None:
    package = Package.objects.create(key="p", name="A package")
    shared = {"package": package, "kind": "summit"}
    publish(
        [
            Actor.objects.create(key="aaa", name="Aland", kind="state", iso2="AX"),
            package,
            NegotiationEvent.objects.create(
                key="e-one",
                name="Talks; first, round",
                status="held",
                held="2025-08-19",
                place="Kyiv",
                **shared,
            ),
            NegotiationEvent.objects.create(
                key="e-month", name="Later", status="announced", held="2025-09", **shared
            ),
            NegotiationEvent.objects.create(key="e-some-day", name="Some day", status="announced", **shared),
        ]
    )


def entries(client: Client, query: str = "") -> dict[str, object]:
    answer = client.get(f"/feeds/events.ics{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


@pytest.mark.usefixtures("world")
class TestCalendar:
    def test_an_event_of_one_day_covers_that_day(self, client: Client) -> None:
        one = entries(client)["Talks; first, round"]
        assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2025, 8, 19), date(2025, 8, 20))
        assert (str(one["STATUS"]), str(one["LOCATION"])) == ("CONFIRMED", "Kyiv")

    def test_a_month_covers_all_its_days(self, client: Client) -> None:
        one = entries(client)["Later"]
        assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2025, 9, 1), date(2025, 10, 1))

    def test_an_event_without_a_date_is_left_out(self, client: Client) -> None:
        assert set(entries(client)) == {"Talks; first, round", "Later"}

    def test_the_filters_of_the_list_hold(self, client: Client) -> None:
        assert set(entries(client, "?status=held")) == {"Talks; first, round"}

    def test_an_unknown_parameter_is_refused_by_name(self, client: Client) -> None:
        answer = client.get("/feeds/events.ics?statuss=held")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "statuss"

    def test_an_entry_has_one_name_whatever_host_it_is_read_at(self, client: Client) -> None:
        ledger = Counter.objects.get().name
        for host in ("localhost", "localhost:8443", "testserver"):
            text = client.get("/feeds/events.ics", headers={"host": host}).content
            found = {str(one["UID"]) for one in Calendar.from_ical(text).walk("VEVENT")}
            assert found == {f"e-one@{ledger}", f"e-month@{ledger}"}

    def test_a_restored_ledger_keeps_the_names(self, client: Client) -> None:
        before = {str(one["UID"]) for one in entries(client).values()}
        begin_epoch()
        assert {str(one["UID"]) for one in entries(client).values()} == before

    def test_what_is_told_of_an_event_again_raises_its_sequence(self, client: Client) -> None:
        first = entries(client)["Later"]
        assert first["SEQUENCE"] == 0
        event = NegotiationEvent.objects.get(key="e-month")
        guest = Actor.objects.get(key="aaa")
        publish([Participation.objects.create(event=event, actor=guest, role="host")])
        again = entries(client)
        assert again["Later"]["SEQUENCE"] == 1
        assert again["Talks; first, round"]["SEQUENCE"] == 0
        stamp = Counter.objects.get().stamp.replace(microsecond=0)
        assert again["Later"]["LAST-MODIFIED"].dt == again["Later"]["DTSTAMP"].dt == stamp
        assert first["LAST-MODIFIED"].dt == NegotiationEvent.objects.get(key="e-month").recorded_at.replace(
            microsecond=0
        )
        then = entries(client, f"?known_on={event.recorded_at.isoformat().replace('+00:00', 'Z')}")
        assert then["Later"]["SEQUENCE"] == 0

    def test_a_subscriber_is_told_how_often_to_ask_again(self, client: Client) -> None:
        lines = client.get("/feeds/events.ics").content.decode().splitlines()
        assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
        assert "X-PUBLISHED-TTL:PT1H" in lines

    def test_a_subscriber_who_has_it_already_gets_304(self, client: Client) -> None:
        tag = client.get("/feeds/events.ics")["ETag"]
        assert client.get("/feeds/events.ics", headers={"If-None-Match": tag}).status_code == 304
