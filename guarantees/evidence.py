"""On which documents a claim rests, and how many independent origins they have.

Evidence belongs to the claim: its own sources, a part of its statement's, or all of them when it names none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sources.models import Source

from .models import Citation, StatementClaim


@dataclass(frozen=True, slots=True)
class Document:
    """A source as evidence: its key, the publisher that had the report first, and its day."""

    key: str
    origin: str
    published_on: date


def documents_of(claims: Collection[StatementClaim]) -> dict[int, list[Document]]:
    """The documents of each claim by its primary key, in the order of entry. All claims are of one model.

    Three queries, whatever the number of claims.
    """
    if not claims:
        return {}
    model = type(next(iter(claims)))
    own = defaultdict(list)
    through: Any = model.sources.through
    link = f"{model._meta.model_name}_id"
    rows = through.objects.filter(**{f"{link}__in": [claim.pk for claim in claims]}).order_by("id")
    for claim_id, source_id in rows.values_list(link, "source_id"):
        own[claim_id].append(source_id)
    theirs = defaultdict(list)
    statements = {claim.statement_id for claim in claims if claim.pk not in own}
    for statement_id, source_id in (
        Citation.objects.filter(statement__in=statements)
        .order_by("id")
        .values_list("statement_id", "source_id")
    ):
        theirs[statement_id].append(source_id)
    wanted = {pk for ids in (*own.values(), *theirs.values()) for pk in ids}
    found = documents(wanted)
    return {
        claim.pk: [found[pk] for pk in own.get(claim.pk) or theirs[claim.statement_id]] for claim in claims
    }


def documents(source_ids: Iterable[int]) -> dict[int, Document]:
    """Sources by primary key, as evidence. One query."""
    rows = Source.objects.filter(pk__in=set(source_ids)).values_list(
        "pk", "key", "publisher__key", "origin__key", "published_on"
    )
    return {pk: Document(key, origin or publisher, day) for pk, key, publisher, origin, day in rows}


def origins_of(documents: Iterable[Document]) -> tuple[str, ...]:
    """The independent origins, sorted: two documents of one origin are one confirmation."""
    return tuple(sorted({document.origin for document in documents}))
