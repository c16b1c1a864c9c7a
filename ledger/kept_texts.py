"""The texts of rows that were recorded before the feed kept any.

Ledgers of before version 3 have the digest of each row and not the text that it is made from. The text follows from
the row, as long as nobody touched it: where its digest is the one that the hash chain vouches for, it is kept beside
it, so that a later change can be told column by column.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from .clock import sha256
from .digests import texts
from .models import Change, Recorded, recorded_models

BATCH = 500
#: The versions of texts that were not kept, newest first.
NOT_KEPT = (2, 1)


def some_are_lacking() -> bool:
    """Whether there are texts to keep."""
    return _lacking().exists()


def keep_texts() -> int:
    """Write down the texts that the feed lacks, as far as the rows are what was recorded; how many there were."""
    kept = 0
    for model in recorded_models():
        of_model = _lacking().filter(type=model.feed_type)
        if of_model.exists():
            changes = list(_with_texts(model, of_model))
            Change.objects.bulk_update(changes, ["row"], batch_size=BATCH)
            kept += len(changes)
    return kept


def _lacking() -> "QuerySet[Change]":
    return Change.objects.filter(row__isnull=True, payload__isnull=False, redacted="").exclude(digest="")


def _with_texts(model: type[Recorded], changes: Any) -> Iterator[Change]:
    """The changes whose text is found, with it."""
    waiting: dict[str, list[Change]] = defaultdict(list)
    for change in changes.only("sequence", "digest"):
        waiting[change.digest].append(change)
    rows = list(model.objects.published())
    for version in NOT_KEPT:
        for start in range(0, len(rows), BATCH):
            for text in texts(rows[start : start + BATCH], version=version).values():
                for change in waiting.pop(sha256(text), ()):
                    change.row = text
                    yield change
