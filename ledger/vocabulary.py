"""Vocabularies: closed lists of words, each with its definition.

A word of a vocabulary is a plain string in the database and in the API; the label is for people and the
definition is what `/method/` and `/api/v1/meta/` print: the code is the only place where a word is explained. Both are
written in English here; a catalogue has them under the name of their list, because "None" is not one word in every
language.
"""

from typing import Any, Self

from django.db import models
from django.utils.translation import pgettext, pgettext_lazy


class Vocabulary(models.TextChoices):
    """A closed list of words. A member is written `NAME = "word", "definition", "Label"`."""

    _definition: str

    def __new__(cls, value: str, definition: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member._definition = definition
        return member

    @property
    def label(self) -> Any:
        """The word for people, in the language that is spoken when it is shown."""
        return pgettext_lazy(type(self).__name__, str(self._label_))

    @property
    def definition(self) -> str:
        """What the word means, in one sentence, in the language that is spoken now."""
        return pgettext(type(self).__name__, self._definition)

    @classmethod
    def definitions(cls) -> dict[str, str]:
        """Every word with its definition, in the order of the list."""
        return {member.value: member.definition for member in cls}
