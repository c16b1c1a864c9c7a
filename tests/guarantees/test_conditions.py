from datetime import UTC, date, datetime

import pytest

from guarantees.choices import ConditionState as Word
from guarantees.conditions import ConditionClaim, ConditionState, fold, truth_of, truth_of_word


def claim(key: str, kind: str, on: int, state: str | None = None) -> ConditionClaim:
    return ConditionClaim(key, kind, None, date(2025, 8, on), on, datetime(2025, 8, on, tzinfo=UTC), state)


def test_a_condition_without_a_claim_is_open() -> None:
    assert fold([]) is None
    assert truth_of(None) == "open"


@pytest.mark.parametrize("word", [None, *Word.values])
def test_met_is_true_and_impossible_false_and_all_else_open(word: str | None) -> None:
    expected = {"met": "true", "impossible": "false"}.get(word or "", "open")
    assert truth_of_word(word) == expected
    assert truth_of(fold([claim("a", "change", 1, word)])) == expected


def test_the_newest_claim_that_sets_stands() -> None:
    for kind in ("change", "refinement", "correction"):
        found = fold([claim("a", "change", 1, "unmet"), claim("b", kind, 2, "partly_met")])
        assert found is not None
        assert (found.state, found.since, found.last_said) == (
            "partly_met",
            date(2025, 8, 2),
            date(2025, 8, 2),
        )


def test_a_reaffirmation_and_a_denial_set_nothing() -> None:
    found = fold(
        [
            claim("a", "change", 1, "unmet"),
            claim("b", "reaffirmation", 2, "met"),
            claim("c", "denial", 3, "impossible"),
        ]
    )
    assert found == ConditionState("unmet", "open", date(2025, 8, 1), date(2025, 8, 2), ("a", "b", "c"))


def test_a_condition_of_which_there_is_only_a_denial_has_no_state() -> None:
    assert fold([claim("a", "denial", 3, "met")]) == ConditionState(None, "open", None, None, ("a",))


def test_since_is_the_first_day_of_the_latest_unbroken_run() -> None:
    steps = [
        claim("a", "change", 1, "met"),
        claim("b", "change", 2, "unmet"),
        claim("c", "change", 3, "met"),
        claim("d", "refinement", 4, "met"),
    ]
    found = fold(steps)
    assert found is not None
    assert (found.truth, found.since) == ("true", date(2025, 8, 3))
