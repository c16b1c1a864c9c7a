"""A client that reads the API."""

import json
from typing import Any

import pytest
from django.test import Client


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
