"""The matrix page: how it is arranged through its address."""

import csv
import json
import re
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commitments.choices import Headline
from guarantees.choices import Contribution
from web.charts.figures import exact

DAY = "as_of=2025-12-31"
END = f"package=ukr-postwar&{DAY}"
ASKED = [
    "",
    "&actor=nor",
    "&member_of=eu",
    "&lane=reported&strength_at_least=pledged",
    "&contribution=finance",
]
# What a cell says: the word that is shown, its figures (the word of each, its digits), what is reported beside it.
Said = tuple[str, list[tuple[str, str, bool]], str]


def table_of(client: Client, more: str) -> str:
    """The first matrix of the page."""
    page = client.get(f"/matrix/?{END}{more}")
    assert page.status_code == 200
    found = re.search(r'<table class="matrix[^"]*".*?</table>', page.content.decode(), re.S)
    assert found is not None
    return found[0]


def actors_of(table: str) -> list[str]:
    """The actors in the order of their rows."""
    return re.findall(r'<th scope="row">.*?href="/actors/([^/]+)/', table, re.S)


def test_rows_stand_under_their_strength_firmest_first(visitor: Client) -> None:
    table = table_of(visitor, "&group=strength")
    groups = re.findall(r'<th scope="rowgroup"[^>]*>(.*?) <span', table)
    assert groups[0] in {"Fulfilled", "In place", "Formalised"}
    assert groups.index("Pledged") < groups.index("Signalled")
    assert sorted(actors_of(table)) == sorted(actors_of(table_of(visitor, "")))


def test_rows_stand_under_the_organisations_they_belong_to(visitor: Client) -> None:
    table = table_of(visitor, "&group=membership")
    groups = re.findall(r'<th scope="rowgroup"[^>]*>(.*?) <span', table)
    assert any("European Union" in label and "NATO" in label for label in groups)
    assert len(actors_of(table)) == len(set(actors_of(table)))


def test_rows_are_sorted_by_name_or_by_a_column(visitor: Client) -> None:
    assert actors_of(table_of(visitor, "&sort=name"))[:2] == ["aus", "bel"]
    by_troops = table_of(visitor, "&contribution=troops&sort=troops")
    words = re.findall(r'<span class="headline headline--(\w+)', by_troops)
    assert words.index("pledged") < words.index("signalled") < words.index("ruled_out")


def test_a_hidden_column_is_gone_and_can_come_back(visitor: Client) -> None:
    table = table_of(visitor, "&hide=troops,maritime")
    assert "Troops" not in table
    page = visitor.get(f"/matrix/?{END}&hide=troops,maritime").content.decode().replace("&amp;", "&")
    assert f'href="/matrix/?{END}&hide=maritime">Troops</a>' in page
    assert f'href="/api/v1/matrix/?{END}"' in page


def test_the_download_keeps_its_address_whole_however_the_matrix_is_arranged(visitor: Client) -> None:
    page = visitor.get("/matrix/?sort=name").content.decode()
    assert 'href="/matrix.csv?sort=name"' in page
    assert visitor.get("/matrix.csv?sort=name").status_code == 200


@pytest.mark.parametrize("wrong", ["hide=tanks", "hide=troops,troops", "sort=colour", "group=language"])
def test_the_matrix_refuses_an_arrangement_that_it_does_not_know(visitor: Client, wrong: str) -> None:
    assert visitor.get(f"/matrix/?{wrong}").status_code == 400


def test_an_arrangement_costs_no_query(visitor: Client) -> None:
    counts = []
    for more in ("", "&group=membership&sort=name&hide=troops"):
        with CaptureQueriesContext(connection) as queries:
            visitor.get(f"/matrix/?{END}{more}")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 33


def test_the_matrix_of_those_who_wait_for_a_condition_explains_its_totals(visitor: Client) -> None:
    page = visitor.get(f"/matrix/?{END}&condition=c-us-backstop").content.decode().replace("&amp;", "&")
    actors = set(re.findall(r'<th scope="row">.*?href="/actors/([a-z-]+)/', page, re.S))
    data = visitor.get(f"/api/v1/commitments/?condition=c-us-backstop&page_size=500&{END}").json()["results"]
    assert actors == {key for one in data for key in (one["actor"], *one["joint_with"])}
    assert len(actors) >= 3
    explained = re.findall(r'href="(/explain/[^"]+)"', page)
    assert explained
    for address in explained:
        assert "condition=c-us-backstop" in address
        assert visitor.get(address).status_code == 200
    found = visitor.get(f"/api/v1/totals/?condition=c-us-backstop&{END}").json()["results"]
    assert len(found) == len(explained)


def data_of(client: Client, more: str) -> list[dict[str, Any]]:
    """The rows of the matrix over the API."""
    rows: list[dict[str, Any]] = client.get(f"/api/v1/matrix/?{DAY}{more}").json()["rows"]
    return rows


def cells_of(client: Client, more: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The cells of the matrix over the API, by package, actor and contribution."""
    return {
        (row["package"], row["actor"], contribution): cell
        for row in data_of(client, more)
        for contribution, cell in row["cells"].items()
    }


def said_of(cell: dict[str, Any]) -> Said:
    """What a page has to say of a cell."""
    only_reported = cell["headline"] == "none" and cell["reported"]
    figures = [
        (one["headline"], exact(one["low"], one["high"], one["unit"]), one["joint"])
        for one in cell["figures"]
    ]
    beside = "" if only_reported else cell["reported"] or ""
    return cell["reported"] if only_reported else cell["headline"], figures, beside


def shown_on(client: Client, address: str) -> dict[tuple[str, str, str], Said]:
    """What each cell on a page says, by package, actor and contribution."""
    page = client.get(address).content.decode()
    words = {str(word.label): word.value for word in Headline}
    columns = {str(word.label): word.value for word in Contribution}
    found: dict[tuple[str, str, str], Said] = {}
    for table in re.findall(r'<table class="matrix.*?</table>', page, re.S):
        heads = re.findall(r'<th scope="col" title=[^>]*>(?:<a[^>]*>)?([^<]+)<', table)
        for actor, rest in re.findall(
            r'<th scope="row">.*?href="/actors/([^/]+)/.*?</th>(.*?)</tr>', table, re.S
        ):
            cells = re.findall(r"<td>(.*?)</td>", rest, re.S)
            assert len(cells) == len(heads)
            for head, cell in zip(heads, cells, strict=True):
                if "cell--empty" not in cell:
                    # The first link of a cell names its package; a story of one commitment stands for itself.
                    found[package_of(client, cell), actor, columns[unescape(head)]] = _said(cell, words)
    return found


def package_of(client: Client, cell: str) -> str:
    """The package of a cell, by where it leads."""
    address = unescape(re.findall(r'href="([^"]+)"', cell)[0])
    named = re.findall(r"package=([a-z-]+)", address)
    if named:
        return str(named[0])
    key = re.findall(r"/commitments/([^/]+)/", address)[0]
    guarantee = client.get(f"/api/v1/commitments/{key}/?{DAY}").json()["guarantee"]
    return str(client.get(f"/api/v1/guarantees/{guarantee}/?{DAY}").json()["package"])


def _said(cell: str, words: dict[str, str]) -> Said:
    shown = re.findall(r'class="headline headline--(\w+)', cell)
    figures = []
    for part in re.findall(
        r'<span class="cell__figure(?: |")(.*?)(?=<span class="cell__figure(?: |")|$)', cell, re.S
    ):
        word = re.findall(r'cell__word">([^<]+):', part)
        digits = unescape(re.findall(r'class="quantity" title="([^"]+)"', part)[0])
        figures.append((words[word[0]] if word else shown[0], digits, "cell__with" in part))
    return shown[0], figures, shown[1] if len(shown) > 1 else ""


@pytest.mark.parametrize("more", ASKED)
def test_the_page_the_embed_the_file_and_the_api_say_the_same_in_every_cell(
    visitor: Client, more: str
) -> None:
    cells = cells_of(visitor, more)
    assert cells
    told = {place: said_of(cell) for place, cell in cells.items()}
    for address in ("/matrix/", "/embed/matrix/"):
        assert shown_on(visitor, f"{address}?{DAY}{more}") == told
    lines = list(csv.DictReader(StringIO(visitor.get(f"/matrix.csv?{DAY}{more}").content.decode())))
    assert len(lines) == len(cells)
    for line in lines:
        cell = cells[line["package"], line["actor"], line["contribution"]]
        for name in ("headline", "until", "reported", "low", "high", "unit"):
            assert line[name] == ("" if cell[name] is None else str(cell[name]))
        for name in ("figures", "commitments", "conditions_open"):
            assert json.loads(line[name]) == cell[name]


def test_a_word_never_stands_beside_what_belongs_to_another(visitor: Client) -> None:
    british = cells_of(visitor, "&actor=gbr")
    assert british["ukr-postwar", "gbr", "finance"]["figures"] == [
        {"guarantee": "g-finance", "unit": "GBP", "low": 4_500_000_000, "high": 4_500_000_000,
         "headline": "in_place", "joint": False},
        {"guarantee": "g-finance", "unit": "GBP", "low": 100_000_000, "high": None,
         "headline": "pledged", "joint": False},
    ]  # fmt: skip
    assert british["ukr-postwar", "gbr", "finance"]["low"] is None
    assert british["ukr-bilateral", "gbr", "finance"]["headline"] == "formalised"
    page = re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", visitor.get(f"/matrix/?{DAY}&actor=gbr").content.decode())
    )
    assert "In place £4.5bn Pledged: at least £100m" in page


def test_what_an_actor_promises_alone_stands_apart_from_what_is_joint(visitor: Client) -> None:
    asked = "&package=ukr-postwar&actor=nor"
    norwegian = cells_of(visitor, asked)["ukr-postwar", "nor", "supplies"]
    assert [(one["low"], one["unit"], one["joint"]) for one in norwegian["figures"]] == [
        (146_000_000, "USD", False),
        (500_000_000, "USD", True),
    ]
    assert (norwegian["low"], norwegian["high"], norwegian["unit"]) == (None, None, None)
    for address in ("/matrix/", "/embed/matrix/"):
        page = re.sub(r"<[^>]+>", " ", visitor.get(f"{address}?{DAY}{asked}").content.decode())
        assert "$146m $500m jointly" in " ".join(page.split())
    drawn = visitor.get(f"/matrix.svg?{DAY}{asked}").content.decode()
    assert "$146m, $500m, jointly" in drawn
    assert "$646m" not in drawn


def test_who_was_not_asked_for_stands_behind_as_a_party_of_what_is_joint(visitor: Client) -> None:
    table = table_of(visitor, "&actor=nor")
    assert actors_of(table)[0] == "nor"
    others = {row["actor"] for row in data_of(visitor, "&package=ukr-postwar&actor=nor")} - {"nor"}
    assert set(actors_of(table)[1:]) == others == {"deu", "pol"}
    assert table.count("as a party of what others offer") == 2


def test_the_totals_of_the_page_are_those_of_the_api(visitor: Client) -> None:
    more = "&package=ukr-postwar&strength_at_least=pledged"
    sums = visitor.get(f"/api/v1/matrix/?{DAY}{more}").json()["totals"]
    page = visitor.get(f"/matrix/?{DAY}{more}").content.decode()
    table = page[page.index("Totals:") :]
    shown = re.findall(r'<td class="num">(\d+)</td>\s*' * 3, table)
    assert sorted(shown) == sorted(
        tuple(str(one[name]) for name in ("counted", "uncounted", "refused")) for one in sums
    )
    assert any(one["refused"] for one in sums)
