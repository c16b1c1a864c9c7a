"""What one cell of the matrix says (matrix/v1).

A cell stands for the commitments of one actor (alone or jointly) to one contribution, those without a
headline included. Its **headline** is the strongest of theirs. Its **figure** is their sum by the rules of
totals, where an empty low adds 0; a figure that stands alone is shown as it is, with the end that nobody
knows. A whole is left out where the cell holds a part of it, and figures of different units are never
added: such a cell has none. The **reported** word is the strongest headline of the reported lanes, if there
is any.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from guarantees.quantities import Interval

from .strength import strongest
from .totals import TotalRow, explain

RULE = "matrix/v1"


@dataclass(frozen=True, slots=True)
class CellEntry:
    """A commitment in a cell: the state of its official lane (`row`), and what the cell shows beside it.

    `wholes` are the commitments that it is a part of, directly or through others; `conditions_open` the
    keys that it waits for; `reported` the headline of its reported lane, None where nothing is reported.
    """

    row: TotalRow
    wholes: tuple[str, ...] = ()
    conditions_open: tuple[str, ...] = ()
    reported: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says. `low`, `high` and `unit` are None without a figure, or with different units."""

    headline: str
    low: int | None
    high: int | None
    unit: str | None
    commitments: tuple[str, ...]
    conditions_open: tuple[str, ...]
    reported: str | None


def cell(entries: Collection[CellEntry], *, strength_at_least: str | None = None) -> Cell:
    """The cell of these commitments. A limit on the strength leaves weaker ones out of the sum."""
    named = {whole for entry in entries for whole in entry.wholes}
    rows = [replace(entry.row, is_whole=entry.row.commitment in named) for entry in entries]
    units = {row.unit or None for row in rows}
    summed = explain(rows if len(units) == 1 else [], strength_at_least=strength_at_least)
    alone = summed.included[0] if len(summed.included) == 1 else None
    figure = Interval(alone.low, alone.high) if alone else summed.sum
    reported = [entry.reported for entry in entries if entry.reported is not None]
    return Cell(
        headline=strongest(row.headline for row in rows),
        low=figure.low,
        high=figure.high,
        unit=next(iter(units)) if figure.is_known else None,
        commitments=tuple(sorted(row.commitment for row in rows)),
        conditions_open=tuple(sorted({key for entry in entries for key in entry.conditions_open})),
        reported=strongest(reported) if reported else None,
    )
