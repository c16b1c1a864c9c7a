"""To which day the record reaches: every page says so, and no word grows old by the days behind it."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.web.pages.test_addresses import ALL
from tests.web.pages.test_contents import text_of

BEYOND = "as_of=2031-06-01"
ENDS = "What happened after that day is not in it"


def through(visitor: Client, clocks: str = "") -> str:
    """What the API says of the last day of the record."""
    day: str = visitor.get(f"/api/v1/meta/?{clocks}").json()["data_through"]
    return day


def stale(visitor: Client, clocks: str) -> set[str]:
    """The commitments that the API calls stale."""
    rows = visitor.get(f"/api/v1/commitments/?page_size=500&fields=key,stale&{clocks}").json()["results"]
    return {row["key"] for row in rows if row["stale"]}


@pytest.mark.parametrize("address", ALL)
def test_every_page_says_to_which_day_the_record_is_complete(visitor: Client, address: str) -> None:
    mark = "&" if "?" in address else "?"
    shown = visitor.get(f"{address}{mark}{BEYOND}").content.decode()
    foot = shown[shown.index('<footer class="foot"') :]
    assert re.search(
        rf'The record is complete to <span class="date"><time datetime="{through(visitor)}"', foot
    )
    assert ENDS in shown
    within = visitor.get(f"{address}{mark}as_of=2025-09-01").content.decode()
    assert "The record is complete to" in within
    assert ENDS not in within


def test_the_last_day_obeys_what_was_known(visitor: Client) -> None:
    then = "known_on=2025-06-30"
    last = through(visitor, then)
    assert last <= "2025-06-30" < through(visitor)
    shown = visitor.get(f"/matrix/?{then}&{BEYOND}").content.decode()
    assert f'datetime="{last}"' in shown[shown.index(ENDS) - 400 : shown.index(ENDS)]


def test_nothing_grows_old_beyond_the_end_of_the_record(visitor: Client) -> None:
    end = through(visitor)
    at_end = stale(visitor, f"as_of={end}")
    assert at_end
    assert stale(visitor, BEYOND) == at_end == stale(visitor, "")
    then = "known_on=2025-06-30"
    last = through(visitor, then)
    assert stale(visitor, f"{then}&{BEYOND}") == stale(visitor, f"{then}&as_of={last}")


def test_the_list_of_the_stale_is_that_of_the_api(visitor: Client) -> None:
    shown = text_of(visitor, f"/commitments/?warning=stale&{BEYOND}")
    assert f"{len(stale(visitor, BEYOND))} commitments" in shown


def marks(visitor: Client, address: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """For each table of commitments on a page the marks above it, and those of its rows."""
    shown = visitor.get(address).content.decode()
    for found in re.finditer(
        r'(<ul class="shared">.*?</ul>)?\s*<div class="table-wrap" .*?</table>', shown, re.S
    ):
        above = found[1] or ""
        rows = re.findall(r"<tr>.*?</tr>", found[0][len(above) :], re.S)[1:]
        yield _marks(above), [_marks(row) for row in rows]


def _marks(markup: str) -> list[str]:
    return re.findall(r'class="signal signal--(\w+)"', markup)


@pytest.mark.parametrize(
    "address",
    ["/guarantees/g-land/", "/actors/usa/", "/commitments/?warning=stale", "/commitments/", "/actors/rus/"],
)
def test_a_mark_that_all_rows_share_is_said_once_above_the_table(visitor: Client, address: str) -> None:
    tables = list(marks(visitor, address))
    assert tables
    for above, rows in tables:
        everywhere = set.intersection(*map(set, rows)) if len(rows) > 1 else set()
        assert everywhere == set(), "a mark in every row is said above them"
        assert not set(above) & {mark for row in rows for mark in row}, "what is said above is in no row"


def test_a_red_line_against_a_whole_element_is_said_once_with_who_draws_it(visitor: Client) -> None:
    address = "/commitments/?guarantee=g-land&contribution=troops"
    (found,) = marks(visitor, address)
    assert found[0] == ["clash"], "those that are ruled out carry none, and do not count"
    shown = text_of(visitor, address)
    assert "Clash A red line stands against every offer below. It is drawn by Russia" in shown


def test_a_statement_that_was_made_after_that_day_gives_it_no_lie(visitor: Client) -> None:
    shown = visitor.get(f"/statements/?{BEYOND}").content.decode()
    newest = max(re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)"', shown[shown.index("<table") :]))
    assert newest > through(visitor)
    assert "in words that may have been said later" in shown
    assert "The record ends" not in shown
