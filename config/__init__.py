"""Starts everything and is imported by nobody: settings, root addresses, server, tasks."""

# So that `@shared_task` finds this app, and not Celery's default, in every process.
from config.celery import app as celery_app

__all__ = ["celery_app"]
