"""web.method: no rule and no vocabulary is forgotten."""

import re
from pathlib import Path

from ledger.choices import Kind
from web import method

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ledger", "actors", "sources", "guarantees", "commitments")


def test_every_module_that_states_a_rule_is_listed() -> None:
    stating = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        if re.search(r"^RULE = ", file.read_text(encoding="utf-8"), re.M)
    }
    assert stating == {rule.module for rule in method.rules()}


def test_a_rule_has_a_name_a_version_and_a_text_to_read() -> None:
    for rule in method.rules():
        assert re.fullmatch(r"[a-z_]+", rule.name)
        assert re.fullmatch(r"v\d+", rule.version)
        assert len(rule.text) > 100, rule.name


def test_vocabularies_go_by_their_names_in_snake_case() -> None:
    assert method.vocabularies()["kind"] is Kind
    assert "office_class" in method.vocabularies()
    assert "vocabulary" not in method.vocabularies()


def test_every_word_has_a_definition_that_is_a_sentence() -> None:
    for name, words in method.vocabularies().items():
        for word, definition in words.definitions().items():
            assert definition.endswith("."), f"{name}: {word}"
