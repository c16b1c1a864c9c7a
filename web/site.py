"""The name under which a visitor reached the site."""

from django.http import HttpRequest


def site_of(request: HttpRequest) -> str:
    """Scheme and host of a request, checked by Django against the hosts that this site has."""
    return f"{request.scheme}://{request.get_host()}"
