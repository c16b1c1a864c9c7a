"""Publishers and their documents."""

from typing import Any

from django.contrib import admin

from actors.admin import AliasAdmin, AliasInline, NamedAdmin
from ledger import keys
from ledger.admin import RecordedAdmin, StatusFilter, in_record
from ledger.forms import DraftForm, OnceForm

from .models import Publisher, PublisherAlias, Source


class PublisherForm(DraftForm):
    parts = ("aliases",)


class SourceForm(OnceForm):
    """A document is known by its publisher and its day."""

    def suggested_key(self) -> str:
        return keys.words(self.cleaned_data["publisher"].key, self.cleaned_data["published_on"].isoformat())

    def alike(self, cleaned: dict[str, Any]) -> Any:
        return Source.objects.filter(url=cleaned["url"]) if cleaned.get("url") else None


class PublisherAliasInline(AliasInline):
    model = PublisherAlias


@admin.register(Publisher)
class PublisherAdmin(NamedAdmin):
    form = PublisherForm
    alias = PublisherAlias
    list_display = ["name", "key", "kind", "country", in_record]
    list_filter = [StatusFilter, "kind"]
    search_fields = ["name", "key", "aliases__name"]
    noun_fields = ("name", "kind", "country")
    inlines = [PublisherAliasInline]


@admin.register(PublisherAlias)
class PublisherAliasAdmin(AliasAdmin):
    pass


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
