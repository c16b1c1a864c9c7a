"""Settings from the environment: a value that is not understood stops the start and says how to mend it."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
SQLITE = "sqlite:///"
DATABASES = re.compile(r"sqlite:///.+|postgres(ql)?://[^/]*/[^/?]+.*")


@contextmanager
def or_stop() -> Iterator[None]:
    """A value that is not understood ends the process with its sentence, not with a traceback."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.exit(f"ImproperlyConfigured: {error}")


def text(name: str, default: str) -> str:
    """A value as it stands; empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """A yes or no."""
    value = text(name, "1" if default else "0").lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name}={value} is not understood: write 1 for yes or 0 for no.")
    return value in YES


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between `least` and `most`, both included."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name}={value} is not understood: write a whole number from {least} to {most}."
        )
    return int(value)


def processes() -> int:
    """How many processes serve the web.

    WEB_CONCURRENCY, which platforms set, counts where WEB_PROCESSES is not set. The web server reads that one itself,
    and ends in a traceback where it stands empty: that is why it is not the name that `.env.example` asks for.
    """
    default = number("WEB_CONCURRENCY", 2, least=1, most=64)
    return number("WEB_PROCESSES", default, least=1, most=64)


def choice(name: str, default: str, words: tuple[str, ...]) -> str:
    """One of `words`."""
    value = text(name, default)
    if value not in words:
        raise ImproperlyConfigured(f"{name}={value} is not understood: write one of {', '.join(words)}.")
    return value


def hosts(name: str, default: str) -> list[str]:
    """Host names, separated by commas. No wildcard: it would let any Host header into our links."""
    values = [value.strip() for value in text(name, default).split(",") if value.strip()]
    for value in values:
        if "*" in value or "/" in value:
            raise ImproperlyConfigured(
                f"{name} holds {value!r}: write host names without scheme, separated by commas, such as "
                "tracker.example.org (a leading dot admits the subdomains)."
            )
    return values


def database(name: str, default: str) -> dict[str, Any]:
    """A database URL as Django's settings for one database: SQLite or PostgreSQL.

    What stands behind `sqlite:///` is the path of the file to the letter, whatever marks are in it.
    """
    value = text(name, default)
    if not DATABASES.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name} is not understood: write sqlite:///db.sqlite3 or postgres://user:password@host:5432/name."
        )
    if value.startswith(SQLITE):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": value.removeprefix(SQLITE)}
    return dict(environ.Env.db_url_config(value))


def redis(name: str) -> str:
    """A Redis URL, or "" when there is none."""
    value = text(name, "")
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(f"{name} is not understood: write redis://host:6379/0, or leave it out.")
    return value


def secret_key(name: str, key_file: Path) -> str:
    """The secret from the environment, else from the file that `make run` writes. There is no default."""
    value = text(name, "")
    if not value and key_file.is_file():
        value = key_file.read_text().strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. On your own machine type `make run`, which makes one for you. In production "
            "set it to 50 random characters: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return value
