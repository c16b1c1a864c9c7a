"""What a page says of itself: its address, its sentence, the picture of a link to it, its data for search engines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, to_locale

from web.site import site_of

from .linked_data import dataset_of, event_of
from .names import Names
from .readings import reading_of
from .visits import Visit

# The pages with a picture of their own; every other has that of the first page.
PICTURED: Final = frozenset({"overview", "matrix", "map", "timeline"})
PICTURED_DETAILS: Final = frozenset({"commitment", "event", "actor"})
# Where the record as a whole is told of.
OF_THE_RECORD: Final = frozenset({"overview", "matrix", "method"})
PAGING: Final = frozenset({"page", "format"})


@dataclass(frozen=True, slots=True)
class Description:
    """For the head of a page; `reading` is "" where there is no number to tell, `data` None where nothing is told."""

    url: str
    kind: str
    locale: str
    image: str
    reading: str
    data: Mapping[str, Any] | None


def description_of(
    request: HttpRequest, visit: Visit, content: Mapping[str, Any], names: Names
) -> Description:
    """The description of the page that is visited."""
    match = request.resolver_match
    page = (match.url_name if match else None) or ""
    site = site_of(request)
    pairs = sorted(pair for pair in visit.pairs if pair[0] != "format")
    return Description(
        url=site + _address(visit.path, pairs),
        kind="article" if page in PICTURED_DETAILS else "website",
        locale=to_locale(get_language() or settings.LANGUAGE_CODE),
        image=site + _picture(page, str(match.kwargs.get("key", "")) if match else "", visit),
        reading=reading_of(page, content, names),
        data=_data(page, site, visit, content, names),
    )


def _picture(page: str, key: str, visit: Visit) -> str:
    clocks = list(visit.clocks.items())
    if page in PICTURED_DETAILS:
        return _address(reverse(f"social-{page}", args=[key]), clocks)
    if page in PICTURED and page != "overview":
        return visit.at_path(reverse(f"social-{page}"))
    return _address(reverse("social-overview"), clocks)


def _data(
    page: str, site: str, visit: Visit, content: Mapping[str, Any], names: Names
) -> Mapping[str, Any] | None:
    if page in OF_THE_RECORD:
        return dataset_of(site, visit)
    if page == "event":
        return event_of(content["event"], names, site, visit.at)
    return None


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
