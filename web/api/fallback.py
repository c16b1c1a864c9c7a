"""What lies under /api/ and is no address: a slash that was forgotten, or nothing."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

from web.errors import OPEN_TO_ALL, Problem, problem_response


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """A way to the address with its slash, for those who read; else a problem document."""
    slashed = f"{request.path_info}/"
    if (
        request.method in ("GET", "HEAD")
        and not request.path_info.endswith("/")
        and _leads_somewhere(slashed)
    ):
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return HttpResponsePermanentRedirect(f"{request.path}/{query}", headers=dict(OPEN_TO_ALL))
    return problem_response(Problem(404, "not_found", f"There is nothing at {request.path}."))


def _leads_somewhere(path: str) -> bool:
    """Whether an address has an endpoint of its own."""
    try:
        return resolve(path).func is not nowhere
    except Resolver404:
        return False
