"""What every test may use, and what a machine must have for the tests that need more than Python.

On a developer's machine a test whose service is missing is skipped, with the reason; with CI=true it fails.
"""

import os
import shutil

import pytest
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from redis import Redis, RedisError

from tests.emptying import empty_and_start_again

# A slow machine is no reason to call a property false.
hypothesis_settings.register_profile("steady", deadline=None, derandomize=bool(os.environ.get("CI")))
# pytest --hypothesis-profile thorough: for an evening, or after a rule was changed.
hypothesis_settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis_settings.load_profile("steady")


def missing(reason: str) -> None:
    """Skips the test that asks, or fails it where everything must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have it: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def _emptied_ledgers() -> None:
    """After a test that commits, the ledger is as new."""
    TransactionTestCase._fixture_teardown = empty_and_start_again  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def redis_url() -> str:
    """A Redis that answers: TEST_REDIS_URL, else the one on this machine; its database 15 is emptied."""
    url = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
    try:
        with Redis.from_url(url, socket_connect_timeout=1) as client:
            client.flushdb()
    except RedisError:
        missing(f"no Redis answers at {url} (TEST_REDIS_URL names another)")
    return url


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium on this machine (CHROMIUM names another; NO_BROWSER leaves out what needs one)."""
    if os.environ.get("NO_BROWSER"):
        pytest.skip("NO_BROWSER is set: what needs a browser is left out")
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        missing("no Chromium is installed (Debian: apt-get install chromium)")
    return found or ""
