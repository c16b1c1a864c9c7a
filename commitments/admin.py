"""Commitments, as subjects of claims. What is said about them is written at the desk."""

from typing import Any

from django.contrib import admin

from ledger import keys
from ledger.admin import RecordedAdmin, StatusFilter, in_record
from ledger.forms import DraftForm

from .models import Commitment


class CommitmentForm(DraftForm):
    """A commitment is known by its actor and what is given, and gets a title where none was typed."""

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


@admin.register(Commitment)
class CommitmentAdmin(RecordedAdmin):
    form = CommitmentForm
    list_display = ["title", "actor", "contribution", "guarantee", "unit", "key", in_record]
    list_filter = [StatusFilter, "guarantee__package", "contribution"]
    list_select_related = ["actor", "guarantee"]
    search_fields = ["title", "key", "actor__name", "actor__key", "guarantee__name"]
    autocomplete_fields = ["actor", "joint_with", "guarantee", "part_of"]
    noun_fields = ("actor", "guarantee", ("contribution", "unit"), "joint_with", "title", "part_of")
