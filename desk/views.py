"""The pages on which a step is confirmed: what will happen, what is in the way, one button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from actors.models import Membership, Tenure
from guarantees.models import Statement
from ledger.exceptions import RuleBroken

from . import actions, leaving_out, overlaps, preview
from .bundle import CLAIMS, TABLE_OF, Bundle, bundle_of, gather
from .checks import Problem, problems
from .review import Step

CLAIM_TYPES = {model.feed_type: model for model in CLAIMS}
NOUN_TYPES: dict[str, Any] = {
    model.feed_type: model for model in TABLE_OF if model not in CLAIMS and model is not Statement
}
DATED_TYPES: dict[str, Any] = {model.feed_type: model for model in (Tenure, Membership)}


class StepForm(forms.Form):
    """Carries what was shown, so that nobody decides about what they never saw."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class SubmitForm(StepForm):
    """What became of each condition that a claim leaves out, asked of the one who read the words."""

    def __init__(self, *args: Any, row: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in leaving_out.left_out(row):
            self.fields[one.name] = forms.ChoiceField(
                choices=leaving_out.Answer.choices,
                widget=forms.RadioSelect,
                label=str(one),
                label_suffix="",
                error_messages={"required": "Say which of the two it is."},
            )


class NoteForm(StepForm):
    """What the author is told."""

    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), label="What is to be mended", max_length=2000
    )


class UntilForm(StepForm):
    """The last day of an office or a membership."""

    until = forms.DateField(label="Last day", widget=AdminDateWidget())


@dataclass(frozen=True, slots=True)
class Page:
    """How a step is asked about. `act` gets the row, who asks and what was filled in, and gives what is shown next."""

    title: str
    question: str
    button: str
    said: str
    act: Callable[[Any, Any, dict[str, Any]], Any]
    form: type[forms.Form] = StepForm
    is_checked: bool = False
    is_grave: bool = False


STATEMENT_PAGES: dict[Step, Page] = {
    Step.SUBMIT: Page(
        "Submit for review",
        "A second person will look at it. Until then it cannot be changed, unless you take it back.",
        "Submit",
        "Submitted: {key} waits for a second person.",
        lambda row, by, filled: actions.submit(row, by=by, seen=filled["seen"], answers=filled),
        form=SubmitForm,
        is_checked=True,
    ),
    Step.TAKE_BACK: Page(
        "Take back",
        "It becomes a draft again, and you can change it.",
        "Take back",
        "Taken back: {key} is a draft again.",
        lambda row, by, filled: actions.take_back(row, by=by, seen=filled["seen"]),
    ),
    Step.SEND_BACK: Page(
        "Send back",
        "It becomes a draft again. Your note is shown to its author.",
        "Send back",
        "Sent back: {key} is a draft again.",
        lambda row, by, filled: actions.send_back(row, by=by, seen=filled["seen"], note=filled["note"]),
        form=NoteForm,
    ),
    Step.PUBLISH: Page(
        "Publish",
        "It becomes part of the record at once, for good: what is published is never changed, only corrected by another"
        " statement.",
        "Publish",
        "Published: {key} is part of the record.",
        lambda row, by, filled: actions.publish(row, by=by, seen=filled["seen"]),
        is_checked=True,
    ),
    Step.DISCARD: Page(
        "Discard",
        "The draft and its claims are deleted. Actors, sources and whatever else was entered for it stay as drafts.",
        "Discard the draft",
        "Discarded: {key}.",
        lambda row, by, filled: actions.discard(row, by=by, seen=filled["seen"]),
        is_grave=True,
    ),
}
CLAIM_PAGES: dict[str, Page] = {
    "correct": Page(
        "Correct",
        "A draft is made that starts from all that this claim says. Once a second person has published it, it takes"
        " the claim's place; answers about earlier knowledge stay as they were.",
        "Make a correction",
        "The draft {key} is ready: change what was wrong.",
        lambda row, by, _: actions.correct(row, by=by),
    ),
    "retract": Page(
        "Retract",
        "For a claim that was never made, or that its source withdrew. A draft is made that removes it once a second"
        " person has published it; answers about earlier knowledge stay as they were.",
        "Make a retraction",
        "The draft {key} is ready: say in its summary why.",
        lambda row, by, _: actions.retract(row, by=by),
    ),
}
CLOSE_PAGE = Page(
    "Set the last day",
    "A draft is made with the last day. Once a second person has published it, it takes this row's place; answers about"
    " earlier knowledge stay as they were.",
    "Make the draft",
    "A draft is made; a second person can publish it: {key}.",
    lambda row, by, filled: actions.close(row, until=filled["until"], by=by),
    form=UntilForm,
)


def statement_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Submit, take back, send back, publish or discard one statement."""
    if step not in STATEMENT_PAGES:
        raise Http404(step)
    _check_may_view(request, Statement)
    statement = get_object_or_404(Statement, pk=pk)
    try:
        actions.check_step(Step(step), statement, by=request.user)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return HttpResponseRedirect(address_of(statement))
    page = STATEMENT_PAGES[Step(step)]
    return _ask(request, page, lambda: Statement.objects.get(pk=pk), lambda _: _after(statement, Step(step)))


def claim_step(request: HttpRequest, type: str, pk: int, step: str) -> HttpResponse:
    """Make the draft that corrects or retracts a published claim."""
    if type not in CLAIM_TYPES or step not in CLAIM_PAGES:
        raise Http404(step)
    _check_may_view(request, CLAIM_TYPES[type])
    claim = get_object_or_404(CLAIM_TYPES[type], pk=pk)
    return _ask(request, CLAIM_PAGES[step], lambda: claim, lambda draft: address_of(draft.statement))


def close(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Make the draft with the last day of a published tenure or membership."""
    if type not in DATED_TYPES:
        raise Http404(type)
    _check_may_view(request, DATED_TYPES[type])
    row = get_object_or_404(DATED_TYPES[type], pk=pk)
    return _ask(request, CLOSE_PAGE, lambda: row, address_of)


def publish_nouns(request: HttpRequest, type: str) -> HttpResponse:
    """Publish chosen drafts of one kind by themselves, with what they rest on."""
    if type not in NOUN_TYPES:
        raise Http404(type)
    model = NOUN_TYPES[type]
    _check_may_view(request, model)
    pks = [int(pk) for pk in request.GET.getlist("pk") if pk.isdecimal()]
    drafts = model.objects.drafts().filter(pk__in=pks)
    chosen = list(drafts)
    back = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    if not chosen:
        messages.error(request, "None of these is a draft.")
        return HttpResponseRedirect(back)
    page = Page(
        f"Publish {len(chosen)} {model._meta.verbose_name if len(chosen) == 1 else model._meta.verbose_name_plural}",
        "They become part of the record at once, for good. Usually they are published with the first statement that"
        " uses them; then nothing needs to be done here.",
        "Publish",
        "Published.",
        lambda rows, by, filled: actions.publish_nouns(rows, by=by, seen=filled["seen"]),
        is_checked=True,
    )
    return _ask(request, page, lambda: list(drafts.all()), lambda _: back)


def address_of(row: Any) -> str:
    """The admin's page of a row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def shown_problems(found: list[Problem]) -> list[tuple[Problem, str]]:
    """Problems with the address of the field that is to be mended."""
    return [(problem, problem_address(problem)) for problem in found]


def asked_overlaps(bundle: Bundle) -> list[overlaps.Question]:
    """What would be counted twice, as of now; nothing where there are no drafts."""
    now = timezone.now()
    return overlaps.questions(bundle, today=now.date(), now=now) if bundle.drafts else []


def problem_address(problem: Problem) -> str:
    """The page with the field that is to be mended, down to the field."""
    draft = problem.draft
    if not isinstance(draft, CLAIMS):
        field = "citations-0-source" if problem.field == "sources" else problem.field
        return f"{address_of(draft)}#id_{field}"
    siblings = (
        type(draft).objects.filter(statement=draft.statement).order_by("pk").values_list("pk", flat=True)
    )
    number = list(siblings).index(draft.pk)
    field = "requires_all" if problem.field == "requires" else problem.field
    return f"{address_of(draft.statement)}#id_{draft._meta.model_name}s-{number}-{field}"


def _check_may_view(request: HttpRequest, model: Any) -> None:
    user: Any = request.user
    if not user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
        raise PermissionDenied


def _after(statement: Statement, step: Step) -> str:
    if step is Step.TAKE_BACK:
        return address_of(statement)
    return reverse("admin:index")


def _ask(
    request: HttpRequest, page: Page, read: Callable[[], Any], next_address: Callable[[Any], str]
) -> HttpResponse:
    """Show the question, or do it and go on."""
    asked: dict[str, Any] = {"row": read()} if page.form is SubmitForm else {}
    form = page.form(request.POST if request.method == "POST" else None, **asked)
    if request.method == "POST" and form.is_valid():
        row = read()
        try:
            done = page.act(row, request.user, form.cleaned_data)
        except RuleBroken as broken:
            messages.error(request, broken.message)
            if broken.code == "not_in_this_status":
                return HttpResponseRedirect(_back_from(row))
        else:
            named = done if hasattr(done, "key") else row
            messages.success(request, page.said.format(key=getattr(named, "key", "")))
            return HttpResponseRedirect(next_address(done))
    # Read before everything else that is shown: what changes meanwhile is refused rather than overlooked.
    row = read()
    _carry(form, _state(row))
    return TemplateResponse(request, "admin/step.html", _context(request, page, row, form))


def _state(row: Any) -> str:
    """What is shown, as the action wants it back; a published row never changes."""
    if isinstance(row, list):
        return actions.state_of_nouns(row)
    return actions.state_of(row) if isinstance(row, Statement) else ""


def _carry(form: forms.Form, seen: str) -> None:
    """Let a form carry what is shown with it, whatever it was sent with."""
    form.initial["seen"] = seen
    if form.is_bound:
        data: Any = form.data
        sent = data.copy()
        sent["seen"] = seen
        form.data = sent


def _context(request: HttpRequest, page: Page, row: Any, form: forms.Form) -> dict[str, Any]:
    """What the page of a step shows."""
    statement = row if isinstance(row, Statement) else getattr(row, "statement", None)
    bundle = _bundle(row) if page.is_checked else Bundle()
    found = problems(bundle, today=timezone.now().date()) if page.is_checked else []
    lines = preview.lines(row) if isinstance(row, Statement) else []
    if isinstance(row, CLAIMS):
        lines = [preview.line(row)]
    return {
        **admin.site.each_context(request),
        "title": page.title,
        "page": page,
        "rows": row if isinstance(row, list) else [row],
        "form": form,
        "media": form.media,
        "problems": shown_problems(found),
        "statement": statement,
        "lines": lines,
        "differences": actions.changed_since_returned(row) if isinstance(row, Statement) else [],
        "is_empty": isinstance(row, Statement) and not lines,
        "nouns": preview.nouns(bundle),
        "overlaps": asked_overlaps(bundle),
        "back": _back_from(row),
    }


def _bundle(row: Any) -> Bundle:
    return gather(row) if isinstance(row, list) else bundle_of(row)


def _back_from(row: Any) -> str:
    """The page that a step was asked from."""
    return reverse("admin:index") if isinstance(row, list) else address_of(getattr(row, "statement", row))
