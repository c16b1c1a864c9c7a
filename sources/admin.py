"""Publishers and their documents."""

from typing import Any

from django.contrib import admin

from ledger import keys
from ledger.admin import RecordedAdmin, StatusFilter, in_record
from ledger.forms import OnceForm

from .models import Publisher, Source


class SourceForm(OnceForm):
    """A document is known by its publisher and its day."""

    def suggested_key(self) -> str:
        return keys.words(self.cleaned_data["publisher"].key, self.cleaned_data["published_on"].isoformat())

    def alike(self, cleaned: dict[str, Any]) -> Any:
        return Source.objects.filter(url=cleaned["url"]) if cleaned.get("url") else None


@admin.register(Publisher)
class PublisherAdmin(RecordedAdmin):
    list_display = ["name", "key", "kind", "country", in_record]
    list_filter = [StatusFilter, "kind"]
    search_fields = ["name", "key"]
    noun_fields = ("name", "kind", "country")


@admin.register(Source)
class SourceAdmin(RecordedAdmin):
    form = SourceForm
    list_display = ["title", "publisher", "published_on", "kind", "key", in_record]
    list_filter = [StatusFilter, "kind"]
    search_fields = ["title", "key", "url", "publisher__name"]
    date_hierarchy = "published_on"
    list_select_related = ["publisher"]
    autocomplete_fields = ["publisher", "origin"]
    noun_fields = (
        "url",
        "title",
        "publisher",
        "origin",
        ("published_on", "published_on_is_approximate"),
        ("kind", "language"),
    )
