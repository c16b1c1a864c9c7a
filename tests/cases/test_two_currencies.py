"""Norway pledges kroner and dollars beside the euros and pounds that stand there."""

import re

import pytest
from django.test import Client

from tests.web.api.conftest import Api

DAY = {"as_of": "2026-03-03"}

pytestmark = pytest.mark.django_db


def test_coverage_tells_every_unit_on_its_own(api: Api) -> None:
    [finance] = api.get("coverage/", guarantee="g-finance", **DAY)["results"]
    sums = {one["unit"]: one for one in finance["pledged_by_unit"]}
    assert list(sums) == ["EUR", "GBP", "NOK", "USD"]
    lows = {unit: one["low"] for unit, one in sums.items()}
    assert (lows["NOK"], lows["USD"]) == (3_000_000_000, 500_000_000)
    assert (lows["EUR"], lows["GBP"]) == (90_000_000_000, 4_600_000_000)
    assert finance["pledged"] is None


def test_the_pages_tell_every_unit_on_its_own(visitor: Client) -> None:
    for address in ("/guarantees/g-finance/", "/guarantees/", "/packages/ukr-postwar/"):
        page = visitor.get(address, DAY).content.decode()
        found = set(re.findall(r'quantity__figure">([^<]*)<', page))
        assert {"NOK\u00a03bn", "$500m", "€90bn", "at least £4.6bn"} <= found, address


def test_the_cell_has_one_figure_for_each_unit_and_none_as_a_whole(api: Api) -> None:
    [row] = api.get("matrix/", actor="nor", guarantee="g-finance", **DAY)["rows"]
    cell = row["cells"]["finance"]
    shared = {"guarantee": "g-finance", "headline": "pledged", "joint": False}
    assert cell["figures"] == [
        {**shared, "unit": "NOK", "low": 3_000_000_000, "high": 3_000_000_000},
        {**shared, "unit": "USD", "low": 500_000_000, "high": 500_000_000},
    ]
    assert (cell["low"], cell["high"], cell["unit"]) == (None, None, None)


def test_every_picture_of_the_cell_shows_both(visitor: Client) -> None:
    asked = {"package": "ukr-postwar", "contribution": "finance", **DAY}
    for address in ("/matrix/", "/embed/matrix/", "/matrix.svg", "/map/", "/embed/map/"):
        told = visitor.get(address, asked).content.decode().replace("\u00a0", " ")
        assert "NOK 3bn" in told, address
        assert "$500m" in told, address
