"""Nothing counted is hidden: every number of a lead leads to as many rows on its page."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from commitments.models import CommitmentUpdate
from tests import worlds

from .test_addresses import DETAILS, LISTS, asked
from .test_contents import END, text_of

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "use", "wbr"}
WEEK = "since=2025-08-29&as_of=2025-09-05"
LONG = "since=2025-02-01&as_of=2025-12-31"
SUM = "/explain/?guarantee=g-land&contribution=troops&unit=personnel"
LEADS = [
    f"/?{END}",
    f"/?{WEEK}",
    f"/?{LONG}",
    f"/brief/?{WEEK}",
    f"/brief/?{LONG}",
    f"/brief/?{LONG}&package=ukr-bilateral",
    f"{SUM}&{END}",
    f"{SUM}&strength_at_least=pledged&{END}",
    f"{SUM}&lane=reported&{END}",
    "/explain/?guarantee=g-finance&contribution=finance&unit=EUR",
]


class Rows(HTMLParser):
    """The leads of a page with the numbers in them, and under each id the rows and the links that stand there."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, set[str], str]] = []
        self.rows: dict[str, int] = {}
        self.onward: dict[str, list[str]] = {}
        self.loose: list[str] = []
        self.led: list[tuple[str, str]] = []
        self.leads = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        classes = set((found.get("class") or "").split())
        inside = {one for _tag, _classes, one in self.open if one}
        # A row in a row is part of it.
        outer = [one for name, _classes, one in self.open if name in ("li", "tr")]
        if tag in ("li", "tr") and not outer:
            for one in inside:
                self.rows[one] = self.rows.get(one, 0) + 1
        self.leads += "lead" in classes
        key = found.get("id") or ""
        if tag == "a":
            key = ""
            for one in inside:
                self.onward.setdefault(one, []).append(found.get("href") or "")
            if (found.get("href") or "").startswith("#") and self._in_lead():
                self.led.append(((found.get("href") or "")[1:], ""))
                classes.add("to")
        if tag not in VOID:
            self.open.append((tag, classes, key))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self.open and self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._in_lead():
            return
        if self.open[-1][1] & {"to"}:
            self.led[-1] = (self.led[-1][0], data)
        else:
            self.loose += re.findall(r"(?<![\w/])[1-9]\d*", data)

    def _in_lead(self) -> bool:
        return any("lead" in classes for _tag, classes, _key in self.open)


def faults_of(visitor: Client, address: str) -> list[str]:
    """What is wrong with the leads of a page: a number without rows, or with another number of rows."""
    page = read(visitor, address)
    faults = [f"{number} leads nowhere" for number in page.loose]
    for anchor, number in page.led:
        rows = page.rows.get(anchor, 0)
        further = [to for to in page.onward.get(anchor, ()) if to.endswith(f"#{anchor}")]
        if further and rows < int(number):
            rows = read(visitor, further[0].replace("&amp;", "&").partition("#")[0]).rows.get(anchor, 0)
        if rows != int(number):
            faults.append(f"{number} leads to {rows} rows of {anchor}")
    return faults


def read(visitor: Client, address: str) -> Rows:
    page = Rows()
    page.feed(visitor.get(address).content.decode())
    return page


@pytest.mark.parametrize("address", LEADS)
def test_every_number_of_a_lead_leads_to_as_many_rows(visitor: Client, address: str) -> None:
    assert read(visitor, address).leads == 1
    assert faults_of(visitor, address) == []


@pytest.mark.parametrize("address", [*LISTS, *DETAILS])
def test_no_page_has_a_lead_that_hides_what_it_counts(visitor: Client, address: str) -> None:
    assert faults_of(visitor, asked(address, END)) == []


def test_a_number_that_leads_to_fewer_rows_is_found() -> None:
    page = Rows()
    page.feed(
        '<p class="lead"><a href="#a">2</a> moved, 3 not.</p><ul id="a"><li>x<ul><li>y</li></ul></li></ul>'
    )
    assert page.led == [("a", "2")]
    assert page.rows == {"a": 1}
    assert page.loose == ["3"]


def test_a_reader_who_comes_back_finds_all_of_what_was_published(visitor: Client) -> None:
    visitor.cookies["seen"] = "1.2024-01-01"
    page = read(visitor, "/")
    assert page.led
    assert faults_of(visitor, "/") == []


@pytest.mark.parametrize("path", ["/", "/brief/"])
def test_a_correction_of_ours_is_counted_and_shown(visitor: Client, path: str) -> None:
    ours = CommitmentUpdate.objects.get(key="gbr-land-20250817")
    worlds.said(
        "mended",
        on="2025-08-18",
        kind="correction",
        names=ours,
        commitment=ours.commitment,
        strength="discussed",
    )
    worlds.published()
    address = f"{path}?since=2025-08-17&as_of=2025-08-20"
    assert "1 of the moves is a correction of ours." in text_of(visitor, address)
    assert "ours" in dict(read(visitor, address).led)
    assert faults_of(visitor, address) == []


def test_the_brief_shows_what_was_said_again_and_what_was_reported(visitor: Client) -> None:
    shown = text_of(visitor, f"/brief/?{END}")
    again = shown[shown.index("Said again 5") : shown.index("Reported by others 6")]
    assert "In the Bundestag Merz does not say whether soldiers would go." in again
    reports = shown[shown.index("Reported by others 6") : shown.index("Corrected by us")]
    assert "Draft American guarantee of 15 years; Ukraine asks for 30 to 50." in reports
    assert "Pledged (reported)" in reports
    text = visitor.get(f"/brief/?format=md&{END}").content.decode()
    told = text[text.index("## Reported by others") : text.index("## Corrected by us")]
    assert told.count("\n- ") == 6
    assert "Pledged, as reported" in told
    assert text[text.index("## Said again") : text.index("## Reported by others")].count("\n- ") == 5
    assert "<a" not in text


def test_an_actor_is_told_what_others_report_of_it_the_newest_open(visitor: Client) -> None:
    page = visitor.get(f"/actors/usa/?{END}").content.decode()
    reports = page[page.index('id="reports"') : page.index("In office")]
    newest = reports[: reports.index("<details")]
    assert "Draft American guarantee of 15 years; Ukraine asks for 30 to 50." in newest
    assert "Volodymyr Zelensky" in newest
    assert 'class="lane lane--reported"' in newest
    rows = visitor.get(f"/api/v1/updates/?actor=usa&lane=reported&page_size=500&{END}").json()["results"]
    assert reports.count('class="claim claim--reported') == len(rows)
    assert f"{len(rows)} claims in the reported lane" in reports
    assert "Draft American guarantee" not in text_of(visitor, "/actors/usa/?as_of=2025-12-27")
    assert "No report on record." in text_of(visitor, f"/actors/rus/?{END}")


def test_the_words_of_an_actor_have_the_mark_of_their_lane(visitor: Client) -> None:
    page = visitor.get(f"/actors/fra/?{END}").content.decode()
    words = page[page.index("Its words, in order") :]
    assert words.count('class="lane lane--official"') + words.count(
        'class="lane lane--reported"'
    ) == words.count('class="updates__top"')
