"""Steps as somebody takes them who has just looked: at a statement, or at the page that asks."""

import re
from collections.abc import Sequence
from typing import Any

from django.test import Client

from desk import actions
from desk.models import Review
from guarantees.models import Statement
from ledger.clock import Changeset


def submit(statement: Statement, *, by: Any) -> Review:
    return actions.submit(statement, by=by, seen=actions.state_of(statement))


def take_back(statement: Statement, *, by: Any) -> Review:
    return actions.take_back(statement, by=by, seen=actions.state_of(statement))


def send_back(statement: Statement, *, by: Any, note: str) -> Review:
    return actions.send_back(statement, by=by, seen=actions.state_of(statement), note=note)


def publish(statement: Statement, *, by: Any) -> Changeset:
    return actions.publish(statement, by=by, seen=actions.state_of(statement))


def publish_nouns(nouns: Sequence[Any], *, by: Any) -> Changeset:
    return actions.publish_nouns(nouns, by=by, seen=actions.state_of_nouns(nouns))


def discard(statement: Statement, *, by: Any) -> None:
    actions.discard(statement, by=by, seen=actions.state_of(statement))


def seen_on(page: Any) -> str:
    """What a page says that it shows."""
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page.content.decode())
    return found[1] if found else ""


def press(client: Client, address: str, **fields: Any) -> Any:
    """Open the page that asks, fill it in and press its button; the page to which that leads."""
    page = client.get(address, follow=True)
    return client.post(address, {"seen": seen_on(page), **fields}, follow=True)
