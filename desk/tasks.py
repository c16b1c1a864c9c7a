"""What the desk does by itself: a few lines around a call that a command of the same name also makes."""

import structlog
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from .verifying import given_up, verify

log = structlog.get_logger("ledger")


@shared_task
def verify_ledger() -> int:
    """The nightly check of the whole ledger; the number of findings. /ledgerz shows the last result."""
    started = timezone.now()
    try:
        found = verify()
    except SoftTimeLimitExceeded:
        found = given_up(started)
    if found.findings:
        log.error("the ledger is not intact", findings=len(found.findings), first=found.findings[0])
    return len(found.findings)
