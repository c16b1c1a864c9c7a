"""Databases beside the one of the tests: old ones restored, and the commands of a checkout run on them."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg2
from django.conf import settings
from django.db import connection

from tests.guards.tree import ROOT

FIXTURES = Path(__file__).parent / "fixtures"
COMMITS = ("85c3ebd", "f4105ba")


@contextmanager
def new_database(folder: Path) -> Iterator[str]:
    """The address of an empty database on the engine of the tests; it is gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / f'{uuid4().hex}.sqlite3'}"
        return
    name = f"guarantees_upgrade_{uuid4().hex}"
    given = urlsplit(os.environ["DATABASE_URL"])
    with closing(_administrator()) as server, server.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            yield given._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def old_database(commit: str, folder: Path) -> Iterator[str]:
    """The address of a database as a commit left it."""
    with new_database(folder) as url:
        if connection.vendor == "sqlite":
            content = gzip.decompress((FIXTURES / f"{commit}.sqlite3.gz").read_bytes())
            Path(url.removeprefix("sqlite:///")).write_bytes(content)
        else:
            script = gzip.decompress((FIXTURES / f"{commit}.postgresql.sql.gz").read_bytes()).decode()
            execute(url, script)
        yield url


def old_answers(commit: str) -> dict[str, str]:
    """What the API of a commit answered: bodies by address."""
    found: dict[str, str] = json.loads(gzip.decompress((FIXTURES / f"{commit}.answers.json.gz").read_bytes()))
    return found


def manage(url: str, *arguments: str, tree: Path = ROOT, fails: bool = False) -> str:
    """What `manage.py` of a tree says, on a database; it must succeed, or fail where that is expected."""
    return run(url, "manage.py", *arguments, tree=tree, fails=fails)


def run(url: str, *arguments: str, tree: Path = ROOT, given: str = "", fails: bool = False) -> str:
    """What Python says in a tree, with a database to work on and a text to read."""
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    said = done.stdout + done.stderr
    assert (done.returncode != 0) == fails, said
    return done.stdout if not fails else said


def execute(url: str, sql: str) -> None:
    """Run SQL past the product, as somebody with the database's password could. Raises the driver's own error."""
    connected: Any
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connected:
            connected.create_function("REGEXP", 2, lambda pattern, text: True)
            connected.executescript(sql)
        return
    with closing(psycopg2.connect(url)) as connected, connected, connected.cursor() as cursor:
        cursor.execute(sql)


def _administrator() -> Any:
    database = settings.DATABASES["default"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    server = psycopg2.connect(
        dbname="postgres", **{name: database[key] for name, key in names.items() if database.get(key)}
    )
    server.autocommit = True
    return server
