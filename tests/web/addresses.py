"""Every public address of the site, with the small ledger's keys and what a question must say."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, reverse

from web.api.urls import ADDRESSES
from web.urls import urlpatterns

from .api.test_urls import KEYS, NEEDED, path_of

_PAGES_NEED = {
    "explain": NEEDED["explain"],
    "scenario": NEEDED["scenario"],
    "search": NEEDED["search"],
    "cite": {"path": "/matrix/"},
}


def pages() -> list[tuple[str, dict[str, str]]]:
    """The path of every page, feed and frame, and the parameters that it cannot do without."""
    found = []
    for one in _patterns():
        name = one.name or ""
        keys = [KEYS[name.rpartition("-")[2]]] if "<slug:key>" in str(one.pattern) else []
        found.append((reverse(name, args=keys), _PAGES_NEED.get(name, {})))
    return found


def read_by_people() -> list[tuple[str, dict[str, str]]]:
    """The same without feeds, which are answers of the API."""
    return [one for one in pages() if not one[0].startswith("/feeds/")]


def answers() -> list[tuple[str, dict[str, str]]]:
    """The same of the API."""
    return [(f"/api/v1/{path_of(one)}", NEEDED.get(one.bare_name, {})) for one in ADDRESSES]


def address(path: str, parameters: dict[str, str], **more: str) -> str:
    """An address with its query string."""
    return f"{path}?{urlencode({**parameters, **more})}" if parameters or more else path


def _patterns() -> Iterator[URLPattern]:
    for one in urlpatterns:
        if not isinstance(one, URLResolver):
            yield one
