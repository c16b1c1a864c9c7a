"""Citing a page: frozen clocks, a hash of the content, and the answer whether it still holds."""

import hashlib
import json
import re

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

import commitments.strength
from commitments.choices import Firmness, Headline, Talk
from web import caching
from web.pages import rulings

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
        r"/matrix/\?package=ukr-postwar&as_of=2025-09-05&known_on=20\d\d-.+Z&cited=[a-z0-9_.~-]+",
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


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/brief/", "since=2025-"),
        ("/brief/?package=ukr-postwar&since=", "package=ukr-postwar&since=2025-"),
        ("/brief/?format=md", "since=2025-"),
        ("/compare/", "from=2025-"),
        ("/scenario/", "package=ukr-"),
    ],
)
def test_a_page_is_cited_with_what_it_shows_by_default(visitor: Client, path: str, named: str) -> None:
    whole = f"{path}{'&' if '?' in path else '?'}as_of=2025-12-31"
    found = facts(visitor, path=whole)
    assert named in found["page"]
    assert named.replace("since=", "from=") in found["data"]
    chosen = re.compile(
        r'<(?:input|option)[^>]*(?:name="(?:since|from|to)"| selected)[^>]*>|<h1.*?</h1>|<strong>.*?</strong>'
    )
    bare, frozen = (
        chosen.findall(visitor.get(one, follow=True).content.decode().partition('<main id="main"')[2])
        for one in (whole.replace("format=md&", ""), re.sub(r"&cited=.*", "", found["page"]))
    )
    assert bare == frozen != []


def test_a_cited_address_that_leaves_its_days_open_is_answered(visitor: Client) -> None:
    for path in ("/brief/", "/compare/", "/scenario/"):
        assert visitor.get(f"{path}?cited=first----0123456789abcdef").status_code == 200


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
        assert len(captured) <= 36, path


def words_of(client: Client, address: str) -> str:
    """All words of a page, also those above its content."""
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


CITED = [
    "/commitments/gbr-land/?as_of=2025-09-05",
    "/conditions/c-ceasefire/?as_of=2025-09-05",
    "/matrix/?package=ukr-postwar&as_of=2025-09-05",
    "/scenario/?package=ukr-postwar&as_of=2025-09-05",
    "/explain/?guarantee=g-land&contribution=troops&unit=personnel&as_of=2025-09-05",
    "/compare/?from=2025-08-29&to=2025-09-05",
    "/commitments/?headline=pledged&as_of=2025-09-05",
]


@pytest.mark.parametrize("path", CITED)
def test_a_cited_page_says_which_rule_is_newer_and_what_both_gave(
    visitor: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commitments.strength, "RULE", "headline/v2")
    found = facts(visitor, path=path)
    assert "under other versions of our rules" not in words_of(visitor, found["page"])
    monkeypatch.setattr(commitments.strength, "RULE", "headline/v3")
    caching.KEPT.clear()
    shown = words_of(visitor, found["page"])
    assert "This was cited under other versions of our rules. Since then: headline v2 → v3." in shown
    assert "Both give the same result here." in shown
    assert "When it was cited" in shown
    verified = visitor.get("/cite/", {"path": found["page"], "verify": found["digest"]}).content.decode()
    assert "Yes, it still has this hash" in verified
    assert "<code>headline</code> v2 → v3" in verified


def test_where_the_new_rule_gives_another_result_both_stand_side_by_side(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = facts(visitor, path="/commitments/gbr-land/?as_of=2025-09-05")
    was = re.search(r"--headline\.([a-z_]+)~", found["page"])
    assert was is not None
    monkeypatch.setattr(commitments.strength, "RULE", "headline/v9")
    body = rulings.body_of

    def by_another_rule(address: str, request: HttpRequest) -> bytes:
        shown = {**json.loads(body(address, request)), "headline": "discussed"}
        return json.dumps(shown).encode()

    monkeypatch.setattr(rulings, "body_of", by_another_rule)
    caching.KEPT.clear()
    shown = words_of(visitor, found["page"])
    assert f"Headline {Headline(was[1]).label} Discussed" in shown
    assert "Both give the same result" not in shown


def test_a_citation_of_a_scenario_carries_the_numbers_that_its_page_leads_with(visitor: Client) -> None:
    path = "/scenario/?package=ukr-postwar&as_of=2025-09-05"
    found = facts(visitor, path=path)
    said = re.search(r"cited=[^&]+--(firm\.[a-z0-9_.~]+)--", found["page"])
    assert said is not None
    numbers = dict(one.split(".") for one in said[1].split("~"))
    verdict = text_of(visitor, path)
    for word, label in [*Firmness.choices, *Talk.choices]:
        assert f"{label} {numbers.pop(word)} " in verdict
    assert not numbers


def test_what_this_site_did_not_write_is_not_shown_as_its_result(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = facts(visitor, path="/commitments/gbr-land/?as_of=2025-09-05")
    monkeypatch.setattr(commitments.strength, "RULE", "headline/v9")
    caching.KEPT.clear()
    forged = re.sub(r"--headline\.[a-z_]+~", "--headline.ruled_out~", found["page"])
    elsewhere = found["page"].replace("gbr-land", "fra-land")
    for address in (forged, elsewhere):
        shown = words_of(visitor, address)
        assert "What it gave then is not known here" in shown
        assert "When it was cited" not in shown


def test_a_citation_of_before_is_understood_as_of_the_first_versions(visitor: Client) -> None:
    path = "/commitments/gbr-land/?as_of=2025-09-05&known_on=2025-09-06"
    shown = visitor.get("/cite/", {"path": path, "verify": "0" * 64}).content.decode()
    assert "it is understood as of their first versions" in shown
    assert "<code>headline</code> v1 → v" in shown


def test_a_cited_page_passes_its_citation_on_to_no_other_address(visitor: Client) -> None:
    found = facts(visitor, path="/commitments/?as_of=2025-09-05")
    page = visitor.get(found["page"]).content.decode()
    assert "cited=" not in page.partition('<main id="main"')[2]


@pytest.mark.parametrize("path", ["/matrix/?cited=x", "/matrix/?cited=", "/matrix/?cited=first--a--b"])
def test_what_no_citation_has_is_refused_by_name(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code in (302, 400)
    assert visitor.get("/cite/", {"path": path}).status_code == 400
    assert visitor.get("/matrix.csv?cited=first----0123456789abcdef").status_code == 400
