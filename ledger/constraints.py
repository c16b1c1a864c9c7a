"""The database's rules in words for whoever fills in a form: the field to look at, and a sentence."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


def check(row: models.Model, exclude: Collection[str]) -> None:
    """Raises ValidationError with every rule that a row breaks, at the field that it is about.

    `exclude` are fields that are not looked at: a rule about one of them is left to the database.
    """
    found: dict[str, list[str]] = {}
    for model, constraints in row.get_constraints():
        for constraint in constraints:
            try:
                constraint.validate(model, row, exclude=set(exclude))
            except ValidationError as error:
                field = _field_of(constraint, exclude) or NON_FIELD_ERRORS
                found.setdefault(field, []).append(_sentence(row, constraint, error))
    if found:
        raise ValidationError(found)


def _field_of(constraint: models.BaseConstraint, exclude: Collection[str]) -> str:
    """The field that a rule names, else the last that it is about, which is entered last; "" without any."""
    own = [name for name in _fields_of(constraint) if name not in exclude]
    named = [name for name in own if name in constraint.name.partition("_")[2]]
    return (named or own[::-1] or [""])[0]


def _sentence(row: models.Model, constraint: models.BaseConstraint, error: ValidationError) -> str:
    """The rule's own sentence, else its name, which reads as one."""
    says_so_itself = constraint.violation_error_message != constraint.default_violation_error_message
    if says_so_itself or error.code in ("unique", "unique_together"):
        return " ".join(error.messages)
    words = constraint.name.partition("_")[2].replace("_", " ")
    return f"A rule of the record is broken: the {row._meta.verbose_name} {words}."


def _fields_of(constraint: models.BaseConstraint) -> list[str]:
    """The fields that a rule is about, in the order in which it names them."""
    waiting: list[Any] = [getattr(constraint, "condition", None)]
    found: list[str] = []
    if isinstance(constraint, models.UniqueConstraint):
        waiting = [*constraint.expressions]
        found = list(constraint.fields)
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, models.Q):
            waiting = [*part.children, *waiting]
        elif isinstance(part, models.F):
            found.append(part.name)  # type: ignore[attr-defined]
        elif isinstance(part, models.Expression):
            waiting = [*part.get_source_expressions(), *waiting]
        elif isinstance(part, tuple):
            found.append(part[0].partition("__")[0])
    return list(dict.fromkeys(found))
