"""Pages are made once for each address and basis; a reader who has one is told so."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests import drafts, worlds
from web import caching

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """Somebody who reads a record with one commitment."""
    worlds.said("first", strength="signalled")
    worlds.published()
    return Client()


def test_a_page_is_made_once_until_something_is_published(
    client: Client, django_assert_num_queries: Any
) -> None:
    made = client.get("/commitments/")
    with django_assert_num_queries(1):
        again = client.get("/commitments/")
    assert (again.content, again["ETag"]) == (made.content, made["ETag"])
    worlds.said("second", on="2025-08-21", strength="pledged")
    worlds.published()
    later = client.get("/commitments/")
    assert later["ETag"] != made["ETag"]
    assert "Pledged" in later.content.decode()


def test_a_reader_who_has_the_page_is_told_so(client: Client) -> None:
    held = client.get("/matrix/")["ETag"]
    answer = client.get("/matrix/", headers={"If-None-Match": held})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", held)
    assert client.get("/matrix/?sort=name", headers={"If-None-Match": held}).status_code == 200


def test_a_page_of_a_settled_past_may_be_kept_and_one_of_today_is_asked_again(client: Client) -> None:
    settled = client.get("/matrix/?as_of=2025-08-20&known_on=2025-08-20")
    assert settled["Cache-Control"] == caching.SETTLED
    assert client.get("/matrix/")["Cache-Control"] == caching.CURRENT


def test_the_pages_of_two_hosts_are_two_pages(client: Client) -> None:
    assert client.get("/matrix/")["ETag"] != client.get("/matrix/", headers={"host": "localhost"})["ETag"]


def test_an_error_is_not_kept(client: Client) -> None:
    assert client.get("/commitments/late/").status_code == 404
    drafts.commitment("late")
    worlds.published()
    assert client.get("/commitments/late/").status_code == 200


def test_another_version_of_the_code_makes_other_answers(tmp_path: Path, monkeypatch: Any) -> None:
    for name in ("web", "templates"):
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name)
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    versions = []
    for text in ("one", "two"):
        (tmp_path / "templates" / "more.html").write_text(text)
        caching.made_by.cache_clear()
        versions.append(caching.made_by())
    caching.made_by.cache_clear()
    assert versions[0] != versions[1]
