"""The code that puts a page's chart into a frame on somebody else's page, as it stands in the foot of that page."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from web.site import site_of

from .visits import CLOCK_NAMES, Visit

# The pages whose chart may be embedded, with the height of the frame in pixels.
HEIGHTS: Final[Mapping[str, int]] = {"matrix": 640, "map": 720, "timeline": 640}


@dataclass(frozen=True, slots=True)
class EmbedCode:
    """The code with the dates that were asked for (none: it goes on with the record), and with both standing still.

    `svg` and `png` are the addresses of the same chart as a file.
    """

    address: str
    asked: str
    frozen: str
    follows: bool
    svg: str
    png: str


def embed_of(request: HttpRequest, visit: Visit) -> EmbedCode | None:
    """The codes for the page that is visited; None for a page without a chart to embed."""
    name = request.resolver_match.url_name if request.resolver_match else None
    if name is None or name not in HEIGHTS:
        return None
    path = reverse(f"embed-{name}")
    site = site_of(request)
    clocks = [("as_of", visit.asked.as_of.isoformat()), ("known_on", visit.asked.known_on)]
    kept = [pair for pair in visit.pairs if pair[0] not in CLOCK_NAMES]
    asked = visit.at_path(path)
    title = _titles()[name]
    return EmbedCode(
        address=asked,
        asked=_code(site + asked, title, HEIGHTS[name]),
        frozen=_code(site + _address(path, [*kept, *clocks]), title, HEIGHTS[name]),
        follows=len(visit.clocks) < len(CLOCK_NAMES),
        svg=visit.at_path(reverse(f"{name}-svg")),
        png=visit.at_path(reverse(f"{name}-png")),
    )


def _titles() -> dict[str, str]:
    return {
        "matrix": _("Guarantees: who offers what, how firmly"),
        "map": _("Guarantees: who and where, on a map"),
        "timeline": _("Guarantees: what was offered and refused, over time"),
    }


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _code(address: str, title: str, height: int) -> str:
    """An element for an HTML page."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{height}"'
        ' loading="lazy" style="border: 0"></iframe>'
    )
