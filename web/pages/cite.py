"""Citing a page: a link in which both clocks stand still, and a hash by which the content is known again.

The hash is that of the answer of the API behind the page, whole and at the same dates: anybody can take it again with
`curl ADDRESS | sha256sum`.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commitments.objects import Object
from web.citations import cited_now, versions_on
from web.filters.parameters import Parameter, Refused, Schema
from web.languages import ENGLISH, speaking
from web.site import site_of

from .citable import DETAILS
from .citing import Cited, body_of, cited_by
from .rulings import result_of, ruling_of
from .showing import show
from .visits import Visit, page

LONGEST_ADDRESS: Final = 2000


@dataclass(frozen=True, slots=True)
class PageAddress(Parameter):
    """The address of a page on this site: its path and its query string."""

    def read(self, text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme or parts.netloc or not parts.path.startswith("/"):
            raise Refused(
                "not_a_path", f"{self.name}: {text[:100]!r} is no address on this site: begin with /"
            )
        if len(text) > LONGEST_ADDRESS:
            raise Refused("too_long", f"{self.name}: at most {LONGEST_ADDRESS} characters, not {len(text)}")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^/", "maxLength": LONGEST_ADDRESS}


@dataclass(frozen=True, slots=True)
class Hash(Parameter):
    """A SHA-256 in hexadecimal digits."""

    def read(self, text: str) -> str:
        if not SHA256.fullmatch(text.strip().lower()):
            raise Refused("not_a_hash", f"{self.name}: expected the 64 hexadecimal digits of a SHA-256")
        return text.strip().lower()

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"}


SHA256: Final = re.compile(r"[0-9a-f]{64}")
PARAMETERS: Final = (
    PageAddress("path", "The address of the page on this site, with its query string.", required=True),
    Hash("verify", "A hash: does the content still have it?"),
)


@page(*PARAMETERS)
def cite(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The frozen link, the hash, a ready citation; with `verify`, whether the content still has that hash."""
    claimed = visit.values.get("verify", "")
    cited = cited_by(visit.values["path"], visit)
    # The API speaks English, whatever the language of the page.
    with speaking(ENGLISH):
        body = body_of(cited.data, request)
    content = _told(cited, body, site_of(request))
    digest = content["digest"]
    asked = [("path", content["frozen_path"]), ("verify", digest)]
    content |= {
        "verify_url": f"{site_of(request)}{request.path}?{urlencode([*asked, *visit.spoken])}",
        "claimed": claimed,
        "verified": claimed == digest,
        "ruling": ruling_of(cited, request, body)
        if claimed and (cited.citation or claimed != digest)
        else None,
    }
    return show(request, visit, "cite.html", content)


def _told(cited: Cited, body: bytes, site: str) -> dict[str, Any]:
    """What is frozen of a page, and all that a citation says."""
    citation = cited_now(cited.name, result_of(cited, body), cited.bare_address)
    address = cited.address_with(citation)
    return {
        "page_url": f"{site}{address}",
        "frozen_path": address,
        "data_url": f"{site}{cited.data}",
        "title": _title(cited, body),
        "parameters": cited.pairs,
        "cited": cited.asked,
        "digest": hashlib.sha256(body).hexdigest(),
        "size": len(body),
        "rules": [f"{name}/v{number}" for name, number in versions_on(cited.name).items()],
    }


def _title(cited: Cited, body: bytes) -> str:
    """What the page is called: an object by its name, anything else by what it shows."""
    if cited.name in DETAILS:
        shown: Object = json.loads(body)
        return str(shown.get("title") or shown.get("name") or shown["key"])
    return {
        "actor-list": _("Actors"),
        "guarantee-list": _("Guarantees"),
        "commitment-list": _("Commitments"),
        "event-list": _("Events"),
        "condition-list": _("Conditions"),
        "source-list": _("Sources"),
        "statement-list": _("Statements"),
        "leader-list": _("Leaders"),
        "search": _("Search"),
        "overview": _("Who has committed what"),
        "map": _("Map"),
        "timeline": _("Timeline"),
        "matrix": _("Matrix"),
        "explain": _("A total explained"),
        "scenario": _("Scenario"),
        "compare": _("Comparison"),
        "brief": _("Brief"),
        "change-list": _("Changes"),
        "method": _("Method"),
    }[cited.name]
