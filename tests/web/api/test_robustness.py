"""Whatever a client sends, the answer is a document: never a fault of ours, never a silent alteration."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from web.api.addresses import Address
from web.api.urls import ADDRESSES
from web.filters.parameters import KeyOf, Names, Number, OneOf, Parameter

from .conftest import Api
from .test_urls import KEYS, NEEDED, path_of

pytestmark = [pytest.mark.usefixtures("small"), pytest.mark.django_db]

ODD = (
    "", "0", "-1", "1", "null", "true", "NaN", "9" * 25, "%00", "\x00", "�", "﷽", "'", '"', "' OR 1=1 --", "\\", "%",
    "_", "*", "a" * 300, "../..", "2025-02-30", "9999-12-31", "0001-01-01", "2025-01-01T00:00:00Z", "[]", "{}", "a,b",
    "-", "-key", "key,key", "‮", "\ud800", "😀", "\n", "c-vote:met", "W10=", "AND", '"', "()", "& |", "NEAR(",
)  # fmt: skip


def sensible(parameter: Parameter) -> list[str]:
    """Values that the parameter takes."""
    match parameter:
        case KeyOf():
            return [*KEYS.values(), "few", "eu"]
        case OneOf() | Names():
            return list(parameter.words)
        case Number():
            return [str(parameter.least), str(parameter.default)]
        case _:
            return ["2025-03-01", "true", "1", "united", "c-vote:met", "personnel", "none"]


@st.composite
def questions(draw: st.DrawFn) -> tuple[Address, str]:
    """An address with a query string of known and unknown parameters."""
    address = draw(st.sampled_from(ADDRESSES))
    declared = {one.name: one for one in address.instance().parameters()}
    names = [*declared, "as_of", "known_on", "nonsense"]
    pairs = list(NEEDED.get(address.bare_name, {}).items())
    for name in draw(st.lists(st.sampled_from(names), max_size=4, unique=draw(st.booleans()))):
        good = sensible(declared[name]) if name in declared else ["2025-03-01", "2025-03-01T12:00:00Z"]
        pairs.append((name, draw(st.sampled_from([*good, *ODD]) | st.text(max_size=20))))
    return address, "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in pairs)


@pytest.mark.timeout(300)
@given(asked=questions(), key=st.sampled_from([None, None, *ODD]))
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@example(asked=(ADDRESSES[0], "as_of=%ED%A0%80"), key=None)
@example(asked=(ADDRESSES[0], "search=%FF%FE&%FF=1"), key=None)
@example(asked=(ADDRESSES[0], "&&=&a&=b;c=d"), key=None)
@example(asked=(ADDRESSES[0], "as_of=9999-12-31&known_on=9999-12-31T23:59:59.999999Z"), key=None)
@example(asked=(ADDRESSES[0], "as_of=0001-01-01&known_on=0001-01-01"), key=None)
def test_no_question_is_answered_by_a_fault(asked: tuple[Address, str], key: str | None, api: Api) -> None:
    address, query = asked
    path = address.template.replace("{key}", quote(key, errors="surrogatepass")) if key else path_of(address)
    answer: Any = api.client.get(f"/api/v1/{path}?{query}")
    assert answer.status_code in (200, 301, 400, 404, 410), answer.content
    if answer.status_code == 200:
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer["Content-Type"] == "application/json":
            document = json.loads(body)
            assert {"as_of", "known_on", "basis"} <= set(document)
    elif answer.status_code != 301:
        problem = json.loads(answer.content)
        assert answer["Content-Type"] == "application/problem+json"
        assert problem["status"] == answer.status_code
        assert problem["code"]
        assert problem["detail"]
        if answer.status_code == 400:
            assert all(error["field"] in query or quote(error["field"]) for error in problem["errors"])


@pytest.mark.parametrize("body", [b"", b"{", b'{"a": NaN}', b"\x00", b"[" * 100_000, b"x" * 2_000_000])
@pytest.mark.parametrize(
    "kind", ["application/json", "text/xml", "multipart/form-data; boundary=x", "nonsense"]
)
def test_a_body_that_nobody_asked_for_is_not_read(body: bytes, kind: str, api: Api) -> None:
    answer = api.client.generic("POST", "/api/v1/commitments/", body, content_type=kind)
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert api.client.generic("GET", "/api/v1/commitments/", body, content_type=kind).status_code == 200


def test_a_fault_of_ours_is_a_document_that_tells_nothing(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError("the secret is 42")

    monkeypatch.setattr("web.api.endpoint.resolve", fail)
    answer = api.answer("actors/")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert b"42" not in answer.content
