"""The gallery: every component with made-up values, to be judged by eye and by tests."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.choices import Direction, Headline
from guarantees.choices import ConditionState, Stance

from .contexts import Frame
from .names import Names
from .visits import only_read

FRAME: Final = Frame(
    as_of="2025-09-01",
    known_on="2025-09-05",
    seen_as_of="2025-09-01",
    seen_known_on="2025-09-05",
    is_past=True,
    basis=812,
    query="?as_of=2025-09-01&known_on=2025-09-05",
    api_url="#api",
    cite_url="#cite",
    now_url="/gallery/",
)
NAMES: Final = Names(
    {
        "actor": {
            "lux": {"key": "lux", "name": "Luxembourg", "kind": "state", "iso2": "LU"},
            "xkx": {"key": "xkx", "name": "Kosovo", "kind": "state", "iso2": "XK"},
            "alliance": {"key": "alliance", "name": "Northern Alliance", "kind": "organisation", "iso2": ""},
            "unnamed": {"key": "unnamed", "name": "Unnamed capitals", "kind": "group", "iso2": ""},
        },
        "leader": {"ada": {"key": "ada", "name": "Ada Example"}},
        "commitment": {
            "lux-land": {"key": "lux-land", "name": "A company for the force", "unit": "personnel"}
        },
        "condition": {
            "peace": {
                "key": "peace",
                "name": "Peace agreement signed",
                "kind": "peace_agreement",
                "state": None,
            },
            **{
                str(state): {
                    "key": str(state),
                    "name": "Ceasefire in force",
                    "kind": "ceasefire",
                    "state": state,
                }
                for state in ConditionState
            },
        },
        "source": {
            "gazette": {
                "key": "gazette",
                "name": "Ministers describe the size of the force",
                "publisher": "The Gazette",
                "origin": "Wire Agency",
                "published_on": "2025-08-19",
                "url": "https://example.org/",
            }
        },
    }
)
ACTORS: Final = ("lux", "xkx", "alliance", "unnamed", None)
REQUIRES: Final = [["unmet", "partly_met"], ["peace"]]


def _claim(key: str, **fields: Any) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "key": key,
        "commitment": "lux-land",
        "kind": "change",
        "lane": "official",
        "effective": "2025-08-19",
        "strength": "pledged",
        "standing": "offered",
        "low": None,
        "high": None,
        "words": None,
        "statement": "s-example",
        "speaker": "ada",
        "speaking_for": "lux",
        "attribution": "named_official",
        "grade": "B2",
        "recorded_at": "2025-08-20T23:59:59Z",
        "sources": ["gazette"],
        "summary": "Ready to send a company after a ceasefire.",
    }
    return claim | fields


SILENT: Final = {"strength": None, "standing": None}
REPORT: Final = {
    "lane": "reported",
    "attribution": "anonymous_sources",
    "speaker": None,
    "speaking_for": None,
}
CLAIMS: Final = [
    _claim("g-1", low=50, high=250, words="a company", requires=REQUIRES),
    _claim("g-2", kind="reaffirmation", effective="2025-08-22/2025-08-26", grade="A1", sources=[]),
    _claim("g-3", **REPORT, low=200, high=999, words="hundreds", grade="C3", effective="2025-08~"),
    _claim("g-4", **SILENT, kind="denial", relates_to="g-3", summary="The office calls the report wrong."),
    _claim("g-5", **SILENT, kind="refinement", low=500, high=800, superseded_at="2025-08-23T10:00:00Z"),
    _claim("g-6", kind="correction", low=50, high=250, restrictions="away from the front line"),
    _claim("g-7", strength=None, standing="refused", summary="No soldiers, in no case.", effective="2025-12"),
]


def _figure(low: int, high: int | None, unit: str, **fields: Any) -> dict[str, Any]:
    return {"low": low, "high": high, "unit": unit, "own": True, "named": False, "joint": False} | fields


CELLS: Final[list[dict[str, Any] | None]] = [
    {
        "shown": "pledged",
        "figures": [_figure(50, 250, "personnel")],
        "conditions_open": ["peace", "unmet"],
        "reported": "signalled",
        "url": "#cell",
    },
    {"shown": "ruled_out", "url": "#cell"},
    {
        "shown": "in_place",
        "figures": [
            _figure(7_000_000_000, None, "EUR", joint=True),
            _figure(500_000_000, 500_000_000, "USD", own=False, headline="pledged"),
        ],
        "url": "#cell",
    },
    {"shown": "discussed", "only_reported": True, "url": "#cell"},
    None,
]
MATRIX: Final = {
    "columns": ["troops", "air_support", "finance", "training", "maritime"],
    "rows": [{"actor": who, "cells": CELLS[n:] + CELLS[:n]} for n, who in enumerate(ACTORS[:4])],
}


@only_read
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components."""
    context = {
        "at": FRAME,
        "names": NAMES,
        "actors": ACTORS,
        "claims": CLAIMS,
        "headlines": list(Headline),
        "states": [*ConditionState],
        "stances": list(Stance),
        "directions": list(Direction),
        "requires": REQUIRES,
        "matrix": MATRIX,
        "everything": {"disputed": [1], "clashes": [1], "unreaffirmed": True, "stale": True},
        "pager": {"previous": "#", "next": "#", "words": "51 to 100 of 110"},
        "filters": {
            "reset_url": "#",
            "fields": [
                {"name": "q", "label": "Word", "value": ""},
                {"name": "lane", "label": "Lane", "value": "reported", "choices": [("reported", "Reported")]},
                {"name": "who", "label": "Member of", "value": "", "choices": [("eu", "EU")]},
            ],
        },
    }
    return render(request, "gallery.html", context)
