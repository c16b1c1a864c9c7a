"""The matrix page: how it is arranged through its address."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

END = "package=ukr-postwar&as_of=2025-12-31"


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
    assert counts[0] == counts[1] <= 29


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
