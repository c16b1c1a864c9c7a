"""Every page in every language: the address carries it, the words follow, the data stays."""

import re
from html import unescape

import pytest
from django.test import Client

from commitments.choices import Headline
from ledger.choices import Kind
from web.languages import speaking
from web.templatetags.record import NAV, SIGNALS

from .test_addresses import ALL, asked

MORE = [
    *ALL,
    "/scenario/",
    "/compare/",
    "/brief/",
    "/search/?q=troops",
    "/search/",
    "/cite/?path=/matrix/",
]
LANGUAGES = ("uk", "fr")
PAST = "as_of=2025-09-01&known_on=2025-09-05"
RECORD = re.compile(r'<(\w+)\b[^>]* lang="en"[^>]*>.*?</\1>', re.S)


def texts(markup: str) -> set[str]:
    """The runs of text between the tags of a page, without what is marked as English."""
    return {unescape(one).strip() for one in re.split(r"<[^>]*>", RECORD.sub("", markup))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", MORE)
def test_a_page_speaks_the_language_of_its_address(visitor: Client, address: str, language: str) -> None:
    page = visitor.get(asked(address, f"lang={language}"))
    assert page.status_code == 200
    shown = page.content.decode()
    assert f'<html lang="{language}">' in shown
    said = texts(shown)
    with speaking(language):
        assert {str(title) for title, _page in NAV} <= said
    # Words that are the same in two languages say nothing, and the name of the site stands everywhere.
    with speaking("en"):
        english = {str(title) for title, _page in NAV} | {str(one[2]) for one in SIGNALS}
        english |= {str(word.label) for word in (*Headline, *Kind)}
    with speaking(language):
        own = {str(title) for title, _page in NAV} | {str(one[2]) for one in SIGNALS}
        own |= {str(word.label) for word in (*Headline, *Kind)}
    assert said & (english - own - {"Guarantees"}) == set()


@pytest.mark.parametrize("address", ALL)
def test_every_link_to_a_page_keeps_the_language_and_the_dates(visitor: Client, address: str) -> None:
    shown = visitor.get(asked(address, f"{PAST}&lang=uk")).content.decode()
    links = {unescape(link) for link in re.findall(r'<a\b[^>]*?\bhref="(/[^"]*)"', shown)}
    own = {link for link in links if not link.startswith(("/api/", "/feeds/", "/static/"))}
    others = {link for link in own if "lang=fr" in link}
    assert len(others) == 1
    lost = {link for link in own - others if "lang=uk" not in link}
    # The way back to English.
    assert lost == {others.pop().replace("&lang=fr", "")}
    assert all("lang=" not in link for link in links if link.startswith("/api/"))


@pytest.mark.parametrize("address", ["/", "/matrix/", "/commitments/", "/scenario/", "/brief/", "/compare/"])
def test_every_form_keeps_the_language(visitor: Client, address: str) -> None:
    shown = visitor.get(asked(address, "lang=fr")).content.decode()
    forms = re.findall(r"<form\b.*?</form>", shown, re.S)
    assert forms
    assert all('name="lang" value="fr"' in form for form in forms)


def test_a_page_names_itself_in_every_language(visitor: Client) -> None:
    shown = visitor.get("/matrix/?as_of=2025-09-01&lang=fr").content.decode()
    for code, address in (
        ("en", "/matrix/?as_of=2025-09-01"),
        ("uk", "/matrix/?as_of=2025-09-01&amp;lang=uk"),
        ("fr", "/matrix/?as_of=2025-09-01&amp;lang=fr"),
    ):
        assert f'<link rel="alternate" hreflang="{code}" href="{address}">' in shown
        assert f'<a href="{address}" lang="{code}" hreflang="{code}"' in shown
    assert shown.count('hreflang="fr" aria-current="true"') == 1


def test_english_is_left_out_of_an_address(visitor: Client) -> None:
    moved = visitor.get("/matrix/?as_of=2025-09-01&lang=en")
    assert (moved.status_code, moved["Location"]) == (302, "/matrix/?as_of=2025-09-01")
    assert '<html lang="en-GB">' in visitor.get("/matrix/").content.decode()


@pytest.mark.parametrize("given", ["lang=xx", "lang=", "lang=uk&lang=fr", "lang=UK"])
def test_a_language_that_nobody_can_mean_is_refused_by_name(visitor: Client, given: str) -> None:
    page = visitor.get(f"/matrix/?{given}")
    assert page.status_code == 400
    assert "<strong>lang</strong>" in page.content.decode()


def test_no_header_of_the_browser_chooses_the_language(visitor: Client) -> None:
    page = visitor.get("/matrix/", headers={"Accept-Language": "uk"})
    assert '<html lang="en-GB">' in page.content.decode()
    assert "Accept-Language" not in page.get("Vary", "")


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/actors/nobody/?lang=uk", 404, "Не знайдено"),
        ("/nothing-here/?lang=uk", 404, "Не знайдено"),
        ("/matrix/?colour=blue&lang=fr", 400, "Requête incorrecte"),
    ],
)
def test_an_error_speaks_the_language_of_the_address(
    visitor: Client, address: str, status: int, title: str
) -> None:
    page = visitor.get(address)
    shown = page.content.decode()
    assert page.status_code == status
    assert f"<h1>{title}</h1>" in shown
    language = address[-2:]
    assert f'<html lang="{language}">' in shown
    # The exact sentence is that of the API, marked as English.
    assert '<span class="soft" lang="en">' in shown
    assert f'href="/?lang={language}"' in shown


def test_the_brief_as_markdown_speaks_it_too(visitor: Client) -> None:
    text = visitor.get("/brief/?format=md&lang=fr").content.decode()
    assert text.startswith("# Synthèse")
    assert "lang=fr" in text
    assert "Nobody denied" not in text


def test_states_have_their_names_in_the_language_of_the_page(visitor: Client) -> None:
    uk = visitor.get("/actors/gbr/?lang=uk").content.decode()
    assert "Велика Британія" in uk
    assert "United Kingdom" not in texts(uk)
    assert "Royaume-Uni" in visitor.get("/matrix/?lang=fr").content.decode()
    assert "Королівство" not in visitor.get("/actors/gbr/").content.decode()


def test_what_the_record_says_is_marked_as_english(visitor: Client) -> None:
    path = "/commitments/gbr-land/"
    assert '<p class="claim__summary" lang="en">' in visitor.get(f"{path}?lang=uk").content.decode()
    assert '<p class="claim__summary">' in visitor.get(path).content.decode()


def test_a_citation_has_the_same_hash_in_every_language(visitor: Client) -> None:
    frozen = "/method/?as_of=2025-09-01%26known_on=2025-09-05"
    found = set()
    for more in ("", "&lang=uk", "&lang=fr"):
        shown = visitor.get(f"/cite/?path={frozen}{more.replace('&', '%26')}{more}").content.decode()
        found.add(re.findall(r'<code class="hash">([0-9a-f]{64})</code>', shown)[0])
    assert len(found) == 1
    page = visitor.get(f"/cite/?path={frozen}%26lang=uk&lang=uk&verify={found.pop()}").content.decode()
    assert "Так, хеш досі той самий." in page
    assert "known_on=2025-09-05&amp;lang=uk" in page


def test_a_page_in_a_language_that_there_is_not_cannot_be_cited(visitor: Client) -> None:
    page = visitor.get("/cite/?path=/matrix/%3Flang%3Dxx")
    assert page.status_code == 400
    assert "<strong>path</strong>" in page.content.decode()


def test_the_api_knows_no_language(visitor: Client) -> None:
    refused = visitor.get("/api/v1/actors/?lang=uk")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "lang"
    plain = visitor.get("/api/v1/meta/").content
    visitor.get("/method/?lang=uk")
    assert visitor.get("/api/v1/meta/", headers={"Accept-Language": "uk"}).content == plain
    assert b'"Promised."' in plain
