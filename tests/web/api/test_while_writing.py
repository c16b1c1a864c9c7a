"""What an answer says it knew stays the answer, to the byte, whatever many writers publish meanwhile and afterwards."""

import json
import random
from collections.abc import Iterator
from functools import partial
from threading import Event
from typing import Any

import pytest

from guarantees.models import Guarantee
from ledger.models import Counter
from tests import drafts
from tests.crowds import Writer, needs_postgresql, together
from tests.worlds import published
from web import caching
from web.api.addresses import Address

from . import world
from .conftest import Api
from .test_caching import EVERY
from .test_urls import fetch

pytestmark = [needs_postgresql, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

WRITERS, STATEMENTS, CLAIMS = 8, 5, 26
Answer = tuple[int, bytes, str]


@pytest.fixture
def writers() -> list[Writer]:
    world.build()
    drafts.leader()
    drafts.publisher()
    land = Guarantee.objects.get(key="g-land")
    own = {
        n: [drafts.commitment(f"own-{n}-{m}", guarantee=land).key for m in range(4)] for n in range(WRITERS)
    }
    published()
    return [
        Writer(
            f"w{n}",
            actor="gbr",
            commitments=["gbr-land", *own[n], "gbr-other"],
            condition="c-ceasefire",
            guarantee="g-land",
        )
        for n in range(WRITERS)
    ]


def test_answers_about_a_known_moment_outlive_a_thousand_claims_that_are_published_at_once(
    api: Api, writers: list[Writer]
) -> None:
    days = ({"as_of": day} for day in ("2025-02-20", "2025-09-30"))
    asked = [(address, day) for day in days for address in EVERY]
    before = [answer(api, address, day) for address, day in asked]
    sequence = Counter.objects.get().sequence

    done, at_work = Event(), list(writers)
    jobs: list[Any] = [partial(work, one, done, at_work) for one in writers]
    *counts, seen = together([*jobs, partial(look, done)])
    assert sum(counts) >= 1000
    assert Counter.objects.get().sequence >= sequence + 1000

    for (address, day), (known_on, first) in zip(asked, before, strict=True):
        assert again(api, address, {**day, "known_on": known_on}) == first, address.bare_name
    bases = set()
    for address, clocks, first in seen:
        assert again(api, address, clocks) == first, (address.bare_name, clocks)
        bases.add(json.loads(first[1])["basis"])
    assert len(bases) > 3, "nobody asked while somebody wrote"


def work(writer: Writer, done: Event, at_work: list[Writer]) -> int:
    """Publish some statements; the last of all writers says that it is done. How many claims they had."""
    try:
        for number in range(STATEMENTS):
            writer.publish(number, claims=CLAIMS)
        return STATEMENTS * CLAIMS
    finally:
        at_work.remove(writer)
        if not at_work:
            done.set()


def look(done: Event) -> list[tuple[Address, dict[str, str], Answer]]:
    """Ask one question after the other while others write; each with the clocks that its answer names."""
    return list(_looked(Api(), done))


def _looked(api: Api, done: Event) -> Iterator[tuple[Address, dict[str, str], Answer]]:
    choice = random.Random(20250905)
    while not done.wait(0.02):
        address = choice.choice(EVERY)
        day = {"as_of": choice.choice(["2025-02-14", "2025-06-01"])}
        known_on, first = answer(api, address, day)
        yield address, {**day, "known_on": known_on}, first


def answer(api: Api, address: Address, clocks: dict[str, str]) -> tuple[str, Answer]:
    """The moment of knowledge that an answer names, and the answer."""
    found = again(api, address, clocks)
    assert found[0] == 200, found
    return json.loads(found[1])["known_on"], found


def again(api: Api, address: Address, clocks: dict[str, str]) -> Answer:
    """Status, bytes and tag of an answer that is made, not kept."""
    caching.KEPT.clear()
    made = fetch(api, address, **clocks)
    body = b"".join(made.streaming_content) if made.streaming else made.content
    return made.status_code, body, made["ETag"]
