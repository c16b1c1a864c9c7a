"""What can still be answered while the database cannot be reached: what this process has answered today already."""

import sqlite3
from typing import Final

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from . import caching
from .asof import today

log = structlog.get_logger("database")

# SQLSTATE classes of a PostgreSQL that is going, coming, or full; no code at all is one that is not there.
AWAY: Final = ("08", "53", "57P")
# A file that cannot be opened or read, a full disk, a writer that does not end.
SQLITE_AWAY: Final = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)


def is_away(error: BaseException | None) -> bool:
    """Whether an error says that the database cannot be reached now, and nothing else."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        # Extended codes carry the plain one in their lowest byte.
        return (getattr(cause, "sqlite_errorcode", 0) or 0) & 0xFF in SQLITE_AWAY
    code: str | None = getattr(cause, "pgcode", "")
    return code is None or code.startswith(AWAY)


def told(error: BaseException) -> None:
    """One line in the log, with the id of the request, in place of a traceback."""
    log.error("the database cannot be reached", error=" ".join(str(error).split())[:300])


def remember(request: HttpRequest, tag: str) -> None:
    """Keep in mind which answer an address had."""
    caching.KEPT.remember(_place(request), tag)


def kept_answer(request: HttpRequest) -> HttpResponse | None:
    """The last answer of this process to the same question on the same day, or None; it says that it may be old."""
    found = caching.KEPT.remembered(_place(request))
    if found is None:
        return None
    tag, answer = found
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-cache"
    answer["Cache-Status"] = "guarantees; hit; detail=database-away"
    return answer


def _place(request: HttpRequest) -> str:
    return f"{today()} {request.get_host()}{request.get_full_path()}"
