"""config/gunicorn.py, in a server of its own."""

import os
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.browser.serving import free_port, served


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a server listens that runs with the settings of production and one worker."""
    folder: Path = tmp_path_factory.mktemp("server")
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "zq8Rr1nV0c4yYhL7w2tB6mXe5sUaKdJgPfQiOo3HvNlTbCk9WxEjM",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "PORT": str(free_port()),
        "WEB_CONCURRENCY": "1",
        "LOG_LEVEL": "ERROR",
    }
    with served(environment, folder / "server.log") as number:
        yield int(number)


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
