"""What every test of what visitors see may count on."""

import pytest

from web import caching


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test sees answers being made."""
    caching.KEPT.clear()
