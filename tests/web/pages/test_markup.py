"""What the pages are written in: ids that are names, addresses that are whole, links that lead somewhere."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.test import Client

from guarantees.models import Statement

from .test_addresses import DETAILS, LISTS, asked

MORE = [
    "/brief/",
    "/compare/",
    "/scenario/",
    "/search/?q=france",
    "/cite/?path=/matrix/",
    "/embed/matrix/",
    "/gallery/",
]
ALL = [*LISTS, *DETAILS, *MORE]
# The page and the links on it at these times; the first is now.
TIMES = ["", "as_of=2025-09-01&known_on=2025-09-05"]


class Markup(HTMLParser):
    """The ids of a page, its addresses, and the attributes in which an ampersand stands raw."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.raw: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.raw += re.findall(r"&(?!\w+;|#\d+;|#x[0-9a-f]+;)[^ >]*", self.get_starttag_text() or "")
        for name, value in attributes:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src", "action"):
                self.links.append(value or "")


def read(visitor: Client, address: str) -> Markup:
    page = visitor.get(address)
    assert page.status_code == 200, address
    return Markup(page.content.decode())


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("address", ALL)
def test_ids_are_unique_addresses_whole_and_anchors_on_the_page(
    visitor: Client, address: str, time: str
) -> None:
    found = read(visitor, address if "gallery" in address else asked(address, time))
    assert [name for name, times in Counter(found.ids).items() if times > 1] == []
    assert found.raw == []
    assert "" not in found.links
    if "gallery" not in address:
        assert [link for link in found.links if link.startswith("#") and link[1:] not in found.ids] == []


def test_a_claim_that_answers_another_leads_to_where_that_stands(visitor: Client) -> None:
    answering = Statement.objects.filter(commitmentupdates__relates_to__isnull=False).distinct()
    walked = 0
    for statement in answering[:5]:
        for link in read(visitor, f"/statements/{statement.key}/?known_on=2026-01-01").links:
            path, _hash, anchor = link.partition("#")
            if anchor and path and not path.startswith("/static/"):
                assert anchor in read(visitor, path).ids, link
                walked += 1
    assert walked


def shape(link: str) -> str:
    """Links that differ in keys and values alone are of one shape; formats differ in more."""
    parts = urlsplit(link)
    folder, _slash, _last = parts.path.rstrip("/").rpartition("/")
    path = parts.path if folder in ("", "/api/v1", "/embed", "/social", "/feeds") else f"{folder}/*"
    pairs = [pair for pair in parts.query.split("&") if pair]
    return (
        f"{path} {sorted(pair if pair.startswith('format=') else pair.partition('=')[0] for pair in pairs)}"
    )


@pytest.mark.timeout(600)
def test_every_link_leads_somewhere(visitor: Client) -> None:
    found: dict[str, str] = {}
    walked = [*LISTS, *DETAILS, *MORE[:-1], *(asked(address, TIMES[1]) for address in LISTS)]
    for parts in (urlsplit(link) for address in walked for link in read(visitor, address).links):
        if parts.netloc in ("", "testserver") and parts.path and not parts.path.startswith("/static/"):
            link = parts._replace(scheme="", netloc="", fragment="").geturl()
            found.setdefault(shape(link), link)
    assert len(found) > 80
    broken = {link: status for link in found.values() if (status := visitor.get(link).status_code) >= 400}
    assert broken == {}
