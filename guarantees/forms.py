"""Form fields that more than one kind of draft has."""

from django import forms

from .choices import Unit
from .currencies import FORMER, IN_USE
from .units import PERIODS


def unit_field(help_text: str = "") -> forms.ChoiceField:
    """What a figure counts: a word of the vocabulary, or the code of a currency; as a sum, or as a rate."""
    money = [(code, code) for code in IN_USE]
    return forms.ChoiceField(
        choices=[
            ("", "---------"),
            ("What is counted", Unit.choices),
            ("Money", money),
            *((f"In each {period}", _rates(period, [*Unit.choices, *money])) for period in PERIODS),
            ("Money of former times", [(code, code) for code in FORMER]),
        ],
        required=False,
        help_text=help_text,
        error_messages={
            "invalid_choice": "“%(value)s” is no unit: choose what is counted, or the code of a currency."
        },
    )


def _rates(period: str, sums: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{unit}/{period}", f"{label} in each {period}") for unit, label in sums]
