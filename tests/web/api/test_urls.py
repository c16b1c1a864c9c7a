"""Every address of the API, whichever endpoint answers there."""

import json
from typing import Any

import pytest
from django.test import Client

from web.api.addresses import Address
from web.api.urls import ADDRESSES

from .conftest import Api

pytestmark = [pytest.mark.usefixtures("small"), pytest.mark.django_db]

#: What a question must say, where it must say something.
NEEDED: dict[str, dict[str, str]] = {
    "explain": {"guarantee": "g-land", "contribution": "troops", "unit": "personnel"},
    "scenario": {"package": "peace"},
    "compare": {"from": "2025-02-01", "to": "2025-10-01"},
    "search": {"q": "united"},
}
KEYS = {
    "actor": "gbr", "leader": "starmer", "publisher": "wire", "source": "s-wire", "package": "peace",
    "guarantee": "g-land", "condition": "c-ceasefire", "event": "e-summit", "statement": "st-gbr",
    "commitment": "gbr-land", "update": "gbr-land-1", "position": "pos-rus-1",
}  # fmt: skip
CLOCKS: list[dict[str, str]] = [
    {},
    {"as_of": "2025-02-20"},
    {"known_on": "2025-03-01"},
    {"as_of": "2025-02-20", "known_on": "2025-03-01T00:00:00Z"},
]
every_address = pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.bare_name)


def path_of(address: Address) -> str:
    return address.template.replace("{key}", KEYS.get(address.bare_name.removesuffix("-detail"), "no-key"))


def fetch(api: Api, address: Address, headers: dict[str, str] | None = None, **more: str) -> Any:
    parameters = {**NEEDED.get(address.bare_name, {}), **more}
    return api.client.get(f"/api/v1/{path_of(address)}", parameters, headers=headers)


@every_address
def test_every_address_answers_at_any_two_times(address: Address, api: Api) -> None:
    for clocks in CLOCKS:
        answer = fetch(api, address, **clocks)
        assert answer.status_code == 200, answer.content
        assert answer["ETag"].startswith('"')
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer
        assert "Vary" in answer
        settled = len(clocks) == 2
        kept = "public, max-age=86400" if settled else "public, max-age=0, must-revalidate"
        assert answer["Cache-Control"] == kept
        if address.bare_name not in ("docs", "schema"):
            document = json.loads(answer.content)
            assert {name: document[name] for name in clocks} == clocks
            assert isinstance(document["basis"], int)


@every_address
def test_the_same_question_has_the_same_tag_and_is_not_answered_twice(address: Address, api: Api) -> None:
    tag = fetch(api, address)["ETag"]
    for held in (tag, f'"x", W/{tag}', "*"):
        again = fetch(api, address, {"If-None-Match": held})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
        assert not {"Content-Type", "Content-Length"} & set(again.headers)
    assert fetch(api, address, {"If-None-Match": '"another"'}).status_code == 200
    assert fetch(api, address, as_of="2025-01-01")["ETag"] != tag
    assert fetch(api, address, known_on="2025-02-28")["ETag"] != tag


@every_address
def test_a_held_tag_is_confirmed_by_few_queries(
    address: Address, api: Api, django_assert_max_num_queries: Any
) -> None:
    tag = fetch(api, address, known_on="2025-03-01")["ETag"]
    with django_assert_max_num_queries(2):
        assert fetch(api, address, {"If-None-Match": tag}, known_on="2025-03-01").status_code == 304


@every_address
def test_head_and_options_work(address: Address, api: Api) -> None:
    url, needed = f"/api/v1/{path_of(address)}", NEEDED.get(address.bare_name, {})
    head = api.client.head(url, needed)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", fetch(api, address)["ETag"])
    options = api.client.options(url)
    assert options.status_code == 204
    assert not {"Content-Type", "Content-Length"} & set(options.headers)
    assert options["Allow"] == options["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@every_address
def test_what_only_reads_refuses_to_write(address: Address, api: Api) -> None:
    for method in ("post", "put", "patch", "delete", "trace"):
        answer = getattr(api.client, method)(f"/api/v1/{path_of(address)}")
        assert answer.status_code == 405
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert json.loads(answer.content)["code"] == "method_not_allowed"


@every_address
def test_bad_dates_and_unknown_parameters_are_named(address: Address, api: Api) -> None:
    for query, code in [
        ({"as_of": "2025-02-30"}, "not_a_date"),
        ({"known_on": "yesterday"}, "not_a_moment"),
        ({"strenght": "pledged"}, "unknown_parameter"),
        ({"as_of": ""}, "empty_value"),
    ]:
        answer = fetch(api, address, **query)
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        assert [(error["field"], error["code"]) for error in json.loads(answer.content)["errors"]] == [
            (*query, code)
        ]


@every_address
def test_a_parameter_given_twice_is_refused(address: Address, api: Api) -> None:
    declared = address.instance().parameters()
    for name in ["as_of", *(one.name for one in declared if not one.repeatable)]:
        query = "&".join([f"{name}=1&{name}=2", *(f"{key}={value}" for key, value in _others(address, name))])
        answer = api.client.get(f"/api/v1/{path_of(address)}?{query}")
        errors = json.loads(answer.content)["errors"]
        assert [(error["field"], error["code"]) for error in errors] == [(name, "given_twice")]


def _others(address: Address, name: str) -> list[tuple[str, str]]:
    return [pair for pair in NEEDED.get(address.bare_name, {}).items() if pair[0] != name]


@pytest.mark.parametrize("name", NEEDED)
def test_what_must_be_said_is_missed(name: str, api: Api) -> None:
    problem = api.refused(f"{name}/")
    assert {(error["field"], error["code"]) for error in problem["errors"]} == {
        (field, "missing") for field in NEEDED[name]
    }


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v2/",
        "/api/v1/nothing/",
        "/api/v1/actors/gbr/more/",
        "/api/v1/actors//",
        "/api/v1/%00",
        "/api/v1/é/",
    ],
)
def test_an_address_that_is_none_is_a_problem_document(path: str, client: Client) -> None:
    for method in (client.get, client.post, client.head):
        answer = method(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_forgotten_slash_leads_to_the_address(client: Client) -> None:
    answer = client.get("/api/v1/actors?kind=state&as_of=2025-01-01")
    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/actors/?kind=state&as_of=2025-01-01")
    assert client.post("/api/v1/actors").status_code == 404


def test_an_accept_header_neither_changes_nor_refuses_an_answer(client: Client) -> None:
    plain = client.get("/api/v1/actors/")
    for accept in ("text/html", "image/png", "application/xml;q=0.9", "nonsense"):
        answer = client.get("/api/v1/actors/", headers={"Accept": accept})
        assert (answer.status_code, answer.content) == (200, plain.content)


def test_too_many_parameters_are_a_bad_request(client: Client) -> None:
    answer = client.get("/api/v1/actors/?" + "&".join(f"a{n}=1" for n in range(1200)))
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_the_root_names_every_address(api: Api) -> None:
    endpoints = api.get("")["endpoints"]
    assert set(endpoints) == {address.template for address in ADDRESSES if address.template}
    assert endpoints["actors/"] == "http://testserver/api/v1/actors/"
