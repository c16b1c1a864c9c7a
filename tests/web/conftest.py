"""What every test of what visitors see may count on, and the small ledgers."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from web import caching

from . import bargain, declarations
from .api import world


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test sees answers being made."""
    caching.KEPT.clear()


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The small ledger of world.py, once for all tests of a module; none of them changes it for the others."""
    with django_db_blocker.unblock(), transaction.atomic():
        world.build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def declared(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The record of declarations.py, once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        declarations.build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def bargained(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The record of bargain.py, once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        bargain.build()
        yield
        transaction.set_rollback(True)
