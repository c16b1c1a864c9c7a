"""Citing a page: a link in which both clocks stand still, and a hash by which the content is known again.

The hash is that of the answer of the API behind the page, whole and at the same dates: anybody can take it again with
`curl ADDRESS | sha256sum`.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve as resolve_path
from django.utils.translation import gettext as _

from commitments.objects import Object
from web.asof import Asked, read_clocks, resolve
from web.exceptions import Finding, Missed, ParametersRefused
from web.filters.parameters import Parameter, Refused, Schema
from web.languages import ENGLISH, LANG, LANGUAGES, speaking
from web.method import rules
from web.site import site_of

from .showing import show
from .visits import CLOCK_NAMES, ONLY_HERE, Visit, page

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
# What stands behind a page, below /api/v1/. A list is hashed whole, as JSON Lines, not by its first page.
LISTS: Final[Mapping[str, str]] = {
    "actor-list": "actors/",
    "guarantee-list": "guarantees/",
    "commitment-list": "commitments/",
    "event-list": "events/",
    "condition-list": "conditions/",
    "source-list": "sources/",
    "search": "search/",
    "timeline": "timeline/",
}
VIEWS: Final[Mapping[str, str]] = {
    "overview": "matrix/",
    "map": "matrix/",
    "matrix": "matrix/",
    "explain": "explain/",
    "scenario": "scenario/",
    "compare": "compare/",
    "brief": "compare/",
    "change-list": "changes/",
    "method": "meta/",
}
DETAILS: Final[Mapping[str, str]] = {
    noun: f"{noun}s/"
    for noun in (
        "actor",
        "leader",
        "package",
        "guarantee",
        "commitment",
        "event",
        "condition",
        "statement",
        "source",
    )
}
NOT_ASKED: Final = frozenset({*CLOCK_NAMES, *ONLY_HERE, "format"})
# What a page shows more closely than the API's answer behind it.
CLOSER: Final[Mapping[str, str]] = {"map": "view", "overview": "since", "timeline": "contribution"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A page that is cited: its own parameters, both clocks resolved, and the address of its data."""

    name: str
    key: str
    path: str
    asked: Asked
    pairs: tuple[tuple[str, str], ...]
    spoken: tuple[tuple[str, str], ...] = ()

    @property
    def clocks(self) -> list[tuple[str, str]]:
        """Both clocks, standing still."""
        return [("as_of", self.asked.as_of.isoformat()), ("known_on", self.asked.known_on)]

    @property
    def address(self) -> str:
        """The page with both clocks and in its language, below the site."""
        return f"{self.path}?{urlencode([*self.pairs, *self.clocks, *self.spoken])}"

    @property
    def data(self) -> str:
        """The answer of the API that is hashed, below the site."""
        pairs = tuple(pair for pair in self.pairs if pair[0] != CLOSER.get(self.name))
        if self.name in LISTS:
            return f"/api/v1/{LISTS[self.name]}?{urlencode([*pairs, *self.clocks, ('format', 'jsonl')])}"
        if self.name in DETAILS:
            return f"/api/v1/{DETAILS[self.name]}{self.key}/?{urlencode(self.clocks)}"
        if self.name == "brief":
            to = ("to", self.asked.as_of.isoformat())
            pairs = (*(("from" if name == "since" else name, value) for name, value in pairs), to)
        return f"/api/v1/{VIEWS[self.name]}?{urlencode([*pairs, *self.clocks])}"


@page(*PARAMETERS)
def cite(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The frozen link, the hash, a ready citation; with `verify`, whether the content still has that hash."""
    claimed = visit.values.get("verify", "")
    cited = cited_by(visit.values["path"], visit)
    # The API speaks English, whatever the language of the page.
    with speaking(ENGLISH):
        body = body_of(cited.data, request)
    digest = hashlib.sha256(body).hexdigest()
    site = site_of(request)
    asked = [("path", cited.address), ("verify", digest)]
    content = {
        "page_url": f"{site}{cited.address}",
        "frozen_path": cited.address,
        "data_url": f"{site}{cited.data}",
        "verify_url": f"{site}{request.path}?{urlencode([*asked, *visit.spoken])}",
        "title": _title(cited, body),
        "parameters": cited.pairs,
        "cited": cited.asked,
        "digest": digest,
        "size": len(body),
        "claimed": claimed,
        "verified": claimed == digest,
        "rules": [f"{rule.name}/{rule.version}" for rule in rules()],
    }
    return show(request, visit, "cite.html", content)


def cited_by(text: str, visit: Visit) -> Cited:
    """What a path on this site names. Clocks that it leaves open are those of the visit. Raises ParametersRefused."""
    parts = urlsplit(text)
    try:
        match = resolve_path(parts.path)
    except Http404:
        raise _refused("unknown_page", f"path: there is no page {parts.path[:100]!r}") from None
    name = match.url_name or ""
    if name not in (LISTS.keys() | VIEWS.keys() | DETAILS.keys()):
        raise _refused("not_citable", f"path: {parts.path[:100]!r} shows no content of the record")
    query = QueryDict(parts.query, mutable=True)
    for clock, value in visit.clocks.items():
        query.setdefault(clock, value)
    day, known, findings = read_clocks(query)
    if findings:
        raise ParametersRefused([Finding("path", one.code, one.detail) for one in findings])
    pairs = tuple(
        (name, str(value))
        for name, values in query.lists()
        if name not in NOT_ASKED
        for value in values
        if value
    )
    key = str(match.kwargs.get("key", ""))
    return Cited(name, key, parts.path, resolve(day, known), pairs, _language(query))


def body_of(address: str, request: HttpRequest) -> bytes:
    """The body of the API's answer at an address, asked for inside this process. Raises what it refuses."""
    path, _mark, query = address.partition("?")
    match = resolve_path(path)
    inner = HttpRequest()
    inner.method = "GET"
    inner.path = inner.path_info = path
    inner.GET = QueryDict(query)
    kept = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO")
    inner.META = {name: request.META[name] for name in kept if name in request.META}
    view: Callable[..., Any] = match.func
    answer = view(inner, *match.args, **match.kwargs)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.status_code == 200:
        return bytes(body)
    problem: Object = json.loads(body)
    if answer.status_code == 404:
        raise Missed(problem["code"], problem["detail"])
    found = [Finding("path", one["code"], one["detail"]) for one in problem.get("errors", ())]
    raise ParametersRefused(found or [Finding("path", problem["code"], problem["detail"])])


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


def _language(query: QueryDict) -> tuple[tuple[str, str], ...]:
    """The language of the page that is cited; nothing for English. The hash does not depend on it."""
    given = query.getlist(LANG.name)
    if any(one not in LANGUAGES for one in given) or len(given) > 1:
        raise _refused("unknown_word", f"path: {LANG.name} is none of {', '.join(LANGUAGES)}, given once")
    return tuple((LANG.name, one) for one in given if one != ENGLISH)


def _refused(code: str, detail: str) -> ParametersRefused:
    return ParametersRefused([Finding("path", code, detail)])
