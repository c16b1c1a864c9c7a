"""Claims of the four ledgers as data."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from commitments.models import CommitmentUpdate
from guarantees import requires
from guarantees.evidence import documents_of, origins_of
from guarantees.models import ConditionUpdate, PositionUpdate, RequirementUpdate, Statement
from ledger.asof import AsOf

from .fields import Object, by_then, day, keys_of, keys_through, moment, text, words


def updates(rows: Iterable[CommitmentUpdate], at: AsOf) -> list[Object]:
    """Claims about commitments, each with the documents and the independent origins on which it rests."""
    claims = list(rows)
    prefetch_related_objects(
        claims, "statement__speaker", "commitment__actor", "commitment__guarantee__package"
    )
    shared = _shared(claims, at)
    through = CommitmentUpdate.drops.through
    dropped = keys_through(through, "commitmentupdate", "condition", [claim.pk for claim in claims])
    return [
        {
            "key": row.key,
            "package": row.commitment.guarantee.package.key,
            "actor": row.commitment.actor.key,
            "commitment": row.commitment.key,
            **shared[row.pk],
            "lane": text(row.lane),
            "strength": text(row.strength),
            "delivery": text(row.delivery),
            "standing": text(row.standing),
            "low": row.low,
            "high": row.high,
            "words": words(row.words),
            "requires": [list(alternative) for alternative in requires.parse(row.requires)],
            "drops": dropped[row.pk],
            "restrictions": words(row.restrictions),
            "until": text(row.until),
            "until_low": day(row.until_low),
            "until_high": day(row.until_high),
        }
        for row in claims
    ]


def condition_updates(rows: Iterable[ConditionUpdate], at: AsOf) -> list[Object]:
    """Claims about conditions."""
    claims = list(rows)
    prefetch_related_objects(claims, "statement__speaker", "condition__package")
    shared = _shared(claims, at)
    return [
        {
            "key": row.key,
            "package": row.condition.package.key,
            "condition": row.condition.key,
            **shared[row.pk],
            "state": text(row.state),
        }
        for row in claims
    ]


def positions(rows: Iterable[PositionUpdate], at: AsOf) -> list[Object]:
    """Claims about where an actor stands."""
    claims = list(rows)
    prefetch_related_objects(claims, "statement__speaker", "actor", "guarantee__package")
    shared = _shared(claims, at)
    return [
        {
            "key": row.key,
            "package": row.guarantee.package.key,
            "actor": row.actor.key,
            "guarantee": row.guarantee.key,
            "contribution": row.contribution,
            "stance": text(row.stance),
            **shared[row.pk],
        }
        for row in claims
    ]


def requirements(rows: Iterable[RequirementUpdate], at: AsOf) -> list[Object]:
    """Claims about required sizes."""
    claims = list(rows)
    prefetch_related_objects(claims, "statement__speaker", "guarantee__package")
    shared = _shared(claims, at)
    return [
        {
            "key": row.key,
            "package": row.guarantee.package.key,
            "guarantee": row.guarantee.key,
            **shared[row.pk],
            "low": row.low,
            "high": row.high,
            "unit": text(row.unit),
            "words": words(row.words),
        }
        for row in claims
    ]


def _shared(claims: Sequence[Any], at: AsOf) -> dict[int, Object]:
    """What every claim tells, by primary key."""
    if not claims:
        return {}
    documents = documents_of(claims)
    related = keys_of(claims, "relates_to")
    statements = {claim.statement_id for claim in claims}
    spoken_for = keys_through(Statement.speaking_for.through, "statement", "actor", statements)
    return {
        claim.pk: {
            "statement": claim.statement.key,
            "kind": claim.kind,
            "relates_to": related[claim.relates_to_id],
            "effective": claim.effective,
            "effective_low": day(claim.effective_low),
            "effective_high": day(claim.effective_high),
            "day": day(claim.day),
            "said_at": text(claim.statement.said_at),
            "recorded_at": moment(claim.recorded_at),
            "superseded_at": by_then(claim.superseded_at, at.known_at),
            "redacted_at": moment(claim.redacted_at),
            "summary": text(claim.summary),
            "grade": claim.grade,
            "credibility": claim.credibility or claim.statement.information_credibility,
            "attribution": claim.statement.attribution,
            "speaker": claim.statement.speaker.key if claim.statement.speaker else None,
            "speaking_for": spoken_for[claim.statement_id],
            "sources": [document.key for document in documents[claim.pk]],
            "origins": list(origins_of(documents[claim.pk])),
        }
        for claim in claims
    }
