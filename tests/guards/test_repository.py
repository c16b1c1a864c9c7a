"""What the repository holds: nothing that it says it ignores, and nothing that belongs to one machine."""

import subprocess
from pathlib import Path

import pytest

from .tree import ROOT


def git(*arguments: str, at: Path = ROOT) -> list[str]:
    """The lines that git answers."""
    done = subprocess.run(["git", *arguments], cwd=at, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture
def checkout() -> Path:
    """The repository, where it is one: an unpacked archive has no history."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    return ROOT


def test_no_file_is_tracked_although_it_is_ignored(checkout: Path) -> None:
    assert git("ls-files", "--cached", "--ignored", "--exclude-standard", at=checkout) == []


def test_a_fresh_clone_brings_no_key_no_database_and_nothing_else_of_one_machine(checkout: Path) -> None:
    own = [
        name
        for name in git("ls-tree", "-r", "--name-only", "HEAD", at=checkout)
        if name.startswith(".local/") or name.endswith((".sqlite3", ".pem", "secret-key")) or name == ".env"
    ]
    assert own == []


def test_a_tracked_file_that_is_ignored_is_found(tmp_path: Path) -> None:
    git("init", "-q", at=tmp_path)
    (tmp_path / ".gitignore").write_text("/.local/\n")
    (tmp_path / ".local").mkdir()
    (tmp_path / ".local" / "secret-key").write_text("not a secret")
    git("add", "--force", ".gitignore", ".local/secret-key", at=tmp_path)
    found = git("ls-files", "--cached", "--ignored", "--exclude-standard", at=tmp_path)
    assert found == [".local/secret-key"]
