"""The small ledger, and a client that reads it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from . import world


class Api:
    """Reads the API as a program would."""

    def __init__(self) -> None:
        self.client = Client()

    def answer(self, path: str, /, **parameters: Any) -> Any:
        """The raw answer under /api/v1/."""
        return self.client.get(f"/api/v1/{path}", parameters)

    def get(self, path: str, /, **parameters: Any) -> Any:
        """The document of a successful answer."""
        answer = self.answer(path, **parameters)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def refused(self, path: str, http: int = 400, /, **parameters: Any) -> dict[str, Any]:
        """The problem document of a refusal with this status."""
        answer = self.answer(path, **parameters)
        assert answer.status_code == http, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        problem: dict[str, Any] = json.loads(answer.content)
        assert problem["status"] == http
        return problem


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The small ledger of world.py, once for all tests of a module; none of them changes it for the others."""
    with django_db_blocker.unblock(), transaction.atomic():
        world.build()
        yield
        transaction.set_rollback(True)
