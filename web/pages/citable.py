"""The pages that can be cited, by the names of their addresses, and what stands behind each."""

from collections.abc import Mapping
from typing import Final

# What stands behind a page, below /api/v1/. A list is hashed whole, as JSON Lines, not by its first page.
LISTS: Final[Mapping[str, str]] = {
    "actor-list": "actors/",
    "guarantee-list": "guarantees/",
    "commitment-list": "commitments/",
    "event-list": "events/",
    "condition-list": "conditions/",
    "source-list": "sources/",
    "statement-list": "statements/",
    "leader-list": "leaders/",
    "search": "search/",
    "timeline": "timeline/",
}
VIEWS: Final[Mapping[str, str]] = {
    "overview": "matrix/",
    "map": "matrix/",
    "matrix": "matrix/",
    "explain": "explain/",
    "scenario": "scenario/",
    "compare": "compare/",
    "brief": "compare/",
    "change-list": "changes/",
    "method": "meta/",
}
DETAILS: Final[Mapping[str, str]] = {
    noun: f"{noun}s/"
    for noun in (
        "actor",
        "leader",
        "package",
        "guarantee",
        "commitment",
        "event",
        "condition",
        "statement",
        "source",
    )
}


def is_citable(name: str) -> bool:
    """Whether a page shows content of the record that can be cited, by the name of its address."""
    return name in (LISTS.keys() | VIEWS.keys() | DETAILS.keys())
