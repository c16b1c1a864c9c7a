"""A matrix, a map or a timeline in somebody else's frame."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

END = "as_of=2025-12-31"
EMBEDS = ["/embed/matrix/", "/embed/map/", "/embed/timeline/"]


@pytest.mark.parametrize("address", EMBEDS)
def test_an_embed_may_be_framed_by_anybody_and_sets_no_cookie(visitor: Client, address: str) -> None:
    visitor.cookies["sessionid"] = "somebody"
    answer = visitor.get(f"{address}?{END}")
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies
    del visitor.cookies["sessionid"]
    assert "Cookie" not in visitor.get(f"{address}?{END}").get("Vary", "")
    assert "<script" not in answer.content.decode()
    assert "<form" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/matrix/", "/map/", "/timeline/", "/", "/embed/map/?veiw=world"])
def test_every_other_page_refuses_to_be_framed(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", EMBEDS)
def test_an_embed_says_its_dates_what_it_rests_on_and_where_it_is_from(visitor: Client, address: str) -> None:
    shown = visitor.get(f"{address}?{END}&known_on=2025-12-31&theme=dark").content.decode()
    foot = " ".join(re.sub(r"<[^>]+>", "", shown[shown.index("<footer") :]).split())
    assert foot.startswith("True on 31 Dec 2025, as known on 31 Dec 2025. Rests on ")
    assert int(re.findall(r"Rests on (\d+) documents", foot)[0]) > 20
    page = f"http://testserver{address.removeprefix('/embed')}?{END}&amp;known_on=2025-12-31"
    assert f'<h1><a href="{page}" target="_blank" rel="noopener">' in shown
    assert f'<a href="{page}" target="_blank" rel="noopener">Guarantees</a>' in shown
    assert '<html lang="en-GB" data-theme="dark">' in shown


def test_an_embed_keeps_the_filters_of_its_page(visitor: Client) -> None:
    shown = visitor.get(f"/embed/matrix/?package=ukr-postwar&actor=fra&hide=troops&{END}").content.decode()
    assert "France" in shown
    assert "Poland" not in shown
    assert 'scope="col" title="' in shown
    assert ">Troops</th>" not in shown
    one = visitor.get(f"/embed/timeline/?actor=fra&{END}").content.decode()
    assert "France over time" in one


@pytest.mark.parametrize("address", EMBEDS)
def test_every_link_of_an_embed_opens_beside_the_frame(visitor: Client, address: str) -> None:
    shown = visitor.get(f"{address}?{END}").content.decode()
    assert '<base target="_blank">' in shown
    drawn = re.findall(r"<a [^>]*>", "".join(re.findall(r"<svg.*?</svg>", shown, re.S)))
    assert all('target="_blank"' in link for link in drawn)
    assert bool(drawn) == (address != "/embed/matrix/")


def test_a_filter_narrows_what_an_embed_rests_on(visitor: Client) -> None:
    def rests(more: str) -> int:
        shown = visitor.get(f"/embed/matrix/?{END}{more}").content.decode()
        return int(re.findall(r"Rests on (\d+) document", shown)[0])

    assert 0 < rests("&actor=fra") < rests("")


@pytest.mark.parametrize("address", EMBEDS)
@pytest.mark.parametrize(
    "wrong", ["theme=pink", "as_of=2025-02-30", "known_on=x", "package=none", "sotr=name"]
)
def test_an_embed_refuses_what_it_does_not_know(visitor: Client, address: str, wrong: str) -> None:
    answer = visitor.get(f"{address}?{wrong}")
    assert answer.status_code == 400
    assert wrong.partition("=")[0] in answer.content.decode()


@pytest.mark.parametrize("address", EMBEDS)
def test_an_embed_of_nothing_says_so(visitor: Client, address: str) -> None:
    answer = visitor.get(f"{address}?known_on=2000-01-01")
    assert answer.status_code == 200
    assert "Rests on 0 documents." in answer.content.decode()


def test_an_embed_needs_as_many_queries_whatever_it_shows(visitor: Client) -> None:
    counts = []
    for more in (END, "as_of=2025-06-01", f"{END}&package=ukr-bilateral"):
        with CaptureQueriesContext(connection) as queries:
            visitor.get(f"/embed/matrix/?{more}")
        counts.append(len(queries))
    assert max(counts) <= 29
    assert counts[0] == counts[1]


@pytest.mark.parametrize("page", ["matrix", "map", "timeline"])
def test_a_page_offers_the_code_with_its_filters_and_with_both_dates_frozen(
    visitor: Client, page: str
) -> None:
    shown = visitor.get(f"/{page}/?package=ukr-postwar&{END}").content.decode()
    codes = [unescape(code) for code in re.findall(r"<textarea[^>]*>([^<]*)</textarea>", shown)]
    assert len(codes) == 2
    here = f"http://testserver/embed/{page}/?package=ukr-postwar&amp;{END}"
    assert f'<iframe src="{here}" title="' in codes[0]
    assert f'<iframe src="{here}&amp;known_on=20' in codes[1]
    source = unescape(re.findall(r'src="http://testserver([^"]*)"', codes[1])[0])
    assert visitor.get(source).status_code == 200


def test_a_page_that_stands_still_offers_one_code(visitor: Client) -> None:
    shown = visitor.get(f"/map/?{END}&known_on=2025-12-31").content.decode()
    assert shown.count("<textarea") == 1
    assert "<textarea" not in visitor.get("/actors/").content.decode()
