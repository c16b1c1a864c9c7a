"""Form fields that more than one kind of draft has."""

from django import forms

from .choices import Unit
from .currencies import FORMER, IN_USE


def unit_field(help_text: str = "") -> forms.ChoiceField:
    """What a figure counts: a word of the vocabulary, or the code of a currency."""
    return forms.ChoiceField(
        choices=[
            ("", "---------"),
            ("What is counted", Unit.choices),
            ("Money", [(code, code) for code in IN_USE]),
            ("Money of former times", [(code, code) for code in FORMER]),
        ],
        required=False,
        help_text=help_text,
        error_messages={
            "invalid_choice": "“%(value)s” is no unit: choose what is counted, or the code of a currency."
        },
    )
