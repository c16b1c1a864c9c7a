"""manage.py rebuild_states and rebuild_search: what is derived can be thrown away and made again."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model

from commitments.models import CommitmentState, SearchEntry
from desk.verifying import verify
from ledger.models import Belonging
from tests.worlds import published, said

pytestmark = pytest.mark.django_db


def rows(model: type[Model]) -> list[dict[str, Any]]:
    """What the rows say, whatever numbers the database gave them."""
    manager: Any = model._meta.default_manager
    found = [{name: value for name, value in row.items() if name != "id"} for row in manager.values()]
    return sorted(found, key=str)


@pytest.fixture(autouse=True)
def _a_small_ledger() -> None:
    first = said("u-1", "2025-08-20", low=10)
    published()
    said("u-2", "2025-08-25", kind="refinement", names=first, commitment=first.commitment, low=12)
    published()


@pytest.mark.parametrize(
    ("command", "model"),
    [
        ("rebuild_states", CommitmentState),
        ("rebuild_states", Belonging),
        ("rebuild_search", SearchEntry),
    ],
)
def test_what_was_thrown_away_is_made_again_as_it_was(command: str, model: type[Model]) -> None:
    before = rows(model)
    assert before
    model._meta.default_manager.all().delete()
    call_command(command, stdout=StringIO())
    assert rows(model) == before
    assert verify().findings == []


@pytest.mark.parametrize("command", ["rebuild_states", "rebuild_search"])
def test_rebuilding_what_is_right_changes_nothing(command: str) -> None:
    before = rows(CommitmentState), rows(SearchEntry)
    call_command(command, stdout=StringIO())
    assert (rows(CommitmentState), rows(SearchEntry)) == before
