"""What names a draft is told at its field by the import and by the desk, before publishing itself would refuse it."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from desk import actions
from desk.checks import NotReady
from ledger.models import Change
from tests import drafts
from tests.desk import steps
from tests.desk.people import edith, ray, rose
from tests.desk.records.folder import THIRD, Folder

pytestmark = pytest.mark.django_db

# A draft, and the cell of a record that names it: table, row, column.
CELLS: dict[str, tuple[Callable[..., Any], str, str, str]] = {
    "a column": (drafts.guarantee, "commitments", "branta-drones", "guarantee"),
    "a list": (drafts.actor, "commitments", "branta-drones", "joint_with"),
    "the actors spoken for": (drafts.actor, "statements", "mirra-s1", "speaking_for"),
    "the sources of a statement": (drafts.source, "statements", "mirra-s1", "sources"),
    "what a condition implies": (drafts.condition, "conditions", "mirra-lines", "implies"),
    "a condition that is required": (drafts.condition, "commitment_updates", "branta-1", "requires"),
    "an earlier claim": (drafts.update, "commitment_updates", "branta-3", "relates_to"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_record_that_names_a_draft_is_refused_at_the_cell(name: str, tmp_path: Path) -> None:
    make, table, key, column = CELLS[name]
    make("zz")
    folder = Folder(tmp_path / "record", THIRD)
    kind = {"kind": "reaffirmation"} if column == "relates_to" else {}
    line = folder.set(table, key, **{column: "zz"}, **kind)
    told = StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("import_record", str(folder.path), stdout=StringIO(), stderr=told)
    assert f"{folder.file(table)}, line {line}, column {column}: 'zz'" in told.getvalue()
    assert "refers_to_a_draft" not in told.getvalue()
    assert not Change.objects.exists()


def test_a_claim_of_another_draft_is_told_at_the_field_in_the_desk() -> None:
    first = drafts.update()
    denial = drafts.update(
        "u-2",
        statement=lambda: drafts.statement("s-2"),
        kind="denial",
        relates_to=first,
        strength="",
        standing="",
    )
    with pytest.raises(NotReady) as caught:
        steps.submit(denial.statement, by=edith())
    assert {(one.draft, one.field) for one in caught.value.problems} == {(denial, "relates_to")}
    assert not Change.objects.exists()


def test_every_other_draft_that_is_named_comes_along_in_the_desk() -> None:
    drafts.condition().implies.add(drafts.condition("c-truce"))
    drafts.reach(condition=drafts.condition("c-truce"), commitment=lambda: drafts.commitment("fra-troops"))
    joint = drafts.statement(speaking_for=[drafts.actor(), drafts.actor("fra")])
    claim = drafts.update(statement=joint, requires="c-peace")
    steps.submit(claim.statement, by=edith())
    steps.publish(claim.statement, by=ray())
    told = set(Change.objects.values_list("key", flat=True))
    assert told >= {"s-1", "u-1", "gbr", "fra", "afp-1", "c-peace", "c-truce", "fra-troops"}


def test_another_name_comes_with_the_draft_that_it_names() -> None:
    alias = drafts.actor().aliases.create(name="Britain")
    actions.wrote(alias, by=ray())
    steps.publish_nouns([alias], by=rose())
    assert list(Change.objects.values_list("key", flat=True)) == ["gbr", "gbr--Britain"]
