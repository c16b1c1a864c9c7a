"""The numbers with which pages begin: whom they count, what they add, and what is claimed without a list."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
from django.test import Client

from actors.models import Actor
from guarantees.models import Guarantee
from tests import drafts, worlds
from web.charts.figures import no_total
from web.pages.first_numbers import counts_of
from web.templatetags.brief import spoken_total

from .test_contents import END, text_of

NONE = "no total: 1 of 4 names one"
LISTLESS = "4 by name, 26 claimed without a list"
OF_LAND = "guarantee=g-land&contribution=troops"


def said_of(one: Mapping[str, Any]) -> bool:
    return one["headline"] != "none" or one["reported"] is not None


@pytest.mark.parametrize("clocks", [END, "as_of=2024-06-01", "as_of=2025-03-01&known_on=2025-03-01"])
def test_actors_are_those_that_have_a_commitment_on_the_day(visitor: Client, clocks: str) -> None:
    rows = visitor.get(f"/api/v1/commitments/?page_size=500&{clocks}").json()["results"]
    stand = [one for one in rows if said_of(one)]
    actors = {key for one in stand for key in (one["actor"], *one["joint_with"])}
    assert f"{len(stand)} commitments by {len(actors)} actors, from" in text_of(visitor, f"/?{clocks}")
    matrix = visitor.get(f"/api/v1/matrix/?{clocks}").json()["rows"]
    with_a_word = {one["actor"] for one in matrix if any(said_of(cell) for cell in one["cells"].values())}
    assert with_a_word == actors
    assert "rus" not in actors
    assert f"Of {len(actors)} actors with a commitment" in described(visitor, f"/?{clocks}")


def described(visitor: Client, address: str) -> str:
    found = re.search('name="description" content="([^"]*)"', visitor.get(address).content.decode())
    assert found
    return unescape(found[1])


def test_claims_and_sources_are_those_of_the_day(visitor: Client) -> None:
    for clocks in (END, "as_of=2024-06-01", "as_of=2025-03-01&known_on=2025-02-20"):
        rows = visitor.get(f"/api/v1/updates/?page_size=500&{clocks}").json()["results"]
        sources = {key for one in rows for key in one["sources"]}
        assert f"from {len(rows)} claims in {len(sources)} sources." in text_of(visitor, f"/?{clocks}")


def test_what_was_only_denied_is_no_commitment_and_a_joint_party_is_an_actor(visitor: Client) -> None:
    before = counts_of(worlds.now())
    guarantee = Guarantee.objects.get(key="g-land")
    denied = drafts.commitment("only-denied", guarantee=guarantee, actor=Actor.objects.get(key="rus"))
    first = worlds.said("first", on="2025-08-20", commitment=denied, by="rus")
    worlds.published()
    worlds.said("no", on="2025-08-21", kind="denial", names=first, commitment=denied, by="rus")
    worlds.said("gone", on="2025-08-22", kind="retraction", names=first, commitment=denied, by="rus")
    joint = drafts.commitment("together", guarantee=guarantee, actor=Actor.objects.get(key="deu"))
    joint.joint_with.set([drafts.actor("new-party")])
    worlds.said("both", on="2025-08-21", commitment=joint, by="deu")
    worlds.published()
    after = counts_of(worlds.now())
    assert after["commitments"] == before["commitments"] + 1
    assert after["actors"] == before["actors"] + 1


def test_states_by_name_stand_beside_those_claimed_without_a_list(visitor: Client) -> None:
    shown = text_of(visitor, f"/?{END}")
    assert f"{LISTLESS} states that have pledged it or more; 16 talk of it, 7 rule it out" in shown
    told = "4 states at least pledged by name, 26 claimed without a list, 16 signalled or discussed, 7 ruled out."
    for address in ("/map/", "/embed/map/", "/guarantees/g-land/"):
        assert told in text_of(visitor, f"{address}?{END}"), address
    assert told in described(visitor, f"/map/?{END}")
    for address in ("/", "/matrix/"):
        assert "States: 26 claimed without a list." in described(visitor, f"{address}?{END}")
    for address in ("/guarantees/g-land/", "/packages/ukr-postwar/", "/matrix/", "/guarantees/"):
        assert "26 states claimed without a list" in text_of(visitor, f"{address}?{END}"), address
    assert "26 states, claimed without a list" in visitor.get(f"/brief/?format=md&{END}").content.decode()


def test_before_anybody_claimed_it_nothing_is_claimed(visitor: Client) -> None:
    assert "without a list" not in text_of(visitor, "/?as_of=2025-09-03")
    assert "states have pledged it or more" in text_of(visitor, "/?as_of=2025-09-03")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/brief/",
        "/packages/ukr-postwar/",
        "/guarantees/",
        "/guarantees/g-land/",
        f"/explain/?{OF_LAND}&unit=personnel&strength_at_least=pledged",
    ],
)
def test_few_figures_make_no_total(visitor: Client, address: str) -> None:
    shown = text_of(visitor, f"{address}{'&' if '?' in address else '?'}{END}")
    assert NONE in shown
    # What the few come to stands behind it, never before.
    place = shown.find("up to 250 personnel")
    assert place == -1 or shown.index(NONE) < place


def test_the_brief_as_markdown_has_no_total_either(visitor: Client) -> None:
    text = visitor.get(f"/brief/?format=md&{END}").content.decode()
    assert f"| Troops | {NONE} (up to 250 personnel) | 1 | 3 | 7 |" in text


def test_a_sum_of_most_stands_as_it_is() -> None:
    total = {"counted": 2, "uncounted": 1, "low": 300, "high": 400, "unit": "personnel", "words": None}
    assert spoken_total(total) == "300–400 personnel"
    assert spoken_total({**total, "uncounted": 2}) == "no total: 2 of 4 name one (300–400 personnel)"
    assert spoken_total({**total, "counted": 0}) == "no figure"
    assert (
        spoken_total({**total, "unit": "states", "unlisted": True})
        == "300–400 states, claimed without a list"
    )
    assert (no_total(0, 3), no_total(2, 1)) == ("", "")
