"""From a request to a visit: parameters read strictly, both clocks resolved, and the same data elsewhere.

A form without script sends its empty fields too. A page leaves those out and redirects to the address that is meant,
so that what stands in the address bar is what was asked; everything else that is wrong is refused.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from ledger.asof import AsOf
from web import caching, outages
from web.asof import Asked, resolve
from web.citations import CITED
from web.errors import METHODS, Problem, response_to
from web.filters.checking import CLOCKS, look_up, read
from web.filters.parameters import Parameter
from web.languages import ENGLISH, LANG, LANGUAGES, language_of, speaking
from web.site import site_of
from web.snapshot import snapshot

from .citable import is_citable
from .contexts import Frame, Language

P = ParamSpec("P")

READING = ("GET", "HEAD")
CLOCK_NAMES = tuple(clock.name for clock in CLOCKS)
# Parameters of pages alone: the API has its own way to page, and draws nothing.
ONLY_HERE = frozenset({CITED.name, "group", "hide", "lang", "page", "sort", "theme", "view", "warning"})
# The API compares two days in its own words.
SAID_OTHERWISE = frozenset({"since"})


@dataclass(frozen=True, slots=True)
class Visit:
    """A page as it was asked for: the clocks, the values of its parameters, and these as they were sent.

    `cited` is what its address carries of its citation, as it was sent; it goes no further than this page.
    """

    path: str
    asked: Asked
    declared: tuple[Parameter, ...]
    values: Mapping[str, Any]
    pairs: tuple[tuple[str, str], ...]
    cited: str = ""

    @property
    def at(self) -> AsOf:
        """The two times at which everything on the page is read."""
        return self.asked.at

    @property
    def clocks(self) -> dict[str, str]:
        """The clocks that were asked for, as they were sent."""
        return {name: value for name, value in self.pairs if name in CLOCK_NAMES}

    @property
    def language(self) -> str:
        """The language of the page."""
        return str(self.values.get(LANG.name, ENGLISH))

    @property
    def spoken(self) -> list[tuple[str, str]]:
        """The language as the address carries it; nothing for English."""
        return [] if self.language == ENGLISH else [(LANG.name, self.language)]

    @property
    def others(self) -> list[tuple[str, str]]:
        """The parameters of the page itself, as they were sent: without the clocks and the language."""
        return [(name, value) for name, value in self.pairs if name not in (*CLOCK_NAMES, LANG.name)]

    def address(self, **changed: str | int | None) -> str:
        """This page with some parameters changed, or left out (None)."""
        kept = [(name, value) for name, value in self.pairs if name not in changed]
        new = [(name, str(value)) for name, value in changed.items() if value is not None]
        return _address(self.path, [*kept, *new])

    def elsewhere(self, name: str, **asked: str) -> str:
        """Another page of the site, by the name of its address, with the same clocks and in the same language."""
        return _address(reverse(name), [*asked.items(), *self.clocks.items(), *self.spoken])

    def at_path(self, path: str) -> str:
        """Another address with the same parameters."""
        return _address(path, self.pairs)

    def data(self, path: str, **more: str | None) -> str:
        """The address below /api/v1/ that gives the same data.

        `more` are parameters that say what the page implies; None leaves one out that the API does not take there.
        """
        kept = [pair for pair in self.pairs if pair[0] not in ONLY_HERE | SAID_OTHERWISE | more.keys()]
        implied = [(name, value) for name, value in more.items() if value is not None]
        return _address(f"/api/v1/{path}", [*kept, *implied])

    def frame(self, api: str = "", **implied: str | None) -> Frame:
        """What base.html shows; `api` is the path below /api/v1/ of the same data, with what the page `implied`."""
        frozen = {"as_of": self.asked.as_of.isoformat(), "known_on": self.asked.known_on}
        return Frame(
            as_of=self.clocks.get("as_of", ""),
            known_on=self.clocks.get("known_on", ""),
            seen_as_of=frozen["as_of"],
            seen_known_on=frozen["known_on"],
            is_past=bool(self.clocks) and self.asked.is_past,
            basis=self.asked.basis,
            query=_address("", [*self.clocks.items(), *self.spoken]),
            api_url=self.data(api, **implied) if api else "",
            cite_url=self.address(**frozen),
            now_url=self.address(as_of=None, known_on=None),
            hidden=(*self.others, *self.spoken),
            lang="" if self.language == ENGLISH else self.language,
            languages=tuple(
                Language(
                    code, name, self.address(lang=None if code == ENGLISH else code), code == self.language
                )
                for code, name in LANGUAGES.items()
            ),
        )


View = Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]


def only_read(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view that is asked and nothing else: whoever sends something is told that, not that a token is missing."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in READING:
            return view(request, *args, **kwargs)
        allowed = {"Allow": METHODS}
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=allowed)
        refused = Problem(405, "method_not_allowed", "This page is only read.", headers=allowed)
        return response_to(request, refused)

    return answer


def page(
    *declared: Parameter, keep: bool = True
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """A page that takes these parameters and the two clocks. Raises ParametersRefused for anything else.

    Every page takes `lang` too, and is answered in that language; one that can be cited takes `cited` as well. It is
    made once for each address and basis, unless the view sees to that itself (`keep`). It is sent compressed: pages
    are public and hold no secret that their length could tell.
    """

    taken = (*declared, LANG)

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @only_read
        @gzip_page
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            meant = _as_it_is_meant(request, declared)
            if meant:
                return redirect(meant)
            try:
                with speaking(language_of(request)), snapshot():
                    visit = visit_of(request, (*taken, CITED) if _is_citable(request) else taken)
                    if not keep:
                        return view(request, visit, *args, **kwargs)
                    return kept(request, visit, lambda: view(request, visit, *args, **kwargs))
            except (OperationalError, InterfaceError) as error:
                answer = outages.kept_answer(request) if outages.is_away(error) else None
                if answer is None:
                    raise
                outages.told(error)
                return answer

        return answer

    return decorate


def kept(request: HttpRequest, visit: Visit, make: Callable[[], HttpResponse], *more: str) -> HttpResponse:
    """The page as it was made before, 304 where the reader has it, else as it is made now.

    A page says whether it looks back, which begins when something is published or a day has passed: that is in the
    tag. `more` is what else it depends on, beside its address, both clocks and the basis.
    """
    back = visit.asked.is_past
    tag = caching.tag_of(visit.asked, site_of(request), visit.path, visit.pairs, visit.cited, back, *more)
    headers = caching.headers_of(tag, settled=visit.asked.is_settled and back and not more)
    if not any(more):
        # What depends on the reader is for no other one.
        outages.remember(request, tag)
    if caching.matches(tag, request.headers.get("If-None-Match")):
        return HttpResponseNotModified(headers=headers)
    answer = caching.KEPT.get(tag)
    if answer is None:
        answer = make()
        if answer.status_code == 200:
            caching.KEPT.put(tag, answer)
    for name, value in headers.items():
        answer.headers.setdefault(name, value)
    return answer


def visit_of(request: HttpRequest, declared: tuple[Parameter, ...]) -> Visit:
    """Read a request by the declared parameters. Raises ParametersRefused with everything that is wrong."""
    given = read(request.GET, declared)
    look_up(given, declared)
    given.refuse_if_wrong()
    sent = _pairs(request)
    return Visit(
        request.path,
        resolve(given.day, given.known),
        declared,
        given.values,
        tuple(pair for pair in sent if pair[0] != CITED.name),
        dict(sent).get(CITED.name, ""),
    )


def _is_citable(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and is_citable(match.url_name or "")


def _as_it_is_meant(request: HttpRequest, declared: tuple[Parameter, ...]) -> str:
    """The address without the empty values of parameters that the page knows, and without English, which goes without
    saying; "" when there are none.
    """
    known = {*CLOCK_NAMES, *(parameter.name for parameter in declared)}
    pairs = _pairs(request)
    kept = [
        (name, value)
        for name, value in pairs
        if (value or name not in known) and (name, value) != (LANG.name, ENGLISH)
    ]
    return _address(request.path, kept) if len(kept) < len(pairs) else ""


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in request.GET.lists() for value in values]


def _address(path: str, pairs: Collection[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(list(pairs))}" if pairs else path
