"""tests.emptying: a test that commits leaves nothing behind, not even missing guards."""

import pytest
from django.db import IntegrityError, transaction

from ledger.models import Counter, Verification
from tests.emptying import guards_taken_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_committing_test_finds_a_new_ledger_each_time(time: str) -> None:
    assert not Verification.objects.exists()
    assert Counter.objects.get().sequence == 0
    Counter.objects.update(sequence=7)
    Verification.objects.create(
        started_at="2025-08-19T00:00Z", finished_at="2025-08-19T00:01Z", sequence=7, findings=[]
    )


def test_the_guards_are_back_after_emptying() -> None:
    Counter.objects.update(sequence=7)
    with guards_taken_off():
        pass
    with pytest.raises(IntegrityError, match="never goes back"), transaction.atomic():
        Counter.objects.update(sequence=3)
