"""What the guards walk over: our packages, their files and their models."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
# From the lowest floor up; desk and web stand side by side.
FLOORS = {"ledger": 0, "actors": 1, "sources": 2, "guarantees": 3, "commitments": 4, "desk": 5, "web": 5}
PACKAGES = (*FLOORS, "config")


def python_files(*folders: str) -> Iterator[Path]:
    """The Python files of these folders, without migrations."""
    for folder in folders:
        yield from (f for f in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in f.parts)


def template_files() -> Iterator[Path]:
    """Every template, of the site and of the packages."""
    for folder in (ROOT / "templates", *(ROOT / package / "templates" for package in PACKAGES)):
        yield from (f for f in sorted(folder.rglob("*")) if f.is_file())


def our_models() -> list[type[Model]]:
    """The models of our packages, without those that Django makes for many-to-many relations."""
    return [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def shown(path: Path) -> str:
    """A path as it is written in the repository."""
    return path.relative_to(ROOT).as_posix()
