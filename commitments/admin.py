"""Commitments, as subjects of claims. What is said about them is written at the desk."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

from guarantees import requires
from guarantees.admin import ConditionAdmin, ConditionForm
from guarantees.forms import unit_field
from guarantees.models import Condition
from ledger import keys
from ledger.admin import RecordedAdmin, StatusFilter, TabularInline, in_record
from ledger.forms import OnceForm

from .models import Commitment, CommitmentUpdate, Reach

if TYPE_CHECKING:
    BaseInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    BaseInlineFormSet = forms.BaseInlineFormSet


class CommitmentForm(OnceForm):
    """A commitment is known by its actor and what is given, and gets a title where none was typed."""

    unit = unit_field("What its figures count.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].required = False
            self.fields["title"].help_text = "Leave it empty and it is made: actor and contribution."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("title") and cleaned.get("actor") and cleaned.get("contribution"):
            label = dict(self.fields["contribution"].choices)[cleaned["contribution"]]  # type: ignore[attr-defined]
            cleaned["title"] = f"{cleaned['actor'].name}: {label.lower()}"
        return cleaned

    def suggested_key(self) -> str:
        return keys.words(self.cleaned_data["actor"].key, self.cleaned_data["contribution"])

    def alike(self, cleaned: dict[str, Any]) -> Any:
        same = {name: cleaned[name] for name in ("actor", "guarantee", "contribution")}
        return Commitment.objects.filter(**same)


@admin.register(Commitment)
class CommitmentAdmin(RecordedAdmin):
    form = CommitmentForm
    list_display = ["title", "actor", "contribution", "guarantee", "unit", "key", in_record]
    list_filter = [StatusFilter, "guarantee__package", "contribution"]
    list_select_related = ["actor", "guarantee"]
    search_fields = ["title", "key", "actor__name", "actor__key", "guarantee__name"]
    autocomplete_fields = ["actor", "joint_with", "guarantee", "part_of"]
    noun_fields = ("actor", "guarantee", ("contribution", "unit"), "joint_with", "title", "part_of")


class ReachFormSet(BaseInlineFormSet):
    """What a condition may wait for: a commitment of its own package that does not wait for it in turn."""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            chosen = getattr(form, "cleaned_data", {})
            commitment = chosen.get("commitment")
            if commitment is None or chosen.get("DELETE"):
                continue
            package = commitment.guarantee.package
            if self.instance.package_id and package.pk != self.instance.package_id:
                said = f"This commitment belongs to another package ({package.name}) than the condition."
                form.add_error("commitment", said)
            elif self.instance.key in _required_by(commitment):
                said = "This commitment requires the condition: each would wait for the other for ever."
                form.add_error("commitment", said)


def _required_by(commitment: Commitment) -> set[str]:
    """The conditions that any claim about a commitment names, drafts included."""
    texts = CommitmentUpdate.objects.filter(commitment=commitment).values_list("requires", flat=True)
    return {key for text in texts for key in requires.keys(requires.parse(text))}


class ReachInline(TabularInline):
    """At most one: a condition that waits for two commitments is two conditions, which a claim names together."""

    model = Reach
    formset = ReachFormSet
    extra = max_num = 1
    fields = ["commitment", "strength"]
    autocomplete_fields = ["commitment"]
    verbose_name_plural = "Comes true by itself when a commitment reaches a strength"

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_published)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission


class ConditionWithReachForm(ConditionForm):
    parts = ("reach",)


@admin.register(Condition)
class ConditionWithReachAdmin(ConditionAdmin):
    form = ConditionWithReachForm
    inlines = [ReachInline]
