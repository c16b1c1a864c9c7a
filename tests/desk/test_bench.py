"""bench.ledger: what is measured is a ledger like any other."""

import pytest

from bench.ledger import build
from commitments.models import CommitmentUpdate
from desk.verifying import verify

pytestmark = pytest.mark.django_db


def test_the_made_up_ledger_is_intact_and_has_corrections() -> None:
    build(commitments=20, updates=60)
    assert CommitmentUpdate.objects.published().filter(superseded_at__isnull=False).exists()
    assert verify().findings == []
