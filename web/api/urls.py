"""Every address of the API under /api/."""

from django.urls import URLPattern, URLResolver, path, re_path

from .addresses import Address
from .fallback import nowhere
from .lists import NounDetail, NounList
from .nouns import RESOURCES
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
READING = [*NOUNS, *VIEWS]
urlpatterns: list[URLPattern | URLResolver] = [
    *(path(f"v1/{address.route}", address.view(), name=address.name) for address in READING),
    re_path(r"", nowhere),
]
