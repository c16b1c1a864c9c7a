"""What all endpoints share: strict parameters, one basis, validators, open to every origin, one shape of errors."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from web import caching, outages
from web.asof import resolve
from web.errors import METHODS, OPEN_TO_ALL, Problem, answer_to, problem_response
from web.exceptions import Finding, ParametersRefused
from web.filters import together
from web.filters.checking import CLOCKS, look_up, read
from web.filters.parameters import OneOf, Parameter, Schema
from web.site import site_of
from web.snapshot import snapshot

from . import cursors
from .question import Question

log = structlog.get_logger("web.api")

FORMAT: Final = OneOf("format", "The format of the answer.", ("json",))


class AnyAccept(BaseContentNegotiation):
    """The parameter `format` alone decides about the format: an Accept header neither changes nor refuses an answer."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0] if parsers else None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Endpoint(APIView):
    """One address of the API. A subclass says which parameters it takes and answers questions."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = AnyAccept

    #: The problems that may be answered, by status: names in the documentation.
    refusals: ClassVar[Mapping[str, str]] = {"400": "Refused"}

    #: What a JSON answer is told to be; csv and jsonl have types of their own (formats.py).
    media_type: ClassVar[str] = "application/json"

    def about(self) -> str:
        """What it answers, in one sentence, for the documentation."""
        return (type(self).__doc__ or "").partition("\n")[0]

    def clocks(self) -> Sequence[Parameter]:
        """The two clocks, as the documentation tells them."""
        return CLOCKS

    def parameters(self) -> Sequence[Parameter]:
        """What may be asked beside the two clocks."""
        return (FORMAT,)

    def schema_of_answer(self) -> Schema:
        """The answer as JSON Schema."""
        raise NotImplementedError

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """The answer, without the headers that all answers have. Raises what web/errors.py knows."""
        raise NotImplementedError

    def get(self, request: Request, **path: str) -> HttpResponseBase:
        """Read the question; answer 304 where the asker has the answer already; else answer it."""
        try:
            with snapshot():
                return self.found(request, **path)
        except (OperationalError, InterfaceError) as error:
            answer = outages.kept_answer(request._request) if outages.is_away(error) else None
            if answer is None:
                raise
            outages.told(error)
            for name, value in OPEN_TO_ALL.items():
                answer[name] = value
            return answer

    def found(self, request: Request, **path: str) -> HttpResponseBase:
        """The answer with its tag, both read from one state of the database."""
        question = self.read(request._request)
        cursor = question.given.texts.get("cursor", [])
        tag = caching.tag_of(question.asked, question.site, question.path, question.pairs, cursor)
        headers = {
            **OPEN_TO_ALL,
            **caching.headers_of(tag, settled=question.asked.is_settled),
            "Vary": "Accept",
        }
        outages.remember(request._request, tag)
        held = request.headers.get("If-None-Match")
        if caching.matches(tag, held):
            return HttpResponse(status=304, headers=headers)
        answer = caching.KEPT.get(tag) or self.answered(question, tag, **path)
        if caching.has_any(held):
            return HttpResponse(status=304, headers=headers)
        for name, value in headers.items():
            answer[name] = value
        return answer

    def answered(self, question: Question, tag: str, **path: str) -> HttpResponseBase:
        """The answer, made now and kept for the next who asks."""
        look_up(question.given, self.parameters())
        question.given.refuse_if_wrong()
        answer = self.answer(question, **path)
        caching.KEPT.put(tag, answer)
        return answer

    def read(self, request: HttpRequest) -> Question:
        """The question of a request. Raises ParametersRefused with everything that is wrong with it."""
        declared = self.parameters()
        given = read(request.GET, declared)
        given.findings += together.parts_of_a_whole(given.values)
        pinned = cursors.basis_of(given.values["cursor"]) if "cursor" in given.values else None
        if given.findings:
            look_up(given, declared)
            given.refuse_if_wrong()
        try:
            asked = resolve(given.day, given.known, pinned_to=pinned)
        except ValueError as error:
            raise ParametersRefused([Finding("cursor", "unknown_cursor", f"cursor: {error}")]) from error
        return Question(given, asked, site_of(request), request.path)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """What may be done here, also for browsers that ask before they read from another origin."""
        allowed = {
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Accept, If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
        return HttpResponse(status=204, headers={**OPEN_TO_ALL, **allowed})

    def handle_exception(self, exc: Exception) -> Any:
        """Every failure as a problem document; what nobody expected is logged and not explained."""
        problem = answer_to(exc)
        if problem is None:
            log.exception("unexpected", path=self.request.path)
            detail = "Something failed here. It was logged; please try again later."
            problem = Problem(500, "server_error", detail)
        return problem_response(problem)


def as_json(document: Any) -> HttpResponse:
    """A JSON answer."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json")
