"""From the address of a page to the answer of the API behind it, and to what a citation says of both."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve as resolve_path

from commitments.objects import Object
from web.asof import Asked, read_clocks, resolve
from web.citations import CITED, Citation
from web.exceptions import Finding, Missed, ParametersRefused
from web.filters.parameters import Refused
from web.languages import ENGLISH, LANG, LANGUAGES

from .citable import DETAILS, LISTS, VIEWS, is_citable
from .defaults import implied
from .visits import CLOCK_NAMES, ONLY_HERE, Visit

NOT_ASKED: Final = frozenset({*CLOCK_NAMES, *ONLY_HERE, "format"})
# What a page shows more closely than the API's answer behind it.
CLOSER: Final[Mapping[str, str]] = {
    "leader-list": "ordering",
    "map": "view",
    "overview": "since",
    "timeline": "contribution",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A page that is cited: its own parameters, both clocks resolved, and the address of its data."""

    name: str
    key: str
    path: str
    asked: Asked
    pairs: tuple[tuple[str, str], ...]
    spoken: tuple[tuple[str, str], ...] = ()
    citation: Citation | None = None

    @property
    def clocks(self) -> list[tuple[str, str]]:
        """Both clocks, standing still."""
        return [("as_of", self.asked.as_of.isoformat()), ("known_on", self.asked.known_on)]

    @property
    def address(self) -> str:
        """The page with both clocks and in its language, below the site."""
        return f"{self.path}?{urlencode([*self.pairs, *self.clocks, *self.spoken])}"

    def address_with(self, citation: Citation) -> str:
        """The same, with what is cited of it."""
        return f"{self.address}&{urlencode([(CITED.name, citation.text())])}"

    @property
    def bare_address(self) -> str:
        """What the seal of a citation is for: the page with both clocks, whatever its language."""
        return f"{self.path}?{urlencode([*sorted(self.pairs), *self.clocks])}"

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


def cited_by(text: str, visit: Visit) -> Cited:
    """What a path on this site names, with what its page implies. Clocks that it leaves open are those of the visit.

    Raises ParametersRefused.
    """
    parts = urlsplit(text)
    try:
        match = resolve_path(parts.path)
    except Http404:
        raise _refused("unknown_page", f"path: there is no page {parts.path[:100]!r}") from None
    name = match.url_name or ""
    if not is_citable(name):
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
    asked = resolve(day, known)
    pairs += implied(name, {one for one, _value in pairs}, asked.at)
    return Cited(name, key, parts.path, asked, pairs, _language(query), _citation(query))


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


def _language(query: QueryDict) -> tuple[tuple[str, str], ...]:
    """The language of the page that is cited; nothing for English. The hash does not depend on it."""
    given = query.getlist(LANG.name)
    if any(one not in LANGUAGES for one in given) or len(given) > 1:
        raise _refused("unknown_word", f"path: {LANG.name} is none of {', '.join(LANGUAGES)}, given once")
    return tuple((LANG.name, one) for one in given if one != ENGLISH)


def _citation(query: QueryDict) -> Citation | None:
    given = query.getlist(CITED.name)
    if not given:
        return None
    try:
        return CITED.read(str(given[0]) if len(given) == 1 else "")
    except Refused as refused:
        raise _refused(refused.code, f"path: {refused.detail}") from refused


def _refused(code: str, detail: str) -> ParametersRefused:
    return ParametersRefused([Finding("path", code, detail)])
