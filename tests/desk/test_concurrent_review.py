"""desk.actions while somebody else edits: what is published is what was looked at, to the last committed letter."""

from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction

from commitments.models import Commitment
from desk import actions
from ledger.exceptions import RuleBroken
from tests import drafts
from tests.crowds import needs_postgresql, together
from tests.desk import steps
from tests.desk.people import edith, ray

pytestmark = [needs_postgresql, pytest.mark.django_db(transaction=True)]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_an_edit_that_is_not_committed_yet_is_waited_for_and_then_refuses_the_publication() -> None:
    claim = drafts.update()
    steps.submit(claim.statement, by=edith())
    reviewer, seen, edited = ray(), actions.state_of(claim.statement), Event()

    def edit() -> str:
        with transaction.atomic():
            Commitment.objects.update(title="A thousand soldiers")
            edited.set()
            while not somebody_waits():
                sleep(0.01)
        return "edited"

    def publish() -> Any:
        edited.wait(30)
        try:
            return actions.publish(claim.statement, by=reviewer, seen=seen)
        except RuleBroken as broken:
            return broken.code

    assert together([edit, publish]) == ["edited", "changed_meanwhile"]
    assert not Commitment.objects.get().is_published
