"""What the API says of itself: its addresses, what the record holds, its rules and words."""

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import reverse

from commitments.reading import data_through
from ledger.models import BEGINNING, Change
from web.asof import printed
from web.filters.parameters import Schema
from web.method import rules, vocabularies

from . import answers, shapes
from .addresses import Address
from .endpoint import Endpoint, as_json
from .nouns import RESOURCES
from .question import Question


class Root(Endpoint):
    """Every address of the API."""

    addresses: ClassVar[Sequence[Address]] = ()

    def schema_of_answer(self) -> Schema:
        listed = {"type": "object", "additionalProperties": {"type": "string"}}
        return shapes.record({**answers.CLOCKS, "version": shapes.TEXT, "endpoints": listed})

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """Each path below this one with its absolute address; `{key}` stands for a key."""
        root = f"{question.site}{reverse('api-root')}"
        endpoints = {one.template: f"{root}{one.template}" for one in self.addresses if one.template}
        return as_json({**question.clocks, "version": settings.VERSION, "endpoints": endpoints})


class Meta(Endpoint):
    """How much there is, how far it goes, and the rules and words that it is told in."""

    def schema_of_answer(self) -> Schema:
        words: Schema = {"type": "object", "additionalProperties": shapes.TEXT}
        counts = shapes.record({noun.path: shapes.FIGURE for noun in RESOURCES})
        return shapes.record(
            {
                **answers.CLOCKS,
                "version": shapes.TEXT,
                "counts": counts,
                "newest_sequence": shapes.FIGURE,
                "epoch": shapes.TEXT,
                "data_through": shapes.maybe(shapes.DAY),
                "last_change_at": shapes.maybe(shapes.MOMENT),
                "rules": words,
                "vocabularies": {"type": "object", "additionalProperties": words},
            }
        )

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """Counts are those of the lists at the same two times."""
        through = data_through(question.at)
        return as_json(
            {
                **question.clocks,
                "version": settings.VERSION,
                "counts": {noun.path: noun.narrowed({}, question.at).count() for noun in RESOURCES},
                "newest_sequence": question.asked.basis,
                "epoch": question.asked.epoch,
                "data_through": through.isoformat() if through else None,
                "last_change_at": last_change_at(question.asked.basis),
                "rules": {rule.name: rule.version for rule in rules()},
                "vocabularies": {name: words.definitions() for name, words in vocabularies().items()},
            }
        )


def last_change_at(basis: int) -> str | None:
    """The moment of the newest change at a basis; None before the first, or where it is as old as time."""
    moment = Change.objects.filter(sequence=basis).values_list("recorded_at", flat=True).first()
    return printed(moment) if moment and moment > BEGINNING else None
