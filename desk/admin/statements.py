"""Statements: logged with their sources and claims on one page, then handed to a second person."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from guarantees.models import Statement
from ledger.admin import RecordedAdmin

from .. import actions, inbox, keys, preview, views
from ..bundle import Bundle, bundle_of, claims_of
from ..checks import problems
from ..forms import StatementForm
from ..review import Status, Step, steps
from .claims import CLAIM_INLINES, CitationInline, is_open


class ReviewFilter(admin.SimpleListFilter):
    """How far statements have come."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(status.value, status.label) for status in Status]

    def queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        if self.value() is None:
            return queryset
        if self.value() == Status.PUBLISHED:
            return queryset.filter(recorded_at__isnull=False)
        return queryset.filter(recorded_at__isnull=True, status=self.value())


@admin.register(Statement)
class StatementAdmin(RecordedAdmin):
    """One page for one act of saying, with everything that was said in it."""

    form = StatementForm

    class Media:
        js = ["js/desk.js"]

    change_form_template = "admin/statement/change_form.html"
    list_display = ["said_on", "who", "what", "status", "attribution", "key"]
    list_display_links = ["said_on", "who"]
    list_filter = [ReviewFilter, "attribution"]
    list_select_related = ["speaker"]
    search_fields = ["key", "summary", "speaker__name", "speaking_for__name", "event__name"]
    date_hierarchy = "said_low"
    ordering = ["-said_high", "-pk"]
    actions = None
    autocomplete_fields = ["speaker", "speaking_for", "event"]
    inlines = [CitationInline, *CLAIM_INLINES]
    noun_fields = (
        ("speaker", "speaking_for"),
        ("attribution", "said_on", "source_reliability", "information_credibility"),
        "event",
        "summary",
    )
    # Fields that few statements fill in are folded away until this one does.
    rare = ("said_at", "quotation", "quotation_language")

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        return inbox.with_status(super().get_queryset(request)).prefetch_related("speaking_for")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        uses_rare = obj is not None and any(getattr(obj, name) for name in self.rare)
        shown, folded = (self.rare, ()) if uses_rare else ((), self.rare)
        if obj is not None and not self.has_change_permission(request, obj):
            people = ["key", ("recorded_at", "written_by", "published_by")]
            return [
                (None, {"fields": (*self.noun_fields, *shown)}),
                ("Key and times", {"fields": people}),
            ]
        asked = ("is_another",) if obj is None else ()
        title = "Key" if uses_rare else "Time of day, quotation, key"
        return [
            (None, {"fields": (*self.noun_fields, *shown, *asked)}),
            (title, {"fields": [*folded, "key", "version"], "classes": ["collapse"]}),
        ]

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Kinds of claims that there are none of are folded away, or left out where nothing can be added."""
        found = []
        can_edit = is_open(request, obj)
        for inline in super().get_inline_instances(request, obj):
            if isinstance(inline, CLAIM_INLINES):
                there = obj is not None and inline.model.objects.filter(statement=obj).exists()
                if not there and not can_edit:
                    continue
                inline.classes = [] if there else ["collapse"]
                if inline.model is CLAIM_INLINES[0].model and obj is None:
                    inline.classes, inline.extra = [], 1
            found.append(inline)
        return found

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and is_open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft is discarded, which looks after its claims; nothing else is deleted."""
        return False

    # As text: not everybody who reads may open accounts.
    @admin.display(description="recorded by")
    def written_by(self, statement: Statement) -> str:
        return str(statement.recorded_by or "an import")

    @admin.display(description="approved by")
    def published_by(self, statement: Statement) -> str:
        return str(statement.approved_by or ("nobody yet" if not statement.is_published else "an import"))

    @admin.display(description="who", ordering="speaker__name")
    def who(self, statement: Statement) -> str:
        actors = ", ".join(str(actor) for actor in statement.speaking_for.all())
        names = [str(one) for one in (statement.speaker, actors) if one]
        return " for ".join(names) or statement.get_attribution_display()

    @admin.display(description="what")
    def what(self, statement: Statement) -> str:
        return statement.summary[:120]

    @admin.display(description="status")
    def status(self, statement: Any) -> str:
        return "Published" if statement.is_published else str(Status(statement.status).label)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.recorded_by = request.user
            if form.filled_in:
                said = (
                    f"“Speaking for” was empty: {form.filled_in}, whose office {obj.speaker} held that day."
                )
                messages.info(request, said)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        rows = formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        for row in rows:
            if hasattr(row, "effective"):
                row.statement = form.instance
                row.key = row.key or keys.of_claim(row)
                row.recorded_by = row.recorded_by or request.user
            row.save()
        formset.save_m2m()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        statement = form.instance
        if {"said_on", "said_at"} & set(form.changed_data):
            # The days and moments of claims follow from it.
            for claim in claims_of(statement):
                claim.save()
        named = statement.speaker or statement.speaking_for.exists()
        if not change and not named and not form.data.get("key"):
            first = statement.citations.order_by("pk").select_related("source__publisher").first()
            publisher = first.source.publisher.key if first else "report"
            statement.key = keys.of_statement(statement, first_publisher=publisher)
            statement.save()

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return self._on_to_submit(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._on_to_submit(request, obj) or super().response_change(request, obj)

    def _on_to_submit(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        if "_submit" not in request.POST:
            return None
        return HttpResponseRedirect(reverse("admin:statement-step", args=[obj.pk, Step.SUBMIT.value]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        statement = kwargs.get("obj") or (args[3] if len(args) > 3 else None)
        if statement is not None and statement.pk:
            context |= self._state_of(request, statement)
        return super().render_change_form(request, context, *args, **kwargs)

    def _state_of(self, request: HttpRequest, statement: Statement) -> dict[str, Any]:
        """What the page says about the way of a statement into the record."""
        case = actions.case_of(statement)
        possible = [step for step in steps(case, actions.person(request.user)) if step is not Step.EDIT]
        bundle = Bundle() if statement.is_published else bundle_of(statement)
        found = problems(bundle, today=timezone.now().date()) if bundle.drafts else []
        return {
            "status": case.status,
            "steps": [(step, views.STATEMENT_PAGES[step]) for step in possible if step is not Step.SUBMIT],
            "may_submit": Step.SUBMIT in possible,
            "problems": views.shown_problems(found),
            "overlaps": views.asked_overlaps(bundle),
            "reviews": statement.reviews.select_related("submitted_by", "decided_by"),
            "differences": actions.changed_since_returned(statement)
            if case.status is Status.SUBMITTED
            else [],
            "lines": preview.lines(statement) if case.status is Status.SUBMITTED else [],
        }
