"""One tag, one body: whatever is published meanwhile or afterwards, and whatever day it is when it is asked again."""

import random
from collections.abc import Iterable, Iterator
from functools import partial
from threading import Event
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actors.models import Actor
from guarantees.models import Guarantee
from tests import drafts, worlds
from tests.crowds import Writer, needs_postgresql, together
from tests.web import addresses
from tests.web.api import world
from web import caching
from web.snapshot import snapshot

# The gallery has no clocks; pictures are drawn from what the SVG is drawn from.
PAGES = [one for one in addresses.read_by_people() if one[0] != "/gallery/" and not one[0].endswith(".png")]
MORE = [
    ("/search/", {"q": "Late"}),
    ("/compare/", {"known_from": "2025-02-01", "known_to": "2025-03-31"}),
    ("/compare/", {"from": "2025-02-01", "to": "2025-03-31"}),
    ("/commitments/", {"warning": "stale"}),
    ("/matrix/", {"lang": "uk"}),
]
# On 1 March some of these do not look back. They do a day later, or once something is published.
BETWEEN = [
    {"known_on": "2025-02-28", "as_of": "2025-03-01"},
    {"known_on": "2025-02-10T23:59:59Z", "as_of": "2025-02-20"},
    {"as_of": "2025-03-01"},
]
WRITERS, STATEMENTS, CLAIMS = 4, 3, 12


class Made(NamedTuple):
    """A page as it was answered: at an address, under a tag, to be kept so long."""

    address: str
    tag: str
    body: bytes
    keep: str


def made(path: str, parameters: dict[str, str]) -> list[Made]:
    """A page that is made, not kept; nothing where it is refused."""
    caching.KEPT.clear()
    answer = Client().get(path, parameters)
    if answer.status_code != 200:
        return []
    address = f"{path}?{urlencode(parameters)}"
    return [Made(address, answer["ETag"], answer.content, answer["Cache-Control"])]


def made_everywhere(clocks: Iterable[dict[str, str]]) -> list[Made]:
    """Every page at all these times."""
    return [
        one for times in clocks for path, needed in [*PAGES, *MORE] for one in made(path, {**needed, **times})
    ]


def two_bodies(found: Iterable[Made]) -> set[str]:
    """The addresses of pages of which one tag stands for two bodies, or that move though they said that none does."""
    tags: dict[str, set[bytes]] = {}
    settled: dict[str, set[bytes]] = {}
    for one in found:
        tags.setdefault(one.tag, set()).add(one.body)
        if one.keep == caching.SETTLED:
            settled.setdefault(one.address, set()).add(one.body)
    return {one.address for one in found if len(tags[one.tag]) > 1 or len(settled.get(one.address, ())) > 1}


@pytest.mark.django_db
@pytest.mark.timeout(300)
def test_before_and_after_a_publication_and_a_night() -> None:
    world.first_half()
    with time_machine.travel("2025-03-01T12:00:00Z", tick=False):
        found = made_everywhere(BETWEEN)
    with time_machine.travel("2025-03-02T12:00:00Z", tick=False):
        found += made_everywhere(BETWEEN)
        world.second_half()
        found += made_everywhere(BETWEEN)
    assert len(found) > 300
    assert two_bodies(found) == set()


@pytest.mark.django_db
def test_a_page_between_two_publications_says_that_it_looks_back_once_it_does() -> None:
    """Two processes that each keep the page never answer in turn under one tag."""
    world.first_half()
    asked = {"known_on": "2025-02-28", "as_of": "2025-03-01"}
    with time_machine.travel("2025-03-01T12:00:00Z", tick=False):
        (before,) = made("/commitments/gbr-land/", asked)
        world.second_half()
        (after,) = made("/commitments/gbr-land/", asked)
    told = ["You are looking back" in one.body.decode() for one in (before, after)]
    assert told == [False, True]
    assert before.tag != after.tag
    assert before.keep == caching.CURRENT


@pytest.fixture
def writers() -> list[Writer]:
    """People who speak of the same commitments, condition and element, and correct their own claims."""
    world.build()
    drafts.leader()
    drafts.publisher()
    land = Guarantee.objects.get(key="g-land")
    own = [drafts.commitment(f"own-{n}", guarantee=land).key for n in range(3)]
    worlds.published()
    about: dict[str, Any] = {"actor": "gbr", "condition": "c-ceasefire", "guarantee": "g-land"}
    return [Writer(f"w{n}", commitments=["gbr-land", "gbr-other", *own], **about) for n in range(WRITERS)]


@needs_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(300)
def test_while_many_publish_and_afterwards(writers: list[Writer]) -> None:
    done, at_work = Event(), list(writers)
    jobs: list[Any] = [partial(work, one, done, at_work) for one in writers]
    jobs += [partial(look, done, seed) for seed in (1, 2)]
    *_none, first, second = together(jobs)
    found: list[Made] = [*first, *second]
    assert len({one.tag for one in found}) > 20, "nobody asked while somebody wrote"
    again = [made(*_parts(address)) for address in sorted({one.address for one in found})]
    assert two_bodies([*found, *(one for some in again for one in some)]) == set()


def work(writer: Writer, done: Event, at_work: list[Writer]) -> None:
    """Publish some statements; the last of all writers says that it is done."""
    try:
        for number in range(STATEMENTS):
            writer.publish(number, claims=CLAIMS)
    finally:
        at_work.remove(writer)
        if not at_work:
            done.set()


def look(done: Event, seed: int) -> list[Made]:
    """Ask for one page after the other while others write, at the newest moment that there is."""
    return list(_looked(done, random.Random(seed)))


def _looked(done: Event, choice: random.Random) -> Iterator[Made]:
    client, pages = Client(), [*PAGES, *MORE]
    choice.shuffle(pages)
    while not done.wait(0.01):
        newest = client.get("/api/v1/meta/").json()["known_on"]
        path, needed = pages.pop(0)
        pages.append((path, needed))
        yield from made(
            path, {**needed, "known_on": newest, "as_of": choice.choice(["2025-02-14", "2999-01-01"])}
        )


def _parts(address: str) -> tuple[str, dict[str, str]]:
    path, _mark, query = address.partition("?")
    return path, dict(parse_qsl(query))


@pytest.mark.django_db(transaction=True)
def test_what_is_read_within_a_snapshot_is_of_one_moment() -> None:
    drafts.actor("gbr")
    worlds.published()
    with CaptureQueriesContext(connection) as captured, snapshot():
        assert Actor.objects.count() == 1
    sent = " ".join(query["sql"] for query in captured)
    assert ("REPEATABLE READ" if connection.vendor == "postgresql" else "BEGIN DEFERRED") in sent
    drafts.actor("fra")
    assert worlds.published().stamp


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_published_meanwhile_is_not_in_the_snapshot() -> None:
    drafts.actor("gbr")
    worlds.published()
    seen, published = Event(), Event()

    def reads() -> list[int]:
        with snapshot():
            counts = [Actor.objects.published().count()]
            seen.set()
            published.wait(30)
            return [*counts, Actor.objects.published().count()]

    def writes() -> list[int]:
        seen.wait(30)
        drafts.actor("fra")
        worlds.published()
        published.set()
        return []

    counts, _none = together([reads, writes])
    assert counts == [1, 1]
    assert Actor.objects.published().count() == 2
