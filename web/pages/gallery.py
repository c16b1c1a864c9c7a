"""The gallery: every component with made-up values, to be judged by eye and by tests."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.choices import Direction, Headline
from guarantees.choices import ConditionState, Stance
from web.pages.contexts import Frame

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
ACTORS: Final[list[dict[str, Any]]] = [
    {"key": "lux", "name": "Luxembourg", "kind": "state", "iso2": "LU"},
    {"key": "xkx", "name": "Kosovo", "kind": "state", "iso2": "XK"},
    {"key": "alliance", "name": "Northern Alliance", "kind": "organisation", "iso2": None},
    {"key": "unnamed", "name": "Unnamed capitals", "kind": "group", "iso2": None},
]
SOURCE: Final[dict[str, Any]] = {
    "key": "gazette-2025-08-19",
    "publisher_name": "The Gazette",
    "origin_name": "Wire Agency",
    "title": "Ministers describe the size of the force",
    "url": "https://example.org/",
    "page_url": "#source",
    "published_on": "2025-08-19",
}
REQUIRES: Final = [
    [
        {"name": "Ceasefire in force", "state": "unmet", "url": "#c", "kind": "ceasefire"},
        {"name": "Vote of parliament", "state": "partly_met", "url": "#c", "kind": "parliament"},
    ],
    [{"name": "Peace agreement signed", "state": None, "url": "#c", "kind": "peace_agreement"}],
]


def _claim(key: str, **fields: Any) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "key": key,
        "kind": "change",
        "lane": "official",
        "effective": "2025-08-19",
        "headline": "pledged",
        "low": None,
        "high": None,
        "unit": "personnel",
        "words": None,
        "restrictions": None,
        "requires_named": [],
        "superseded_at": None,
        "speaker_name": "Ada Example",
        "speaker_url": "#leader",
        "speaking_for_name": "Luxembourg",
        "statement_url": "#statement",
        "attribution": "named_official",
        "grade": "B2",
        "related_url": "",
        "recorded_at": "2025-08-20T23:59:59Z",
        "sources_named": [SOURCE],
        "summary": "Ready to send a company after a ceasefire.",
    }
    return claim | fields


CLAIMS: Final = [
    _claim("g-1", low=50, high=250, words="a company", requires_named=REQUIRES),
    _claim("g-2", kind="reaffirmation", effective="2025-08-22/2025-08-26", grade="A1", sources_named=[]),
    _claim(
        "g-3",
        lane="reported",
        attribution="anonymous_sources",
        speaker_name="",
        speaking_for_name="",
        grade="C3",
        low=200,
        high=999,
        words="hundreds",
        effective="2025-08~",
        summary="Several hundred soldiers, far from the line, people close to the talks say.",
        restrictions="away from the front line",
    ),
    _claim(
        "g-4", kind="denial", headline="", related_url="#g-3", summary="The office calls the report wrong."
    ),
    _claim(
        "g-5",
        kind="refinement",
        headline="",
        superseded_at="2025-08-23T10:00:00Z",
        low=500,
        high=800,
        summary="A battalion, according to one translation.",
    ),
    _claim(
        "g-6", kind="correction", headline="pledged", low=50, high=250, summary="A company, not a battalion."
    ),
    _claim("g-7", headline="ruled_out", summary="No soldiers, in no case.", effective="2025-12"),
]
CELLS: Final = [
    {
        "headline": "pledged",
        "low": 50,
        "high": 250,
        "unit": "personnel",
        "conditions": 2,
        "reported": "signalled",
    },
    {"headline": "ruled_out", "low": None, "high": None, "unit": None, "conditions": 0, "reported": None},
    {
        "headline": "in_place",
        "low": 7_000_000_000,
        "high": None,
        "unit": "EUR",
        "conditions": 0,
        "reported": None,
    },
    {"headline": "none", "low": None, "high": None, "unit": None, "conditions": 0, "reported": "discussed"},
]
SAMPLES: dict[str, object] = {
    "at": FRAME,
    "actors": ACTORS,
    "claims": CLAIMS,
    "headlines": list(Headline),
    "states": [*ConditionState, None],
    "stances": list(Stance),
    "directions": list(Direction),
    "requires": REQUIRES,
    "rows": [(who, CELLS[n:] + CELLS[:n]) for n, who in enumerate(ACTORS)],
    "columns": ["troops", "air_support", "finance", "training"],
    "everything": {"disputed": [1], "clashes": [1], "unreaffirmed": True, "stale": True},
    "pager": {"previous": "#", "next": "#", "words": "51 to 100 of 110"},
    "filters": {
        "reset_url": "#",
        "hidden": [],
        "fields": [
            {"name": "q", "label": "Word", "value": ""},
            {"name": "lane", "label": "Lane", "value": "reported", "choices": [("reported", "Reported")]},
            {
                "name": "who",
                "label": "Member of",
                "value": "",
                "choices": [("nato", "NATO"), ("eu", "EU")],
            },
        ],
    },
}


def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components."""
    return render(request, "gallery.html", SAMPLES)
