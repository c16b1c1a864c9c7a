"""The Celery app, and the whole timetable on one screen. Times are UTC."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("guarantees")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # Every row, hash and stamp of the ledger; /ledgerz shows the result.
    "verify the ledger": {"task": "desk.tasks.verify_ledger", "schedule": crontab(hour="3", minute="17")},
}
