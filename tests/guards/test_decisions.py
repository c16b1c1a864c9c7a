"""Decisions are numbered once, and their titles carry their number."""

import re

from .tree import ROOT


def test_every_decision_has_a_number_of_its_own() -> None:
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [file.name[:4] for file in files]
    assert len(set(numbers)) == len(numbers) >= 15
    for file in files:
        title = file.read_text(encoding="utf-8").splitlines()[0]
        assert re.match(rf"# {int(file.name[:4])}\. \S", title), f"{file.name}: {title}"
