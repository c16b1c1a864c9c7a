"""Actors, leaders, and what they hold for a time."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ledger import keys
from ledger.admin import RecordedAdmin, StatusFilter, TabularInline, in_record
from ledger.forms import DraftForm, TextsForm

from .models import Actor, ActorAlias, Leader, LeaderAlias, Membership, Tenure


class ActorForm(DraftForm):
    parts = ("aliases",)


class LeaderForm(DraftForm):
    """A leader is known by the last word of the name, where that is free."""

    parts = ("aliases", "tenures")

    def suggested_key(self) -> str:
        whole = keys.words(self.cleaned_data["name"])
        last = keys.words(self.cleaned_data["name"].split()[-1])
        taken = Leader.objects.filter(key=last).exclude(pk=self.instance.pk).exists()
        return whole if taken or not last else last


class AliasInline(TabularInline):
    """Other names, entered with what they name; a name of what is published already has a page of its own."""

    form = TextsForm
    extra = 0
    fields = ["name", "language", "record"]
    readonly_fields = ["record"]

    @admin.display(description="in the record")
    def record(self, alias: Any) -> str:
        return in_record(alias)


class ActorAliasInline(AliasInline):
    model = ActorAlias


class LeaderAliasInline(AliasInline):
    model = LeaderAlias


class NamedAdmin(RecordedAdmin):
    """What may have other names. Whoever writes adds one to what is published as well, as a draft of its own."""

    #: The model of the other names.
    alias: type[Any]

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        original = context.get("original")
        if original is not None and original.is_published:
            add = reverse(f"admin:{self.alias._meta.app_label}_{self.alias._meta.model_name}_add")
            context["another_name"] = f"{add}?{self.alias.named}={original.pk}"
        return super().render_change_form(request, context, *args, **kwargs)


class AliasAdmin(RecordedAdmin):
    """Other names by themselves: those of what is published already are published here."""

    def get_list_display(self, request: HttpRequest) -> Any:
        return ["name", "language", self.model.named, in_record]

    def get_list_select_related(self, request: HttpRequest) -> Any:
        return [self.model.named]

    def get_autocomplete_fields(self, request: HttpRequest) -> Any:
        return [self.model.named]

    def get_search_fields(self, request: HttpRequest) -> Any:
        return ["name", f"{self.model.named}__name", f"{self.model.named}__key"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        self.noun_fields = (self.model.named, ("name", "language"))
        return super().get_fieldsets(request, obj)


class TenureInline(TabularInline):
    """Offices can be entered with a new leader; what is published is followed by links."""

    model = Tenure
    form = TextsForm
    extra = 0
    fields = ["actor", "office", "office_class", "acting", "since", "until"]
    autocomplete_fields = ["actor"]
    verbose_name_plural = "offices"

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).filter(recorded_at__isnull=True)


@admin.register(Actor)
class ActorAdmin(NamedAdmin):
    form = ActorForm
    alias = ActorAlias
    list_display = ["name", "key", "kind", "iso2", in_record]
    list_filter = [StatusFilter, "kind"]
    search_fields = ["name", "key", "iso2", "iso3", "aliases__name"]
    noun_fields = ("name", "kind", ("iso2", "iso3"), ("size_low", "size_high"), "wikidata")
    inlines = [ActorAliasInline]


@admin.register(Leader)
class LeaderAdmin(NamedAdmin):
    form = LeaderForm
    alias = LeaderAlias
    list_display = ["name", "key", in_record]
    search_fields = ["name", "key", "aliases__name", "tenures__office", "tenures__actor__name"]
    noun_fields = ("name", "wikidata")
    inlines = [TenureInline, LeaderAliasInline]


@admin.register(ActorAlias)
class ActorAliasAdmin(AliasAdmin):
    pass


@admin.register(LeaderAlias)
class LeaderAliasAdmin(AliasAdmin):
    pass


@admin.register(Membership)
class MembershipAdmin(RecordedAdmin):
    list_display = ["member", "organisation", "role", "since", "until", in_record]
    search_fields = ["member__name", "member__key", "organisation__name", "organisation__key"]
    list_select_related = ["member", "organisation"]
    autocomplete_fields = ["member", "organisation"]
    noun_fields = ("member", "organisation", "role", ("since", "until"))


@admin.register(Tenure)
class TenureAdmin(RecordedAdmin):
    list_display = ["leader", "office", "actor", "office_class", "acting", "since", "until", in_record]
    list_filter = [StatusFilter, "office_class", "acting"]
    search_fields = ["leader__name", "leader__key", "office", "actor__name", "actor__key"]
    list_select_related = ["leader", "actor"]
    autocomplete_fields = ["leader", "actor"]
    noun_fields = ("leader", "actor", "office", "office_class", "acting", ("since", "until"))
