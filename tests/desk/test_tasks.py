"""desk.tasks, in this process"""

import logging

import pytest
from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.test import Client
from pytest_django import Settings

from config.celery import app
from desk import tasks
from desk.tasks import verify_ledger
from ledger.models import Counter, Verification

pytestmark = pytest.mark.django_db


def test_without_a_redis_the_check_is_done_at_once_and_shown(client: Client, settings: Settings) -> None:
    assert settings.CELERY_TASK_ALWAYS_EAGER is True
    verify_ledger.delay()
    shown = client.get("/readyz").json()["last_verification"]
    assert (shown["intact"], shown["sequence"], shown["findings"]) == (True, 0, [])


def test_a_broken_ledger_is_an_error_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    verify_ledger()
    assert [line for line in caplog.records if line.levelno >= logging.ERROR] == []
    Counter.objects.update(sequence=7)
    assert verify_ledger() > 0
    (line,) = [line for line in caplog.records if line.levelno >= logging.ERROR]
    assert "the ledger is not intact" in line.getMessage()


def test_a_check_that_outlasts_its_time_says_so(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    def endless() -> Verification:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(tasks, "verify", endless)
    verify_ledger()
    answer = client.get("/ledgerz")
    assert answer.status_code == 503
    assert answer.json()["why"][0].startswith("The check was given up after 0 s")


def test_every_line_of_the_timetable_names_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert app.conf.beat_schedule
    assert {line["task"] for line in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_tasks_belong_to_our_app() -> None:
    assert verify_ledger.app is app
    assert current_app._get_current_object() is app
