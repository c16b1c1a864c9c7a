"""The demo record, once for the package, and on top of it the case of each module."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.web.api.conftest import Api
from web import caching
from web.asof import resolve

from . import DEMO, folder_of, load


@pytest.fixture(scope="package")
def _demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One load of the demo record, taken back at the end of the package."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(DEMO)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def case(_demo: None, request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The case that the module is named for, on top of the demo; each test runs in a savepoint inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(folder_of(request.module.__name__))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def api(case: None, db: None) -> Api:
    """Reads the API on the demo and the case."""
    caching.KEPT.clear()
    return Api()


@pytest.fixture
def visitor(case: None, db: None) -> Client:
    """Reads the pages on the demo and the case."""
    caching.KEPT.clear()
    caching.tag_of(resolve(None, None))
    return Client()
