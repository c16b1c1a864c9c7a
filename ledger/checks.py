"""Django's system checks of the ledger: is everything that a recorded model has in the text of its rows?"""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Warning

from .digests import newest_version, uncovered, uncovered_part, unknown
from .models import part_models, recorded_models


def columns_are_digested(**options: Any) -> list[CheckMessage]:
    """W001: a column in no version of the text; E001: a name in a version that is no column."""
    return [*_uncovered(), *_unknown()]


def _uncovered() -> Iterator[CheckMessage]:
    for model in recorded_models():
        for name in uncovered(model):
            yield Warning(
                f"{model._meta.label}.{name} is in no version of the text of its rows: nobody would notice if what is"
                " recorded there were changed behind the guards.",
                hint=f'Add it to `digested` as a version of its own: {newest_version(model) + 1}: ("{name}",)',
                obj=model,
                id="ledger.W001",
            )
    for part in part_models():
        for name in uncovered_part(part):
            yield Warning(
                f"{part._meta.label}.{name} is in no version of the text of what it belongs to.",
                hint=f'Add it to `digested`: {max(part.digested) + 1}: ("{name}",)',
                obj=part,
                id="ledger.W001",
            )


def _unknown() -> Iterator[CheckMessage]:
    for model in recorded_models():
        for name in unknown(model):
            yield Error(
                f"{model._meta.label} has no {name}, which its `digested` names.",
                hint="A column that went is taken out by a version that names it with a minus.",
                obj=model,
                id="ledger.E001",
            )
