"""Every page, asked for now, in the past, as known in the past, and in vain."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, resolve

from web.urls import urlpatterns

LISTS = [
    "/",
    "/matrix/",
    "/map/",
    "/timeline/",
    "/actors/",
    "/guarantees/",
    "/commitments/",
    "/events/",
    "/conditions/",
    "/leaders/",
    "/statements/",
    "/sources/",
    "/changes/",
    "/method/",
    "/brief/",
    "/compare/",
    "/scenario/",
    "/search/?q=troops",
    "/explain/?guarantee=g-land&contribution=troops&unit=personnel",
]
DETAILS = [
    "/actors/gbr/",
    "/leaders/macron/",
    "/packages/ukr-postwar/",
    "/guarantees/g-land/",
    "/commitments/gbr-land/",
    "/events/e-2025-08-18-washington/",
    "/conditions/c-ceasefire/",
    "/statements/s-2025-08-19-bloomberg-virtual/",
    "/sources/govuk-2024-01-12/",
]
CLOCKS = ["", "as_of=2025-09-01", "known_on=2025-09-05", "as_of=2025-08-20&known_on=2025-08-31T12:00:00Z"]
ALL = [*LISTS, *DETAILS]
# Asked in tests of their own, since they are no pages of the record with two clocks in their head.
ELSEWHERE = {
    "cite": "test_cite.py",
    "embed": "test_embeds.py",
    "matrix-csv": "test_files.py",
    "png": "test_files.py",
    "social": "test_describing.py",
    "svg": "test_files.py",
}
NO_PAGES = {"events-calendar", "gallery"}


def test_every_page_is_asked_here_or_in_tests_of_its_own() -> None:
    named = {str(one.name) for one in urlpatterns if isinstance(one, URLPattern)} - NO_PAGES
    asked_here = {resolve(address.partition("?")[0]).url_name for address in ALL}
    for name in sorted(named - asked_here):
        fits = [place for part, place in ELSEWHERE.items() if name.startswith(part) or name.endswith(part)]
        assert fits, f"no test asks for {name}"
        assert (Path(__file__).parent / fits[0]).is_file()


def asked(address: str, more: str) -> str:
    """An address with more parameters."""
    return address if not more else f"{address}{'&' if '?' in address else '?'}{more}"


@pytest.mark.parametrize("clocks", CLOCKS)
@pytest.mark.parametrize("address", ALL)
def test_a_page_answers_at_any_two_times(visitor: Client, address: str, clocks: str) -> None:
    page = visitor.get(asked(address, clocks))
    assert page.status_code == 200
    shown = page.content.decode()
    assert shown.count("<h1>") == 1
    assert ("You are looking back" in shown) == bool(clocks)


@pytest.mark.parametrize("address", ALL)
def test_a_bad_date_is_refused_by_name(visitor: Client, address: str) -> None:
    page = visitor.get(asked(address, "as_of=2025-02-30"))
    assert page.status_code == 400
    assert "as_of" in page.content.decode()


@pytest.mark.parametrize("address", ALL)
def test_an_unknown_parameter_is_refused_by_name(visitor: Client, address: str) -> None:
    page = visitor.get(asked(address, "strenght=pledged"))
    assert page.status_code == 400
    assert "strenght" in page.content.decode()


@pytest.mark.parametrize("address", DETAILS)
def test_an_unknown_key_is_not_found(visitor: Client, address: str) -> None:
    noun = address.split("/")[1]
    page = visitor.get(f"/{noun}/no-such-key/")
    assert page.status_code == 404
    assert "no-such-key" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/commitments/gbr-land/",
        "/events/e-2025-08-18-washington/",
        "/statements/s-2025-08-19-bloomberg-virtual/",
    ],
)
def test_what_was_not_yet_known_is_not_found_and_says_so(visitor: Client, address: str) -> None:
    page = visitor.get(f"{address}?known_on=2024-06-01")
    assert page.status_code == 404
    assert "not yet known" in page.content.decode()


def test_a_form_with_empty_fields_leads_to_the_address_that_is_meant(visitor: Client) -> None:
    page = visitor.get("/commitments/?package=ukr-postwar&actor=&headline=pledged&as_of=")
    assert page.status_code == 302
    assert page["Location"] == "/commitments/?package=ukr-postwar&headline=pledged"


def test_an_empty_field_that_no_form_has_is_refused(visitor: Client) -> None:
    assert visitor.get("/commitments/?strenght=").status_code == 400


@pytest.mark.parametrize("address", ["/", "/commitments/gbr-land/", "/actors/fra/"])
def test_every_link_to_another_page_keeps_both_dates(visitor: Client, address: str) -> None:
    clocks = "as_of=2025-09-01&known_on=2025-09-05"
    shown = visitor.get(asked(address, clocks)).content.decode().replace("&amp;", "&")
    links = re.findall(r'href="(/(?!static|api)[^"#]*)', shown)
    assert len(links) > 20
    lost = {link for link in links if "as_of=2025-09-01" not in link and link != address}
    assert lost == set()


def test_a_page_links_to_its_data_and_to_itself_with_both_clocks_frozen(visitor: Client) -> None:
    shown = (
        visitor.get("/commitments/?headline=pledged&as_of=2025-09-01").content.decode().replace("&amp;", "&")
    )
    assert 'href="/api/v1/commitments/?headline=pledged&as_of=2025-09-01"' in shown
    assert re.search(r'href="/commitments/\?headline=pledged&as_of=2025-09-01&known_on=20\d\d-', shown)


def test_the_date_boxes_keep_the_filters(visitor: Client) -> None:
    shown = visitor.get("/commitments/?headline=pledged&as_of=2025-09-01").content.decode()
    boxes = shown[shown.index('class="clocks') :].partition("</form>")[0]
    assert '<input type="hidden" name="headline" value="pledged">' in boxes
    assert 'value="2025-09-01"' in boxes
