"""How far what is pledged reaches, on the page of an element and in the lists of elements."""

from typing import Any

import pytest
from django.test import Client

from .test_contents import text_of

END = "as_of=2025-12-31"


def covered(client: Client, guarantee: str) -> dict[str, Any]:
    """What the API says of the coverage of an element."""
    [found] = client.get(f"/api/v1/coverage/?guarantee={guarantee}&{END}").json()["results"]
    answer: dict[str, Any] = found
    return answer


def test_a_gap_with_pledges_that_name_no_figure_is_not_known(visitor: Client) -> None:
    land = covered(visitor, "g-land")
    assert land["uncounted"] == 3
    assert land["gap"] == [
        {"claimed_by": "ukr", "low": None, "high": 150_000, "low_if_uncounted_add_nothing": 99_750},
        {"claimed_by": None, "low": None, "high": 64_000, "low_if_uncounted_add_nothing": 24_750},
    ]
    shown = text_of(visitor, f"/guarantees/g-land/?{END}")
    assert "not known if the 3 pledges without a figure add nothing: 99,750–150,000 personnel" in shown
    assert "gap not known; if the 3 pledges without a figure add nothing, 24,750–64,000 missing" in shown


def test_a_gap_where_every_pledge_has_a_figure_is_known(visitor: Client) -> None:
    [missing] = covered(visitor, "g-force-size")["gap"]
    assert missing["low"] == missing["low_if_uncounted_add_nothing"] == missing["high"] == 0
    shown = text_of(visitor, f"/guarantees/g-force-size/?{END}")
    assert "nothing is missing" in shown
    assert "not known" not in shown


@pytest.mark.parametrize("page", ["/guarantees/", "/packages/ukr-postwar/"])
def test_a_list_of_elements_shows_every_unit_and_counts_what_has_no_figure_in_all_of_them(
    visitor: Client, page: str
) -> None:
    shown = text_of(visitor, f"{page}?{END}")
    finance = covered(visitor, "g-finance")
    assert [one["unit"] for one in finance["pledged_by_unit"]] == ["EUR", "GBP"]
    assert "€90bn" in shown
    assert "£4.6bn" in shown
