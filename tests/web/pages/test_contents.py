"""What the pages say about the demo record."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

END = "as_of=2025-12-31"


def text_of(client: Client, address: str) -> str:
    """The words of a page, without its markup, spaces made single."""
    page = client.get(address)
    assert page.status_code == 200, address
    main = re.search(r"<main.*</main>", page.content.decode(), re.S)
    assert main is not None
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main[0]))


def test_a_commitment_shows_both_lanes_side_by_side(visitor: Client) -> None:
    shown = text_of(visitor, f"/commitments/gbr-land/?{END}")
    assert "Official line Headline Pledged" in shown
    assert "200–999 personnel “hundreds” reported" in shown
    assert "Only if Ceasefire in force" in shown
    assert "Russia rejects this contribution" in shown


def test_a_refusal_is_told_apart_from_the_ladder(visitor: Client) -> None:
    page = visitor.get(f"/commitments/usa-land/?{END}").content.decode()
    assert "headline--ruled_out" in page
    assert 'aria-current="step"' not in page


def test_two_packages_never_share_a_matrix(visitor: Client) -> None:
    shown = text_of(visitor, f"/matrix/?{END}")
    assert shown.count("Totals: ") == 2
    one = visitor.get(f"/matrix/?package=ukr-bilateral&{END}").content.decode()
    assert "/packages/ukr-postwar/" not in one


def test_a_cell_of_several_commitments_leads_to_the_list_of_just_these(visitor: Client) -> None:
    page = visitor.get(f"/matrix/?package=ukr-postwar&{END}").content.decode().replace("&amp;", "&")
    links = re.findall(r'class="cell [^"]*" href="(/commitments/\?[^"]+)"', page)
    assert links
    shown = text_of(visitor, links[0])
    count = re.search(r"(\d+) commitments?", shown.split("Filter")[-1])
    assert count is not None
    assert int(count[1]) > 1


def test_a_total_is_explained_row_by_row(visitor: Client) -> None:
    shown = text_of(visitor, "/explain/?guarantee=g-land&contribution=troops&unit=personnel&as_of=2025-08-31")
    assert "200–1,249 personnel" in shown
    assert "2 counted, 17 without a figure, 6 refused" in shown
    assert "totals/v1" in shown


def test_a_guarantee_without_a_required_size_says_so(visitor: Client) -> None:
    assert "Nobody on record has named a required size" in text_of(visitor, f"/guarantees/g-supplies/?{END}")
    assert "100,000–150,000 personnel" in text_of(visitor, f"/guarantees/g-land/?{END}")


def test_a_source_tells_what_rests_on_it(visitor: Client) -> None:
    shown = text_of(visitor, f"/sources/govuk-2024-01-12/?{END}")
    assert "What rests on this document 1 claim" in shown


def test_a_filter_keeps_what_fits(visitor: Client) -> None:
    shown = text_of(visitor, f"/commitments/?contribution=troops&headline=ruled_out&{END}")
    assert "Ruled out" in shown
    assert "7 commitments" in shown
    assert "No commitment fits" in text_of(visitor, f"/commitments/?actor=fra&headline=withdrawn&{END}")


def test_the_changes_page_goes_back_page_by_page(visitor: Client) -> None:
    page = visitor.get("/changes/").content.decode().replace("&amp;", "&")
    older = re.search(r'href="(/changes/\?after=\d+)" rel="prev"', page)
    assert older is not None
    again = visitor.get(older[1]).content.decode().replace("&amp;", "&")
    assert 'rel="next"' in again
    numbers = [int(n) for n in re.findall(r'<td class="num">(\d+)</td>', page + again)]
    assert len(numbers) == 200
    assert len(set(numbers)) == 200


def test_the_past_shows_only_what_was_known_then(visitor: Client) -> None:
    then = text_of(visitor, "/?as_of=2025-09-01&known_on=2025-09-01")
    later = text_of(visitor, f"/?{END}")
    assert "Mar-a-Lago" in later
    assert "Mar-a-Lago" not in then


@pytest.mark.parametrize(
    ("address", "narrow", "queries"),
    [
        ("/", "/?as_of=2025-03-01", 118),
        ("/matrix/", "/matrix/?as_of=2024-03-01", 32),
        ("/commitments/", "/commitments/?as_of=2024-03-01", 29),
        ("/events/", "/events/?as_of=2024-03-01", 15),
    ],
)
def test_the_number_of_queries_is_small_and_does_not_grow_with_the_rows(
    visitor: Client, address: str, narrow: str, queries: int
) -> None:
    for asked in (address, narrow):
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(asked).status_code == 200
        assert len(captured) <= queries, asked


def test_an_element_shows_its_states_on_a_map_and_the_conditions_its_promises_wait_for(
    visitor: Client,
) -> None:
    shown = text_of(visitor, f"/guarantees/g-land/?{END}")
    assert (
        "Troops: the word of each state 4 states at least pledged by name, "
        "26 claimed without a list, 16 signalled or discussed, 7 ruled out." in shown
    )
    conditions = shown[shown.index("In whose hands") :]
    assert conditions.index("Ceasefire in force") < conditions.index("American backstop")
    assert "the word of each state" not in text_of(visitor, "/guarantees/g-monitoring/?as_of=2024-01-01")


def test_a_condition_tells_what_it_would_unlock_alone(visitor: Client) -> None:
    shown = text_of(visitor, f"/conditions/c-ceasefire/?{END}")
    unlocked = shown[shown.index("What it would unlock, met alone") : shown.index("State over time")]
    assert "would make 8 pledges firm" in unlocked
    assert "7 that are only talk would have nothing left to wait for" in unlocked
    assert "British troops for the multinational force" in unlocked
    page = visitor.get(f"/conditions/c-ceasefire/?{END}").content.decode().replace("&amp;", "&")
    supposed = re.search(r'href="(/scenario/[^"]+)">Suppose it is met', page)
    assert supposed is not None
    assert "assume=c-ceasefire%3Amet" in supposed[1]
    assert visitor.get(supposed[1]).status_code == 200
    assert "What it would unlock" not in text_of(visitor, f"/conditions/c-us-congress/?{END}")
