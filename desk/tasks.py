"""What the desk does by itself: five lines around a call that a command of the same name also makes."""

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from .verifying import given_up, told_aloud, verify


@shared_task
def verify_ledger() -> int:
    """The nightly check of the whole ledger; the number of findings. /ledgerz shows the last result."""
    started = timezone.now()
    try:
        return told_aloud(verify())
    except SoftTimeLimitExceeded:
        return told_aloud(given_up(started))
