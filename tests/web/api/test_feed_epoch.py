"""The name of the ledger's history: readers of another one are told that what they have is gone."""

from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command

from ledger.models import Counter
from tests.worlds import published, said

from .conftest import Api

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_small_ledger() -> None:
    said("u-1")
    published()


def test_feed_meta_and_next_name_one_epoch_and_a_reader_goes_on_with_it(api: Api) -> None:
    first = api.get("changes/", limit=2)
    assert first["epoch"] == api.get("meta/")["epoch"] == Counter.objects.get().epoch != ""
    following = parse_qs(urlsplit(first["next"]).query)
    assert following["epoch"] == [first["epoch"]]
    assert api.get("changes/", after=2, epoch=first["epoch"])["results"][0]["sequence"] == 3


@pytest.mark.parametrize("after", [0, 1, 10**9])
@pytest.mark.parametrize("form", [{}, {"format": "csv"}, {"format": "jsonl"}], ids=["json", "csv", "jsonl"])
def test_a_reader_of_another_epoch_is_sent_to_a_snapshot(form: dict[str, str], after: int, api: Api) -> None:
    problem = api.refused("changes/", 410, after=after, epoch="0123456789abcdef", **form)
    assert problem["code"] == "another_epoch"
    assert problem["epoch"] == Counter.objects.get().epoch
    assert api.client.get(problem["snapshot"]).status_code == 200
    assert api.client.get(problem["lists"]["commitments"]).status_code == 200


@pytest.mark.parametrize("bad", ["a b", "\x00", "x" * 101, "é"])
def test_what_is_no_epoch_is_refused_by_name(bad: str, api: Api) -> None:
    assert api.refused("changes/", epoch=bad)["errors"][0]["field"] == "epoch"


def test_a_restored_ledger_begins_a_new_epoch_and_keeps_its_name(api: Api) -> None:
    before: Any = Counter.objects.get()
    held = api.answer("changes/")["ETag"]
    said_there = StringIO()
    call_command("new_epoch", stdout=said_there)
    after: Any = Counter.objects.get()
    assert after.epoch not in ("", before.epoch)
    assert after.epoch in said_there.getvalue()
    assert (after.name, after.sequence, after.head) == (before.name, before.sequence, before.head)
    assert api.refused("changes/", 410, epoch=before.epoch)["code"] == "another_epoch"
    answer = api.client.get("/api/v1/changes/", headers={"If-None-Match": held})
    assert answer.status_code == 200
    assert answer.json()["epoch"] == after.epoch


def test_publishing_does_not_move_the_epoch(api: Api) -> None:
    before = api.get("meta/")["epoch"]
    said("u-2", "2025-08-21")
    published()
    assert api.get("meta/")["epoch"] == before
