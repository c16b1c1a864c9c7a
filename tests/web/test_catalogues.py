"""Renewing the catalogues by the command."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from web import catalogues


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogues lie in a folder of the test."""
    monkeypatch.setattr("web.catalogues.path_of", lambda language: tmp_path / language / "django.po")
    return tmp_path


def test_a_new_language_starts_with_every_string_untranslated(elsewhere: Path) -> None:
    said = StringIO()
    call_command("renew_catalogues", stdout=said)
    total, left = map(int, re.search(r"uk: (\d+) strings, (\d+) to do", said.getvalue()).groups())  # type: ignore[union-attr]
    assert total == left > 900
    assert (elsewhere / "fr" / "django.mo").exists()


def test_what_is_translated_stays_and_what_is_gone_goes(elsewhere: Path) -> None:
    before = catalogues.stored("uk")
    before.add("Skip to content", "Перейти до вмісту")
    before.add("Nobody says so any more", "Ніхто так не каже")
    catalogues.write("uk", before)
    call_command("renew_catalogues", stdout=StringIO())
    after = catalogues.stored("uk")
    assert after.get("Skip to content").string == "Перейти до вмісту"
    assert after.get("Nobody says so any more") is None


def test_renewing_what_is_complete_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {language: catalogues.path_of(language) for language in catalogues.LANGUAGES}
    for language, path in kept.items():
        copied = tmp_path / language / "django.po"
        copied.parent.mkdir()
        copied.write_bytes(path.read_bytes())
    monkeypatch.setattr("web.catalogues.path_of", lambda language: tmp_path / language / "django.po")
    call_command("renew_catalogues", stdout=StringIO())
    for language, path in kept.items():
        assert (tmp_path / language / "django.po").read_bytes() == path.read_bytes()
        assert (tmp_path / language / "django.mo").read_bytes() == path.with_suffix(".mo").read_bytes()
