"""An answer about the past stays what it was, tag and all, whatever is published later; one about now moves."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse

from desk.redacting import redact
from web.api.urls import ADDRESSES
from web.caching import Kept

from . import world
from .conftest import Api
from .test_urls import fetch

pytestmark = pytest.mark.django_db
PAST = {"as_of": "2025-02-20", "known_on": "2025-02-28"}
EVERY = [address for address in ADDRESSES if address.bare_name not in ("docs", "schema")]


def answers(api: Api, **clocks: str) -> dict[str, tuple[int, bytes, str]]:
    """Every answer at two times: status, bytes and tag; lists also as CSV."""
    found = {}
    for address in EVERY:
        forms = ["json", "csv"] if "csv" in _formats(address) else ["json"]
        for form in forms:
            more = {"format": form} if form != "json" else {}
            answer = fetch(api, address, **clocks, **more)
            body = answer.getvalue() if answer.streaming else answer.content
            found[f"{address.bare_name} {form}"] = (answer.status_code, body, answer["ETag"])
    return found


def _formats(address: Any) -> tuple[str, ...]:
    return next((tuple(one.words) for one in address.instance().parameters() if one.name == "format"), ())


def test_what_was_known_then_is_the_same_to_the_byte_after_more_was_published(api: Api) -> None:
    world.first_half()
    early = answers(api, **PAST)
    now = answers(api, as_of="2025-02-20")
    world.second_half()
    assert answers(api, **PAST) == early
    later = answers(api, as_of="2025-02-20")
    assert all(later[name][2] != now[name][2] for name in now)


def test_a_held_answer_about_now_is_refreshed_once_something_is_published(api: Api) -> None:
    world.first_half()
    tag = api.answer("actors/")["ETag"]
    assert api.client.get("/api/v1/actors/", headers={"If-None-Match": tag}).status_code == 304
    world.second_half()
    assert api.client.get("/api/v1/actors/", headers={"If-None-Match": tag}).status_code == 200


def test_a_redaction_reaches_answers_about_the_past(api: Api) -> None:
    world.build()
    path = "/api/v1/statements/st-gbr/"
    held = api.client.get(path, PAST)
    assert json.loads(held.content)["summary"]
    people = get_user_model().objects
    redact(
        type="statement",
        key="st-gbr",
        by=people.create(username="one"),
        approved_by=people.create(username="two"),
    )
    again = api.client.get(path, PAST, headers={"If-None-Match": held["ETag"]})
    assert again.status_code == 200
    assert json.loads(again.content)["summary"] is None
    row = api.get("changes/", after=api.get("meta/")["newest_sequence"] - 1)["results"][-1]
    assert (row["action"], row["object"]["summary"]) == ("redacted", None)


def test_the_order_of_the_parameters_makes_no_other_answer(api: Api) -> None:
    world.first_half()
    one = api.client.get("/api/v1/actors/?kind=state&page_size=2&as_of=2025-02-01")
    other = api.client.get("/api/v1/actors/?as_of=2025-02-01&page_size=2&kind=state")
    assert (one["ETag"], one.content) == (other["ETag"], other.content)
    assert api.client.get("/api/v1/actors/?kind=group&page_size=2&as_of=2025-02-01")["ETag"] != one["ETag"]
    with_host = api.client.get(
        "/api/v1/actors/?kind=state&page_size=2&as_of=2025-02-01", headers={"host": "localhost"}
    )
    assert with_host["ETag"] != one["ETag"]


def test_an_answer_is_made_once_for_all_who_ask_the_same(api: Api, django_assert_num_queries: Any) -> None:
    world.first_half()
    made = api.answer("commitments/", **PAST)
    with django_assert_num_queries(1):
        kept = api.answer("commitments/", **PAST)
    assert (kept.content, dict(kept.headers) | {"X-Request-ID": ""}) == (
        made.content, dict(made.headers) | {"X-Request-ID": ""},
    )  # fmt: skip
    world.second_half()
    assert api.get("commitments/", as_of="2025-04-01")["count"] == 5


def test_what_is_kept_is_bounded() -> None:
    kept = Kept(room=100, largest=40)
    for number in range(5):
        kept.put(f"{number}", HttpResponse(b"x" * 30))
    kept.put("large", HttpResponse(b"x" * 41))
    assert kept.used == 90
    assert [kept.get(tag) is not None for tag in ("0", "1", "2", "4", "large")] == [
        False,
        False,
        True,
        True,
        False,
    ]
    kept.put("4", HttpResponse(b"y"))
    found = kept.get("4")
    assert found is not None
    assert (found.content, kept.used) == (b"y", 61)


def test_nobody_with_a_session_shares_an_answer(api: Api) -> None:
    world.first_half()
    user = get_user_model().objects.create(username="edith", is_active=True)
    api.client.force_login(user)
    assert api.answer("actors/")["Cache-Control"] == "private, no-store"


def test_drafts_are_nowhere(api: Api) -> None:
    """A draft is as unknown as what was never written: absent everywhere, and its key is no key."""
    world.first_half()
    before = answers(api)
    world.draft("canary-7f3a")
    assert answers(api) == before
    for address in EVERY:
        if "{key}" in address.template:
            path = address.template.replace("{key}", "canary-7f3a")
            assert api.refused(path, 404) == api.refused(path, 404) | {"code": "not_found"}
    for path, name in (("commitments/", "actor"), ("updates/", "commitment"), ("statements/", "event")):
        assert api.refused(path, **{name: "canary-7f3a"})["errors"][0]["code"] == "unknown_key"
