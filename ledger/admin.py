"""What the admin of everything recorded has in common: drafts are edited, what is published is read."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from .forms import DraftForm, OnceForm
from .models import Change, Recorded, Verification

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    # Django's own classes take no parameters when they run.
    ModelAdmin, TabularInline, StackedInline = admin.ModelAdmin, admin.TabularInline, admin.StackedInline


@admin.display(description="in the record", ordering="recorded_at")
def in_record(row: Recorded) -> str:
    """Draft, published, or replaced by a newer row."""
    if getattr(row, "superseded_at", None):
        return "Replaced"
    return "Published" if row.is_published else "Draft"


class StatusFilter(admin.SimpleListFilter):
    """Drafts or what is published."""

    title = "in the record"
    parameter_name = "record"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("draft", "Drafts"), ("published", "Published")]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        if self.value() is None:
            return queryset
        return queryset.filter(recorded_at__isnull=self.value() == "draft")


class LeanWidgets:
    """Beside what is chosen stand a plus, to make what is missing, and an eye; nothing that changes what others use."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = False
        return field


class RecordedAdmin(LeanWidgets, ModelAdmin):
    """Drafts are added and edited by everybody who writes. A published row is read, with its history in the feed."""

    form = DraftForm
    change_form_template = "admin/recorded/change_form.html"
    object_history_template = "admin/recorded/history.html"
    list_filter: ClassVar[Any] = [StatusFilter]
    list_per_page = 50
    show_full_result_count = False
    actions: Any = ["publish_selected"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 80})}}
    # Fields of the noun itself, in the order of entry; the key comes last, folded away.
    noun_fields: tuple[Any, ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if not self.noun_fields:
            return super().get_fieldsets(request, obj)
        if obj is not None and not self.has_change_permission(request, obj):
            return [(None, {"fields": self.noun_fields}), ("Key and times", {"fields": self.fixed_fields()})]
        folded = ("Key", {"fields": ["key", "version"], "classes": ["collapse"]})
        if not self.has_key():
            folded = ("", {"fields": ["version"]})
        asked = ("is_another",) if obj is None and issubclass(self.form, OnceForm) else ()
        return [(None, {"fields": (*self.noun_fields, *asked)}), folded]

    def fixed_fields(self) -> list[str]:
        """What is shown of a published row beside its fields."""
        names = {field.name for field in self.model._meta.fields}
        return [name for name in ("key", "recorded_at", "superseded_at") if name in names]

    def has_key(self) -> bool:
        return any(field.name == "key" for field in self.model._meta.fields)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            # Of two people who save at once, the second waits here and then is told about the first.
            return self.model._default_manager.select_for_update().get(pk=found.pk)
        return found

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and self.may_write(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.may_edit(request, obj)

    def may_write(self, request: HttpRequest) -> bool:
        """Whether somebody has the role for it: a superuser has every permission, and no role by that."""
        return bool(self.admin_site.may_write(request.user))  # type: ignore[attr-defined]

    def may_edit(self, request: HttpRequest, obj: Any) -> bool:
        return self.may_write(request) and (obj is None or not obj.is_published)

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        if not self.admin_site.may_decide(request.user):  # type: ignore[attr-defined]
            actions.pop("publish_selected", None)
        return actions

    @admin.action(description="Publish the selected drafts…")
    def publish_selected(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> HttpResponse:
        chosen = urlencode({"pk": list(queryset.values_list("pk", flat=True))}, doseq=True)
        address = reverse("admin:publish-nouns", args=[self.model.feed_type])
        return HttpResponseRedirect(f"{address}?{chosen}")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for row in [*formset.new_objects, *(row for row, _ in formset.changed_objects)]:
            if isinstance(row, Recorded):
                self.admin_site.note_author(row, request.user)  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.admin_site.note_author(form.instance, request.user)  # type: ignore[attr-defined]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, object_id)
        told = Change.objects.filter(type=self.model.feed_type, key=row.key if row else "").order_by(
            "-sequence"
        )
        return super().history_view(request, object_id, {"changes": told[:200], **(extra_context or {})})


@admin.register(Change)
class ChangeAdmin(ModelAdmin):
    """The feed, to be read."""

    list_display = ["sequence", "recorded_at", "action", "type", "key", "package", "actor"]
    list_filter = ["action", "type"]
    search_fields = ["key"]
    date_hierarchy = "recorded_at"
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Verification)
class VerificationAdmin(ModelAdmin):
    """What the checks of the whole ledger found, to be read."""

    list_display = ["finished_at", "sequence", "findings"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
