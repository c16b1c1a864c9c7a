"""Forms for drafts: keys that make themselves, texts without marks that mislead, and no edit lost to another's."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from . import keys
from .texts import forbidden_mark
from .versions import version_of

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm

KEY_HELP = "The name in addresses and in the feed, for ever. Leave it empty and it is made."


class TextsForm(ModelForm):
    """A form whose texts stand on one line and hold no mark that could make them read as what they are not."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = text = " ".join(value.split())
                if mark := forbidden_mark(text):
                    self.add_error(name, f"There is {mark} in this text: type it again.")
        return cleaned


class DraftForm(TextsForm):
    """A draft noun. Refuses to save over what somebody else saved after this form was opened."""

    # Reverse relations whose rows are edited in the same form.
    parts: ClassVar[tuple[str, ...]] = ()

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.now = version_of(self.instance, self.parts)
            self.initial["version"] = self.now
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = KEY_HELP

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("version") != self.now:
            self._refuse_to_overwrite()
        if "key" in self.fields and not cleaned.get("key") and not self.errors.keys() - {"key"}:
            wanted = self.suggested_key()
            if wanted:
                cleaned["key"] = keys.free(self._meta.model, wanted, but=self.instance.pk)
            else:
                self.add_error("key", "No key can be made of this name: type one.")
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """A rule may look at the times that no form shows: they are there, so it is asked before the database is."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"recorded_at", "superseded_at"}

    def suggested_key(self) -> str:
        """The key that is taken when none was typed, if it is free; "" when none can be made."""
        return keys.words(self.cleaned_data.get("name"))

    def _refuse_to_overwrite(self) -> None:
        """Say what is saved now where it differs from this form; a second save is made on purpose."""
        differing = [
            f"{self[name].label}: saved is “{self._shown(name)}”"
            for name in self.changed_data
            if name not in {"version", "key"} and name in self.fields
        ]
        sent: Any = self.data
        mended: Any = sent.copy()
        mended[self.add_prefix("version")] = self.now
        self.data = mended
        self.add_error(
            None,
            ValidationError(
                [
                    "Somebody else saved this draft after you opened it. Nothing of yours is saved yet, and all that"
                    " you typed is still here. Compare, and save again to put yours in place.",
                    *differing,
                ],
                code="changed_meanwhile",
            ),
        )

    def _shown(self, name: str) -> str:
        """What is saved, for a person."""
        value = self.initial.get(name)
        choices = getattr(self.fields[name], "queryset", None)
        if choices is not None and value is not None:
            pks = [getattr(one, "pk", one) for one in (value if isinstance(value, list | tuple) else [value])]
            return ", ".join(str(one) for one in choices.filter(pk__in=pks)) or "nothing"
        return "nothing" if value in (None, "") else str(value)


class OnceForm(DraftForm):
    """A draft that is asked about once when something alike was entered before."""

    is_another = forms.BooleanField(
        required=False,
        label="Save it all the same",
        help_text="Tick it when this is another one than what is named above.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk or cleaned.get("is_another") or self.errors.keys() - {"key"}:
            return cleaned
        found = self.alike(cleaned)
        if same := [] if found is None else list(found[:3]):
            names = ", ".join(f"{one} ({one.key})" for one in same)
            self.add_error("is_another", f"This looks like {names}. Take that one, or tick this box.")
        return cleaned

    def alike(self, cleaned: dict[str, Any]) -> "models.QuerySet[Any] | None":
        """Rows that this may be once more; None where nothing can be told."""
        raise NotImplementedError
