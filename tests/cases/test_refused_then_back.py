"""What was ruled out keeps neither strength nor hurdles, and a return says its own."""

import pytest
from django.test import Client

from tests.web.api.conftest import Api
from tests.web.pages.test_contents import text_of

OUT = "2026-03-10"
BACK = "2026-03-16"
BARE = {"requires": [], "restrictions": None, "low": None, "high": None, "words": None}

pytestmark = pytest.mark.django_db


def test_what_is_ruled_out_has_no_strength_hurdle_limit_or_figure(api: Api) -> None:
    one = api.get("commitments/y-back/", as_of=OUT)
    assert (one["headline"], one["standing"], one["strength"], one["firmness"]) == (
        "ruled_out",
        "refused",
        None,
        None,
    )
    assert {name: one[name] for name in BARE} == BARE


def test_a_return_says_its_own(api: Api) -> None:
    one = api.get("commitments/y-back/", as_of=BACK)
    assert (one["headline"], one["strength"], one["firmness"]) == ("signalled", "signalled", "firm")
    assert {name: one[name] for name in BARE} == BARE


def test_no_filter_finds_it_by_what_it_said_before(api: Api) -> None:
    for asked in ({"strength_at_least": "discussed"}, {"strength": "pledged"}, {"condition": "c-ceasefire"}):
        found = {row["key"] for row in api.get("commitments/", as_of=OUT, page_size=500, **asked)["results"]}
        assert found
        assert "y-back" not in found
    refused = api.get("commitments/", as_of=OUT, page_size=500, standing="refused")["results"]
    assert {row["strength"] for row in refused} == {None}
    assert (
        api.get("commitments/", as_of=OUT, strength_at_least="discussed", headline="ruled_out")["count"] == 0
    )


def test_it_went_down_and_came_up_again_and_the_way_between_is_no_move(api: Api) -> None:
    def way(first: str, last: str) -> str | None:
        moved = api.get("compare/", **{"from": first, "to": last})["moved"]
        return {row["commitment"]: row["direction"] for row in moved}.get("y-back")

    assert way("2026-03-04", OUT) == "down"
    assert way(OUT, BACK) == "up"
    assert way(OUT, "2026-03-14") is None


def test_the_pages_say_so(visitor: Client) -> None:
    shown = text_of(visitor, f"/commitments/y-back/?as_of={BACK}")
    state = shown[shown.index("Official line") : shown.index("As reported by others")]
    assert "Signalled" in state
    assert "nothing on record" in state
    assert "in the west" not in state
    assert "No longer ruled out" in text_of(visitor, f"/compare/?from={OUT}&to={BACK}")
