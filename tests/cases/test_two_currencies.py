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
