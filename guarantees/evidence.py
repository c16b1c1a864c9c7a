"""On which documents a claim rests, and how many independent origins they have.

Evidence belongs to the claim: its own sources, a part of its statement's, or all of them when it names none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .models import Citation, StatementClaim

# What makes a document, as the tables that link sources to claims and statements reach it.
SOURCE = ("source__key", "source__publisher__key", "source__origin__key", "source__published_on")


@dataclass(frozen=True, slots=True)
class Document:
    """A source as evidence: its key, the publisher that had the report first, and its day."""

    key: str
    origin: str
    published_on: date


def documents_of(claims: Collection[StatementClaim]) -> dict[int, list[Document]]:
    """The documents of each claim by its primary key, in the order of entry. All claims are of one model.

    Two queries, whatever the number of claims.
    """
    if not claims:
        return {}
    model = type(next(iter(claims)))
    through: Any = model.sources.through
    own = _documents(through, model._meta.model_name, {claim.pk for claim in claims})
    theirs = _documents(
        Citation, "statement", {claim.statement_id for claim in claims if claim.pk not in own}
    )
    return {claim.pk: own.get(claim.pk) or theirs[claim.statement_id] for claim in claims}


def _documents(through: Any, link: str | None, pks: Collection[int]) -> dict[int, list[Document]]:
    """The documents that a table links to rows, in the order of entry. One query, none for nothing."""
    found: dict[int, list[Document]] = defaultdict(list)
    if pks:
        rows = through.objects.filter(**{f"{link}__in": pks}).order_by("id")
        for pk, key, publisher, origin, day in rows.values_list(f"{link}_id", *SOURCE):
            found[pk].append(Document(key, origin or publisher, day))
    return found


def origins_of(documents: Iterable[Document]) -> tuple[str, ...]:
    """The independent origins, sorted: two documents of one origin are one confirmation."""
    return tuple(sorted({document.origin for document in documents}))
