"""The search page, and the box that leads to it from every page."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from web.templatetags.emphasis import emphasised

from .test_contents import text_of


def test_another_name_of_a_city_finds_the_same(visitor: Client) -> None:
    counts = [
        re.search(r"(\d+) hits", text_of(visitor, f"/search/?q={name}")) for name in ("Kyiv", "Kiev", "KIEV")
    ]
    assert len({one[1] for one in counts if one}) == 1
    assert all(counts)


def test_hits_stand_in_groups_the_sort_of_the_best_hit_first(visitor: Client) -> None:
    page = visitor.get("/search/?q=macron").content.decode()
    heads = re.findall(r'<h2 id="hits-(\w+)">', page)
    assert heads[0] == "leader"
    assert "statement" in heads
    assert 'href="/leaders/macron/"' in page
    assert "<mark>Macron</mark>" in page


def test_a_claim_leads_to_its_place_on_the_page_of_what_it_is_about(visitor: Client) -> None:
    page = visitor.get("/search/?q=hundreds&type=update").content.decode()
    assert re.search(r'href="/commitments/gbr-land/#gbr-land-[\w-]+"', page)


def test_one_sort_shows_all_of_its_hits(visitor: Client) -> None:
    page = visitor.get("/search/?q=france&type=update").content.decode()
    count = re.search(r"Claims about commitments <span>(\d+)</span>", page)
    assert count is not None
    assert page.count('class="hit"') == int(count[1])
    assert visitor.get("/search/?q=france").content.decode().count('class="hit"') > 6


def test_what_was_not_yet_known_is_not_found_and_the_page_says_how_much_is_known_now(visitor: Client) -> None:
    shown = text_of(visitor, "/search/?q=mar-a-lago&known_on=2025-09-01")
    assert "Nothing found for" in shown
    assert re.search(r"\d+ hits? (was|were) not yet known on that date", shown)


def test_a_slip_is_put_right(visitor: Client) -> None:
    page = visitor.get("/search/?q=Zelenksy").content.decode()
    assert "Did you mean" in page
    assert 'href="/search/?q=zelensk' in page


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
    | st.sampled_from(
        ['"', "-", "*", "(", "&|", "😀", "NEAR(", "a*", '"a', "AND", "a:b", "'", "\\", "{a}", "^a"]
    )
)
def test_whatever_is_asked_is_answered_or_refused_with_a_reason(visitor: Client, words: str) -> None:
    for address in ("/search/", "/api/v1/search/"):
        answer = visitor.get(address, {"q": words})
        assert answer.status_code in (200, 400)
        assert answer.status_code == 200 or "q" in answer.content.decode()


def test_what_holds_no_word_finds_nothing_and_says_so(visitor: Client) -> None:
    assert "Nothing found for" in text_of(visitor, "/search/?q=%F0%9F%98%80")


def test_no_words_are_an_invitation(visitor: Client) -> None:
    assert "Type a name, a place" in text_of(visitor, "/search/")


@pytest.mark.parametrize("wrong", ["query=x", "q=x&type=thing", "q=x&page=0"])
def test_what_nobody_can_mean_is_refused(visitor: Client, wrong: str) -> None:
    assert visitor.get(f"/search/?{wrong}").status_code == 400


def test_the_box_stands_on_every_page_and_keeps_both_dates(visitor: Client) -> None:
    page = visitor.get("/matrix/?as_of=2025-09-01&known_on=2025-09-05").content.decode()
    box = page[page.index('class="search"') : page.index("</form>")]
    assert 'name="as_of" value="2025-09-01"' in box
    assert 'name="known_on" value="2025-09-05"' in box
    assert 'id="search-box"' in box


@pytest.mark.parametrize("words", ["UK", "Britain", "united kingdom"])
def test_a_state_is_the_first_hit_under_each_of_its_names(visitor: Client, words: str) -> None:
    found = visitor.get("/api/v1/search/", {"q": words}).json()
    assert (found["results"][0]["type"], found["results"][0]["key"]) == ("actor", "gbr")
    page = visitor.get("/search/", {"q": words}).content.decode()
    assert re.findall(r'href="/(\w+)/([^/"]+)/"', page[page.index('class="hit"') :])[0] == ("actors", "gbr")
    assert "<mark>Ukrain" not in page
    everything = visitor.get("/api/v1/search/", {"q": words, "page_size": "500"}).json()["results"]
    assert "ukr" not in [one["key"] for one in everything]


def test_words_are_marked_and_everything_else_is_escaped() -> None:
    assert emphasised("Fra & <b>Français</b>", {"franc"}) == (
        "Fra &amp; &lt;b&gt;<mark>Français</mark>&lt;/b&gt;"
    )
    assert emphasised("UK, Ukraine", {"uk"}) == "<mark>UK</mark>, Ukraine"
    assert emphasised("nothing", ()) == "nothing"
    assert emphasised(None, {"a"}) == ""


def test_the_number_of_queries_does_not_grow_with_the_hits(visitor: Client) -> None:
    for address in ("/search/?q=ukraine", "/search/?q=u", "/search/?q=macron&type=statement"):
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(address).status_code == 200
        assert len(captured) <= 21, address
