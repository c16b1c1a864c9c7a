"""Actors, leaders, and what they hold for a time."""

from typing import Any

from django.contrib import admin

from ledger import keys
from ledger.admin import RecordedAdmin, StatusFilter, TabularInline, in_record
from ledger.forms import DraftForm

from .models import Actor, ActorAlias, Leader, LeaderAlias, Membership, Tenure


class LeaderForm(DraftForm):
    """A leader is known by the last word of the name, where that is free."""

    def suggested_key(self) -> str:
        whole = keys.words(self.cleaned_data["name"])
        last = keys.words(self.cleaned_data["name"].split()[-1])
        taken = Leader.objects.filter(key=last).exclude(pk=self.instance.pk).exists()
        return whole if taken or not last else last


class ActorAliasInline(TabularInline):
    model = ActorAlias
    extra = 0


class LeaderAliasInline(TabularInline):
    model = LeaderAlias
    extra = 0


class TenureInline(TabularInline):
    """Offices can be entered with a new leader; what is published is followed by links."""

    model = Tenure
    extra = 0
    fields = ["actor", "office", "office_class", "acting", "since", "until"]
    autocomplete_fields = ["actor"]
    verbose_name_plural = "offices"

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).filter(recorded_at__isnull=True)


@admin.register(Actor)
class ActorAdmin(RecordedAdmin):
    list_display = ["name", "key", "kind", "iso2", in_record]
    list_filter = [StatusFilter, "kind"]
    search_fields = ["name", "key", "iso2", "aliases__name"]
    noun_fields = ("name", "kind", "iso2", ("size_low", "size_high"))
    inlines = [ActorAliasInline]


@admin.register(Leader)
class LeaderAdmin(RecordedAdmin):
    form = LeaderForm
    list_display = ["name", "key", in_record]
    search_fields = ["name", "key", "aliases__name", "tenures__office", "tenures__actor__name"]
    noun_fields = ("name",)
    inlines = [TenureInline, LeaderAliasInline]


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
