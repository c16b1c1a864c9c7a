"""The first page: what moved since the last visit or in the last days, and how things stand in a few numbers."""

import re
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from ledger.clock import newest_stamp
from ledger.models import Counter
from tests import worlds
from web.asof import resolve
from web.pages.returning import SEEN, VISIT, LastVisit, last_visit, remember

from .test_contents import END, text_of


def newest() -> int:
    """The newest change of the record."""
    return Counter.objects.get().sequence


def test_the_moves_stand_under_their_heads_with_speaker_grade_and_source(visitor: Client) -> None:
    shown = text_of(visitor, "/?as_of=2025-09-05&known_on=2025-09-06")
    assert "What moved, 29 Aug 2025 → 5 Sep 2025" in shown
    assert "2 hardened, 3 with other conditions, 6 new." in shown
    assert "None of the moves is a correction of ours." in shown
    hardened = shown[shown.index("Hardened 2") : shown.index("Conditions changed 3")]
    assert re.search(r"Canada .*Signalled → to Pledged", hardened)
    assert re.search(r"4 Sep 2025 .*independent origins?", hardened)
    changed = shown[shown.index("Conditions changed 3") : shown.index("New 6")]
    assert re.search(r"Ireland .*no longer named: Peace agreement signed .*now Ceasefire in force ", changed)


def test_figures_at_a_glance_lead_to_what_explains_them(visitor: Client) -> None:
    page = visitor.get(f"/?{END}").content.decode().replace("&amp;", "&")
    glance = page[page.index('class="glance"') : page.index("</section>", page.index('class="glance"'))]
    addresses = re.findall(r'href="(/[^"]+)"', glance)
    assert [address.partition("?")[0] for address in addresses] == [
        "/packages/ukr-postwar/",
        "/matrix/",
        "/explain/",
        "/scenario/",
        "/scenario/",
    ]
    assert all("as_of=2025-12-31" in address for address in addresses)
    assert all(visitor.get(address).status_code == 200 for address in addresses)
    assert "16 talk of it, 7 rule it out" in text_of(visitor, f"/?{END}")


def test_the_numbers_at_a_glance_are_those_of_the_subject_that_its_heading_names(visitor: Client) -> None:
    page = visitor.get(f"/?{END}").content.decode().replace("&amp;", "&")
    firm, unlocked = re.findall(r'href="(/scenario/[^"]+)"><span class="glance__value">\+?(\d+)<', page)
    assert "contribution=troops" in firm[0]
    assert "contribution=troops" in unlocked[0]
    api = visitor.get(f"/api/v1/scenario/?package=ukr-postwar&contribution=troops&{END}").json()
    assert int(firm[1]) == api["pledged_only"]["firm"]["count"]
    assert int(unlocked[1]) == len(api["keystones"][0]["unlocks_pledged"])
    shown = text_of(visitor, unlocked[0])
    assert f"Firm {int(firm[1]) + int(unlocked[1])} +{unlocked[1]}" in shown


def test_a_day_may_be_given_since_when(visitor: Client) -> None:
    long, short = (text_of(visitor, f"/?since={day}&{END}") for day in ("2025-01-01", "2025-12-30"))
    assert "1 Jan 2025 → 31 Dec 2025" in long
    assert "All of them in the brief" in long
    assert "No official line moved." in short


@pytest.mark.parametrize(
    "wrong", ["since=yesterday", "since=2025-02-30", "since=2025-01-01&since=2025-01-02"]
)
def test_a_day_that_is_none_is_refused(visitor: Client, wrong: str) -> None:
    answer = visitor.get(f"/?{wrong}")
    assert answer.status_code == 400
    assert "since" in answer.content.decode()


def test_a_first_visit_is_remembered_by_the_change_alone(visitor: Client) -> None:
    answer = visitor.get("/")
    assert re.fullmatch(rf"{newest()}\.\d{{4}}-\d\d-\d\d", answer.cookies[SEEN].value)
    assert answer.cookies[VISIT].value == answer.cookies[SEEN].value
    assert answer.cookies[SEEN]["httponly"]
    assert "private" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("address", ["/?as_of=2025-09-01", "/?since=2025-09-01", "/matrix/"])
def test_no_other_page_gives_a_cookie(visitor: Client, address: str) -> None:
    assert not visitor.get(address).cookies


def test_a_reader_who_comes_back_to_nothing_new_is_told_so(visitor: Client) -> None:
    visitor.cookies[SEEN] = f"{newest()}.2026-01-05"
    shown = text_of(visitor, "/")
    assert "Nothing has been published since your last visit" in shown
    assert "5 Jan 2026" in shown


def test_a_reader_who_comes_back_sees_what_was_published_since(visitor: Client) -> None:
    visitor.cookies[SEEN] = f"{newest() - 200}.2026-01-01"
    answer = visitor.get("/")
    shown = answer.content.decode()
    assert "Published since your last visit" in shown
    assert "Portuguese part in" in shown
    assert (
        "Canadian forces after a ceasefire"
        not in shown[shown.index("since your last visit") : shown.index("Disputed")]
    )
    assert answer.cookies[VISIT].value == f"{newest() - 200}.2026-01-01"
    assert answer.cookies[SEEN].value.startswith(f"{newest()}.")


def test_what_is_published_later_is_news_to_who_was_here_before(visitor: Client) -> None:
    visitor.get("/")
    del visitor.cookies[VISIT]
    worlds.said("late", on="2026-01-05", strength="signalled")
    worlds.published()
    shown = text_of(visitor, "/")
    assert "Published since your last visit" in shown
    assert "1 official line moved" in shown


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x",
        "12",
        "12.2025-02-30",
        "99999999.2025-01-01",
        "1.9999-01-01",
        "-1.2025-01-01",
        "1.2025-01-01;",
        "\u0661.2025-01-01",
    ],
)
@pytest.mark.django_db
def test_a_cookie_that_cannot_be_meant_is_a_first_visit(cookie: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[SEEN] = cookie
    assert last_visit(request, resolve(None, None)) is None


@pytest.mark.django_db
def test_the_visit_before_goes_on_until_its_cookie_ends() -> None:
    asked = resolve(None, None)
    before = LastVisit(0, date(2025, 1, 1))
    answer = HttpResponse()
    remember(answer, before, asked)
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in answer.cookies.items()}
    assert last_visit(request, asked) == before
    del request.COOKIES[VISIT]
    assert last_visit(request, asked) == LastVisit(asked.basis, asked.as_of)
    assert newest_stamp() == asked.at.known_at


def test_the_number_of_queries_does_not_grow_with_what_moved(visitor: Client) -> None:
    for address in ("/", "/?as_of=2025-03-01", "/?since=2024-01-01"):
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(address).status_code == 200
        assert len(captured) <= 128, (address, len(captured))
