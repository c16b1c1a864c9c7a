"""`manage.py import_record`: what it says, and with which status it ends."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from desk.records.published import MODELS
from ledger.models import Change
from tests.desk.records.broken import BROKEN
from tests.desk.records.folder import DEMO, SECOND, THIRD, Folder

pytestmark = pytest.mark.django_db


def run(*folders: Path, **options: bool) -> tuple[str, str]:
    """What the command writes as its result and as its progress."""
    out, progress = StringIO(), StringIO()
    call_command("import_record", *map(str, folders), stdout=out, stderr=progress, **options)
    return out.getvalue(), progress.getvalue()


def is_empty() -> bool:
    """Whether nothing at all was written."""
    return not Change.objects.exists() and not any(model.objects.exists() for model in MODELS.values())


def test_the_command_loads_a_record_and_tells_what_it_added() -> None:
    out, progress = run(SECOND, known_from_sources=True)
    assert "78 rows are new, 0 were there already" in out
    assert "Publishing 1 of 10: 26 rows, known from the beginning" in progress
    assert "known from 2019-03-02" in progress
    assert run(SECOND)[0] == "Nothing is new: all 78 rows are in the ledger already.\n"


def test_the_command_loads_a_record_of_the_second_format_with_its_other_names() -> None:
    out, progress = run(THIRD, known_from_sources=True)
    assert "Preparing 7 rows of actor_aliases" in progress
    assert "\n       7  actor_aliases\n" in out
    assert "58 rows are new, 0 were there already" in out
    assert run(THIRD)[0] == "Nothing is new: all 58 rows are in the ledger already.\n"


def test_a_dry_run_tells_what_would_be_added_and_adds_nothing() -> None:
    out, _ = run(SECOND, dry_run=True)
    assert "78 rows would be new" in out
    assert is_empty()
    told = out.replace("would be", "are").replace("This was a dry run: nothing was changed.\n", "")
    assert run(SECOND)[0] == told


def test_a_quiet_run_tells_no_progress() -> None:
    progress = StringIO()
    call_command("import_record", str(SECOND), verbosity=0, stdout=StringIO(), stderr=progress)
    assert progress.getvalue() == ""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_is_refused_whole(name: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    refusal = BROKEN[name](folder)
    told = StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("import_record", str(folder.path), stdout=StringIO(), stderr=told)
    line = f", line {refusal.line}" if refusal.line else ""
    column = f", column {refusal.column}" if refusal.column else ""
    assert f"{folder.path / refusal.file}{line}{column}: '" in told.getvalue()
    assert is_empty()


def test_a_sound_record_before_a_broken_one_is_not_loaded(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    BROKEN["a word is unknown"](folder)
    with pytest.raises(CommandError, match=r"^1 problem; nothing was loaded"):
        run(SECOND, folder.path)
    assert is_empty()


def ended(*arguments: str, database: Path | str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    address = database if isinstance(database, str) else f"sqlite:///{database}"
    settings |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=DEMO.parents[2],
        env={**os.environ, **settings, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_a_process_ends_with_its_status_and_never_with_a_traceback(tmp_path: Path) -> None:
    database = tmp_path / "ledger.sqlite3"
    not_migrated = ended("import_record", str(SECOND), database=database)
    assert not_migrated.returncode == 1
    assert "Is it migrated" in not_migrated.stderr
    assert ended("migrate", "-v0", database=database).returncode == 0
    folder = Folder(tmp_path / "record", SECOND)
    folder.set("leaders", "bela-vest", key="Béla")
    refused = ended("import_record", str(folder.path), database=database)
    assert refused.returncode == 1
    assert "Traceback" not in not_migrated.stderr + refused.stderr
    assert ended("import_record", str(SECOND), database=database).returncode == 0


DOWN = "postgres://nobody@127.0.0.1:9/nothing"


@pytest.mark.parametrize(
    "command",
    [["verify_ledger"], ["rebuild_states"], ["rebuild_search"], ["import_record", "-v0", str(SECOND)]],
)
def test_a_database_that_does_not_answer_is_told_in_one_line(command: list[str]) -> None:
    told = ended(*command, database=DOWN)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert "Connection refused" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1


def test_another_writer_is_told_of_when_it_holds_the_database(tmp_path: Path) -> None:
    database = tmp_path / "ledger.sqlite3"
    assert ended("migrate", "-v0", database=database).returncode == 0
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN EXCLUSIVE")
        told = ended("import_record", "-v0", str(SECOND), database=database, SQLITE_TIMEOUT="1")
    assert told.returncode == 1
    assert "Another writer holds the database" in told.stderr
    assert "migrated" not in told.stderr
