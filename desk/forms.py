"""Forms for statements and their claims: what can be told from the rest is filled in, and each error has its field."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.db.models import F, Q

from actors.models import Actor, Tenure
from commitments.choices import Standing
from commitments.models import CommitmentUpdate
from guarantees import requires
from guarantees.choices import OFFICIAL_ATTRIBUTIONS
from guarantees.forms import unit_field
from guarantees.models import Condition, ConditionUpdate, RequirementUpdate, Statement
from ledger import edtf, keys
from ledger.choices import Kind
from ledger.forms import KEY_HELP, DraftForm, TextsForm
from sources.models import Source

from . import speaking
from .checks import SUBJECT

BOUND = {Standing.OFFERED, Standing.SUSPENDED}
RELATES_HELP = (
    "The earlier claim. Empty for a change; a reaffirmation or a refinement takes the newest of its day."
)
EDTF_HINT = {"placeholder": "2025-08-19 or 2025-08", "size": 25}
MOMENT_HINT = {"placeholder": "2025-09-04T18:30:00+02:00", "size": 32}


class StatementForm(DraftForm):
    """One act of saying or publishing.

    The actor spoken for is taken from the speaker's office when none is chosen; a second statement of the same
    speaker on the same day is asked about once, so that nothing is entered twice.
    """

    parts = ("citations", "commitmentupdates", "conditionupdates", "positionupdates", "requirementupdates")

    is_another = forms.BooleanField(
        required=False,
        label="This is another statement",
        help_text="Tick it when the same speaker made two statements on one day.",
    )

    #: The actor that was filled in because nobody was chosen.
    filled_in: Actor | None = None

    class Meta:
        model = Statement
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "said_on" in self.fields:
            self.fields["said_on"].widget.attrs.update(EDTF_HINT)
            self.fields["said_on"].help_text = "In the speaker's own time zone. Day, month, year or interval."
        if "speaking_for" in self.fields and not self.instance.pk:
            self.fields[
                "speaking_for"
            ].help_text = "Several for a joint declaration. Empty: whose office the speaker held on that day."
        if "said_at" in self.fields:
            self.fields["said_at"].widget.attrs.update(MOMENT_HINT)

    def clean_said_on(self) -> str:
        return readable_span(self.cleaned_data["said_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "said_on" in self.errors:
            # A moment is held against the days once they can be read.
            cleaned.pop("said_at", None)
        if cleaned.get("quotation_language") and not cleaned.get("quotation"):
            self.add_error("quotation_language", "There is no quotation: leave this empty.")
        if not self.instance.pk and not self.errors.keys() - {"key"}:
            self._speak_for_the_office(cleaned)
            self._ask_about_the_same(cleaned)
        if "speaking_for" in cleaned:
            # Links are saved after the claims are looked at, which have a lane by them.
            self.instance.entered_for = list(cleaned["speaking_for"])
        return cleaned

    def suggested_key(self) -> str:
        day = edtf.parse(self.cleaned_data["said_on"]).low.isoformat()
        spoke = [self.cleaned_data.get("speaker"), *self.cleaned_data.get("speaking_for", ())]
        return keys.words("s", day, next((one.key for one in spoke if one), "report"))

    def _speak_for_the_office(self, cleaned: dict[str, Any]) -> None:
        """An official who is named speaks for the actor whose office they held that day, if it was one."""
        speaker, official = cleaned.get("speaker"), cleaned.get("attribution") in OFFICIAL_ATTRIBUTIONS
        if not speaker or cleaned.get("speaking_for") or not official:
            return
        day = edtf.parse(cleaned["said_on"]).high
        held = Tenure.objects.filter(
            Q(since__isnull=True) | Q(since__lte=day),
            Q(until__isnull=True) | Q(until__gte=day),
            leader=speaker,
            superseded_at__isnull=True,
        )
        actors = {tenure.actor for tenure in held.select_related("actor")}
        if len(actors) == 1:
            self.filled_in = actors.pop()
            cleaned["speaking_for"] = [self.filled_in]

    def _ask_about_the_same(self, cleaned: dict[str, Any]) -> None:
        """Refuse once what looks like an act that was entered before: one for any of the same actors, or for none."""
        speaker, actors = cleaned.get("speaker"), list(cleaned.get("speaking_for", ()))
        if cleaned.get("is_another") or not (speaker or actors):
            return
        same = Statement.objects.filter(
            Q(speaking_for__in=actors) if actors else Q(speaking_for__isnull=True),
            speaker=speaker,
            said_on=cleaned["said_on"],
            attribution=cleaned["attribution"],
        )
        if found := [statement.key for statement in same.distinct()[:3]]:
            self.add_error(
                "is_another",
                f"There is {', '.join(found)} by the same speaker on the same day. Add your claims there, or tick"
                " this box if it was another act.",
            )


class ClaimForm(TextsForm):
    """A claim within its statement. Its date is the statement's and its key is made where they are left empty."""

    def __init__(self, *args: Any, statement: Statement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statement = statement
        for name, text in (
            ("key", KEY_HELP),
            ("effective", "When it took effect. Empty: when it was said."),
        ):
            if name in self.fields:
                self.fields[name].required = False
                self.fields[name].help_text = text
        if "effective" in self.fields:
            self.fields["effective"].widget.attrs.update(EDTF_HINT)
        if "relates_to" in self.fields:
            self.fields["relates_to"].help_text = RELATES_HELP
        if "sources" in self.fields:
            self._offer_sources(self.fields["sources"])

    def _offer_sources(self, field: Any) -> None:
        """The statement's own sources to tick, once it is saved."""
        cited = Source.objects.none()
        if self.statement is not None and self.statement.pk:
            mine = Q(citations__statement=self.statement)
            chosen = Q(pk__in=self.instance.sources.values("pk")) if self.instance.pk else Q(pk=None)
            cited = Source.objects.filter(mine | chosen).distinct()
        field.queryset = cited
        field.widget = forms.CheckboxSelectMultiple(choices=field.choices)
        field.help_text = (
            "None ticked: all of the statement's. They can be ticked once the statement is saved."
        )

    def clean_effective(self) -> str:
        text = self.cleaned_data["effective"]
        if not text and self.statement is not None:
            return self.statement.said_on
        return readable_span(text)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, named = cleaned.get("kind"), cleaned.get("relates_to")
        if kind == Kind.CHANGE and named:
            self.add_error(
                "relates_to", "A change names no earlier claim: leave this empty or choose another kind."
            )
        elif kind in (Kind.REAFFIRMATION, Kind.REFINEMENT) and not named:
            cleaned["relates_to"] = named = self._newest_before(cleaned)
        subject = SUBJECT[self._meta.model]
        if named and any(cleaned.get(name) not in (None, "", getattr(named, name)) for name in subject):
            about = ", ".join(str(getattr(named, name)) for name in subject)
            self.add_error("relates_to", f"{named.key} is about another subject: {about}.")
        if kind and kind != Kind.CHANGE and not named:
            self.add_error("relates_to", f"Choose the earlier claim that this {kind} is about.")
        if (
            cleaned.get("low") is not None
            and cleaned.get("high") is not None
            and cleaned["low"] > cleaned["high"]
        ):
            self.add_error("high", "At most is below at least.")
        return cleaned

    def _newest_before(self, cleaned: dict[str, Any]) -> Any:
        """The newest claim about the same subject that stands on its day; of the same lane, where it has lanes."""
        subject = {name: cleaned.get(name) for name in SUBJECT[self._meta.model]}
        effective = cleaned.get("effective")
        if self.statement is None or not all(subject.values()) or not effective:
            return None
        found = self._meta.model._default_manager.filter(
            **subject, recorded_at__isnull=False, superseded_at__isnull=True
        ).exclude(kind__in=[Kind.DENIAL, Kind.RETRACTION])
        own = self._of_my_lane(found.filter(day__lte=edtf.parse(effective).high), cleaned)
        return own.order_by("-day", F("said_at").desc(nulls_last=True), "-sequence").first()

    def _of_my_lane(self, found: Any, cleaned: dict[str, Any]) -> Any:
        return found


def conditions_field(label: str, help_text: str = "") -> "forms.ModelMultipleChoiceField[Condition]":
    """A choice of several conditions, found by typing, with a button to make a new one."""
    relation = ConditionUpdate._meta.get_field("condition")
    widget = AutocompleteSelectMultiple(relation, admin.site)
    wrapped = RelatedFieldWidgetWrapper(widget, relation.remote_field, admin.site, can_add_related=True)
    return forms.ModelMultipleChoiceField(
        Condition.objects.all(), widget=wrapped, required=False, label=label, help_text=help_text
    )


class CommitmentUpdateForm(ClaimForm):
    """What the words did to a commitment. Conditions are chosen, not typed: they make the text of `requires`."""

    requires_all = conditions_field("Requires all of", "Nothing chosen: the promise waits for nothing new.")
    requires_or = conditions_field("Or else all of")

    #: The alternatives that are offered for entry; a claim that has more keeps the others.
    ALTERNATIVES = ("requires_all", "requires_or")

    class Meta:
        model = CommitmentUpdate
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "until" in self.fields:
            self.fields["until"].widget.attrs.update(EDTF_HINT)
        self.required_now = requires.parse(self.instance.requires) if self.instance.pk else ()
        for name, group in zip(self.ALTERNATIVES, self.required_now, strict=False):
            self.initial[name] = list(Condition.objects.filter(key__in=group))

    def clean_until(self) -> str:
        text = self.cleaned_data["until"]
        return readable_span(text) if text else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        standing, strength = cleaned.get("standing"), cleaned.get("strength")
        if standing in BOUND and not strength:
            self.add_error("strength", f"What is {standing} has a strength.")
        if standing and standing not in BOUND and strength:
            self.add_error("strength", f"What is {standing} has no strength: leave it empty.")
        until, effective = cleaned.get("until"), cleaned.get("effective")
        if until and effective and edtf.parse(until).high < edtf.parse(effective).low:
            self.add_error("until", f"It took effect later: {effective}.")
        if "requires_all" in self.fields:
            self._require(cleaned)
        return cleaned

    def _require(self, cleaned: dict[str, Any]) -> None:
        """Make the text of `requires` of what was chosen."""
        chosen = [cleaned.get(name) or () for name in self.ALTERNATIVES]
        groups = [tuple(sorted(one.key for one in group)) for group in chosen if group]
        if len(set(groups)) < len(groups):
            self.add_error(self.ALTERNATIVES[-1], "The same conditions as in the first.")
        self.instance.requires = requires.text_of((*groups, *self.required_now[len(self.ALTERNATIVES) :]))

    def _of_my_lane(self, found: Any, cleaned: dict[str, Any]) -> Any:
        if self.statement is None or not self.statement.said_on:
            return found.none()
        try:
            self.statement.set_days()
        except ValueError:
            # Told at the statement's own field.
            return found.none()
        words = (self.statement, spoken_for(self.statement), cleaned["commitment"])
        [lane] = speaking.lanes([words], beside=speaking.new_memberships())
        return found.filter(lane=lane)


class RequirementUpdateForm(ClaimForm):
    """A required size, with what it counts."""

    unit = unit_field()

    class Meta:
        model = RequirementUpdate
        fields = "__all__"


def spoken_for(statement: Statement) -> list[str]:
    """The keys of the actors that a statement speaks for: those in its form, else those that are saved."""
    entered: list[Actor] | None = getattr(statement, "entered_for", None)
    if entered is None:
        entered = list(statement.speaking_for.all()) if statement.pk else []
    return [actor.key for actor in entered]


def readable_span(text: str) -> str:
    """A date text as it was typed. Raises ValidationError when it is none."""
    try:
        return edtf.parse(text.strip()).text
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error
