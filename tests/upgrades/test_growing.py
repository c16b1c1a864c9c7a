"""A new column, as CONTRIBUTING says: on a copy of the tree, with the demo record loaded, on both engines.

Every sort of column is added at once to the busiest model: one that may be empty, one with a default, a reference and a
list. Django writes the migration; nobody touches it.
"""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from tests.guards.tree import ROOT
from tests.upgrades.databases import execute, manage, new_database, run

REFUSED = (sqlite3.IntegrityError, psycopg2.IntegrityError)

FIELDS = """
    note = models.CharField(max_length=20, null=True, blank=True)
    colour = models.CharField(max_length=20, default="grey")
    rank = models.IntegerField(default=7)
    price = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    host = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    witnesses = models.ManyToManyField(Actor, blank=True, related_name="+")

    class Meta:
        ordering = ["key"]
"""
VERSION = '3: (),\n        4: ("note", "colour", "rank", "price", "host_id", "witnesses"),'
PUBLISH = """
from commitments.models import Commitment
from desk.publishing import publish
from actors.models import Actor

like = Commitment.objects.order_by("pk")[0]
draft = Commitment.objects.create(
    key="new-one", actor=like.actor, guarantee=like.guarantee, contribution=like.contribution, title="New",
    note="noted", colour="red", host=like.actor,
)
draft.witnesses.set(Actor.objects.order_by("pk")[:2])
publish([draft])
"""

# What somebody does who takes the guards away; it is taken back again.
FORGE = """
from django.db import connection, transaction
from desk.verifying import verify
from ledger import guards

with transaction.atomic():
    guards.remove(connection)
    for sql in (
        "UPDATE commitments_commitment SET colour = 'blue' WHERE key = 'new-one'",
        "DELETE FROM commitments_commitment_witnesses",
        "UPDATE commitments_commitment SET rank = 8 WHERE key = 'gbr-land'",
    ):
        connection.cursor().execute(sql)
    print(*verify().findings, sep=chr(10))
    transaction.set_rollback(True)
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: Any) -> Path:
    """A copy of the tree, as git would hand it over."""
    copy: Path = tmp_path_factory.mktemp("copy")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/upgrades/fixtures/"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def grown(tree: Path, tmp_path_factory: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database with the demo record, after the columns were added by the book."""
    with django_db_blocker.unblock(), new_database(tmp_path_factory.mktemp("grown")) as url:
        manage(url, "migrate", "--verbosity", "0", tree=tree)
        manage(url, "import_record", "--known-from-sources", "desk/demo/ukraine", tree=tree)
        model = tree / "commitments/models/commitment.py"
        before, after = model.read_text(encoding="utf-8").split(
            '\n    class Meta:\n        ordering = ["key"]\n', 1
        )
        assert before.count("3: (),") == 1
        model.write_text(before.replace("3: (),", VERSION) + FIELDS + after, encoding="utf-8")
        manage(url, "makemigrations", "commitments", "--name", "more_is_known_of_a_commitment", tree=tree)
        manage(url, "migrate", "--verbosity", "0", tree=tree)
        yield url


def test_the_ledger_verifies_after_a_column_of_every_sort_was_added(grown: str, tree: Path) -> None:
    assert "The ledger is intact" in manage(grown, "verify_ledger", tree=tree)
    assert "No changes detected" in manage(grown, "makemigrations", "--check", "--dry-run", tree=tree)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE commitments_commitment SET note = 'forged' WHERE key = 'gbr-land'",
        "UPDATE commitments_commitment SET colour = 'forged' WHERE key = 'gbr-land'",
        "UPDATE commitments_commitment SET rank = 8 WHERE key = 'gbr-land'",
        "UPDATE commitments_commitment SET host_id = actor_id WHERE key = 'gbr-land'",
        "INSERT INTO commitments_commitment_witnesses (commitment_id, actor_id)"
        " SELECT id, actor_id FROM commitments_commitment WHERE key = 'gbr-land'",
        "DELETE FROM commitments_commitment WHERE key = 'grc-purl'",
        "UPDATE guarantees_statement SET summary = 'forged'",
    ],
)
def test_the_database_refuses_to_change_what_is_new_as_it_refuses_the_rest(grown: str, sql: str) -> None:
    with pytest.raises(REFUSED, match=r"never (changed|deleted)"):
        execute(grown, sql)


def test_what_is_published_with_the_new_columns_is_vouched_for(grown: str, tree: Path) -> None:
    run(grown, "manage.py", "shell", "--verbosity", "0", given=PUBLISH, tree=tree)
    assert "The ledger is intact" in manage(grown, "verify_ledger", tree=tree)
    with pytest.raises(REFUSED, match="never changed"):
        execute(grown, "DELETE FROM commitments_commitment_witnesses")
    said = run(grown, "manage.py", "shell", "--verbosity", "0", given=FORGE, tree=tree)
    assert 'commitment new-one: its colour was recorded as "red", and is "blue"' in said
    assert "commitment new-one: its witnesses was recorded as [1,2], and is []" in said
    assert 'commitment gbr-land: its rank was recorded as "7", and is "8"' in said


def test_a_column_that_is_in_no_version_is_told_by_the_system_check(tree: Path, tmp_path: Path) -> None:
    model = tree / "sources/models.py"
    text = model.read_text(encoding="utf-8")
    model.write_text(
        text.replace(
            "    title = models.CharField(max_length=500)\n",
            "    title = models.CharField(max_length=500)\n    shelf = models.CharField(max_length=9, null=True)\n",
        ),
        encoding="utf-8",
    )
    with new_database(tmp_path) as url:
        said = run(
            url, "-W", "ignore", "manage.py", "check", "--fail-level", "WARNING", tree=tree, fails=True
        )
    model.write_text(text, encoding="utf-8")
    assert "sources.Source.shelf is in no version of the text of its rows" in said
    assert '4: ("shelf",)' in said
