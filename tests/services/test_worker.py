"""A Celery worker of its own process, through a real Redis, on the database of the test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from celery import Celery
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from ledger.models import Verification

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


def wait_for(what: Callable[[], bool], *, seconds: int) -> bool:
    """Whether it came true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return what()


def database_url() -> str:
    """The database of this test, as another process reaches it."""
    database = connection.settings_dict
    if connection.vendor != "postgresql":
        pytest.skip("the tests' SQLite lives in this process alone (make test-postgres runs this test)")
    password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
    return (
        f"postgres://{database['USER']}{password}@{database['HOST']}:{database['PORT'] or 5432}"
        f"/{database['NAME']}"
    )


@contextmanager
def running_worker(redis_url: str, log: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as the deployment starts it; its log tells when it is ready."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "REDIS_URL": redis_url,
        "SECRET_KEY": "a worker signs nothing, but its key has to be one that nobody guesses",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **variables,
    }
    command = [sys.executable, "-m", "celery", "-A", "config", "worker"]
    command += ["--concurrency", "1", "--loglevel", "info", "--hostname", f"{uuid4().hex}@%h"]
    with log.open("wb") as out:
        worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        assert wait_for(lambda: b" ready" in log.read_bytes(), seconds=60), log.read_text()
        yield worker
    finally:
        worker.terminate()
        try:
            worker.wait(timeout=20)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


@pytest.fixture
def _worker(redis_url: str, tmp_path: Path) -> Iterator[None]:
    with running_worker(redis_url, tmp_path / "worker.log"):
        yield


@pytest.fixture
def queue(redis_url: str, settings: Settings) -> Celery:
    """Our app as a web process has it where there is a Redis."""
    app = Celery("guarantees", broker=redis_url)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    return app


@pytest.mark.usefixtures("_worker")
def test_the_nightly_check_goes_through_redis_to_a_worker_and_is_shown(queue: Celery, client: Client) -> None:
    queue.send_task("desk.tasks.verify_ledger")
    assert wait_for(Verification.objects.exists, seconds=30)
    shown = client.get("/readyz").json()["last_verification"]
    assert (shown["intact"], shown["sequence"]) == (True, 0)


def test_work_that_was_asked_for_while_no_worker_ran_is_done_when_one_starts(
    queue: Celery, redis_url: str, tmp_path: Path
) -> None:
    queue.send_task("desk.tasks.verify_ledger")
    assert not Verification.objects.exists()
    with running_worker(redis_url, tmp_path / "worker.log"):
        assert wait_for(Verification.objects.exists, seconds=30)


def checks_that_wait() -> int:
    """How many processes wait to read the feed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'ledger_change'::regclass"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("_worker")
def test_a_process_that_is_killed_in_the_middle_of_its_work_loses_nothing(queue: Celery) -> None:
    (stats,) = queue.control.inspect(timeout=10).stats().values()
    (process,) = stats["pool"]["processes"]
    with transaction.atomic(), connection.cursor() as cursor:
        # The check waits for this lock, so that its process dies with the task in its hands.
        cursor.execute("LOCK TABLE ledger_change IN ACCESS EXCLUSIVE MODE")
        queue.send_task("desk.tasks.verify_ledger")
        assert wait_for(lambda: checks_that_wait() == 1, seconds=30)
        os.kill(process, signal.SIGKILL)
    assert wait_for(Verification.objects.exists, seconds=30)


def test_what_a_worker_held_that_was_killed_with_its_processes_comes_back_soon(
    queue: Celery, redis_url: str, tmp_path: Path
) -> None:
    limit = {"TASK_TIME_LIMIT": "5"}
    with running_worker(redis_url, tmp_path / "killed.log", **limit) as worker:
        (stats,) = queue.control.inspect(timeout=10).stats().values()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ledger_change IN ACCESS EXCLUSIVE MODE")
            queue.send_task("desk.tasks.verify_ledger")
            assert wait_for(lambda: checks_that_wait() == 1, seconds=30)
            for process in [worker.pid, *stats["pool"]["processes"]]:
                os.kill(process, signal.SIGKILL)
    with running_worker(redis_url, tmp_path / "next.log", **limit):
        assert wait_for(Verification.objects.exists, seconds=60)
