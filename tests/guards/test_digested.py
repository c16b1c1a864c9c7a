"""Whatever a row of the record holds is in the text that the hash chain vouches for."""

import pytest
from django.core.checks import Warning

from commitments.models import Commitment, Reach
from ledger.checks import columns_are_digested
from ledger.digests import names_of, newest_version, uncovered, uncovered_part, unknown
from ledger.models import part_models, recorded_models

LEFT_OUT = {2: Commitment.digested[2][:-1], 3: ()}


def test_every_column_and_every_list_is_in_a_version() -> None:
    found = {model.__name__: uncovered(model) for model in recorded_models()}
    found |= {part.__name__: uncovered_part(part) for part in part_models()}
    assert {name: columns for name, columns in found.items() if columns} == {}


def test_every_name_in_a_version_is_there() -> None:
    assert {model.__name__: unknown(model) for model in recorded_models() if unknown(model)} == {}


def test_a_column_and_a_list_that_are_in_no_version_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    names_of.cache_clear()
    monkeypatch.setattr(Commitment, "digested", {2: LEFT_OUT[2][:-1], 3: ()})
    monkeypatch.setattr(Reach, "digested", {3: ("id", "condition_id", "commitment_id")})
    assert uncovered(Commitment) == ["part_of_id", "joint_with"]
    assert uncovered_part(Reach) == ["strength"]
    told = [message for message in columns_are_digested() if isinstance(message, Warning)]
    assert "commitments.Commitment.joint_with is in no version" in told[1].msg
    assert told[0].hint == 'Add it to `digested` as a version of its own: 4: ("part_of_id",)'
    names_of.cache_clear()


def test_a_name_of_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    names_of.cache_clear()
    monkeypatch.setattr(Commitment, "digested", {**Commitment.digested, 4: ("colour",)})
    assert newest_version(Commitment) == 4
    assert unknown(Commitment) == ["colour"]
    assert [message.id for message in columns_are_digested()] == ["ledger.E001"]
    names_of.cache_clear()


def test_a_version_is_read_as_it_was_written_whatever_came_later() -> None:
    assert "recorded_by_id" not in names_of(recorded_models()[-2], 1)
    statement = next(model for model in recorded_models() if model.feed_type == "statement")
    assert "speaking_for_id" in names_of(statement, 2)
    assert "speaking_for_id" not in names_of(statement, 3)
    assert "speaking_for" in names_of(statement, 3)
