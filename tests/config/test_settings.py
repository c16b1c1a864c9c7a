"""config.settings in other environments than this one, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "zq8Rr1nV0c4yYhL7w2tB6mXe5sUaKdJgPfQiOo3HvNlTbCk9WxEjM",
    "ALLOWED_HOSTS": "tracker.example.org",
    "HTTPS": "1",
    "DATABASE_URL": "postgres://app@db:5432/ledger",
}


def python(code: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | environment
    return subprocess.run(
        [sys.executable, *code], cwd=ROOT, env=clean, capture_output=True, text=True, timeout=60, check=False
    )


def setting(name: str, **environment: str) -> object:
    code = f"from config import settings; import json; print(json.dumps(settings.{name}))"
    done = python(["-c", code], **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_production_passes_every_deployment_check() -> None:
    done = python(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], **PRODUCTION)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_start_with_a_wrong_value_ends_in_one_sentence_without_a_traceback() -> None:
    done = python(["manage.py", "check"], **PRODUCTION | {"DEBUG": "ture"})
    assert done.returncode != 0
    assert (
        done.stderr.strip()
        == "ImproperlyConfigured: DEBUG=ture is not understood: write 1 for yes or 0 for no."
    )


WRONG: dict[str, tuple[dict[str, str | None], str]] = {
    "a key that can be guessed": ({"SECRET_KEY": "changeme"}, "SECRET_KEY can be guessed"),
    "a key of one letter": ({"SECRET_KEY": "a" * 60}, "SECRET_KEY can be guessed"),
    "no name of the site": ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
    "a name with its port": ({"ALLOWED_HOSTS": "a.example:8000"}, "ALLOWED_HOSTS holds 'a.example:8000'"),
    "names with a blank": ({"ALLOWED_HOSTS": "a.example b.example"}, "separated by commas"),
    "a record in the code": ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "DATABASE_URL keeps the record in"),
    "the default record": ({"DATABASE_URL": ""}, "DATABASE_URL keeps the record in"),
    "a misspelt name": (
        {"ALLOWED_HOST": "a.example", "ALLOWED_HOSTS": None},
        "ALLOWED_HOST is no variable of ours; ALLOWED_HOSTS",
    ),
    "another misspelt name": (
        {"DATABASE_URI": "x", "DATABASE_URL": None},
        "DATABASE_URI is no variable of ours; DATABASE_URL",
    ),
    "a name for the server": ({"WEB_THREAD": "9"}, "WEB_THREAD is no variable of ours; WEB_THREADS"),
    "a secret twice": ({"SECRET_KEY_FILE": "/run/secret"}, "SECRET_KEY and SECRET_KEY_FILE are both set"),
    "a file that is not there": (
        {"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere"},
        "SECRET_KEY_FILE=/nowhere cannot be read",
    ),
}


@pytest.mark.parametrize(("written", "told"), WRONG.values(), ids=WRONG)
def test_what_starts_and_cannot_last_is_refused_in_one_sentence(
    written: dict[str, str | None], told: str
) -> None:
    variables = {name: value for name, value in (PRODUCTION | written).items() if value is not None}
    done = python(["manage.py", "check"], **variables)
    assert done.returncode != 0
    assert done.stderr.startswith("ImproperlyConfigured: ")
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_name_that_somebody_else_reads_stands_beside_ours() -> None:
    done = python(["manage.py", "check"], **PRODUCTION | {"LOGLEVEL": "debug", "LOG_LEVEL": ""})
    assert done.returncode == 0, done.stderr


def test_secrets_may_lie_in_files(tmp_path: Path) -> None:
    key, database = tmp_path / "key", tmp_path / "database"
    key.write_text(PRODUCTION["SECRET_KEY"] + "\n")
    database.write_text("postgres://app:s3cret@db:5432/ledger\n")
    files = {"SECRET_KEY": "", "SECRET_KEY_FILE": str(key)}
    files |= {"DATABASE_URL": "", "DATABASE_URL_FILE": str(database)}
    assert setting("SECRET_KEY", **PRODUCTION | files) == PRODUCTION["SECRET_KEY"]
    assert setting("DATABASES", **PRODUCTION | files)["default"]["PASSWORD"] == "s3cret"
    assert setting("LOCAL_DEMO", **PRODUCTION | files) is False


def test_earlier_keys_are_still_believed() -> None:
    earlier = {"SECRET_KEY_FALLBACKS": "one, two"}
    assert setting("SECRET_KEY_FALLBACKS", **PRODUCTION | earlier) == ["one", "two"]


def test_other_sites_of_the_domain_are_bound_only_where_it_is_asked_for() -> None:
    assert setting("SECURE_HSTS_INCLUDE_SUBDOMAINS", **PRODUCTION) is False
    assert setting("SECURE_HSTS_PRELOAD", **PRODUCTION | {"HSTS_PRELOAD": "1"}) is True


def test_a_deployment_is_no_demo() -> None:
    assert setting("LOCAL_DEMO", **PRODUCTION) is False


def test_cookies_are_bound_to_the_host_behind_tls() -> None:
    assert setting("SESSION_COOKIE_NAME", **PRODUCTION) == "__Host-sessionid"
    assert setting("CSRF_COOKIE_NAME", **PRODUCTION) == "__Host-csrftoken"


def test_postgresql_connections_are_kept_checked_and_bounded() -> None:
    database = setting("DATABASES", **PRODUCTION | {"STATEMENT_TIMEOUT": "5"})["default"]
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["CONN_MAX_AGE"] == 60
    assert "statement_timeout=5s" in database["OPTIONS"]["options"]


def test_sqlite_takes_its_lock_at_the_beginning_and_waits_for_it() -> None:
    database = setting("DATABASES", **PRODUCTION | {"DATABASE_URL": "sqlite:////var/lib/ledger.sqlite3"})[
        "default"
    ]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


@pytest.mark.parametrize(("redis", "in_process"), [("", True), ("redis://redis:6379/0", False)])
def test_tasks_are_done_in_process_where_there_is_no_redis(redis: str, in_process: bool) -> None:
    assert setting("CELERY_TASK_ALWAYS_EAGER", **PRODUCTION | {"REDIS_URL": redis}) is in_process


def test_the_version_is_the_top_heading_of_the_change_log() -> None:
    version = setting("VERSION", **PRODUCTION)
    assert f'version = "{version}"' in (ROOT / "pyproject.toml").read_text()


def test_the_web_server_accepts_its_settings_and_gives_up_slow_statements() -> None:
    code = "import config.gunicorn, os; print(os.environ['STATEMENT_TIMEOUT'], config.gunicorn.bind)"
    done = python(["-c", code], **PRODUCTION | {"HOST": "0.0.0.0", "PORT": "8123"})
    assert done.stdout.split() == ["5", "0.0.0.0:8123"], done.stderr


@pytest.mark.parametrize(
    ("written", "processes"),
    [({}, "2"), ({"WEB_CONCURRENCY": "3"}, "3"), ({"WEB_CONCURRENCY": "3", "WEB_PROCESSES": "5"}, "5")],
)
def test_a_platform_may_say_how_many_processes_there_are_and_we_may_say_otherwise(
    written: dict[str, str], processes: str
) -> None:
    done = python(["-c", "import config.gunicorn; print(config.gunicorn.workers)"], **PRODUCTION | written)
    assert done.stdout.strip() == processes, done.stderr
