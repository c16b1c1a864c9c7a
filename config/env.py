"""Settings from the environment: a value that is not understood stops the start and says how to mend it."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
SQLITE = "sqlite:///"
# A name, an IPv4 address or an IPv6 one in brackets; a leading dot admits the subdomains.
HOST = re.compile(r"\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
# The names that were read so far, and from which length on a near miss is no accident.
ASKED: set[str] = set()
LONG_NAME = 9
KEY_LENGTH, KEY_VARIETY = 50, 5
MAKE_A_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
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
    ASKED.add(name)
    return os.environ.get(name, "").strip() or default


def secret(name: str) -> str:
    """A value that may lie in a file instead, which NAME_FILE names; "" when it is in neither."""
    value, file = text(name, ""), text(f"{name}_FILE", "")
    if value and file:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: leave one of them out.")
    if not file:
        return value
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{name}_FILE={file} cannot be read: {error}.") from error


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
        if not HOST.fullmatch(value):
            raise ImproperlyConfigured(
                f"{name} holds {value!r}: write host names without scheme and port, separated by commas, such as "
                "tracker.example.org (a leading dot admits the subdomains)."
            )
    return values


def database(name: str, default: str) -> dict[str, Any]:
    """A database URL as Django's settings for one database: SQLite or PostgreSQL.

    What stands behind `sqlite:///` is the path of the file to the letter, whatever marks are in it.
    """
    value = secret(name) or default
    if not DATABASES.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name} is not understood: write sqlite:///db.sqlite3 or postgres://user:password@host:5432/name."
        )
    if value.startswith(SQLITE):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": value.removeprefix(SQLITE)}
    return dict(environ.Env.db_url_config(value))


def redis(name: str) -> str:
    """A Redis URL, or "" when there is none."""
    value = secret(name)
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(f"{name} is not understood: write redis://host:6379/0, or leave it out.")
    return value


def secret_key(name: str, key_file: Path) -> str:
    """The secret from the environment, else from the file that `make run` writes. There is no default."""
    value = secret(name)
    if not value and key_file.is_file():
        value = key_file.read_text().strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. On your own machine type `make run`, which makes one for you. In production "
            f"set it to {KEY_LENGTH} random characters: {MAKE_A_KEY}"
        )
    if len(value) < KEY_LENGTH or len(set(value)) < KEY_VARIETY:
        raise ImproperlyConfigured(
            f"{name} can be guessed: it needs at least {KEY_LENGTH} characters, random ones: {MAKE_A_KEY}"
        )
    return value


def fallbacks(name: str) -> list[str]:
    """Earlier secrets, separated by commas: what they signed is still believed, nothing new is signed with them."""
    return [value.strip() for value in secret(name).split(",") if value.strip()]


def no_name_is_misspelt(*others: str) -> None:
    """Refuses a variable whose name is nearly one of ours: its value would be believed to count, and would not."""
    ours = ASKED | set(others)
    long = [name for name in ours if len(name) >= LONG_NAME]
    for name in sorted(set(os.environ) - ours):
        near = get_close_matches(name, long, n=1, cutoff=0.88)
        if near and near[0] not in os.environ:
            raise ImproperlyConfigured(
                f"{name} is no variable of ours; {near[0]} was probably meant. Where somebody else reads {name}, set "
                f"{near[0]} too, if only to nothing."
            )


def fit_for_production(code: Path, database: dict[str, Any]) -> None:
    """Refuses what starts and cannot last: a site without a name, a record inside the folder of the code."""
    if not text("ALLOWED_HOSTS", ""):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is not set: write the names under which the site is reached, separated by commas."
        )
    if database["ENGINE"].endswith("sqlite3") and Path(database["NAME"]).resolve().is_relative_to(code):
        raise ImproperlyConfigured(
            f"DATABASE_URL keeps the record in the folder of the code ({code}), which the next version replaces: write "
            "sqlite:////var/lib/guarantees/db.sqlite3 or postgres://user:password@host:5432/name."
        )
