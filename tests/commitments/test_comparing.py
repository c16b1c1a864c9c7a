from dataclasses import replace

import pytest
from hypothesis import given

from commitments.choices import Direction, Headline
from commitments.comparing import LADDER, Claims, Move, direction, moved
from commitments.folding import CommitmentClaim, LaneState, fold
from ledger import edtf
from ledger.folding import counting
from tests.ledgers import at, claim, day, ledgers


def state(**fields: object) -> LaneState:
    pledged = claim("a", strength="pledged", standing="offered", figure=(1, 2, "some"), requires=(("c",),))
    found = fold([pledged], day(7))
    assert found is not None
    return replace(found, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, None, None),
        (None, state(), "new"),
        (state(), None, "gone"),
        (state(), state(), None),
        (state(headline="signalled"), state(), "up"),
        (state(), state(until=edtf.parse("2026")), "reworded"),
        (state(), state(headline="discussed"), "down"),
        (state(headline="discussed"), state(headline="ruled_out"), "down"),
        (state(headline="none"), state(headline="ruled_out"), "down"),
        (state(headline="ruled_out"), state(headline="none"), "up"),
        (state(headline="ruled_out"), state(headline="withdrawn"), "up"),
        (state(headline="none"), state(headline="discussed"), "up"),
        (state(headline="none"), state(headline="suspended"), "up"),
        (state(), state(headline="suspended"), "down"),
        (state(headline="ruled_out"), state(headline="ruled_out", strength="discussed", low=7), None),
        (state(headline="ruled_out"), state(headline="ruled_out", requires=(), restrictions="x"), None),
        (state(headline="none"), state(headline="lapsed"), "down"),
        (state(headline="withdrawn"), state(headline="lapsed"), "up"),
        (state(headline="in_place"), state(headline="in_place", strength="formalised"), "reworded"),
        (state(delivery=None), state(delivery="preparing"), "reworded"),
        (state(delivery="preparing"), state(delivery="none"), "reworded"),
        (state(headline="in_place"), state(headline="in_place", standing=None), "reworded"),
        (state(requires=()), state(), "conditioned"),
        (state(), state(requires=()), "unconditioned"),
        (state(), state(requires=(("c", "d"),)), "conditioned"),
        (state(requires=(("c", "d"),)), state(requires=(("d",),)), "unconditioned"),
        (state(requires=(("a",), ("b",))), state(requires=(("a", "c"), ("b",))), "conditioned"),
        (state(requires=(("a", "b"),)), state(requires=(("a",), ("b",))), "unconditioned"),
        (state(), state(requires=(("c",), ("d",))), "requires_changed"),
        (state(requires=(("c",), ("d",))), state(), "requires_changed"),
        (state(requires=(("a",), ("b",))), state(requires=(("a", "b"),)), "conditioned"),
        (state(), state(requires=(("d",),)), "requires_changed"),
        (state(requires=(("a", "b"),)), state(requires=(("c", "b"),)), "requires_changed"),
        (state(requires=(("a", "b"), ("c",))), state(requires=(("a", "c"), ("b",))), "requires_changed"),
        (state(low=1), state(low=0), "figure"),
        (state(high=2), state(high=None), "figure"),
        (state(), state(words="others"), "reworded"),
        (state(), state(restrictions="in the rear"), "reworded"),
        (state(requires=(("a", "b"),)), state(requires=(("b", "a"),)), None),
        (state(requires=(("a",), ("a", "b"))), state(requires=(("a",),)), "reworded"),
        (state(), state(last_said=day(9), updates=("a", "b"), said_by="bob", origins=("afp",)), None),
    ],
)
def test_the_direction_is_the_first_that_fits(
    before: LaneState | None, after: LaneState | None, expected: str | None
) -> None:
    assert direction(before, after) == expected


def test_a_harder_word_comes_before_a_condition_and_a_condition_before_a_figure() -> None:
    harder = state(headline="formalised", strength="formalised", requires=(("c", "d"),), low=9, high=9)
    assert direction(state(), harder) == "up"
    assert direction(state(), state(requires=(("c", "d"),), low=9, high=9, words="x")) == "conditioned"
    assert direction(state(), state(low=0, words="x")) == "figure"


def test_every_headline_but_ruled_out_is_a_rung_and_leaving_that_is_up_wherever_it_leads() -> None:
    assert sorted(LADDER) == sorted({*Headline.values} - {"ruled_out"})
    for rung in LADDER:
        assert direction(state(headline="ruled_out"), state(headline=rung)) == "up"
        assert direction(state(headline=rung), state(headline="ruled_out")) == "down"


def test_a_move_names_the_claims_that_are_new_and_not_those_that_set_nothing() -> None:
    old, new = state(), state(low=0, updates=("a", "said-again", "b"))
    (found,) = moved({"x": old, "still": old}, {"x": new, "still": old}, Claims(quiet={"said-again"}))
    assert found == Move("x", old, new, "figure", ("b",))


def test_a_move_by_what_no_longer_counts_names_that() -> None:
    old = state(updates=("a", "b"))
    (found,) = moved({"x": old}, {"x": state(high=None)})
    assert found.because == ("b",)
    (gone,) = moved({"x": old}, {})
    assert (gone.direction, gone.because, gone.after) == ("gone", ("a", "b"), None)


def test_a_move_names_what_took_a_claim_out_also_in_the_other_lane() -> None:
    claims = Claims(removed_by={"b": "r"})
    (found,) = moved({"x": state(updates=("a", "b"))}, {"x": state(high=None, updates=("a",))}, claims)
    assert found.because == ("r",)
    (found,) = moved({"x": state(updates=("b",))}, {"x": state(high=None, updates=("c", "r"))}, claims)
    assert found.because == ("c", "r")


def test_a_lane_in_which_nothing_is_set_is_a_lane_without_a_claim() -> None:
    denied, retracted = claim("d", "denial"), claim("r", "retraction", 2, names="a")
    said = state()
    for claims in ([denied], [retracted], [denied, retracted, claim("s", "reaffirmation", 3)]):
        bare = fold(claims, day(7))
        assert bare is not None
        assert moved({}, {"x": bare}) == moved({"x": bare}, {}) == moved({"x": bare}, {"x": bare}) == []
        (gone,) = moved({"x": said}, {"x": bare}, Claims(quiet={"d", "s"}))
        assert (gone.direction, gone.before, gone.after) == ("gone", said, None)
        (new,) = moved({"x": bare}, {"x": said}, Claims(quiet={"d", "s"}))
        assert (new.direction, new.before, new.after, new.because) == ("new", None, said, ("a",))
    (gone,) = moved({"x": said}, {"x": replace(bare, updates=("d", "r"))}, Claims(quiet={"d"}))
    assert gone.because == ("r",)


def test_moves_are_in_the_order_of_the_keys() -> None:
    assert [one.commitment for one in moved({"b": state()}, {"c": state(), "a": state()})] == ["a", "b", "c"]


OPPOSITE: dict[Direction | None, set[Direction | None]] = {
    Direction.UP: {Direction.DOWN},
    Direction.DOWN: {Direction.UP},
    Direction.NEW: {Direction.GONE},
    Direction.GONE: {Direction.NEW},
    Direction.CONDITIONED: {Direction.UNCONDITIONED},
    Direction.UNCONDITIONED: {Direction.CONDITIONED},
    Direction.REQUIRES_CHANGED: {Direction.REQUIRES_CHANGED},
    Direction.FIGURE: {Direction.FIGURE},
    Direction.REWORDED: {Direction.REWORDED},
    None: {None},
}


@given(ledgers(), ledgers())
def test_the_way_back_is_the_opposite(one: list[CommitmentClaim], other: list[CommitmentClaim]) -> None:
    before, after = fold(counting(one, at(7)), day(7)), fold(counting(other, at(7)), day(7))
    assert direction(after, before) in OPPOSITE[direction(before, after)]
    assert direction(before, before) is None


@given(ledgers(), ledgers())
def test_up_and_down_are_said_of_headlines_alone(
    one: list[CommitmentClaim], other: list[CommitmentClaim]
) -> None:
    before, after = fold(counting(one, at(7)), day(7)), fold(counting(other, at(7)), day(7))
    way = direction(before, after)
    if before and after and before.is_set and after.is_set:
        assert (way in (Direction.UP, Direction.DOWN)) == (before.headline != after.headline)
    else:
        stood, stands = (state is not None and state.is_set for state in (before, after))
        assert way == (Direction.GONE if stood else Direction.NEW if stands else None)


@given(ledgers())
def test_only_saying_it_again_never_moves(claims: list[CommitmentClaim]) -> None:
    before = fold(counting(claims, at(7)), day(7))
    again = [
        *counting(claims, at(7)),
        claim("again", "reaffirmation", 7, strength="discussed", figure=(3, 3, None)),
    ]
    if before is not None:
        assert direction(before, fold(again, day(7))) is None
