"""What pages say of themselves to programs: metadata, pictures of links, and linked data."""

import json
import re
import struct
from html import unescape
from typing import Any

import pytest
from django.test import Client

from guarantees.models import NegotiationEvent
from web import caching
from web.templatetags.metadata import linked_data

from .test_addresses import ALL, asked

STILL = "as_of=2025-12-31&known_on=2025-12-31"
CARDS = [
    "/social/overview.png",
    "/social/matrix.png",
    "/social/map.png",
    "/social/timeline.png",
    "/social/commitments/gbr-land.png",
    "/social/actors/gbr.png",
    "/social/events/e-2025-08-18-washington.png",
]


def head_of(visitor: Client, address: str) -> str:
    shown = visitor.get(address).content.decode()
    return shown[: shown.index("</head>")]


def meta(head: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', head)
    return {name: unescape(value) for name, value in found}


def data_of(head: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.parametrize("address", ALL)
def test_every_page_has_its_title_sentence_address_and_picture(visitor: Client, address: str) -> None:
    head = head_of(visitor, asked(address, STILL))
    found = meta(head)
    title = unescape(re.findall(r"<title>(.*) · Guarantees</title>", head)[0])
    assert found["og:title"] == found["twitter:title"] == title
    assert found["og:description"] == found["description"] == found["twitter:description"]
    assert len(found["description"]) > 30
    assert found["og:url"].startswith("http://testserver" + address.partition("?")[0])
    assert set(STILL.split("&")) <= set(found["og:url"].partition("?")[2].split("&"))
    assert f'<link rel="canonical" href="{found["og:url"].replace("&", "&amp;")}">' in head
    assert found["og:type"] in {"website", "article"}
    assert found["og:locale"] == "en_GB"
    assert found["og:image"].startswith("http://testserver/social/")
    assert found["og:image"].endswith(STILL)
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert title in found["og:image:alt"]
    assert found["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/matrix/", "have at least pledged something"),
        ("/", "have ruled something out"),
        ("/map/", "states at least pledged"),
        ("/timeline/", "stood at least pledged"),
        ("/commitments/gbr-land/", "United Kingdom: pledged, since 17 Aug 2025, 1 condition still open."),
        ("/events/e-2025-08-18-washington/", "Washington, 18 Aug 2025: 9 participants on record."),
    ],
)
def test_a_sentence_has_the_numbers_of_its_dates(visitor: Client, address: str, words: str) -> None:
    assert words in meta(head_of(visitor, f"{address}?{STILL}"))["description"]
    assert meta(head_of(visitor, address + "?as_of=2025-12-30&known_on=2025-12-31"))["description"]


def test_a_sentence_follows_the_filters_and_the_dates(visitor: Client) -> None:
    def told(more: str) -> str:
        return meta(head_of(visitor, f"/matrix/?{STILL}{more}"))["description"]

    assert "Of 1 actor with a commitment" in told("&actor=fra&package=ukr-postwar")
    assert told("") != told("&package=ukr-bilateral")


@pytest.mark.parametrize("address", CARDS)
def test_a_card_is_a_picture_of_the_size_that_is_promised(visitor: Client, address: str) -> None:
    answer = visitor.get(f"{address}?{STILL}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    assert answer["Cache-Control"] == "public, max-age=86400"
    held = visitor.get(f"{address}?{STILL}", headers={"if-none-match": answer["ETag"]})
    assert held.status_code == 304


@pytest.mark.parametrize("address", CARDS)
def test_a_card_refuses_what_it_does_not_know(visitor: Client, address: str) -> None:
    for wrong in ("as_of=2025-02-30", "sotr=name"):
        answer = visitor.get(f"{address}?{wrong}")
        assert answer.status_code == 400
        assert wrong.partition("=")[0] in answer.content.decode()
    if address.count("/") == 3:
        assert visitor.get(re.sub(r"[^/]+\.png", "no-such-key.png", address)).status_code == 404


def test_a_card_of_nothing_is_a_card(visitor: Client) -> None:
    for address in CARDS[:4]:
        assert visitor.get(f"{address}?known_on=2000-01-01").status_code == 200
    assert visitor.get(f"{CARDS[4]}?known_on=2000-01-01").status_code == 404


def test_a_card_is_drawn_once(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    caching.KEPT.clear()
    cards: list[str] = []
    monkeypatch.setattr("web.pages.social.png", lambda drawing, *a: cards.append(drawing) or b"picture")
    for _time in range(2):
        visitor.get(f"{CARDS[4]}?{STILL}")
    visitor.get(f"{CARDS[4]}?as_of=2025-07-01&known_on=2025-12-31")
    assert len(cards) == 2
    assert "British troops" in cards[0]
    assert "True on 31 Dec 2025, as known on 31 Dec 2025." in cards[0]
    assert "official line" in cards[0]


@pytest.mark.parametrize("address", ["/", "/matrix/", "/method/"])
def test_the_record_is_a_dataset_with_its_downloads(visitor: Client, address: str) -> None:
    found = data_of(head_of(visitor, f"{address}?{STILL}"))
    assert found["@type"] == "Dataset"
    first, last = found["temporalCoverage"].split("/")
    assert "2024" <= first < last <= "2025-12-31"
    assert found["dateModified"].startswith("2025-12-")
    assert {one["name"] for one in found["variableMeasured"]} >= {"strength", "low", "high"}
    for one in found["distribution"]:
        answer = visitor.get(one["contentUrl"].removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(one["encodingFormat"])


def test_an_event_says_when_where_and_who(visitor: Client) -> None:
    found = data_of(head_of(visitor, f"/events/e-2025-08-18-washington/?{STILL}"))
    assert found["@type"] == "Event"
    assert (found["startDate"], found["endDate"]) == ("2025-08-18", "2025-08-18")
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["location"]["address"]["addressCountry"] == "US"
    assert found["organizer"][0]["name"] == "Donald Trump"
    assert "Emmanuel Macron" in {one["name"] for one in found["attendee"]}
    assert found["about"]["name"] == "Post-war security guarantees for Ukraine"


def test_a_vague_day_of_an_event_is_given_as_far_as_it_is_known(visitor: Client) -> None:
    event = NegotiationEvent.objects.filter(held__contains="/").first()
    assert event
    found = data_of(head_of(visitor, f"/events/{event.key}/"))
    assert f"{found['startDate']}/{found['endDate']}" == event.held.replace("~", "")


def test_no_text_ends_the_element_of_linked_data() -> None:
    name = "</script><script>alert(1)</script><!-- & \u2028"
    text = str(linked_data({"name": name}))
    assert text.count("<") == text.count(">") == 2
    inner = text.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inner) == {"name": name}


def test_an_error_page_has_no_address_to_cite(visitor: Client) -> None:
    shown = visitor.get("/events/no-such-key/").content.decode()
    assert "canonical" not in shown
    assert "og:" not in shown
