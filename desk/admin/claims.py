"""Claims: written within their statement, found and read by themselves."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commitments.models import CommitmentUpdate
from guarantees import requires
from guarantees.models import Citation, ConditionUpdate, PositionUpdate, RequirementUpdate, Statement
from ledger.admin import LeanWidgets, ModelAdmin, StackedInline, StatusFilter, TabularInline, in_record

from .. import actions, preview
from ..forms import ClaimForm, CommitmentUpdateForm, RequirementUpdateForm
from ..review import Right, Step, can

EVIDENCE = {"fields": ["sources", "credibility", "key"], "classes": ["collapse"]}
LINES: dict[Any, Any] = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 60})}}


def is_open(request: HttpRequest, statement: Statement | None) -> bool:
    """Whether somebody may edit a statement now."""
    by = actions.person(request.user)
    if statement is None:
        return Right.WRITE in by.rights
    return can(Step.EDIT, actions.case_of(statement), by)


class PartOfStatement:
    """A part of a statement is edited exactly as long as the statement."""

    opts: Any

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user: Any = request.user
        return bool(user.has_perm("guarantees.view_statement"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user: Any = request.user
        return bool(user.has_perm("guarantees.change_statement")) and is_open(request, obj)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission


class CitationInline(PartOfStatement, LeanWidgets, TabularInline):
    """The documents in which it was said."""

    model = Citation
    extra = 0
    min_num = 1
    autocomplete_fields = ["source"]
    verbose_name = "source"
    verbose_name_plural = "sources"


class ClaimFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Claims that know the statement in which they stand."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "statement": self.instance}


class ClaimInline(PartOfStatement, LeanWidgets, StackedInline):
    """One kind of claims of a statement; folded away while there is none."""

    form: type[ClaimForm] = ClaimForm
    formset = ClaimFormSet
    extra = 0
    ordering = ["pk"]
    formfield_overrides = LINES
    subject: tuple[Any, ...] = ()
    content: tuple[Any, ...] = ()
    rare: tuple[str, ...] = ()
    rare_title = "Evidence of its own, key"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if not self.has_change_permission(request, obj):
            shown = ["in_words", ("kind", "relates_to", "effective"), "summary", "evidence", "key"]
            return [(None, {"fields": [*shown, "follow_up"]})]
        follows = ("kind", "relates_to", "effective")
        # One subject leaves room beside it.
        first = [(*self.subject, *follows)] if len(self.subject) == 1 else [self.subject, follows]
        # Fields that few claims fill in are folded away until one of the statement's claims does.
        written = () if obj is None else self.model._default_manager.filter(statement=obj)
        open_, folded = (self.rare, ()) if any(map(self.uses_rare, written)) else ((), self.rare)
        return [
            (None, {"fields": [*first, *self.content, *open_, "summary"]}),
            (self.rare_title, {**EVIDENCE, "fields": [*folded, *EVIDENCE["fields"]]}),
        ]

    def uses_rare(self, claim: Any) -> bool:
        return any(getattr(claim, name) for name in self.rare)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["in_words", "evidence", "follow_up"]

    @admin.display(description="says")
    def in_words(self, claim: Any) -> str:
        line = preview.line(claim)
        lane = f" [{line.lane}]" if line.lane else ""
        return f"{line.subject}: {line.says}{lane}"

    @admin.display(description="evidence")
    def evidence(self, claim: Any) -> str:
        own = ", ".join(source.title for source in claim.sources.all())
        return f"{own or 'all sources of the statement'}; grade {claim.grade}"

    @admin.display(description="follow up")
    def follow_up(self, claim: Any) -> SafeString | str:
        """What can still be done about a published claim."""
        if not claim.is_published:
            return "When it is published it can be corrected or retracted."
        if claim.superseded_at:
            return f"Replaced on {claim.superseded_at:%d %B %Y}."
        draft = actions.follow_up_of(claim)
        if draft is not None:
            address = reverse("admin:guarantees_statement_change", args=[draft.statement_id])
            return format_html('<a href="{}">{} is being written: {}</a>', address, draft.kind, draft.key)
        links = [
            reverse("admin:claim-step", args=[claim.feed_type, claim.pk, step])
            for step in ("correct", "retract")
        ]
        return format_html(
            '<a class="button" href="{}">Correct…</a> <a class="button" href="{}">Retract…</a>', *links
        )


class CommitmentUpdateInline(ClaimInline):
    model = CommitmentUpdate
    form = CommitmentUpdateForm
    autocomplete_fields = ["commitment", "relates_to", "drops"]
    subject = ("commitment",)
    content = (("standing", "strength", "delivery", "low", "high", "words"), "requires_all")
    rare = ("requires_or", "drops", "restrictions", "until")
    rare_title = (
        "Another way to meet its conditions, what it drops, limits, last day, evidence of its own, key"
    )

    def uses_rare(self, claim: Any) -> bool:
        is_used = claim.restrictions or claim.until or claim.drops.exists()
        return bool(is_used) or len(requires.parse(claim.requires)) > 1

    verbose_name = "claim on a commitment"
    verbose_name_plural = "claims on commitments"


class ConditionUpdateInline(ClaimInline):
    model = ConditionUpdate
    autocomplete_fields = ["condition", "relates_to"]
    subject = ("condition",)
    content = ("state",)
    verbose_name = "claim on a condition"
    verbose_name_plural = "claims on conditions"


class PositionUpdateInline(ClaimInline):
    model = PositionUpdate
    autocomplete_fields = ["actor", "guarantee", "relates_to"]
    subject = ("actor", "guarantee", "contribution")
    content = ("stance",)
    verbose_name = "position on what others would give"
    verbose_name_plural = "positions on what others would give"


class RequirementUpdateInline(ClaimInline):
    model = RequirementUpdate
    form = RequirementUpdateForm
    autocomplete_fields = ["guarantee", "relates_to"]
    subject = ("guarantee",)
    content = (("low", "high", "unit", "words"),)
    verbose_name = "required size"
    verbose_name_plural = "required sizes"


CLAIM_INLINES = (CommitmentUpdateInline, ConditionUpdateInline, PositionUpdateInline, RequirementUpdateInline)


class ClaimAdmin(ModelAdmin):
    """Claims, to be found and read. They are written within their statement."""

    list_display = ["key", "day", "kind", "says", "statement", in_record]
    list_filter: ClassVar[Any] = [StatusFilter, "kind"]
    list_select_related: ClassVar[Any] = ["statement"]
    date_hierarchy = "day"
    show_full_result_count = False
    ordering = ["-day", "-sequence"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="says")
    def says(self, claim: Any) -> str:
        return preview.says(claim)


@admin.register(CommitmentUpdate)
class CommitmentUpdateAdmin(ClaimAdmin):
    search_fields = ["key", "commitment__title", "commitment__key", "statement__key", "summary"]
    list_select_related = ["statement", "commitment"]


@admin.register(ConditionUpdate)
class ConditionUpdateAdmin(ClaimAdmin):
    search_fields = ["key", "condition__name", "condition__key", "statement__key", "summary"]


@admin.register(PositionUpdate)
class PositionUpdateAdmin(ClaimAdmin):
    search_fields = ["key", "actor__name", "guarantee__name", "statement__key", "summary"]


@admin.register(RequirementUpdate)
class RequirementUpdateAdmin(ClaimAdmin):
    search_fields = ["key", "guarantee__name", "statement__key", "summary"]
