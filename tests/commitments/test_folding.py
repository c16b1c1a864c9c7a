from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given

from commitments.folding import CommitmentClaim, LaneState, TakenBack, fold
from commitments.strength import headline
from guarantees.quantities import Interval
from guarantees.requires import Requires
from ledger.folding import counting, rectangles, slices
from tests.ledgers import DAYS, at, claim, day, ledgers, moment
from tests.oracles import folding_again


def state(*claims: CommitmentClaim) -> LaneState:
    """The state of claims of one lane."""
    found = fold(claims, day(28))
    assert found is not None
    return found


def test_a_lane_without_a_claim_has_no_state() -> None:
    assert fold([], day(1)) is None


def test_an_empty_cell_leaves_the_standing_value() -> None:
    found = state(
        claim("a", strength="signalled", standing="offered", requires=(("c",),), restrictions="in the rear"),
        claim("b", on=2, strength="pledged"),
    )
    assert (found.headline, found.standing, found.requires) == ("pledged", "offered", (("c",),))
    assert found.restrictions == "in the rear"


@pytest.mark.parametrize(
    ("required", "drops", "left"),
    [
        ((("a", "b"),), ("a",), (("b",),)),
        ((("a", "b"), ("c",)), ("a",), (("b",), ("c",))),
        ((("a", "b"), ("b",)), ("a",), (("b",),)),
        ((("a", "b"), ("c",)), ("c",), (("a", "b"),)),
        ((("a", "b"),), ("b", "a"), ()),
        ((("a",),), ("z",), (("a",),)),
    ],
)
def test_a_claim_that_names_no_condition_takes_out_those_that_it_drops(
    required: Requires, drops: tuple[str, ...], left: Requires
) -> None:
    first = claim("u-1", requires=required, strength="pledged")
    assert state(first, replace(claim("u-2", on=2), drops=drops)).requires == left
    assert state(first, replace(claim("u-2", on=2, requires=(("d",),)), drops=drops)).requires == (("d",),)


def test_the_figure_is_one_field() -> None:
    found = state(
        claim("a", figure=(200, 999, "hundreds")), claim("b", "refinement", 2, figure=(None, 500, None))
    )
    assert (found.low, found.high, found.words) == (None, 500, None)
    assert found.figure_updates == ("b",)


def test_words_alone_replace_the_figure() -> None:
    found = state(claim("a", figure=(200, 999, None)), claim("b", on=2, figure=(None, None, "some")))
    assert (found.low, found.high, found.words) == (None, None, "some")


def test_zero_is_a_figure() -> None:
    found = state(claim("a", figure=(5, 5, None)), claim("b", on=2, figure=(0, None, None)))
    assert (found.low, found.high, found.figure_updates) == (0, None, ("b",))


def test_a_change_of_standing_clears_the_figure_unless_it_carries_one() -> None:
    offer = claim("a", strength="pledged", standing="offered", figure=(100, 100, None))
    refusal = claim("b", on=2, standing="refused")
    assert state(offer, refusal).low is None
    assert state(offer, refusal).figure_updates == ()
    assert state(offer, claim("b", on=2, standing="suspended", figure=(50, None, None))).low == 50
    assert state(offer, claim("b", on=2, standing="offered")).low == 100


def test_only_a_change_clears_the_figure() -> None:
    offer = claim("a", strength="pledged", standing="offered", figure=(100, 100, None))
    for kind in ("refinement", "correction", "reaffirmation", "denial"):
        assert state(offer, claim("b", kind, 2, standing="refused")).low == 100


def test_what_was_ruled_out_keeps_neither_strength_nor_hurdles_and_a_return_says_its_own() -> None:
    offer = claim(
        "a",
        strength="pledged",
        standing="offered",
        figure=(200, 300, None),
        requires=(("c",),),
        restrictions="in the west",
    )
    for standing in ("refused", "withdrawn", "lapsed"):
        ended = claim("b", on=2, delivery="none", standing=standing)
        found = state(offer, ended)
        assert (found.standing, found.strength, found.requires) == (standing, None, ())
        assert (found.restrictions, found.low, found.delivery) == (None, None, "none")
        back = state(offer, ended, claim("c", on=3, strength="signalled", standing="offered"))
        assert (back.headline, back.requires, back.restrictions, back.low) == ("signalled", (), None, None)
        own = state(offer, claim("b", on=2, standing=standing, restrictions="for ever", requires=(("d",),)))
        assert (own.restrictions, own.requires) == ("for ever", (("d",),))


def test_only_a_change_that_ends_the_promise_clears_it() -> None:
    offer = claim("a", strength="pledged", standing="offered", requires=(("c",),), restrictions="in the west")
    for kind in ("refinement", "correction", "reaffirmation", "denial"):
        found = state(offer, claim("b", kind, 2, standing="refused"))
        assert (found.strength, found.requires, found.restrictions) == ("pledged", (("c",),), "in the west")
    suspended = state(offer, claim("b", on=2, standing="suspended"))
    assert (suspended.strength, suspended.requires) == ("pledged", (("c",),))


def test_a_lane_of_denials_and_retractions_is_not_set_and_has_stood_since_no_day() -> None:
    denied, taken_back = claim("a", "denial"), claim("b", "retraction", 2, names="x")
    found = state(denied, taken_back, claim("c", "reaffirmation", 3, strength="pledged", standing="offered"))
    assert (found.is_set, found.headline, found.since, found.last_said) == (False, "none", None, day(3))
    assert found.retracted == (TakenBack("x", "b"),)


def test_a_lane_is_set_by_any_field_and_has_stood_since_the_day_of_the_first() -> None:
    fields: list[dict[str, Any]] = [
        {"strength": "discussed"},
        {"delivery": "none"},
        {"standing": "refused"},
        {"figure": (0, None, None)},
        {"figure": (None, None, "some")},
        {"requires": (("c",),)},
        {"restrictions": "in the rear"},
        {"until": "2025-08"},
    ]
    for carried in fields:
        found = state(claim("a", "denial"), claim("b", on=2, **carried))
        assert (found.is_set, found.since) == (True, day(2)), carried


def test_a_reaffirmation_sets_only_who_said_it_last() -> None:
    found = state(
        claim("a", strength="signalled", speaker="ann", speaking_for=("gbr",)),
        claim(
            "b",
            "reaffirmation",
            3,
            strength="formalised",
            figure=(1, 1, None),
            speaker="bob",
            speaking_for=("cow",),
        ),
    )
    assert (found.headline, found.low, found.last_said, found.since) == ("signalled", None, day(3), day(1))
    assert (found.said_by, found.said_for) == ("bob", ("cow",))


def test_a_denial_sets_nothing_and_is_not_the_last_word() -> None:
    found = state(
        claim("a", strength="pledged", speaker="ann"),
        claim("b", "denial", 3, strength="discussed", standing="refused", speaker="bob"),
    )
    assert (found.headline, found.last_said, found.said_by) == ("pledged", day(1), "ann")
    assert found.updates == ("a", "b")


def test_a_lane_with_only_a_denial_has_the_headline_none() -> None:
    found = state(claim("a", "denial", standing="refused", origins=("afp",)))
    assert (found.headline, found.last_said, found.said_by) == ("none", None, None)
    assert (found.updates, found.origins) == (("a",), ("afp",))


def test_a_report_of_a_figure_alone_has_the_headline_none() -> None:
    found = state(claim("a", figure=(25000, 64000, None)))
    assert (found.headline, found.standing, found.low, found.high) == ("none", None, 25000, 64000)


def test_since_is_the_day_from_which_the_headline_has_held() -> None:
    steps = [
        claim("a", on=1, strength="pledged", standing="offered"),
        claim("b", on=2, standing="suspended"),
        claim("c", on=3, standing="offered"),
        claim("d", on=4, strength="pledged", figure=(1, 2, None)),
        claim("e", "reaffirmation", 5),
    ]
    assert [state(*steps[:n]).since for n in range(1, 6)] == [day(1), day(2), day(3), day(3), day(3)]


def test_origins_are_counted_once_and_sorted() -> None:
    found = state(claim("a", origins=("bbc", "afp")), claim("b", "reaffirmation", 2, origins=("afp",)))
    assert found.origins == ("afp", "bbc")


def test_empty_texts_are_unknown() -> None:
    found = state(claim("a", figure=(1, None, ""), speaker="", restrictions=""))
    assert (found.words, found.said_by, found.said_for) == (None, None, ())


@given(ledgers())
def test_each_lane_is_folded_as_the_format_says(claims: list[CommitmentClaim]) -> None:
    for true_on in DAYS:
        for lane in ("official", "reported"):
            mine = [one for one in counting(claims, at(true_on, 5)) if one.lane == lane]
            found, expected = fold(mine, day(true_on)), folding_again(mine, day(true_on))
            if expected is None:
                assert found is None
                continue
            assert found is not None
            assert (found.low, found.high, found.words) == expected["figure"]
            assert (found.last_said, found.said_by, found.said_for) == (expected["said"] or (None, None, ()))
            for name in ("strength", "delivery", "standing", "requires", "restrictions", "until"):
                assert getattr(found, name) == expected[name]
            word = headline(found.standing, found.delivery, found.strength)
            assert found.headline == ("lapsed" if expected["lapsed"] else word)


@given(ledgers())
def test_the_headline_has_been_the_same_since_its_day(claims: list[CommitmentClaim]) -> None:
    mine = counting(claims, at(7))
    found = fold(mine, day(7))
    assume(found is not None)
    assert found is not None
    assert (found.since is not None) == found.is_set
    for number, one in enumerate(mine):
        if found.since and one.day > found.since:
            then = fold(mine[: number + 1], one.day)
            assert then is not None
            assert then.headline == found.headline


@given(ledgers())
def test_what_is_ruled_out_taken_back_or_over_is_bound_by_nothing_said_before(
    claims: list[CommitmentClaim],
) -> None:
    for ended in ("refused", "withdrawn", "lapsed"):
        found = fold([*claims, claim("r", on=7, standing=ended)], day(7))
        assert found is not None
        assert (found.strength, found.requires, found.restrictions, found.until) == (None, (), None, None)
        assert (found.low, found.high, found.words) == (None, None, None)


@given(ledgers())
def test_a_lane_is_set_as_soon_as_a_claim_that_sets_something_counts(claims: list[CommitmentClaim]) -> None:
    mine = counting(claims, at(7))
    found = fold(mine, day(7))
    sets = [one for one in mine if one.kind in ("change", "refinement", "correction")]
    carries = [
        one
        for one in sets
        if any((one.strength, one.delivery, one.standing, one.requires, one.restrictions, one.until))
        or (one.low, one.high, one.words) != (None, None, None)
    ]
    assert (found is not None and found.is_set) == bool(carries)


@given(ledgers())
def test_the_projection_is_the_fold_for_both_lanes(claims: list[CommitmentClaim]) -> None:
    for lane in ("official", "reported"):

        def of_lane(counted: list[CommitmentClaim], on: date, lane: str = lane) -> LaneState | None:
            return fold([one for one in counted if one.lane == lane], on)

        found = rectangles(claims, of_lane)
        for known in DAYS:
            for true_on in (1, 3, 5, 7, 20):
                states = [
                    one.state
                    for one in found
                    if one.true_from <= day(true_on) < one.true_to
                    and one.known_from <= moment(known) < one.known_to
                ]
                expected = of_lane(counting(claims, at(true_on, known)), day(true_on))
                assert states == ([] if expected is None else [expected])


@given(ledgers())
def test_a_refinement_within_the_figure_only_narrows_it(claims: list[CommitmentClaim]) -> None:
    """What a refinement may be is checked where it is published; here, that it then narrows the answer."""
    before = fold(claims, day(7))
    assume(before is not None)
    assert before is not None
    standing = Interval(before.low, before.high)
    for figure in ((1, 2, None), (2, 5, None), (None, 9, None)):
        refined = fold([*claims, claim("r", "refinement", 7, figure=figure)], day(7))
        assert refined is not None
        if Interval(figure[0], figure[1]).lies_within(standing):
            after = Interval(refined.low, refined.high)
            assert standing.contains(after)
            assert after.is_known
            assert (refined.headline, refined.standing) == (before.headline, before.standing)


def test_an_official_word_is_not_moved_by_a_report() -> None:
    claims = [
        claim("a", strength="pledged", standing="offered"),
        claim("b", on=2, lane="reported", standing="refused", sequence=1),
    ]
    found = slices(
        claims, moment(9), lambda counted, on: fold([one for one in counted if one.lane == "official"], on)
    )
    assert [one.state.headline for one in found] == ["pledged"]


def test_a_retraction_in_one_lane_removes_a_claim_of_the_other() -> None:
    claims = [
        claim("a", lane="reported", strength="pledged"),
        claim("b", "retraction", 3, names="a", sequence=1),
    ]
    counted = counting(claims, at(5))
    assert fold([one for one in counted if one.lane == "reported"], day(5)) is None


def test_a_promise_lapses_on_the_day_after_its_last_one() -> None:
    given_until = claim(
        "a",
        strength="pledged",
        standing="offered",
        figure=(1, 2, None),
        requires=(("c",),),
        until="2025-08-05",
    )
    last, next_ = fold([given_until], day(5)), fold([given_until], day(6))
    assert last is not None
    assert next_ is not None
    assert (last.headline, last.since, last.low) == ("pledged", day(1), 1)
    assert (next_.headline, next_.since) == ("lapsed", day(6))
    assert replace(next_, headline="pledged", since=day(1)) == last


def test_a_promise_that_has_lapsed_comes_back_with_a_later_last_day_and_what_was_said_of_it() -> None:
    lapsed = claim(
        "a", strength="formalised", standing="offered", restrictions="in the rear", until="2025-08-02"
    )
    found = state(
        lapsed, claim("b", on=4, strength="pledged", standing="offered", until="2025-09", sequence=1)
    )
    assert (found.headline, found.restrictions, found.since) == ("pledged", "in the rear", day(4))
    again = claim("b", on=4, strength="pledged", standing="offered", sequence=1)
    assert (state(lapsed, again).headline, state(lapsed, again).since) == ("lapsed", day(3))


def test_what_is_fulfilled_does_not_lapse_and_what_was_taken_back_stays_so() -> None:
    until = {"until": "2025-08-02"}
    done = state(claim("a", strength="pledged", standing="offered", delivery="completed", **until))
    assert done.headline == "fulfilled"
    back = state(
        claim("a", strength="pledged", standing="offered", **until), claim("b", on=2, standing="withdrawn")
    )
    assert (back.headline, back.until) == ("withdrawn", None)


def test_a_report_of_a_longer_promise_moves_the_last_day() -> None:
    found = state(
        claim("a", strength="pledged", standing="offered", until="2025-08-02"),
        claim("b", "refinement", 2, until="2025-09"),
    )
    assert (found.headline, found.until and found.until.text) == ("pledged", "2025-09")
