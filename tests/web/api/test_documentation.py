"""The OpenAPI document: valid, complete, and true of the answers."""

import json
from typing import Any

import jsonschema
import pytest
from drf_spectacular.validation import validate_schema

from web.api.nouns import RESOURCES
from web.api.urls import ADDRESSES

from .conftest import Api
from .test_urls import KEYS, NEEDED, fetch

pytestmark = [pytest.mark.usefixtures("small"), pytest.mark.django_db]


@pytest.fixture
def document(api: Api) -> dict[str, Any]:
    answer = api.answer("schema/")
    assert answer["Content-Type"].startswith("application/vnd.oai.openapi+json")
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    validate_schema(document)


def test_every_address_and_each_of_its_parameters_is_told(document: dict[str, Any]) -> None:
    assert set(document["paths"]) == {f"/{address.template}" for address in ADDRESSES}
    for address in ADDRESSES:
        told = document["paths"][f"/{address.template}"]["get"]
        names = [one["name"] for one in told["parameters"] if one["in"] == "query"]
        assert names == ["as_of", "known_on", *(one.name for one in address.instance().parameters())]
        assert told["summary"]


@pytest.mark.parametrize(
    "address",
    [one for one in ADDRESSES if one.bare_name not in ("docs", "schema")],
    ids=lambda one: one.bare_name,
)
def test_answers_are_as_the_document_says(address: Any, document: dict[str, Any], api: Api) -> None:
    operation = document["paths"][f"/{address.template}"]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    validator = jsonschema.Draft202012Validator(
        {**schema, "components": document["components"]},
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    for clocks in ({}, {"as_of": "2025-02-20", "known_on": "2025-03-01"}):
        validator.validate(json.loads(fetch(api, address, **clocks).content))


@pytest.mark.parametrize("noun", RESOURCES, ids=lambda noun: noun.path)
def test_no_row_has_a_field_that_is_not_told(noun: Any, document: dict[str, Any], api: Api) -> None:
    schema = {**document["components"]["schemas"][noun.word], "additionalProperties": False}
    validator = jsonschema.Draft202012Validator({**schema, "components": document["components"]})
    for row in api.get(f"{noun.path}/")["results"]:
        validator.validate(row)


def test_problems_are_as_the_document_says(document: dict[str, Any], api: Api) -> None:
    schema = document["components"]["schemas"]["problem"]
    for problem in (
        api.refused("actors/", as_of="x"),
        api.refused("actors/no-such/", 404),
        api.refused("changes/", 410, after="99999"),
        api.refused("nowhere/", 404),
    ):
        jsonschema.validate(problem, schema)


def test_the_page_loads_nothing_from_elsewhere_and_has_no_inline_script(api: Api) -> None:
    page = api.answer("docs/").content.decode()
    assert "https://" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=") == 2
    assert 'data-schema="/api/v1/schema/"' in page


def test_the_examples_of_these_tests_are_complete() -> None:
    assert set(KEYS) == {noun.word for noun in RESOURCES}
    required = {
        address.bare_name: {one.name for one in address.instance().parameters() if one.required}
        for address in ADDRESSES
    }
    assert {name: set(needed) for name, needed in NEEDED.items() if name != "compare"} == {
        name: needed for name, needed in required.items() if needed
    }
