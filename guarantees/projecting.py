"""The projections of conditions, positions and required sizes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from ledger import folding
from ledger.folding import Fold

from . import conditions, positions, requirements
from .models import (
    ConditionStanding,
    ConditionUpdate,
    PositionStanding,
    PositionUpdate,
    RequirementStanding,
    RequirementUpdate,
    Statement,
)
from .projection import Projection, Row, Subject, grouped

CLAIM = ("key", "kind", "relates_to__key", "day", "sequence", "recorded_at", "said_at")


def _shared(cells: Iterable[Any]) -> dict[str, Any]:
    """What every claim carries, for the rules."""
    names = ("key", "kind", "relates_to", "day", "sequence", "recorded_at", "said_at")
    return dict(zip(names, cells, strict=True))


def _conditions(subjects: Collection[Subject] | None) -> dict[Subject, list[conditions.ConditionClaim]]:
    claims = ConditionUpdate.objects.published()
    if subjects is not None:
        claims = claims.filter(condition__in=subjects)
    rows: Iterable[Any] = claims.values_list("condition_id", *CLAIM, "state")
    return grouped(
        (subject, conditions.ConditionClaim(**_shared(row), state=state or None))
        for subject, *row, state in rows
    )


def _fold_condition(claims: list[conditions.ConditionClaim], _: date) -> Row | None:
    state = conditions.fold(claims)
    if state is None:
        return None
    return {
        "state": state.state or "",
        "since": state.since,
        "last_said": state.last_said,
        "updates": list(state.updates),
    }


CONDITIONS: Projection[conditions.ConditionClaim] = Projection(
    model=ConditionStanding,
    rules=(folding.RULE, conditions.RULE),
    subject_columns=("condition_id",),
    load=_conditions,
    folds=lambda subject, _: [({"condition_id": subject}, _fold_condition)],
)


def _positions(subjects: Collection[Any] | None) -> dict[Subject, list[positions.PositionClaim]]:
    claims = PositionUpdate.objects.published()
    if subjects is not None:
        claims = claims.filter(actor__in={subject[0] for subject in subjects})
    rows: Iterable[Any] = claims.values_list("actor_id", "guarantee_id", "contribution", *CLAIM, "stance")
    found = grouped(
        ((a, g, c), positions.PositionClaim(**_shared(row), stance=stance or None))
        for a, g, c, *row, stance in rows
    )
    return found if subjects is None else {subject: found[subject] for subject in subjects}


def _fold_position(claims: list[positions.PositionClaim], _: date) -> Row | None:
    state = positions.fold(claims)
    if state is None:
        return None
    return {
        "stance": state.stance or "",
        "update_key": state.update,
        "since": state.since,
        "last_said": state.last_said,
    }


POSITIONS: Projection[positions.PositionClaim] = Projection(
    model=PositionStanding,
    rules=(folding.RULE, positions.RULE),
    subject_columns=("actor_id", "guarantee_id", "contribution"),
    load=_positions,
    folds=lambda subject, _: [
        (dict(zip(("actor_id", "guarantee_id", "contribution"), subject, strict=True)), _fold_position)  # type: ignore[call-overload]
    ],
)


def _requirements(subjects: Collection[Any] | None) -> dict[Subject, list[requirements.RequirementClaim]]:
    claims = RequirementUpdate.objects.published()
    if subjects is not None:
        claims = claims.filter(guarantee__in=subjects)
    rows: Iterable[Any] = claims.values_list(
        "guarantee_id", *CLAIM, "statement_id", "low", "high", "unit", "words"
    )
    read = list(rows)
    spoken_for = spoken_for_by({statement for *_, statement, _, _, _, _ in read})
    return grouped(
        (
            guarantee,
            requirements.RequirementClaim(
                **_shared(row),
                claimants=tuple(str(pk) for pk in spoken_for[statement]),
                low=low,
                high=high,
                unit=unit or None,
                words=words or None,
            ),
        )
        for guarantee, *row, statement, low, high, unit, words in read
    )


def spoken_for_by(statements: Collection[int]) -> dict[int, list[int]]:
    """The primary keys of the actors in whose name statements are, in the order of entry. One query."""
    found: dict[int, list[int]] = defaultdict(list)
    links = Statement.speaking_for.through.objects.filter(statement__in=statements).order_by("id")
    for statement, actor in links.values_list("statement_id", "actor_id"):
        found[statement].append(actor)
    return found


def _fold_requirement(claims: list[requirements.RequirementClaim]) -> Row | None:
    state = requirements.fold(claims)
    if state is None:
        return None
    return {
        "low": state.low,
        "high": state.high,
        "unit": state.unit or "",
        "words": state.words or "",
        "update_key": state.update,
        "last_said": state.last_said,
    }


def _by_claimant(
    subject: Subject, claims: list[requirements.RequirementClaim]
) -> list[tuple[Row, Fold[requirements.RequirementClaim, Row]]]:
    """One fold for each claimant: what counts is settled among all claims, since one may retract another's."""

    def only(claimant: str | None) -> Fold[requirements.RequirementClaim, Row]:
        return lambda counted, _: _fold_requirement([claim for claim in counted if claim.is_of(claimant)])

    return [
        ({"guarantee_id": subject, "claimant_id": int(claimant) if claimant else None}, only(claimant))
        for claimant in dict.fromkeys(one for claim in claims for one in claim.claimants or (None,))
    ]


REQUIREMENTS: Projection[requirements.RequirementClaim] = Projection(
    model=RequirementStanding,
    rules=(folding.RULE, requirements.RULE),
    subject_columns=("guarantee_id",),
    load=_requirements,
    folds=_by_claimant,
)
