"""The European Union and Germany, a member, pledge to one element, and nobody says whether one is inside the other."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.web.api.conftest import Api

DAY = {"as_of": "2026-03-03"}
ELEMENT = {"guarantee": "g-finance", "contribution": "finance"}
# The Union's loan of 90 billion, which the record had before, may hold what Germany pledges as well.
PAIRS = [{"commitment": "y-deu", "inside": "eu-loan"}, {"commitment": "y-deu", "inside": "y-eu"}]

pytestmark = pytest.mark.django_db


def euros(api: Api, **asked: Any) -> dict[str, Any]:
    """The total of the euros."""
    totals = api.get("totals/", **ELEMENT, **DAY, **asked)["results"]
    [found] = [one for one in totals if one["unit"] == "EUR"]
    return dict(found)


def test_the_sum_stays_and_what_may_be_counted_twice_is_told(api: Api) -> None:
    before = api.get("totals/", **ELEMENT, as_of="2026-03-02")["results"]
    [there] = [one["low"] for one in before if one["unit"] == "EUR"]
    found = euros(api)
    assert found["low"] == there + 37_000_000_000
    assert found["possible_double_count"] == PAIRS
    told = api.client.get(found["explain"]).json()
    assert told["possible_double_count"] == found["possible_double_count"]
    assert sum(one["low"] for one in told["included"]) == found["low"]


def test_every_pair_is_of_what_is_counted(api: Api) -> None:
    assert euros(api, actor="deu")["possible_double_count"] == []
    assert euros(api, strength_at_least="formalised")["possible_double_count"] == []


def test_the_matrix_and_the_scenario_tell_it_in_their_totals(api: Api) -> None:
    told = [
        *api.get("matrix/", package="ukr-postwar", **DAY)["totals"],
        *api.get("scenario/", package="ukr-postwar", **DAY)["totals"]["after"],
    ]
    found = [
        one["possible_double_count"]
        for one in told
        if (one["guarantee"], one["unit"]) == ("g-finance", "EUR")
    ]
    assert found == [PAIRS, PAIRS]


@pytest.mark.parametrize(
    "address",
    [
        "/explain/?guarantee=g-finance&contribution=finance&unit=EUR&lane=official&",
        "/matrix/?package=ukr-postwar&",
        "/guarantees/g-finance/?",
        "/guarantees/?",
        "/packages/ukr-postwar/?",
        "/brief/?",
        "/brief/?format=md&",
        "/scenario/?package=ukr-postwar&",
        "/?",
    ],
)
def test_the_pages_say_it_beside_the_number(visitor: Client, address: str) -> None:
    page = visitor.get(f"{address}as_of=2026-03-03").content.decode()
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "ossible double count" in words
    assert "nside" in words
    assert re.search("Case y-deu.{0,60}EU loan", words[words.index("ossible double count") :])


def test_what_the_record_itself_may_count_twice_is_told(api: Api) -> None:
    [dollars] = [
        one for one in api.get("totals/", guarantee="g-supplies", **DAY)["results"] if one["unit"] == "USD"
    ]
    inside = [one["commitment"] for one in dollars["possible_double_count"] if one["inside"] == "nb8-purl"]
    assert inside == ["dnk-purl", "dnp-purl", "nor-purl", "swe-purl"]
