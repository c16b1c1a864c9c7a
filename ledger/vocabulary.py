"""Vocabularies: closed lists of words, each with its definition.

A word of a vocabulary is a plain string in the database and in the API; the label is for people and the
definition is what `/method/` and `/api/v1/meta/` print: the code is the only place where a word is explained.
"""

from typing import Self

from django.db import models


class Vocabulary(models.TextChoices):
    """A closed list of words. A member is written `NAME = "word", "definition", "Label"`."""

    _definition: str

    def __new__(cls, value: str, definition: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member._definition = definition
        return member

    @property
    def definition(self) -> str:
        """What the word means, in one sentence."""
        return self._definition

    @classmethod
    def definitions(cls) -> dict[str, str]:
        """Every word with its definition, in the order of the list."""
        return {member.value: member.definition for member in cls}
