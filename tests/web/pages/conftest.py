"""The demo record, loaded once for all tests of pages, known from its sources."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from web import caching
from web.asof import resolve

DEMO = Path(settings.BASE_DIR) / "desk" / "demo" / "ukraine"


@pytest.fixture(scope="package")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One load for the whole package, taken back at its end; each test runs in a savepoint inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command(
            "import_record", str(DEMO), known_from_sources=True, stdout=StringIO(), stderr=StringIO()
        )
        yield
        transaction.set_rollback(True)


@pytest.fixture
def visitor(_loaded: None, db: None) -> Client:
    """Somebody who reads the pages, and not the first: whoever is makes the process count the redactions, once."""
    caching.tag_of(resolve(None, None))
    return Client()
