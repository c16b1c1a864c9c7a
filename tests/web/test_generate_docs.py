"""manage.py generate_docs"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def test_pages_are_written_once_and_then_up_to_date(tmp_path: Path) -> None:
    said = StringIO()
    call_command("generate_docs", folder=tmp_path, stdout=said)
    assert said.getvalue().split() == ["Wrote", "vocabularies.md", "Wrote", "rules.md", "Wrote", "api.md"]
    assert "| `reaffirmation` | Said again, with nothing new. |" in (tmp_path / "vocabularies.md").read_text()
    assert "## headline/v2" in (tmp_path / "rules.md").read_text()
    assert "### `commitments/{key}/`" in (tmp_path / "api.md").read_text()
    call_command("generate_docs", folder=tmp_path, check=True)


def test_a_page_that_was_edited_by_hand_is_found(tmp_path: Path) -> None:
    call_command("generate_docs", folder=tmp_path, stdout=StringIO())
    (tmp_path / "rules.md").write_text("My own words.\n")
    with pytest.raises(CommandError, match=r"Out of date: rules.md\."):
        call_command("generate_docs", folder=tmp_path, check=True)
    assert (tmp_path / "rules.md").read_text() == "My own words.\n"
