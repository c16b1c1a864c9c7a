from datetime import UTC, date, datetime

from guarantees.requirements import RequirementClaim, RequirementState, fold


def claim(
    key: str, kind: str, on: int, low: int | None = None, high: int | None = None, words: str | None = None
) -> RequirementClaim:
    known = datetime(2025, 8, on, tzinfo=UTC)
    return RequirementClaim(
        key, kind, None, date(2025, 8, on), on, known, "ukr", low, high, "personnel", words
    )


def test_no_size_without_a_claim_that_says_one() -> None:
    assert fold([]) is None
    assert fold([claim("a", "denial", 1, 5)]) is None


def test_the_newest_size_stands_whole() -> None:
    found = fold([claim("a", "change", 1, 100, 200, "many"), claim("b", "change", 2, None, 50)])
    assert found == RequirementState(None, 50, "personnel", None, "b", date(2025, 8, 2))


def test_a_reaffirmation_without_a_figure_keeps_the_figure_and_its_claim() -> None:
    found = fold([claim("a", "change", 1, 100, 200), claim("b", "reaffirmation", 2)])
    assert found == RequirementState(100, 200, "personnel", None, "a", date(2025, 8, 2))


def test_a_reaffirmation_with_a_figure_stands_itself() -> None:
    found = fold([claim("a", "change", 1, 100, 200), claim("b", "reaffirmation", 2, 100, 200)])
    assert found is not None
    assert found.update == "b"


def test_a_change_without_a_figure_takes_the_size_back() -> None:
    found = fold([claim("a", "change", 1, 100, 200), claim("b", "change", 2)])
    assert found == RequirementState(None, None, "personnel", None, "b", date(2025, 8, 2))


def test_a_denial_and_a_retraction_say_no_size() -> None:
    found = fold([claim("a", "change", 1, 100), claim("b", "denial", 2, 1), claim("c", "retraction", 3)])
    assert found is not None
    assert (found.low, found.update, found.last_said) == (100, "a", date(2025, 8, 1))
