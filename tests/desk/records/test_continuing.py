"""A record that goes on where another one ends."""

from pathlib import Path

import pytest
from django.db import transaction

from commitments.models import CommitmentState
from desk.records import tables

from .folder import DEMO, Folder
from .test_checking import problems_of
from .test_loading import load_all

TURN = "2025-08-19"
GOES_ON = ("statements", *tables.CLAIM_TABLES)


def in_two(path: Path) -> tuple[Path, Path]:
    """The demo in two records: the first with the nouns and what was said before the turn, the second with the rest."""
    first, second = Folder(path / "first"), Folder(path / "second")
    said = {row[0]: row[4] for row in first.rows("statements")[1:]}
    for table in (table.name for table in tables.IN_FILES):
        header, *rows = first.rows(table)
        kept = rows
        if table in GOES_ON:
            place = 0 if table == "statements" else 1
            kept = [row for row in rows if said[row[place]] < TURN]
        first.write(table, [header, *kept])
        second.write(table, [header, *(row for row in rows if row not in kept)])
    return first.path, second.path


def states() -> list[str]:
    """Every folded state, with the claims that made it."""
    columns = (
        "commitment__key",
        "lane",
        "true_from",
        "true_to",
        "headline",
        "low",
        "high",
        "updates",
        "origins",
    )
    return sorted(map(repr, CommitmentState.objects.values_list(*columns)))


class TakenBack(Exception):
    """A load was only tried."""


def states_after(*loads: tuple[Path, ...]) -> list[str]:
    """The states that some loads, one after the other, would lead to."""
    try:
        with transaction.atomic():
            for folders in loads:
                load_all(*folders)
            found = states()
            raise TakenBack
    except TakenBack:
        return found


@pytest.mark.django_db
def test_a_record_and_its_continuation_fold_to_the_same_as_one_record(tmp_path: Path) -> None:
    first, second = in_two(tmp_path)
    whole = states_after((DEMO,))
    assert len(whole) > 100
    assert states_after((first, second)) == whole
    assert states_after((first, second), (DEMO,)) == whole


def test_a_continuation_names_claims_of_the_record_before_it_and_not_the_other_way_round(
    tmp_path: Path,
) -> None:
    first, second = in_two(tmp_path)
    assert problems_of(first, second) == []
    named = {problem.column for problem in problems_of(second, first)}
    assert {"relates_to", "commitment", "sources"} <= named
