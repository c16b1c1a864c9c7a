"""config.middleware: what stands on every answer."""

import json
import logging

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from config.logs import logging_settings


def test_every_answer_names_its_request(client: Client) -> None:
    first, second = client.get("/healthz"), client.get("/no-such-page")
    assert len(first["X-Request-ID"]) == 32
    assert first["X-Request-ID"] != second["X-Request-ID"]


def test_the_id_that_a_proxy_brings_is_kept(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "abc-12345"})["X-Request-ID"] == "abc-12345"


def test_an_id_that_could_forge_a_log_line_is_replaced(client: Client) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": 'x"}\n{"event": "forged'})
    assert len(answer["X-Request-ID"]) == 32


@pytest.mark.parametrize("address", ["/healthz", "/no-such-page", "/admin/login/"])
@pytest.mark.django_db
def test_every_answer_forbids_scripts_styles_and_frames_of_others(client: Client, address: str) -> None:
    answer = client.get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/static/css/tokens.css", "/static/img/marks.svg"])
@pytest.mark.django_db
def test_static_files_carry_the_policies_too(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.getvalue()
    assert answer.status_code == 200
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("address", "policy"),
    [
        ("/matrix/", "same-origin"),
        ("/no-such-page", "same-origin"),
        ("/admin/login/", "same-origin"),
        ("/api/v1/meta/", "cross-origin"),
        ("/api/v1/nowhere/", "cross-origin"),
        ("/feeds/events.ics", "cross-origin"),
        ("/embed/matrix/", "cross-origin"),
    ],
)
@pytest.mark.django_db
def test_only_what_is_made_for_other_sites_may_be_loaded_by_them(
    client: Client, address: str, policy: str
) -> None:
    assert client.get(address)["Cross-Origin-Resource-Policy"] == policy


def test_an_answer_to_somebody_with_a_session_is_kept_by_no_cache(client: Client) -> None:
    client.cookies[configured.SESSION_COOKIE_NAME] = "anything"
    answer = client.get("/no-such-page")
    assert "Cookie" in answer["Vary"]
    control = answer["Cache-Control"]
    assert "private" in control
    assert "no-store" in control


def test_a_log_line_is_one_json_object_with_the_request_id(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        answer = client.get("/no-such-page?a=1%0Ab")
    line = next(record for record in caplog.records if record.name == "request")
    made = logging_settings(style="json", level="INFO")["formatters"]["line"]
    formatter = made.pop("()")(**made)
    said = json.loads(formatter.format(line))
    assert said["event"] == "request"
    assert said["request_id"] == answer["X-Request-ID"]
    assert (said["path"], said["query"], said["status"]) == ("/no-such-page", "a=1%0Ab", 404)


def test_the_probes_do_not_fill_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/healthz")
    assert [record for record in caplog.records if record.name == "request"] == []


def test_behind_tls_the_api_refuses_plain_http_as_a_problem(client: Client, settings: Settings) -> None:
    settings.HTTPS = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answer = client.get("/api/v1/nowhere/")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["code"] == "https_required"
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert client.get("/api/v1/nowhere/", headers={"X-Forwarded-Proto": "https"}).status_code == 404


def test_without_tls_the_api_answers_plain_http(client: Client) -> None:
    assert client.get("/api/v1/nowhere/").status_code == 404
