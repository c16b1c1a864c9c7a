"""Everything that can be wrong between rows: the records in the order of loading, held against the ledger."""

from collections.abc import Sequence

from . import claims, heads, identities, nouns, order, references, refining
from .problems import Problem, in_order
from .reading import read_folder
from .record import Known, Record
from .world import World


def read_all(folders: Sequence[str]) -> tuple[list[Record], list[Problem]]:
    """Read several folders in the order of loading."""
    records: list[Record] = []
    problems: list[Problem] = []
    for number, folder in enumerate(folders):
        record, found = read_folder(folder, number)
        records.append(record)
        problems += found
    return records, problems


def check(records: Sequence[Record], known: Known, unreadable: Sequence[Problem] = ()) -> list[Problem]:
    """All problems of the records, those of reading them included, in the order of files and lines."""
    world = World(records, known)
    return in_order(
        [
            *unreadable,
            *identities.problems(records, known),
            *references.problems(world),
            *nouns.problems(world),
            *heads.problems(world),
            *claims.problems(world),
            *order.problems(world),
            *refining.problems(world),
        ]
    )
