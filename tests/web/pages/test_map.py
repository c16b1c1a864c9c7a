"""The map page: states by the word for what they give."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .test_contents import text_of

END = "as_of=2025-12-31"


def test_the_map_shows_by_itself_what_most_promises_are_about(visitor: Client) -> None:
    page = visitor.get(f"/map/?{END}").content.decode()
    assert "<h1>Troops: who and where</h1>" in page
    assert 'href="/commitments/gbr-land/?as_of=2025-12-31"' in page
    assert "United States: Ruled out" in page
    assert "Crimea is shown as part of Ukraine" in page


def test_the_map_says_in_one_sentence_what_it_shows_and_agrees_with_the_matrix(visitor: Client) -> None:
    shown = text_of(visitor, f"/map/?{END}")
    answer = visitor.get(f"/api/v1/matrix/?package=ukr-postwar&contribution=troops&{END}").json()
    words = [row["cells"]["troops"]["headline"] for row in answer["rows"]]
    refused = words.count("ruled_out")
    assert refused > 0
    assert f"{refused} ruled out" in shown


def test_the_map_turns_to_another_contribution_package_and_view(visitor: Client) -> None:
    page = visitor.get(f"/map/?contribution=finance&package=ukr-bilateral&view=world&{END}").content.decode()
    assert "Finance" in page
    assert "chart-map--world" in page
    assert f'href="/map/?contribution=finance&amp;package=ukr-bilateral&amp;{END}&amp;view=europe"' in page


def test_a_day_before_everything_has_an_empty_map_that_says_so(visitor: Client) -> None:
    assert "No state is on record for this." in text_of(visitor, "/map/?known_on=2000-01-01")
    assert "No state is on record for this." in text_of(
        visitor, "/map/?contribution=mutual_defence&as_of=2000-01-01"
    )


@pytest.mark.parametrize("wrong", ["view=moon", "contribution=tanks", "package=none", "veiw=world"])
def test_the_map_refuses_what_it_does_not_know(visitor: Client, wrong: str) -> None:
    assert visitor.get(f"/map/?{wrong}").status_code == 400


def test_the_map_needs_as_many_queries_whatever_it_shows(visitor: Client) -> None:
    counts = []
    for address in (f"/map/?{END}", "/map/?as_of=2025-06-01", f"/map/?view=world&{END}"):
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address)
        counts.append(len(queries))
    assert max(counts) <= 19
    assert counts[0] == counts[2]
    assert counts[1] <= counts[0]
