"""`manage.py import_record`: what it says, and with which status it ends."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from desk.records.published import MODELS
from tests.desk.records.broken import BROKEN
from tests.desk.records.folder import DEMO, Folder

pytestmark = pytest.mark.django_db


def test_the_command_loads_a_record_and_tells_what_it_added() -> None:
    out = StringIO()
    call_command("import_record", str(DEMO), stdout=out, stderr=StringIO())
    assert "1417 rows are new, 0 were there already" in out.getvalue()


def test_a_broken_record_is_refused_whole(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "record")
    BROKEN["a word is unknown"](folder)
    with pytest.raises(CommandError, match=r"^1 problem; nothing was loaded"):
        call_command("import_record", str(folder.path), stdout=StringIO(), stderr=StringIO())
    assert not any(model.objects.exists() for model in MODELS.values())
