"""web.outages: while the database is away, what was answered before is answered, and the rest is a 503 that says so."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from web import caching
from web.outages import is_away, kept_answer
from web.pages.visits import kept, visit_of

pytestmark = pytest.mark.django_db


class Refused(psycopg2.OperationalError):
    """What the driver raises where nobody answers at the port, or the server says why it goes."""

    def __init__(self, code: str | None) -> None:
        super().__init__("the server closed the connection")
        self.code = code

    @property
    def pgcode(self) -> str | None:  # type: ignore[override]
        return self.code


def caused_by(cause: BaseException, kind: type[Exception] = OperationalError) -> Exception:
    error = kind("could not connect to server:\n\tConnection refused")
    error.__cause__ = cause
    return error


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = code
    return error


@contextmanager
def away() -> Iterator[None]:
    """Within it every query fails as it does without a server."""

    def refuse(*args: Any) -> Any:
        raise caused_by(Refused(None))

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("code", [None, "57P01", "57P03", "53300", "08006"])
def test_a_server_that_is_gone_going_or_full_is_away(code: str | None) -> None:
    assert is_away(caused_by(Refused(code)))


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR | 8 << 8]
)
def test_a_file_that_cannot_be_opened_or_is_held_is_away(code: int) -> None:
    assert is_away(caused_by(sqlite_error(code)))


@pytest.mark.parametrize(
    "error",
    [
        caused_by(Refused("57014")),
        caused_by(Refused("42P01")),
        caused_by(sqlite_error(sqlite3.SQLITE_ERROR)),
        OperationalError("no such table"),
        KeyError("actor"),
        None,
    ],
)
def test_a_fault_of_ours_is_no_outage(error: BaseException | None) -> None:
    assert not is_away(error)


def test_a_connection_that_was_closed_is_an_outage() -> None:
    assert is_away(InterfaceError("connection already closed"))


@pytest.mark.parametrize("address", ["/commitments/", "/matrix/", "/api/v1/commitments/", "/api/v1/meta/"])
def test_what_was_answered_before_is_answered_while_the_database_is_away(
    client: Client, address: str
) -> None:
    before = client.get(address)
    assert "Cache-Status" not in before
    with away():
        answer = client.get(address)
    assert answer.status_code == 200
    assert (answer.content, answer["ETag"]) == (before.content, before["ETag"])
    assert answer["Cache-Status"] == "guarantees; hit; detail=database-away"
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/commitments/", "/api/v1/commitments/"])
def test_what_was_not_answered_before_is_a_503_that_says_when_to_come_back(
    client: Client, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caching.KEPT.clear()
    with away():
        answer = client.get(address)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "cannot be reached at the moment" in answer.content.decode()
    lines = [line for line in caplog.records if line.levelno >= logging.ERROR and line.name == "database"]
    assert len(lines) == 1
    assert lines[0].exc_info is None
    assert "\n" not in lines[0].getMessage()
    if address.startswith("/api/"):
        assert json.loads(answer.content)["code"] == "database_unavailable"


@pytest.mark.parametrize(("more", "is_for_all"), [("7.2025-09-05", False), ("", True)])
def test_what_was_made_for_one_reader_is_answered_to_no_other(
    rf: RequestFactory, more: str, is_for_all: bool
) -> None:
    request = rf.get("/", headers={"host": "localhost"})
    kept(request, visit_of(request, ()), lambda: HttpResponse("since your last visit"), more)
    assert (kept_answer(request) is not None) == is_for_all


def test_an_address_is_forgotten_when_there_are_too_many() -> None:
    kept = caching.Kept(room=1000, largest=100, places=2)
    for n in range(3):
        kept.remember(f"place {n}", f"tag {n}")
    assert kept.remembered("place 0") is None
