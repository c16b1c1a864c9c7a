"""What is not known is null, in every answer about the demo record."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from sources.models import Source
from web.api.nouns import RESOURCES


def empty_texts(value: Any, path: str) -> Iterator[str]:
    """Where a text is empty."""
    if value == "":
        yield path
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from empty_texts(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from empty_texts(inner, path)


@pytest.mark.parametrize(
    "address",
    [
        *(f"{noun.path}/?page_size=500" for noun in RESOURCES),
        "positions/?history=1&page_size=500",
        "matrix/",
        "totals/?lane=reported",
        "coverage/",
        "scenario/?package=ukr-postwar",
        "compare/?from=2025-01-01&to=2025-12-31",
        "timeline/?page_size=200",
        "search/?q=france&page_size=200",
        "changes/?limit=500",
        "meta/",
    ],
)
def test_no_answer_has_an_empty_text(visitor: Client, address: str) -> None:
    assert set(empty_texts(visitor.get(f"/api/v1/{address}").json(), "")) == set()


def test_a_document_without_an_address_has_none_and_no_link_to_one(visitor: Client) -> None:
    key = Source.objects.filter(url="").values_list("key", flat=True).first()
    assert visitor.get(f"/api/v1/sources/{key}/").json()["url"] is None
    assert ">Open the document <" not in visitor.get(f"/sources/{key}/").content.decode()
    with_one = Source.objects.exclude(url="").values_list("key", flat=True).first()
    assert ">Open the document <" in visitor.get(f"/sources/{with_one}/").content.decode()
