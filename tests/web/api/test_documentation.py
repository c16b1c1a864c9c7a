"""The OpenAPI document: valid, complete, and true of the answers."""

import json
from typing import Any

import jsonschema
import pytest
from drf_spectacular.validation import validate_schema

from web.api.documentation import FEEDS
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
    assert set(document["paths"]) == {f"/{address.template}" for address in (*ADDRESSES, *FEEDS)}
    for address in (*ADDRESSES, *FEEDS):
        told = document["paths"][f"/{address.template}"]["get"]
        names = [one["name"] for one in told["parameters"] if one["in"] == "query"]
        assert names == ["as_of", "known_on", *(one.name for one in address.instance().parameters())]
        assert told["summary"]


def test_the_calendar_is_told_with_its_filters_at_the_root_of_the_site(document: dict[str, Any]) -> None:
    told = document["paths"]["/feeds/events.ics"]
    names = {one["name"] for one in told["get"]["parameters"]}
    assert {"as_of", "known_on", "package", "actor", "kind", "status", "from", "to"} <= names
    assert set(told["get"]["responses"]["200"]["content"]) == {"text/calendar"}
    assert told["servers"] == [{"url": "http://testserver"}]


def told(address: Any, document: dict[str, Any]) -> dict[str, Any]:
    """What the document says of the content of an answer, by media type."""
    content: dict[str, Any] = document["paths"][f"/{address.template}"]["get"]["responses"]["200"]["content"]
    return content


def told_of_json(address: Any, document: dict[str, Any]) -> jsonschema.Draft202012Validator:
    schema = told(address, document)["application/json"]["schema"]
    return jsonschema.Draft202012Validator(
        {**schema, "components": document["components"]},
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


@pytest.mark.parametrize(
    "address",
    [one for one in ADDRESSES if one.bare_name not in ("docs", "schema")],
    ids=lambda one: one.bare_name,
)
def test_answers_are_as_the_document_says(address: Any, document: dict[str, Any], api: Api) -> None:
    validator = told_of_json(address, document)
    declared = {one.name: one for one in address.instance().parameters()}
    asked = [{}, {"as_of": "2025-02-20", "known_on": "2025-03-01"}]
    if "fields" in declared:
        words = declared["fields"].words
        asked += [{"fields": word} for word in words] + [{"fields": ",".join(words)}]
    if "include" in declared:
        put_in = ",".join(declared["include"].words)
        asked += [{"include": put_in}, {"include": put_in, "fields": "key"}]
    for more in asked:
        validator.validate(json.loads(fetch(api, address, **more).content))


@pytest.mark.parametrize("address", [one for one in ADDRESSES if "resource" in one.settings],
                         ids=lambda one: one.bare_name)  # fmt: skip
def test_a_field_of_another_sort_is_not_as_the_document_says(
    address: Any, document: dict[str, Any], api: Api
) -> None:
    validator, answer = told_of_json(address, document), json.loads(fetch(api, address).content)
    row = answer["results"][0] if "results" in answer else answer
    row["key"] = {"key": row["key"]}
    assert not validator.is_valid(answer)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.bare_name)
def test_every_format_has_the_media_type_that_is_told(
    address: Any, document: dict[str, Any], api: Api
) -> None:
    words = next((one.words for one in address.instance().parameters() if one.name == "format"), ("json",))
    sent = {
        fetch(api, address, **({"format": word} if word != "json" else {}))["Content-Type"] for word in words
    }
    assert {kind.partition(";")[0] for kind in sent} == set(told(address, document))


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
