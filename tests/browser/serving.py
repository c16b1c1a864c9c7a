"""The site as it is in production, on the demo record: Gunicorn in a process of its own, on a database of its own.

The tests only read it, so one load serves them all; nothing that they do, and no other test, can move the record.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DEMO = ROOT / "desk" / "demo" / "ukraine"
# A busy machine may take this many seconds until the server answers.
PATIENCE = 60


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """The address of a server on the demo record; everything that it needs lies in the folder."""
    with database(folder) as address:
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "STATIC_ROOT": str(folder / "static"),
            "SECRET_KEY": "a key that signs nothing outside the tests, and is long enough for Django",
            "PORT": str(free_port()),
            "WEB_PROCESSES": "1",
            "STATEMENT_TIMEOUT": "60",
            "LOG_FORMAT": "text",
            "LOG_LEVEL": "ERROR",
        }
        manage(environment, "migrate", "--no-input")
        manage(environment, "import_record", str(DEMO), "--known-from-sources")
        manage(environment, "collectstatic", "--no-input", "--ignore", "redoc")
        with served(environment, folder / "server.log") as port:
            yield f"http://127.0.0.1:{port}"


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """A new database on the engine of the tests: a file in the folder, or one of PostgreSQL that is dropped again."""
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        yield f"sqlite:///{folder / 'record.sqlite3'}"
        return
    url = urlsplit(os.environ["DATABASE_URL"])
    name = f"test_browser_{url.path[1:].removeprefix('test_')}_{os.getpid()}"
    with closing(psycopg2.connect(url._replace(path="/postgres").geturl())) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
            try:
                yield url._replace(path=f"/{name}").geturl()
            finally:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def manage(environment: dict[str, str], *command: str) -> None:
    """Run a management command to its end; when it fails, the failure says what it said."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout}\n{done.stderr}"


@contextmanager
def served(environment: dict[str, str], log: Path) -> Iterator[str]:
    """The port of a Gunicorn that answers."""
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    with log.open("w") as heard:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=heard, stderr=heard)
    try:
        deadline = time.monotonic() + PATIENCE
        while not answers(int(environment["PORT"])):
            assert server.poll() is None, f"The server stopped:\n{log.read_text()}"
            assert time.monotonic() < deadline, f"The server did not answer:\n{log.read_text()}"
            time.sleep(0.1)
        yield environment["PORT"]
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(30)
        server.kill()


def answers(port: int) -> bool:
    """Whether somebody answers there."""
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as line:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False


def free_port() -> int:
    """A port on which nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
