"""What a reader may look for: one row for every noun and claim that is part of the record."""

from django.db import models

from ledger.querysets import RecordedQuerySet


class SearchEntry(models.Model):
    """A noun or claim as search sees it. `folded` is its text in plain small letters, with other names it goes by.

    A projection like the others: made when something is published, made anew by `manage.py rebuild_search`. A noun of
    which another name is published later has an entry for each such moment; the newest that is known counts.
    """

    type = models.CharField(max_length=20)
    key = models.CharField(max_length=250)
    title = models.CharField(max_length=500)
    excerpt = models.TextField(blank=True)
    package = models.CharField(max_length=100, blank=True)
    day = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    folded_title = models.CharField(max_length=500)
    folded = models.TextField()

    objects = RecordedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [
            models.UniqueConstraint(fields=["type", "key", "recorded_at"], name="searchentry_is_made_once")
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.key}"
