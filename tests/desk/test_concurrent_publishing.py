"""desk.publishing by many at once: one order, in which nothing is lost and nothing appears behind a reader."""

import json
from functools import partial
from itertools import groupby
from threading import Event
from typing import Any

import pytest
from django.test import Client

from desk.verifying import verify
from ledger.clock import Changeset
from ledger.models import Change, Counter
from tests import drafts
from tests.crowds import Writer, needs_postgresql, together
from tests.worlds import published

pytestmark = [needs_postgresql, pytest.mark.django_db(transaction=True)]

WRITERS, EACH = 16, 2


@pytest.fixture
def writers() -> list[Writer]:
    for key in ("gbr-troops", "gbr-air"):
        drafts.commitment(key)
    drafts.condition()
    drafts.leader()
    drafts.publisher()
    published()
    shared = {"actor": "gbr", "commitments": ["gbr-troops", "gbr-air"], "condition": "c-peace"}
    return [Writer(f"w{n}", guarantee="pact-troops", **shared) for n in range(WRITERS)]  # type: ignore[arg-type]


def test_sixteen_publishers_leave_one_dense_order_and_a_reader_misses_nothing(writers: list[Writer]) -> None:
    done = Event()
    readers = [partial(follow, done, limit) for limit in (7, 100)]
    at_work = list(writers)
    jobs: list[Any] = [*(partial(work, one, done, at_work) for one in writers), *readers]
    *own, first, second = together(jobs)
    changesets = [opened for some in own for opened in some]
    assert len(changesets) == WRITERS * EACH

    rows = list(Change.objects.order_by("sequence"))
    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    blocks = [(stamp, len(list(some))) for stamp, some in groupby(rows, key=lambda row: row.recorded_at)]
    stamps = [stamp for stamp, _ in blocks]
    assert stamps == sorted(set(stamps))
    assert blocks[1:] == sorted((opened.stamp, len(opened.entries)) for opened in changesets)
    assert Counter.objects.get().sequence == len(rows)

    whole = follow(done, 1000)
    assert [row["sequence"] for row in whole] == list(range(1, len(rows) + 1))
    assert first == second == whole
    told = {row["key"] for row in whole if row["type"] == "statement"}
    assert told == {f"s-{one.name}-{n}" for one in writers for n in range(EACH)}
    assert verify().findings == []


def work(writer: Writer, done: Event, at_work: list[Writer]) -> list[Changeset]:
    """Publish some statements; the last of all writers says that it is done."""
    try:
        return [writer.publish(number, claims=2 + number * 3) for number in range(EACH)]
    finally:
        at_work.remove(writer)
        if not at_work:
            done.set()


def follow(done: Event, limit: int) -> list[dict[str, Any]]:
    """Read the feed as it grows, from the cursor on, until the writers are done and nothing is left."""
    client, read, after = Client(), [], 0
    while True:
        last = done.is_set()
        answer = client.get("/api/v1/changes/", {"after": after, "limit": limit})
        assert answer.status_code == 200, answer.content
        results = json.loads(answer.content)["results"]
        read += results
        after = read[-1]["sequence"] if read else 0
        if last and not results:
            return read
        done.wait(0.05)
