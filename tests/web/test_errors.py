"""What the ways to fail look like from outside."""

import json

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import DataError, OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from rest_framework.exceptions import MethodNotAllowed

from ledger.exceptions import RuleBroken
from web.errors import AnswerErrors, answer_to, problem_response, server_error
from web.exceptions import AnotherEpoch, CursorBeyondEnd, Finding, NotFound, NotKnownThen, ParametersRefused

REFUSED = ParametersRefused([Finding("as_of", "not_a_date", "as_of: 'x' is not a date")])


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (REFUSED, 400, "parameters_refused"),
        (NotFound("actor", "xyz"), 404, "not_found"),
        (NotKnownThen("commitment", "xyz", "2025-01-01"), 404, "not_known_then"),
        (CursorBeyondEnd("Gone.", 3, "e1", "https://example.org/snapshot", {}), 410, "cursor_beyond_end"),
        (AnotherEpoch("Gone.", 3, "e1", "https://example.org/snapshot", {}), 410, "another_epoch"),
        (RuleBroken("own_statement", "Nobody approves their own."), 409, "own_statement"),
        (RuleBroken("low_above_high", "Low is above high.", field="low"), 400, "low_above_high"),
        (Http404("nothing"), 404, "not_found"),
        (MethodNotAllowed("POST"), 405, "method_not_allowed"),
        (DataError("invalid byte sequence"), 400, "unstorable_value"),
        (SuspiciousOperation("odd"), 400, "bad_request"),
        (OperationalError("canceling statement due to statement timeout"), 503, "took_too_long"),
    ],
)
def test_an_error_of_the_asker_has_a_status_and_a_code(error: Exception, status: int, code: str) -> None:
    problem = answer_to(error)
    assert problem is not None
    assert (problem.status, problem.code) == (status, code)


def test_a_fault_of_ours_is_not_explained_away() -> None:
    assert answer_to(OperationalError("no such table")) is None
    assert answer_to(KeyError("actor")) is None


def test_a_problem_document_has_the_members_of_the_standard_and_ours() -> None:
    problem = answer_to(REFUSED)
    assert problem is not None
    answer = problem_response(problem)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert json.loads(answer.content) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "as_of: 'x' is not a date.",
        "code": "parameters_refused",
        "errors": [{"field": "as_of", "code": "not_a_date", "detail": "as_of: 'x' is not a date"}],
    }


def test_a_reader_beyond_the_end_is_told_where_the_snapshot_is() -> None:
    problem = answer_to(CursorBeyondEnd("Gone.", 3, "e1", "https://example.org/snapshot", {}))
    assert problem is not None
    answer = problem_response(problem)
    assert json.loads(answer.content)["snapshot"] == "https://example.org/snapshot"
    assert answer["Link"] == '<https://example.org/snapshot>; rel="alternate"'


def test_an_error_is_a_document_under_api_and_a_page_elsewhere() -> None:
    middleware = AnswerErrors(lambda request: problem_response(None))  # type: ignore[arg-type]
    under_api = middleware.process_exception(RequestFactory().get("/api/v1/actors/"), REFUSED)
    page = middleware.process_exception(RequestFactory().get("/matrix/"), REFUSED)
    assert under_api is not None
    assert page is not None
    assert under_api["Content-Type"] == "application/problem+json"
    assert page.status_code == 400
    assert b"as_of" in page.content
    assert middleware.process_exception(RequestFactory().get("/matrix/"), KeyError("x")) is None


def test_our_own_fault_shows_nothing_of_itself() -> None:
    under_api = server_error(RequestFactory().get("/api/v1/actors/"))
    page = server_error(RequestFactory().get("/matrix/"))
    assert (under_api.status_code, page.status_code) == (500, 500)
    assert json.loads(under_api.content)["code"] == "server_error"
    assert b"Traceback" not in page.content


def test_an_address_that_leads_nowhere_is_a_page_with_the_way_back(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert b"/no/such/page/" in answer.content
    assert b"</html>" in answer.content


def test_a_foreign_host_is_refused_without_an_echo(client: Client) -> None:
    answer = client.get("/api/v1/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert b"evil" not in answer.content


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("ordering=zzz", "<strong>ordering</strong>: &#x27;zzz&#x27; is none of"),
        ("ordering=name&ordering=name", "<strong>ordering</strong>: is given 2 times"),
        ("zzz=1", "<strong>zzz</strong>: is not a parameter here"),
        ("as_of=zzz", "<strong>as_of</strong>: &#x27;zzz&#x27; is not"),
    ],
)
@pytest.mark.parametrize("lang", ["", "uk"])
@pytest.mark.django_db
def test_a_page_names_a_parameter_once(client: Client, asked: str, sentence: str, lang: str) -> None:
    page = client.get(f"/actors/?{asked}" + (f"&lang={lang}" if lang else "")).content.decode()
    name, _, exact = sentence.partition(": ")
    notice = page.partition('class="notice')[2]
    assert f"{name}: " in notice
    # In another language a general sentence may stand between them.
    assert sentence in notice or (lang and f'lang="en">{exact}' in notice)
