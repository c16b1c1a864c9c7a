"""Every address of the API under /api/."""

from django.urls import URLPattern, URLResolver, path, re_path

from .addresses import Address
from .fallback import nowhere
from .lists import NounDetail, NounList
from .nouns import RESOURCES

NOUNS = [
    address
    for resource in RESOURCES
    for address in (
        Address(f"{resource.path}/", f"{resource.word}-list", NounList, {"resource": resource}),
        Address(f"{resource.path}/{{key}}/", f"{resource.word}-detail", NounDetail, {"resource": resource}),
    )
]
READING = NOUNS
urlpatterns: list[URLPattern | URLResolver] = [
    *(path(f"v1/{address.route}", address.view(), name=address.name) for address in READING),
    re_path(r"", nowhere),
]
