"""What happens around every request: its name in the logs, and what no shared cache may keep."""

import re
import time
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from web.errors import API_PREFIX, Problem, problem_response

GetResponse = Callable[[HttpRequest], HttpResponse]
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# Asked every few seconds by machines: they would drown the log.
QUIET = {"/healthz", "/readyz", "/ledgerz"}

log = structlog.get_logger("request")


def name_request(get_response: GetResponse) -> GetResponse:
    """Gives each request an id (a proxy may bring one), in the logs and on the answer; logs the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        brought = request.headers.get("X-Request-ID", "")
        name = brought if REQUEST_ID.fullmatch(brought) else uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=name):
            response = get_response(request)
            response["X-Request-ID"] = name
            if request.path not in QUIET:
                log.info(
                    "request",
                    method=request.method,
                    path=request.path,
                    query=request.META.get("QUERY_STRING", "")[:500],
                    status=response.status_code,
                    ms=round((time.perf_counter() - started) * 1000, 1),
                )
        return response

    return middleware


def leave_out_the_body(get_response: GetResponse) -> GetResponse:
    """An answer that cannot have a body says nothing of one: it would be another one's length and type."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
            for name in ("Content-Length", "Content-Type"):
                response.headers.pop(name, None)
        return response

    return middleware


def refuse_plain_api(get_response: GetResponse) -> GetResponse:
    """Where the site speaks TLS, the API answers nothing else: a redirect would hide that a token was sent openly."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.HTTPS and request.path_info.startswith(API_PREFIX) and not request.is_secure():
            return problem_response(Problem(403, "https_required", "The API is asked over https alone."))
        return get_response(request)

    return middleware


def keep_private(get_response: GetResponse) -> GetResponse:
    """An answer to somebody with a session is for them alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, private=True, no_store=True)
            patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def lend_nothing(get_response: GetResponse) -> GetResponse:
    """No answer lends a script the camera, and none may be loaded by another site's page, unless it says so itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
