"""Keeping a projection equal to the fold of its ledger: turned, rebuilt, compared."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Q

from ledger.folding import FOREVER, Countable, Fold, rectangles, slices

from .models import Recipe, Rectangle

Row = dict[str, Any]
C = TypeVar("C", bound=Countable)
Subject = Hashable


@dataclass(frozen=True, slots=True)
class Projection(Generic[C]):
    """How the claims about one sort of subject become rectangles.

    `load` gives the published claims of some subjects (all of them for None) by subject. `folds` gives, for a subject
    and its claims, the columns that tell its rows apart and the fold that makes the other columns out of the claims
    that count. `subject_columns` are the columns of a subject, `rules` the versions of all rules by which it is made.
    """

    model: type[Rectangle]
    rules: tuple[str, ...]
    subject_columns: tuple[str, ...]
    load: Callable[[Collection[Subject] | None], dict[Subject, list[C]]]
    folds: Callable[[Subject, list[C]], list[tuple[Row, Fold[C, Row]]]]

    @property
    def table(self) -> str:
        """The name of the table of its rows."""
        return self.model._meta.db_table

    @property
    def recipe(self) -> tuple[str, str]:
        """Its rules and its columns, as they are kept beside the rows."""
        return " ".join(self.rules), " ".join(sorted(_columns(self.model)))

    def wanted(self, claims: dict[Subject, list[C]], known_at: datetime) -> list[Row]:
        """The rows that hold at a moment, with their days; `known_from` and `known_to` are the caller's."""
        rows = []
        for subject, own in claims.items():
            for columns, fold in self.folds(subject, own):
                for one in slices(own, known_at, fold):
                    rows.append({**columns, **one.state, "true_from": one.true_from, "true_to": one.true_to})
        return rows

    def history(self, claims: dict[Subject, list[C]]) -> list[Row]:
        """The rows of all moments."""
        rows = []
        for subject, own in claims.items():
            for columns, fold in self.folds(subject, own):
                for one in rectangles(own, fold):
                    bounds = {name: getattr(one, name) for name in BOUNDS}
                    rows.append({**columns, **one.state, **bounds})
        return rows


BOUNDS = ("true_from", "true_to", "known_from", "known_to")


def turn(projection: Projection[Any], subjects: Collection[Subject], stamp: datetime) -> list[Rectangle]:
    """Bring the rectangles of some subjects up to the claims that are published at `stamp`; the new rows.

    Rows that still hold are left alone, others end at `stamp`. Called within the publishing transaction.
    """
    if not subjects:
        return []
    wanted = {_identity(row): row for row in projection.wanted(projection.load(subjects), stamp)}
    names = _columns(projection.model)
    ended = []
    for old in projection.model.objects.open().filter(_among(projection, subjects)):
        row = {name: getattr(old, name) for name in names if name not in ("known_from", "known_to")}
        if wanted.pop(_identity(row), None) is None:
            ended.append(old)
    _end(projection.model, ended, stamp)
    return projection.model.objects.bulk_create(
        [projection.model(**row, known_from=stamp, known_to=FOREVER) for row in wanted.values()],
        batch_size=500,
    )


def rebuild(projection: Projection[Any], subjects: Collection[Subject] | None = None) -> list[Rectangle]:
    """Make the rectangles of some subjects, of all for None, anew from the ledger; the new rows.

    Where it is all of them, the rules by which they are made now are kept beside them.
    """
    old = projection.model.objects.all()
    if subjects is not None:
        old = old.filter(_among(projection, subjects))
    else:
        rules, columns = projection.recipe
        Recipe.objects.update_or_create(table=projection.table, defaults={"rules": rules, "columns": columns})
    old.delete()
    rows = projection.history(projection.load(subjects))
    return projection.model.objects.bulk_create([projection.model(**row) for row in rows], batch_size=500)


def outdated(projections: Iterable[Projection[Any]]) -> list[Projection[Any]]:
    """Those whose rows were made by other rules than today's, into other columns, or nobody knows how. One query."""
    kept = {row.table: (row.rules, row.columns) for row in Recipe.objects.all()}
    return [one for one in projections if kept.get(one.table) != one.recipe]


def differences(projection: Projection[Any]) -> list[str]:
    """Where the rectangles are not what the ledger folds to, in words; empty when they agree."""
    names = _columns(projection.model)
    folded = Counter(_identity(row) for row in projection.history(projection.load(None)))
    kept = Counter(
        _identity({name: getattr(old, name) for name in names}) for old in projection.model.objects.all()
    )
    word = projection.model._meta.verbose_name
    return [
        *(f"{word}: the projection lacks {key}" for key in (folded - kept).elements()),
        *(f"{word}: the ledger does not fold to {key}" for key in (kept - folded).elements()),
    ]


def _columns(model: type[Rectangle]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def _identity(row: Row) -> str:
    """The row as text; the order of names in a JSON object says nothing, and PostgreSQL does not keep it."""
    return json.dumps(row, sort_keys=True, default=str)


def _among(projection: Projection[Any], subjects: Collection[Subject]) -> Q:
    if len(projection.subject_columns) == 1:
        return Q(**{f"{projection.subject_columns[0]}__in": list(subjects)})
    found = Q()
    for subject in subjects:
        found |= Q(**dict(zip(projection.subject_columns, subject, strict=True)))  # type: ignore[call-overload]
    return found


def _end(model: type[Rectangle], rows: Sequence[Rectangle], stamp: datetime) -> None:
    """End rows at `stamp`; those that began with this very stamp were never seen by anybody and go."""
    unseen = [row.pk for row in rows if row.known_from >= stamp]
    seen = [row.pk for row in rows if row.known_from < stamp]
    if unseen:
        model.objects.filter(pk__in=unseen).delete()
    if seen:
        model.objects.filter(pk__in=seen).update(known_to=stamp)


def grouped(rows: Iterable[tuple[Subject, C]]) -> dict[Subject, list[C]]:
    """Claims by their subject."""
    found: dict[Subject, list[C]] = defaultdict(list)
    for subject, claim in rows:
        found[subject].append(claim)
    return found
