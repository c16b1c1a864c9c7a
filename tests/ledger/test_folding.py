from datetime import UTC, date, datetime
from itertools import pairwise

from hypothesis import given, settings

from commitments.folding import CommitmentClaim
from ledger.asof import AsOf
from ledger.folding import FOREVER, OPEN_END, Rectangle, Slice, counting, rectangles, slices
from tests.ledgers import DAYS, at, claim, day, ledgers, moment
from tests.oracles import counting_again

Keys = tuple[str, ...]


def keys_of(claims: list[CommitmentClaim], on: date) -> Keys | None:
    """A fold that keeps the keys, marked once their last day has passed: every difference in what counts is seen."""
    return tuple(f"{one.key}!" if one.ends and one.ends < on else one.key for one in claims) or None


def counted(claims: list[CommitmentClaim], when: AsOf) -> Keys:
    return tuple(one.key for one in counting(claims, when))


def test_a_claim_counts_from_its_day_and_from_when_it_is_known() -> None:
    late = [claim("a", on=3, known=5)]
    assert counted(late, at(2, 9)) == ()
    assert counted(late, at(3, 4)) == ()
    assert counted(late, at(3, 5)) == ("a",)


def test_claims_are_in_the_order_of_their_day_then_of_the_ledger() -> None:
    claims = [claim("c", on=2, sequence=9), claim("b", on=2, sequence=4), claim("a", on=1, sequence=10)]
    assert counted(claims, at(9)) == ("a", "b", "c")


def test_on_one_day_the_moment_counts_before_the_ledger_and_an_unknown_one_comes_first() -> None:
    claims = [
        claim("d", on=2, sequence=1, said_at=moment(3)),
        claim("c", on=2, sequence=2, said_at=moment(2)),
        claim("b", on=2, sequence=3),
        claim("a", on=1, sequence=4, said_at=moment(4)),
    ]
    assert counted(claims, at(9)) == ("a", "b", "c", "d")


def test_a_state_turns_on_the_day_after_the_last_one_that_a_claim_names() -> None:
    claims = [claim("a", on=2, until="2025-08-04"), claim("b", on=6, until="2025-08-05", sequence=1)]

    def named(counted: list[CommitmentClaim], on: date) -> str | None:
        return "over" if all(one.ends and one.ends < on for one in counted) else "on"

    assert slices(claims, moment(9), named) == [
        Slice(day(2), day(5), "on"),
        Slice(day(5), OPEN_END, "over"),
    ]


def test_a_correction_supersedes_before_its_own_day_has_come() -> None:
    claims = [claim("a", on=1), claim("b", "correction", on=8, known=3, sequence=1, names="a")]
    assert counted(claims, at(5, 2)) == ("a",)
    assert counted(claims, at(5, 3)) == ()
    assert counted(claims, at(8, 3)) == ("b",)


def test_what_a_corrected_correction_named_stays_superseded() -> None:
    claims = [
        claim("a", on=1),
        claim("b", "correction", on=1, known=2, sequence=1, names="a"),
        claim("c", "correction", on=1, known=3, sequence=2, names="b"),
    ]
    assert counted(claims, at(5)) == ("c",)


def test_a_retraction_removes_from_its_own_day_on() -> None:
    claims = [claim("a", on=1), claim("b", "retraction", on=4, known=4, names="a", sequence=1)]
    assert counted(claims, at(3)) == ("a",)
    assert counted(claims, at(4)) == ("b",)


def test_a_retracted_retraction_removes_nothing_whatever_their_days_are() -> None:
    for second_day in (2, 4, 6):
        claims = [
            claim("a", on=1),
            claim("b", "retraction", on=4, names="a", sequence=1),
            claim("c", "retraction", on=second_day, names="b", sequence=2),
        ]
        assert set(counted(claims, at(7))) == {"a", "c"}


def test_a_superseded_retraction_removes_nothing() -> None:
    claims = [
        claim("a", on=1),
        claim("b", "retraction", on=2, names="a", sequence=1),
        claim("c", "correction", on=3, names="b", sequence=2),
    ]
    assert counted(claims, at(7)) == ("a", "c")


def test_a_ring_of_retractions_removes_nothing_and_ends() -> None:
    claims = [claim("a", "retraction", names="b"), claim("b", "retraction", names="a", sequence=1)]
    assert counted(claims, at(7)) == ("a", "b")


def test_a_long_chain_of_retractions_is_settled() -> None:
    chain = [claim("k0")] + [
        claim(f"k{n}", "retraction", on=2, names=f"k{n - 1}", sequence=n) for n in range(1, 3001)
    ]
    assert counted(chain, at(2)) == tuple(f"k{n}" for n in range(0, 3001, 2))


def test_slices_leave_out_days_without_a_state_and_join_equal_neighbours() -> None:
    claims = [claim("a", on=2), claim("b", on=4, sequence=1), claim("c", on=6, sequence=2)]

    def parity(counted: list[CommitmentClaim], _: date) -> str | None:
        return "few" if counted and len(counted) < 3 else "many" if counted else None

    assert slices(claims, moment(9), parity) == [
        Slice(day(2), day(6), "few"),
        Slice(day(6), OPEN_END, "many"),
    ]
    assert slices(claims, moment(1), parity) == []


def test_equal_states_on_both_sides_of_a_gap_stay_two_slices() -> None:
    claims = [
        claim("a", on=1),
        claim("b", "retraction", 3, names="a", sequence=1),
        claim("c", "retraction", 5, names="b", sequence=2),
    ]
    found = slices(
        claims, moment(9), lambda counted, _: "said" if any(one.key == "a" for one in counted) else None
    )
    assert found == [Slice(day(1), day(3), "said"), Slice(day(5), OPEN_END, "said")]


def test_rectangles_close_what_is_no_longer_believed() -> None:
    claims = [claim("a", on=1, known=2), claim("b", on=5, known=6, sequence=1)]
    assert rectangles(claims, keys_of) == [
        Rectangle(day(1), OPEN_END, moment(2), moment(6), ("a",)),
        Rectangle(day(1), day(5), moment(6), FOREVER, ("a",)),
        Rectangle(day(5), OPEN_END, moment(6), FOREVER, ("a", "b")),
    ]


def test_a_claim_on_the_last_day_of_the_calendar_makes_no_empty_slice() -> None:
    last = claim("a")
    last = CommitmentClaim(last.key, last.kind, None, date.max, 0, last.recorded_at, "official")
    assert slices([last], FOREVER, keys_of) == []
    assert rectangles([last], keys_of) == []


def test_the_open_ends_are_the_last_day_and_the_last_moment() -> None:
    assert date(9999, 12, 31) == OPEN_END
    assert datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC) == FOREVER


@given(ledgers())
def test_what_counts_is_what_the_format_says(claims: list[CommitmentClaim]) -> None:
    for known in DAYS:
        for true_on in DAYS:
            when = at(true_on, known)
            assert counting(claims, when) == counting_again(claims, when)


@given(ledgers())
def test_slices_say_on_every_day_what_counts(claims: list[CommitmentClaim]) -> None:
    for known in DAYS:
        found = slices(claims, moment(known), keys_of)
        assert all(one.true_from < one.true_to for one in found)
        assert all(a.true_to < b.true_from or a.state != b.state for a, b in pairwise(found))
        for true_on in range(1, 12):
            states = [one.state for one in found if one.true_from <= day(true_on) < one.true_to]
            expected = keys_of(counting_again(claims, at(true_on, known)), day(true_on))
            assert states == ([] if expected is None else [expected])


@given(ledgers())
def test_rectangles_say_at_every_two_times_what_counts(claims: list[CommitmentClaim]) -> None:
    found = rectangles(claims, keys_of)
    for known in DAYS:
        for true_on in range(1, 10):
            states = [
                one.state
                for one in found
                if one.true_from <= day(true_on) < one.true_to
                and one.known_from <= moment(known) < one.known_to
            ]
            expected = keys_of(counting_again(claims, at(true_on, known)), day(true_on))
            assert states == ([] if expected is None else [expected])


@given(ledgers())
def test_rectangles_of_one_moment_are_its_slices(claims: list[CommitmentClaim]) -> None:
    found = rectangles(claims, keys_of)
    for known in DAYS:
        at_moment = [one for one in found if one.known_from <= moment(known) < one.known_to]
        as_slices = [Slice(one.true_from, one.true_to, one.state) for one in at_moment]
        assert sorted(as_slices, key=lambda one: one.true_from) == slices(claims, moment(known), keys_of)


@given(ledgers(), ledgers(most=5))
@settings(max_examples=60)
def test_an_answer_with_a_past_known_on_never_changes(
    claims: list[CommitmentClaim], later: list[CommitmentClaim]
) -> None:
    new = [
        CommitmentClaim(f"later-{one.key}", one.kind, names, one.day, one.sequence, moment(20), one.lane)
        for one, names in zip(later, [claims[0].key if claims else None] * len(later), strict=True)
    ]
    for known in DAYS:
        assert slices(claims + new, moment(known), keys_of) == slices(claims, moment(known), keys_of)
        for true_on in DAYS:
            assert counting(claims + new, at(true_on, known)) == counting(claims, at(true_on, known))
