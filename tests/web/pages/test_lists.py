"""Lists of everything: statements and leaders, the last word of each actor, and columns that sort as the API does."""

import re
from collections.abc import Collection
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from web.pages import actors, commitments, conditions, events, leaders, sources, statements
from web.pages.sorting import Sorting

from .test_contents import END, text_of

SORTED: dict[str, tuple[Sorting, str]] = {
    "actors": (actors.SORTING, "actor"),
    "commitments": (commitments.SORTING, "commitment"),
    "conditions": (conditions.SORTING, "condition"),
    "events": (events.SORTING, "event"),
    "sources": (sources.SORTING, "source"),
    "statements": (statements.SORTING, "statement"),
}


def markup(client: Client, address: str) -> str:
    """What a page shows, its addresses made readable."""
    page = client.get(address)
    assert page.status_code == 200, address
    return str(page.content.decode()).replace("&amp;", "&")


def rows(client: Client, address: str, noun: str) -> list[str]:
    """The keys of the rows of a list, in the order of the page."""
    body = re.findall(r"<tbody>.*?</tbody>", markup(client, address), re.S)[0]
    found = [re.search(rf'href="/{noun}s/([^/"]+)/', row) for row in re.findall(r"<tr>.*?</tr>", body, re.S)]
    return [one[1] for one in found if one]


def keys(client: Client, path: str, query: str, size: int = 500) -> list[str]:
    """The keys that the API gives."""
    answer: Any = client.get(f"/api/v1/{path}/?page_size={size}&fields=key&{query}").json()
    return [row["key"] for row in answer["results"]]


# A row is an office, of which the API knows no order.
SORTS = {**SORTED, "leaders": (leaders.SORTING, "leader")}


@pytest.mark.parametrize("path", SORTED)
def test_every_column_sorts_as_the_api_does_both_ways(visitor: Client, path: str) -> None:
    sorting, noun = SORTED[path]
    for name in (*sorting.names, *(f"-{one}" for one in sorting.names)):
        found = rows(visitor, f"/{path}/?ordering={name}&{END}", noun)
        until = "&to=2025-12-31" if path == "statements" else ""
        assert found == keys(visitor, path, f"ordering={name}&{END}{until}", size=100), name
        assert len(found) >= (40 if path != "conditions" else 10)


@pytest.mark.parametrize("path", SORTS)
def test_a_heading_says_how_it_is_sorted_and_turns_the_order_round(visitor: Client, path: str) -> None:
    sorting, _noun = SORTS[path]
    for name in sorting.names:
        shown = markup(visitor, f"/{path}/?ordering={name}&{END}")
        (up,) = re.findall(r'<th scope="col"[^>]* aria-sort="(\w+)"><a class="sort" href="([^"]+)"', shown)
        assert up[0] == "ascending"
        down = markup(visitor, up[1])
        assert f"ordering=-{name}" in up[1]
        assert re.findall(r' aria-sort="(\w+)"', down) == ["descending"]
    usual = re.findall(r' aria-sort="(\w+)"', markup(visitor, f"/{path}/?{END}"))
    assert len(usual) == bool(sorting.usual)


@pytest.mark.parametrize("path", SORTS)
def test_an_order_that_no_column_has_is_refused_by_name(visitor: Client, path: str) -> None:
    for wrong in (
        "nonsense",
        "-nonsense",
        "key,,",
        f"{SORTS[path][0].names[0]},-{SORTS[path][0].names[0]}",
    ):
        page = visitor.get(f"/{path}/?ordering={wrong}")
        assert page.status_code == 400, wrong
        assert "ordering" in page.content.decode()


def test_the_order_stays_on_the_further_pages_and_in_the_filters(visitor: Client) -> None:
    shown = markup(visitor, f"/statements/?ordering=speaker&{END}")
    following = re.search(r'href="([^"]+)" rel="next"', shown)
    assert following is not None
    assert "ordering=speaker" in following[1]
    assert '<input type="hidden" name="ordering" value="speaker">' in shown
    first, second = (
        rows(visitor, one, "statement") for one in (f"/statements/?ordering=speaker&{END}", following[1])
    )
    assert len(first) == 100
    assert not set(first) & set(second)


# ---- statements


@pytest.mark.parametrize(
    "filters",
    [
        "actor=nor",
        "speaker=macron",
        "event=e-2025-08-18-washington",
        "lane=reported",
        "contribution=finance",
        "actor=gbr&lane=official&contribution=troops",
        "from=2025-08-01&to=2025-08-31",
        "speaking_for=usa&attribution=named_official",
    ],
)
@pytest.mark.parametrize("clocks", [END, "as_of=2025-08-20", "as_of=2025-12-31&known_on=2025-08-20"])
def test_statements_are_those_of_the_api_by_the_day(visitor: Client, filters: str, clocks: str) -> None:
    page = visitor.get(f"/statements/?{filters}&{clocks}")
    assert page.status_code == 200
    day = clocks[6:16]
    until = "" if "to=" in filters else f"&to={day}"
    expected = {
        row["key"]
        for row in visitor.get(f"/api/v1/statements/?page_size=500&{filters}&{clocks}{until}").json()[
            "results"
        ]
        if row["said_low"] <= day
    }
    found = re.findall(r'<a href="/statements/([^/"]+)/', page.content.decode())
    assert set(found) == expected
    assert bool(expected) == ("No statement fits" not in page.content.decode())


def test_statements_come_newest_first_and_say_who_where_and_how_well_sourced(visitor: Client) -> None:
    shown = text_of(visitor, f"/statements/?actor=ukr&{END}")
    assert shown.index("29 Dec 2025") < shown.index("28 Dec 2025")
    assert "Volodymyr Zelensky for Ukraine Named official" in shown
    assert "Trump-Zelensky meeting at Mar-a-Lago" in shown


def test_a_span_that_ends_before_it_begins_is_refused(visitor: Client) -> None:
    for path in ("statements", "events", "sources"):
        for base in (f"/{path}/", f"/api/v1/{path}/"):
            page = visitor.get(f"{base}?from=2025-09-02&to=2025-09-01")
            assert page.status_code == 400, base
            assert "from" in page.content.decode()
            assert visitor.get(f"{base}?from=2025-09-01&to=2025-09-01").status_code == 200


@pytest.mark.parametrize("path", ["statements", "leaders", "actors", "events", "sources", "commitments"])
def test_the_csv_beside_a_list_answers_and_keeps_its_filters(visitor: Client, path: str) -> None:
    asked = (
        ""
        if path == "sources"
        else "actor=ukr&"
        if path in ("statements", "leaders", "events")
        else "contribution=troops&"
    )
    shown = markup(visitor, f"/{path}/?{asked}{END}")
    link = re.search(r'href="(/api/v1/[^"]*format=csv)"', shown)
    assert link is not None
    assert asked.rstrip("&") in link[1]
    answer = visitor.get(link[1])
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")


# ---- leaders, and last words


def test_offices_are_sorted_by_every_column_and_lead_on_to_what_answers(visitor: Client) -> None:
    shown = markup(visitor, f"/leaders/?ordering=name&{END}")
    body = re.findall(r"<tbody>.*?</tbody>", shown, re.S)[0]
    named = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', body)
    assert named == sorted(named)
    assert len(named) > 10
    usual = rows(visitor, f"/leaders/?{END}", "leader")
    for column in leaders.SORTING.names:
        for asked in (column, f"-{column}"):
            address = f"/leaders/?ordering={asked}&{END}"
            assert sorted(rows(visitor, address, "leader")) == sorted(usual), asked
            page = markup(visitor, address)
            for link in re.findall(r'href="(/api/v1/leaders/[^"]*)"', page):
                assert visitor.get(link).status_code == 200, link
            assert visitor.get("/cite/", {"path": address}).status_code == 200


def test_leaders_hold_their_offices_on_the_day(visitor: Client) -> None:
    then, later = (
        text_of(visitor, f"/leaders/?actor=gbr&as_of={day}") for day in ("2024-06-01", "2025-06-01")
    )
    assert "Rishi Sunak" in then
    assert "Rishi Sunak" not in later
    assert "Keir Starmer" in later
    held = visitor.get("/api/v1/actors/gbr/?as_of=2025-06-01").json()["leaders"]
    assert f"{len(held)} offices are held" in later
    assert "Nobody who fits these filters" in text_of(visitor, "/leaders/?actor=gbr&as_of=1950-01-01")


def newest(visitor: Client, query: str, day: str, others: Collection[str] = ()) -> str:
    """The key of the newest statement that the API gives by a day, for a question or among some others."""
    found = visitor.get(f"/api/v1/statements/?{query}&to={day}&page_size=500").json()["results"]
    if others:
        clocks = query.partition("&")[2]
        rows = visitor.get(f"/api/v1/statements/?{clocks}&to={day}&page_size=500").json()["results"]
        found += [one for one in rows if one["key"] in others]
    return str(max((one["said_high"], one["said_at"] or "", one["key"]) for one in found)[2])


@pytest.mark.parametrize(
    ("day", "known"), [("2025-12-31", ""), ("2025-08-31", ""), ("2025-12-31", "2025-08-31")]
)
def test_the_last_word_is_the_newest_statement_by_the_day(visitor: Client, day: str, known: str) -> None:
    clocks = f"as_of={day}{f'&known_on={known}' if known else ''}"
    listed = markup(visitor, f"/actors/?{clocks}")
    for key in ("gbr", "ukr", "fra"):
        claims = visitor.get(f"/api/v1/updates/?actor={key}&lane=official&page_size=500&{clocks}").json()
        own = {one["statement"] for one in claims["results"] if one["day"] <= day}
        last = newest(visitor, f"speaking_for={key}&{clocks}", day, own)
        row = next(one for one in re.findall(r"<tr>.*?</tr>", listed, re.S) if f"/actors/{key}/" in one)
        assert f'href="/statements/{last}/' in row
        page = markup(visitor, f"/actors/{key}/?{clocks}")
        section = page[page.index("<h2>Last word</h2>") :].partition("</section>")[0]
        assert f'href="/statements/{last}/' in section
    leaders = markup(visitor, f"/leaders/?{clocks}")
    last = newest(visitor, f"speaker=macron&{clocks}", day)
    row = next(one for one in re.findall(r"<tr>.*?</tr>", leaders, re.S) if "/leaders/macron/" in one)
    assert f'href="/statements/{last}/' in row


@pytest.mark.parametrize(
    ("address", "narrow", "queries"),
    [
        ("/statements/", "/statements/?as_of=2024-03-01", 20),
        ("/leaders/", "/leaders/?as_of=2024-03-01&office_class=minister", 22),
        ("/actors/", "/actors/?kind=group", 24),
        ("/sources/", "/sources/?kind=analysis", 9),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    visitor: Client, address: str, narrow: str, queries: int
) -> None:
    for asked in (address, narrow):
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(asked).status_code == 200
        assert len(captured) <= queries, (asked, len(captured))
