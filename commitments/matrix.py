"""What one cell of the matrix says (matrix/v2).

A row stands for one actor in one package: what belongs to different packages is never in one cell. A cell stands
for the commitments of that actor (alone or jointly) to one contribution, those without a headline included. Its
**headline** is the strongest of theirs.

Its **figures** are told apart: each belongs to one guarantee, to one unit, to the commitments of one headline, whose
word it stands beside, and either to what the actor promises alone or to what it promises with others (**joint**); what
is in place is never added to what is pledged, nor what is joint to what is the actor's own. A figure is the sum of
these by the rules of totals, where an empty low adds 0; one that stands alone is shown as it is, with the end that
nobody knows. A whole is left out where the cell holds a part of it. The strongest headline comes first, then
guarantees and units in the order of their names, and what is the actor's own before what is joint.

The cell as a whole has a figure (`low`, `high`, `unit`) only when there is one figure, and it is that of the
cell's headline. The **reported** word is the strongest headline of the reported lanes, if there is any.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from guarantees.quantities import Interval

from .strength import STRONGEST_FIRST, strongest
from .totals import TotalRow, explain

RULE = "matrix/v2"


@dataclass(frozen=True, slots=True)
class CellEntry:
    """A commitment in a cell: the state of its official lane (`row`), and what the cell shows beside it.

    `wholes` are the commitments that it is a part of, directly or through others; `conditions_open` the
    keys that it waits for; `reported` the headline of its reported lane, None where nothing is reported;
    `joint` whether it is made with others.
    """

    row: TotalRow
    wholes: tuple[str, ...] = ()
    conditions_open: tuple[str, ...] = ()
    reported: str | None = None
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What the commitments of one headline to one guarantee, alone or `joint`, come to, in one unit (None: in none)."""

    guarantee: str
    unit: str | None
    low: int | None
    high: int | None
    headline: str
    joint: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says. `low`, `high` and `unit` are None unless `figures` is one, of the cell's own headline."""

    headline: str
    low: int | None
    high: int | None
    unit: str | None
    figures: tuple[Figure, ...]
    commitments: tuple[str, ...]
    conditions_open: tuple[str, ...]
    reported: str | None


def cell(entries: Collection[CellEntry]) -> Cell:
    """The cell of these commitments, which are of one package, one actor and one contribution."""
    headline = strongest(entry.row.headline for entry in entries)
    figures = _figures(entries)
    alone = figures[0] if len(figures) == 1 and figures[0].headline == headline else None
    reported = [entry.reported for entry in entries if entry.reported is not None]
    return Cell(
        headline=headline,
        low=alone.low if alone else None,
        high=alone.high if alone else None,
        unit=alone.unit if alone else None,
        figures=figures,
        commitments=tuple(sorted(entry.row.commitment for entry in entries)),
        conditions_open=tuple(sorted({key for entry in entries for key in entry.conditions_open})),
        reported=strongest(reported) if reported else None,
    )


def _figures(entries: Collection[CellEntry]) -> tuple[Figure, ...]:
    """One figure for each headline, guarantee and unit in which a commitment has one, alone or joint."""
    named = {whole for entry in entries for whole in entry.wholes}
    groups: dict[tuple[str, str, str | None, bool], list[TotalRow]] = defaultdict(list)
    for entry in entries:
        row = replace(entry.row, is_whole=entry.row.commitment in named)
        groups[row.headline, row.guarantee, row.unit or None, entry.joint].append(row)
    order = sorted(groups, key=lambda one: (STRONGEST_FIRST.index(one[0]), one[1], one[2] or "", one[3]))
    found = (_figure(*key, groups[key]) for key in order)
    return tuple(figure for figure in found if figure is not None)


def _figure(
    headline: str, guarantee: str, unit: str | None, joint: bool, rows: Collection[TotalRow]
) -> Figure | None:
    """The figure of commitments of one headline; None where none has one that counts."""
    summed = explain(rows)
    if not summed.included:
        return None
    alone = summed.included[0] if len(summed.included) == 1 else None
    figure = Interval(alone.low, alone.high) if alone else summed.sum
    return Figure(guarantee, unit, figure.low, figure.high, headline, joint)
