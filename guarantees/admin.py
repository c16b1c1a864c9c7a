"""What is negotiated: packages and their elements, conditions, events. Statements are written at the desk."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError

from ledger import edtf, keys
from ledger.admin import RecordedAdmin, StatusFilter, TabularInline, in_record
from ledger.forms import DraftForm, OnceForm

from .models import Condition, Guarantee, NegotiationEvent, Package, Participation


class GuaranteeForm(DraftForm):
    def suggested_key(self) -> str:
        return keys.words(self.cleaned_data["package"].key, self.cleaned_data["kind"])


class ConditionForm(DraftForm):
    """A condition implies others of its own package, and none that implies it in turn."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        package, implied = cleaned.get("package"), list(cleaned.get("implies", ()))
        if strange := [one for one in implied if package and one.package_id != package.pk]:
            names = ", ".join(str(one) for one in strange)
            self.add_error("implies", f"Of another package than the condition: {names}.")
        elif self.instance.pk and self.instance in _with_all_that_they_imply(implied):
            said = "One of these implies this condition in turn, by itself or by others: they would be one."
            self.add_error("implies", said)
        return cleaned

    def suggested_key(self) -> str:
        return keys.words("c", self.cleaned_data["name"])[:40].strip("-")


def _with_all_that_they_imply(conditions: Iterable[Condition]) -> set[Condition]:
    """Conditions with what is true whenever they are, however far."""
    found = set(conditions)
    edge = set(found)
    while edge:
        edge = set(Condition.objects.filter(implied_by__in=edge)) - found
        found |= edge
    return found


class EventForm(OnceForm):
    """An event is known by its first day and its place, else by its name."""

    parts = ("participations",)

    def clean_held(self) -> str:
        held: str = self.cleaned_data["held"]
        if held:
            try:
                edtf.parse(held)
            except ValueError as error:
                raise ValidationError(str(error)) from error
        return held

    def suggested_key(self) -> str:
        held = self.cleaned_data["held"]
        day = edtf.parse(held).low.isoformat() if held else ""
        return keys.words("e", day, self.cleaned_data["place"] or self.cleaned_data["name"])[:60].strip("-")

    def alike(self, cleaned: dict[str, Any]) -> Any:
        return NegotiationEvent.objects.filter(name__iexact=cleaned["name"], held=cleaned["held"])


class ParticipationInline(TabularInline):
    model = Participation
    extra = 0
    fields = ["actor", "leader", "role"]
    autocomplete_fields = ["actor", "leader"]

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_published)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission


@admin.register(Package)
class PackageAdmin(RecordedAdmin):
    list_display = ["name", "key", "beneficiary", "opened_on", in_record]
    search_fields = ["name", "key"]
    autocomplete_fields = ["beneficiary"]
    noun_fields = ("name", "beneficiary", "opened_on", "summary")


@admin.register(Guarantee)
class GuaranteeAdmin(RecordedAdmin):
    form = GuaranteeForm
    list_display = ["name", "package", "kind", "phase", "key", in_record]
    list_filter = [StatusFilter, "package", "kind"]
    list_select_related = ["package"]
    search_fields = ["name", "key", "package__name"]
    autocomplete_fields = ["package"]
    noun_fields = ("package", "name", "kind", "phase", "summary")


class ConditionAdmin(RecordedAdmin):
    """Registered in commitments/admin.py, with the commitment that a condition may wait for."""

    form = ConditionForm
    list_display = ["name", "package", "kind", "actor", "key", in_record]
    list_filter = [StatusFilter, "package", "kind"]
    list_select_related = ["package", "actor"]
    search_fields = ["name", "key", "package__name"]
    autocomplete_fields = ["package", "actor", "implies"]
    noun_fields = ("package", "name", "kind", "actor", "description", "implies")


@admin.register(NegotiationEvent)
class EventAdmin(RecordedAdmin):
    form = EventForm
    list_display = ["name", "held", "kind", "status", "package", "key", in_record]
    list_filter = [StatusFilter, "package", "kind", "status"]
    list_select_related = ["package"]
    date_hierarchy = "held_low"
    search_fields = ["name", "key", "place"]
    autocomplete_fields = ["package", "sources"]
    noun_fields = ("name", ("kind", "status"), "held", ("place", "country"), "package", "summary", "sources")
    inlines = [ParticipationInline]
