"""Showing a page: its content with the names of everything that it refers to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.reading import data_through

from .citing import cited_by
from .contexts import Frame
from .describing import description_of
from .embed_codes import embed_of
from .names import names_of
from .rulings import Ruling, ruling_of
from .taken_back import taken_back
from .visits import Visit


def show(
    request: HttpRequest,
    visit: Visit,
    template: str,
    content: Mapping[str, Any],
    *,
    api: str = "",
    naming: Mapping[str, Any] | None = None,
    implied: Mapping[str, str | None] | None = None,
) -> HttpResponse:
    """Render a page. `api` is the path below /api/v1/ of the same data, `implied` what the page asks it for without
    saying so in its own address (None: what it does not take from there); `naming` are further objects whose keys the
    template names, in the API's field names.
    """
    names = names_of(visit.at, naming or {}, content)
    frame = {
        "at": framed(visit, api, **implied or {}),
        "names": names,
        "embed": embed_of(request, visit),
        "about": description_of(request, visit, content, names),
        # The grades that the page has told in words: each is told so once, where it is first used.
        "graded": set(),
        "taken_back": taken_back(visit.at, content),
        "ruling": _ruling(request, visit),
    }
    return render(request, template, {**frame, **content})


def framed(visit: Visit, api: str = "", **implied: str | None) -> Frame:
    """What stands around a page, with the day to which the record reaches. One query."""
    through = data_through(visit.at)
    return replace(visit.frame(api, **implied), through=through.isoformat() if through else "")


def _ruling(request: HttpRequest, visit: Visit) -> Ruling | None:
    """What became of the rules by which this page was cited, where its address is one of a citation."""
    if not visit.cited:
        return None
    return ruling_of(cited_by(request.get_full_path(), visit), request)
