"""The OpenAPI document, made from the same declarations that check requests, and the pages that show it."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse

from web.filters.parameters import Parameter, Schema
from web.formats import CONTENT_TYPES

from . import shapes
from .addresses import Address
from .calendar import EventsCalendar
from .endpoint import Endpoint, as_json
from .nouns import RESOURCES, Resource
from .question import Question

ABOUT: Final = """Who has committed what in the negotiation of security guarantees, when, and on whose word.

Every question can be asked as of any day (`as_of`) and as known on any moment (`known_on`); every answer repeats both
and names its `basis`, the sequence of the change feed at which it was read. An answer whose clocks are both past never
changes.
Unknown parameters and values are refused by name. Errors are problem documents (RFC 9457)."""
#: Addresses beside the API that programs read.
FEEDS: Final = (Address("feeds/events.ics", "events_calendar", EventsCalendar),)
OPENAPI: Final = "application/vnd.oai.openapi+json; version=3.1"


class Description(Endpoint):
    """This document."""

    media_type = OPENAPI.partition(";")[0]

    addresses: ClassVar[Sequence[Address]] = ()

    def schema_of_answer(self) -> Schema:
        return {"type": "object", "description": "An OpenAPI 3.1 document"}

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """The OpenAPI document of this site."""
        document = as_json(described(self.addresses, f"{question.site}{reverse('api-root')}"))
        document["Content-Type"] = OPENAPI
        return document


class Documentation(Endpoint):
    """The document above for people, served from this site alone."""

    media_type = "text/html"

    def parameters(self) -> Sequence[Parameter]:
        return ()

    def schema_of_answer(self) -> Schema:
        return {"type": "string", "description": "An HTML page"}

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """The page; what it shows is the document of the schema."""
        return HttpResponse(render_to_string("api_docs.html", {"schema": reverse("api-schema")}))


def described(addresses: Sequence[Address], server: str) -> dict[str, Any]:
    """The OpenAPI document of some addresses below a server."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Guarantees", "version": settings.VERSION, "description": ABOUT},
        "servers": [{"url": server.rstrip("/")}],
        "paths": {
            **{f"/{one.template}": {"get": _operation(one)} for one in addresses},
            **{f"/{one.template}": _beside(one, server) for one in FEEDS},
        },
        "components": {
            "schemas": {
                **{noun.word: _row(noun) for noun in RESOURCES},
                **{f"{noun.word}_part": _part(noun) for noun in RESOURCES},
                "condition_update": shapes.record(shapes.CONDITION_UPDATE),
                "problem": _PROBLEM,
            },
            "responses": {code: _refusal(text) for code, text in _REFUSALS.items()},
        },
    }


def _beside(address: Address, server: str) -> dict[str, Any]:
    """What stands on the same site, but not below the API."""
    site = server.removesuffix(reverse("api-root"))
    return {"servers": [{"url": site}], "get": _operation(address)}


def _operation(address: Address) -> dict[str, Any]:
    """What one address takes and answers."""
    endpoint = address.instance()
    content: dict[str, Schema] = {endpoint.media_type: {"schema": endpoint.schema_of_answer()}}
    declared = [*endpoint.clocks(), *endpoint.parameters()]
    for form in next((one.schema().get("enum", ()) for one in declared if one.name == "format"), ()):
        if form in CONTENT_TYPES:
            content[CONTENT_TYPES[form].partition(";")[0]] = {"schema": shapes.TEXT}
    return {
        "operationId": address.bare_name.replace("-", "_"),
        "summary": endpoint.about(),
        "tags": ["nouns" if "resource" in address.settings else "questions"],
        "parameters": [*_path_parameters(address), *(_parameter(one) for one in declared)],
        "responses": {
            "200": {
                "description": "The answer",
                "headers": {"ETag": {"schema": shapes.TEXT}},
                "content": content,
            },
            "304": {"description": "The asker has the answer already"},
            **{
                status: {"$ref": f"#/components/responses/{name}"}
                for status, name in endpoint.refusals.items()
            },
        },
    }


def _path_parameters(address: Address) -> list[dict[str, Any]]:
    if "{key}" not in address.template:
        return []
    return [{"name": "key", "in": "path", "required": True, "schema": shapes.KEY}]


def _parameter(one: Parameter) -> dict[str, Any]:
    """A query parameter as OpenAPI tells it."""
    told: dict[str, Any] = {
        "name": one.name,
        "in": "query",
        "required": one.required,
        "description": one.about,
        "schema": one.schema(),
    }
    if told["schema"].get("type") == "array":
        told["explode"] = one.repeatable
    return told


def _row(noun: Resource) -> Schema:
    """A row. With `include` objects stand under the included names, also where keys stand without it."""
    row = shapes.record(noun.shape)
    for name in noun.includes:
        word = "condition_update" if (noun.word, name) == ("condition", "updates") else name.removesuffix("s")
        put_in = shapes.many({"$ref": f"#/components/schemas/{word}"})
        row["properties"][name] = {"anyOf": [noun.shape[name], put_in]} if name in noun.shape else put_in
    return {**row, "additionalProperties": True}


def _part(noun: Resource) -> Schema:
    """What `fields` leaves of a row."""
    whole = _row(noun)
    return {**whole, "required": [], "description": f"The fields of {noun.word} that `fields` names"}


_PROBLEM: Final = {
    "type": "object",
    "description": "RFC 9457",
    "properties": {
        "type": shapes.TEXT,
        "title": shapes.TEXT,
        "status": {"type": "integer"},
        "detail": shapes.TEXT,
        "code": shapes.TEXT,
        "errors": shapes.many(
            shapes.record({"field": shapes.TEXT, "code": shapes.TEXT, "detail": shapes.TEXT})
        ),
    },
    "required": ["type", "title", "status", "detail", "code", "errors"],
}
_REFUSALS: Final = {
    "Refused": "Parameters are unknown or cannot be meant; each is named",
    "NotFound": "Nothing has this key, or nothing had it then (`not_known_then`)",
    "Gone": "The feed ends before `after` (`cursor_beyond_end`), or is of another epoch (`another_epoch`)",
}


def _refusal(text: str) -> dict[str, Any]:
    return {
        "description": text,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}},
    }
