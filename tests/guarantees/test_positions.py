from datetime import UTC, date, datetime

from guarantees.positions import PositionClaim, PositionState, fold


def claim(key: str, kind: str, on: int, stance: str | None = None) -> PositionClaim:
    return PositionClaim(key, kind, None, date(2025, 8, on), on, datetime(2025, 8, on, tzinfo=UTC), stance)


def test_no_position_without_a_claim_that_says_one() -> None:
    assert fold([]) is None
    assert fold([claim("a", "denial", 1, "rejects"), claim("b", "retraction", 2, "rejects")]) is None


def test_the_newest_claim_stands_also_when_it_only_says_it_again() -> None:
    found = fold([claim("a", "change", 1, "opposes"), claim("b", "reaffirmation", 2, "opposes")])
    assert found == PositionState("opposes", "b", date(2025, 8, 1), date(2025, 8, 2))


def test_a_new_stance_holds_since_its_day() -> None:
    found = fold([claim("a", "change", 1, "opposes"), claim("b", "change", 4, "rejects")])
    assert found == PositionState("rejects", "b", date(2025, 8, 4), date(2025, 8, 4))


def test_a_denial_does_not_stand() -> None:
    found = fold([claim("a", "change", 1, "opposes"), claim("b", "denial", 2, "supports")])
    assert found is not None
    assert (found.stance, found.update) == ("opposes", "a")
