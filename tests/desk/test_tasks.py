"""desk.tasks, in this process"""

import pytest
from celery import current_app
from django.test import Client
from pytest_django import Settings

from config.celery import app
from desk.tasks import verify_ledger

pytestmark = pytest.mark.django_db


def test_without_a_redis_the_check_is_done_at_once_and_shown(client: Client, settings: Settings) -> None:
    assert settings.CELERY_TASK_ALWAYS_EAGER is True
    verify_ledger.delay()
    shown = client.get("/readyz").json()["last_verification"]
    assert (shown["intact"], shown["sequence"], shown["findings"]) == (True, 0, [])


def test_every_line_of_the_timetable_names_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert app.conf.beat_schedule
    assert {line["task"] for line in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_tasks_belong_to_our_app() -> None:
    assert verify_ledger.app is app
    assert current_app._get_current_object() is app
