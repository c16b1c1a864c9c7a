"""Every address of the API under /api/."""

from django.urls import URLPattern, URLResolver, path, re_path

from .about import Meta, Root
from .addresses import Address
from .documentation import Description, Documentation
from .fallback import nowhere
from .feed import Changes
from .lists import NounDetail, NounList
from .nouns import RESOURCES
from .search import Search
from .views import Compare, Coverage, Explain, Matrix, Scenario, Timeline, Totals

NOUNS = [
    address
    for resource in RESOURCES
    for address in (
        Address(f"{resource.path}/", f"{resource.word}-list", NounList, {"resource": resource}),
        Address(f"{resource.path}/{{key}}/", f"{resource.word}-detail", NounDetail, {"resource": resource}),
    )
]
VIEWS = [
    Address("matrix/", "matrix", Matrix),
    Address("totals/", "totals", Totals),
    Address("explain/", "explain", Explain),
    Address("coverage/", "coverage", Coverage),
    Address("scenario/", "scenario", Scenario),
    Address("compare/", "compare", Compare),
    Address("timeline/", "timeline", Timeline),
]
READING = (
    *NOUNS,
    *VIEWS,
    Address("search/", "search", Search),
    Address("changes/", "changes", Changes),
    Address("meta/", "meta", Meta),
)
ADDRESSES = (
    *READING,
    Address("docs/", "docs", Documentation),
    Address("schema/", "schema", Description),
    Address("", "root", Root),
)
# What lists the addresses is told of all of them, itself included.
LISTING = (Root, Description)


def _pattern(address: Address) -> URLPattern:
    told = {"addresses": ADDRESSES} if address.endpoint in LISTING else {}
    return path(f"v1/{address.route}", address.view(**told), name=address.name)


urlpatterns: list[URLPattern | URLResolver] = [
    *(_pattern(address) for address in ADDRESSES),
    re_path(r"", nowhere),
]
