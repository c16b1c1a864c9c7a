"""Everything that can go wrong, in one shape: problem documents (RFC 9457) under /api/, pages elsewhere.

`answer_to` knows what each error means over HTTP; the API's endpoints and the middleware below ask it. What it does
not know is a fault of ours: 500, with nothing of it shown.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Final

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from rest_framework.exceptions import APIException, MethodNotAllowed

from ledger.exceptions import RuleBroken

from .exceptions import FeedGone, Finding, Missed, ParametersRefused
from .languages import ENGLISH, LANG, language_of, speaking
from .outages import is_away
from .outages import told as told_away
from .sentences import title_of, told

API_PREFIX: Final = "/api/"
PROBLEM_JSON: Final = "application/problem+json"
# What may be done at every public address.
METHODS: Final = "GET, HEAD, OPTIONS"
# Reading is open to every origin; nothing is allowed with credentials.
OPEN_TO_ALL: Final[Mapping[str, str]] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# A page that failed shows no time.
NO_CLOCKS: Final = {"query": "", "seen_as_of": "", "seen_known_on": "", "lang": ""}
# What PostgreSQL says of text, numbers and dates that no column can hold.
UNSTORABLE: Final = (
    "The request holds a value that cannot be stored: a control character, number or date out of range."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One failure as it is answered: `code` is stable, `detail` a sentence, `findings` what to mend."""

    status: int
    code: str
    detail: str
    findings: tuple[Finding, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return HTTPStatus(self.status).phrase


def answer_to(error: BaseException) -> Problem | None:
    """What an error means to the one who asked; None when it is no fault of theirs."""
    match error:
        case ParametersRefused(findings=findings):
            return Problem(400, error.code, _sentence(findings), findings)
        case Missed(code=code, detail=detail):
            return Problem(404, code, detail)
        case FeedGone():
            more = {
                "newest_sequence": error.newest,
                "epoch": error.epoch,
                "snapshot": error.snapshot,
                "lists": error.lists,
            }
            link = {"Link": f'<{error.snapshot}>; rel="alternate"'}
            return Problem(410, error.code, str(error), headers=link, extra=more)
        case RuleBroken():
            wrong = Finding(error.field or "", error.code, error.message)
            return Problem(
                400 if error.field else 409, error.code, error.message, (wrong,) if error.field else ()
            )
        case _:
            return _framework(error)


def problem_response(problem: Problem) -> HttpResponse:
    """A problem document."""
    body = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "errors": [asdict(finding) for finding in problem.findings],
        **problem.extra,
    }
    headers = {**OPEN_TO_ALL, "Cache-Control": "no-store", **problem.headers}
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=problem.status, content_type=PROBLEM_JSON, headers=headers)


def response_to(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A problem as a document under /api/, as a page elsewhere."""
    if request.path_info.startswith(API_PREFIX):
        return problem_response(problem)
    language = language_of(request)
    spoken = {} if language == ENGLISH else {"query": f"?{LANG.name}={language}", "lang": language}
    with speaking(language):
        content = {
            "problem": problem,
            "title": title_of(problem.status, problem.title),
            "told": told(problem.code, problem.detail, problem.findings),
            "at": {**NO_CLOCKS, **spoken},
        }
        answer = render(request, "error.html", content, status=problem.status)
    for name, value in {"Cache-Control": "no-store", **problem.headers}.items():
        answer[name] = value
    return answer


class AnswerErrors:
    """Middleware: an error that a visitor caused is answered as such, whichever view raised it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to an error that left a view; None leaves it to Django (and the log)."""
        problem = answer_to(error)
        return response_to(request, problem) if problem else None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: a request that did not reach a view."""
    return response_to(request, Problem(400, "bad_request", "The request cannot be read."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    return response_to(request, Problem(403, "permission_denied", "This is not allowed."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404: no address fits."""
    return response_to(request, Problem(404, "not_found", f"There is nothing at {request.path}."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: our fault. It reads nothing and renders almost nothing, so that it cannot fail again.

    A database that went away before a view was reached is no fault of ours, and comes back.
    """
    error = sys.exc_info()[1]
    away = answer_to(error) if error and is_away(error) else None
    detail = "Something failed here. It was logged; please try again later."
    problem = away or Problem(500, "server_error", detail)
    if request.path_info.startswith(API_PREFIX):
        return problem_response(problem)
    return HttpResponse(
        "<!doctype html><html lang=en-GB><title>Something failed</title>"
        f"<h1>Something failed here</h1><p>{problem.detail}</p>",
        status=problem.status,
        headers=problem.headers,
    )


def _sentence(findings: Sequence[Finding]) -> str:
    """The findings in one line."""
    return "; ".join(finding.detail for finding in findings) + "."


def _framework(error: BaseException) -> Problem | None:
    """What Django and REST framework raise."""
    match error:
        case Http404():
            return Problem(404, "not_found", str(error) or "There is nothing at this address.")
        case MethodNotAllowed():
            return Problem(405, "method_not_allowed", str(error.detail))
        case APIException():
            code = error.get_codes()
            return Problem(error.status_code, code if isinstance(code, str) else "invalid", str(error.detail))
        case PermissionDenied():
            return Problem(403, "permission_denied", "This is not allowed.")
        case RequestDataTooBig():
            return Problem(413, "too_large", "The request is too large.")
        case DataError():
            return Problem(400, "unstorable_value", UNSTORABLE)
        case OperationalError() | InterfaceError() if is_away(error):
            told_away(error)
            detail = "The record cannot be reached at the moment. Please try again in a few seconds."
            return Problem(503, "database_unavailable", detail, headers={"Retry-After": "5"})
        case OperationalError() if "statement timeout" in str(error):
            # PostgreSQL gave the question up: the web server allows a few seconds.
            detail = "The question takes too long. Ask for less, or try again later."
            return Problem(503, "took_too_long", detail, headers={"Retry-After": "30"})
        case SuspiciousOperation() | MultiPartParserError():
            return Problem(400, "bad_request", "The request cannot be read.")
        case _:
            return None
