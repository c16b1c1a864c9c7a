"""A spokesman denies a figure and says in the same breath that troops remain possible."""

import pytest
from django.test import Client

from tests.web.api.conftest import Api

DAY = {"as_of": "2026-03-10"}

pytestmark = pytest.mark.django_db


def test_the_report_is_disputed_and_the_official_line_is_open_without_a_figure(api: Api) -> None:
    one = api.get("commitments/y-bel/", **DAY)
    assert one["disputed"] == [{"update": "y-bel-1", "by": ["bel"], "denial": "y-bel-2"}]
    assert (one["headline"], one["low"], one["high"]) == ("discussed", None, None)
    assert (one["reported"]["headline"], one["reported"]["low"]) == ("pledged", 900)


def test_the_page_says_both(visitor: Client) -> None:
    page = visitor.get("/commitments/y-bel/", DAY).content.decode()
    assert "Discussed" in page
    assert "900" in page
