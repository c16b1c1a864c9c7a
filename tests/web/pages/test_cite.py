"""Citing a page: frozen clocks, a hash of the content, and the answer whether it still holds."""

import hashlib
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .test_contents import text_of

MATRIX = {"path": "/matrix/?package=ukr-postwar&as_of=2025-09-05"}


def facts(client: Client, **asked: str) -> dict[str, str]:
    """The frozen link, the address of the data and the hash that the page gives."""
    page = client.get("/cite/", asked)
    assert page.status_code == 200, page.content.decode()
    shown = page.content.decode().replace("&amp;", "&")
    links = re.findall(r'<dd><a href="http://testserver([^"]+)"', shown)
    digest = re.search(r'<dd><code class="hash">(\w{64})</code>', shown)
    assert digest is not None
    return {"page": links[0], "data": links[1], "digest": digest[1], "shown": shown}


def test_both_clocks_of_the_link_stand_still_and_the_filter_is_kept(visitor: Client) -> None:
    found = facts(visitor, **MATRIX)
    assert re.fullmatch(
        r"/matrix/\?package=ukr-postwar&as_of=2025-09-05&known_on=20\d\d-.+Z",
        found["page"].replace("%3A", ":"),
    )
    assert visitor.get(found["page"]).status_code == 200
    assert "package=ukr-postwar" in found["shown"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?since=2025-08-29&as_of=2025-09-05",
        "/matrix/?actor=fra",
        "/commitments/?headline=pledged&page=1",
        "/commitments/gbr-land/?as_of=2025-09-01&known_on=2025-09-05",
        "/scenario/?package=ukr-postwar&assume=c-ceasefire:met&assume=c-peace:met",
        "/compare/?from=2025-08-29&to=2025-09-05",
        "/brief/?since=2025-08-29&as_of=2025-09-05",
        "/search/?q=macron",
        "/map/?package=ukr-postwar&contribution=troops&view=world",
        "/timeline/?actor=fra&contribution=troops",
        "/explain/?guarantee=g-land&contribution=troops&unit=personnel",
    ],
)
def test_the_hash_is_that_of_the_bytes_at_the_address_given(visitor: Client, path: str) -> None:
    found = facts(visitor, path=path)
    answer = visitor.get(found["data"])
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert hashlib.sha256(body).hexdigest() == found["digest"]
    assert "headline/v2" in found["shown"]


def test_a_list_is_hashed_whole(visitor: Client) -> None:
    found = facts(visitor, path="/commitments/")
    assert "format=jsonl" in found["data"]
    assert len(b"".join(visitor.get(found["data"]).streaming_content).splitlines()) == 110


def test_verify_answers_yes_for_the_hash_and_no_for_another(visitor: Client) -> None:
    found = facts(visitor, **MATRIX)
    yes = visitor.get("/cite/", {"path": found["page"], "verify": found["digest"].upper()}).content.decode()
    no = visitor.get("/cite/", {"path": found["page"], "verify": "0" * 64}).content.decode()
    assert "Yes, it still has this hash" in yes
    assert "No, it does not have this hash" in no


def test_a_citation_can_be_copied(visitor: Client) -> None:
    shown = text_of(visitor, "/cite/?path=/commitments/gbr-land/%3Fas_of=2025-09-05%26known_on=2025-09-06")
    assert "true on 5 September 2025, as known on 2025-09-06 (change" in shown
    assert "@misc{guarantees-" in shown


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("https://example.org/", 400),
        ("//example.org/", 400),
        ("matrix/", 400),
        ("/admin/", 400),
        ("/healthz", 400),
        ("/nowhere/", 400),
        ("/matrix/?strenght=pledged", 400),
        ("/matrix/?as_of=2025-02-30", 400),
        ("/commitments/none/", 404),
        ("/commitments/gbr-land/?known_on=2024-01-01", 404),
    ],
)
def test_what_cannot_be_cited_is_refused(visitor: Client, path: str, status: int) -> None:
    assert visitor.get("/cite/", {"path": path}).status_code == status


@pytest.mark.parametrize("more", [{"verify": "abc"}, {"of": "x"}])
def test_a_wrong_parameter_is_refused_by_name(visitor: Client, more: dict[str, str]) -> None:
    page = visitor.get("/cite/", {**MATRIX, **more})
    assert page.status_code == 400
    assert next(iter(more)) in page.content.decode()


def test_every_page_leads_to_its_citation(visitor: Client) -> None:
    page = visitor.get("/actors/fra/?as_of=2025-09-01").content.decode()
    link = re.search(r'href="(/cite/\?path=[^"]+)"', page)
    assert link is not None
    shown = text_of(visitor, link[1])
    assert "France" in shown
    assert "true on 1 September 2025" in shown


def test_the_number_of_queries_does_not_grow_with_what_is_cited(visitor: Client) -> None:
    for path in ("/matrix/", "/matrix/?actor=fra", "/commitments/"):
        with CaptureQueriesContext(connection) as captured:
            assert facts(visitor, path=path)
        assert len(captured) <= 30, path
