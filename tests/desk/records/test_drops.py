"""What a claim says is asked for no longer: a column of commitment_updates.csv that a file may have."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from commitments.models import CommitmentUpdate
from desk.records.published import read_ledger
from desk.verifying import verify
from guarantees.models import Condition

from .folder import THIRD, Folder
from .test_checking import problems_of
from .test_loading import load_all

CLAIMS = "commitment_updates"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The third record, in which one claim drops the peace that the first one asked for."""
    return Folder(tmp_path / "record", THIRD)


@pytest.mark.django_db
def test_what_a_claim_drops_is_kept_and_repeated_and_known_with_it(folder: Folder) -> None:
    folder.add("conditions", like="mirra-lines", key="mirra-watch")
    folder.set(CLAIMS, "branta-3", drops="mirra-watch;mirra-peace")
    loaded = load_all(folder.path, known_from_sources=True)
    assert loaded.new[CLAIMS] == 5
    claim = CommitmentUpdate.objects.get(key="branta-3")
    assert [one.key for one in claim.drops.order_by("pk")] == ["mirra-peace", "mirra-watch"]
    assert Condition.objects.get(key="mirra-watch").recorded_at == claim.recorded_at
    assert claim.recorded_at != datetime(2021, 6, 2, tzinfo=UTC)
    assert verify().findings == []
    assert load_all(folder.path).total == 0


@pytest.mark.django_db
def test_a_published_claim_drops_what_it_dropped(folder: Folder) -> None:
    load_all(folder.path)
    line = folder.set(CLAIMS, "branta-3", drops="")
    (problem,) = problems_of(folder.path, known=read_ledger().known)
    assert (problem.line, problem.column, problem.value) == (line, "drops", "")
    assert problem.expected.startswith("'mirra-peace', as it is published")


@pytest.mark.parametrize(
    ("cells", "saying"),
    [
        ({"drops": "mirra-nowhere"}, "a key of conditions"),
        ({"drops": "mirra-peace;mirra-peace"}, "each key once"),
        ({"drops": "mirra-peace", "requires": "mirra-peace"}, "conditions that this claim does not require"),
        ({"drops": "mirra-peace", "kind": "reaffirmation", "relates_to": "branta-1"}, "drops nothing"),
        ({"drops": "pact-vote"}, "conditions of the package mirra-accord"),
    ],
)
def test_what_cannot_be_dropped_is_told_at_the_cell(
    folder: Folder, cells: dict[str, str], saying: str
) -> None:
    assert problems_of(folder.path) == []
    line = folder.set(CLAIMS, "branta-3", **cells)
    (problem,) = problems_of(folder.path)
    assert (problem.line, problem.column) == (line, "drops")
    assert saying in problem.expected


def test_a_condition_of_another_package_is_not_required_either(folder: Folder) -> None:
    line = folder.set(CLAIMS, "branta-1", requires="mirra-peace & pact-vote | pact-vote")
    (problem,) = problems_of(folder.path)
    assert (problem.line, problem.column, problem.value) == (line, "requires", "pact-vote")
    assert "conditions of the package" in problem.expected
