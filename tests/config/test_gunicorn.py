"""config/gunicorn.py, in a server of its own."""

import os
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.browser.serving import free_port, manage, served
from tests.config.test_deployment import explained

FILLED_IN = {
    "SECRET_KEY": "zq8Rr1nV0c4yYhL7w2tB6mXe5sUaKdJgPfQiOo3HvNlTbCk9WxEjM",
    "ALLOWED_HOSTS": "tracker.example.org,127.0.0.1",
    "HTTPS": "1",
    "POSTGRES_PASSWORD": "jVn4bHq2Kd7",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a server listens that has exactly the variables of `.env.example`, with the first four filled in."""
    folder: Path = tmp_path_factory.mktemp("server")
    environment = {
        "PATH": os.environ["PATH"],
        **explained(),
        **FILLED_IN,
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "STATIC_ROOT": str(folder / "static"),
        "PORT": str(free_port()),
    }
    manage(environment, "collectstatic", "--no-input", "--ignore", "redoc")
    with served(environment, folder / "server.log") as number:
        yield int(number)


def test_the_first_variables_of_the_example_are_those_that_have_to_be_filled_in() -> None:
    assert list(explained())[:4] == list(FILLED_IN)


def test_a_server_without_static_files_does_not_start_and_says_what_to_do(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        **FILLED_IN,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "STATIC_ROOT": str(tmp_path / "static"),
        "PORT": str(free_port()),
    }
    refusal = r"were not collected into .*: run `python manage.py collectstatic --noinput`"
    with pytest.raises(AssertionError, match=refusal), served(environment, tmp_path / "server.log"):
        pass


def asked(port: int, address: str, **headers: str) -> tuple[int, str]:
    """The status of an answer, and what it says of the server."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", address, headers=headers)
        with connection.getresponse() as answer:
            return answer.status, answer.headers.get("Server", "")


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "REMOTE_USER", "X-Forwarded-Proto"])
def test_no_header_of_a_client_moves_the_site(port: int, name: str) -> None:
    value = "https" if "Proto" in name else "/elsewhere"
    assert asked(port, "/healthz", **{name: value})[0] == 200


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_an_answer_does_not_tell_what_serves_it(port: int, address: str) -> None:
    assert "gunicorn" not in asked(port, address)[1]
