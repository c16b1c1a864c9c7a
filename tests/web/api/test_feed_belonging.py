"""To what a row of the feed belongs, in a ledger that grows."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from commitments import belonging
from desk.publishing import publish
from desk.redacting import MARK, redact
from desk.verifying import verify
from ledger.models import Belonging, Change
from tests import drafts
from tests.tampering import behind_the_guards
from tests.worlds import published, said

from .conftest import Api

pytestmark = pytest.mark.django_db


def told(api: Api, **asked: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = api.get("changes/", **{"limit": 1000, **asked})["results"]
    return rows


def test_a_row_belongs_to_what_was_known_at_its_moment(api: Api) -> None:
    event = drafts.event("e-1")
    published()
    publish([drafts.actor("fra"), drafts.participation(event=event, actor=drafts.actor("fra"))])
    rows = [row for row in told(api) if row["type"] == "event"]
    assert [row["actors"] for row in rows] == [[], ["fra"]]
    assert [row["key"] for row in told(api, actor="fra", type="event")] == ["e-1"]


def test_the_feed_of_before_is_filled_from_the_record_and_what_is_wrong_is_found(api: Api) -> None:
    said("u-1", by=("gbr", "fra"))
    said("r-1", type="requirement", by=None)
    published()
    before = sorted(Belonging.objects.values_list("change", "noun", "key"))
    assert not belonging.are_lacking()
    Belonging.objects.all().delete()
    assert belonging.are_lacking()
    belonging.rebuild()
    assert sorted(Belonging.objects.values_list("change", "noun", "key")) == before
    assert not any("found by" in one for one in verify().findings)
    sequence = Change.objects.get(type="update").sequence
    Belonging.objects.filter(change=sequence, noun="actor").delete()
    assert f"change {sequence}: it is not found by all to which its object belongs" in verify().findings


def test_a_redaction_is_told_by_field_and_no_object_is_null(api: Api) -> None:
    said("u-1", low=10, words="a secret")
    published()
    users = get_user_model().objects
    by, other = users.create_user("edith"), users.create_user("ray")
    redact(type="update", key="u-1", by=by, approved_by=other)
    rows = told(api)
    assert all(row["object"] for row in rows)
    claim = [row for row in rows if row["type"] == "update"]
    assert [(row["action"], row["redacted"], row["object"]["words"]) for row in claim] == [
        ("changed", ["words"], None),
        ("redacted", ["words"], None),
    ]
    shown = api.get("updates/u-1/")
    assert claim[-1]["object"] == {name: shown[name] for name in claim[-1]["object"]}
    assert {tuple(row["redacted"]) for row in rows if row["type"] == "actor"} == {()}
    page = api.client.get(f"/commitments/{shown['commitment']}/").content.decode()
    assert "Its text was removed" in page
    assert MARK not in page
    with behind_the_guards():
        Change.objects.filter(sequence=claim[0]["sequence"]).update(payload=None, redacted="")
    emptied = next(row for row in told(api, after=claim[0]["sequence"] - 1))
    assert (emptied["object"], emptied["redacted"]) == (None, ["*"])
