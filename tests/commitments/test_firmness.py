from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.firmness import Promise, Reach, deciding, firmness, truth_of_requires, truths_of
from guarantees.conditions import Truth
from guarantees.requires import Requires
from tests.commitments.rows import row

TRUTHS: tuple[Truth, ...] = ("false", "open", "true")


@pytest.mark.parametrize(
    ("requires", "truths", "word"),
    [
        ((), {}, "firm"),
        ((("a",),), {}, "waiting"),
        ((("a",),), {"a": "open"}, "waiting"),
        ((("a",),), {"a": "true"}, "firm"),
        ((("a",),), {"a": "false"}, "blocked"),
        ((("a", "b"),), {"a": "true", "b": "open"}, "waiting"),
        ((("a", "b"),), {"a": "open", "b": "false"}, "blocked"),
        ((("a", "b"), ("c",)), {"a": "false", "c": "open"}, "waiting"),
        ((("a", "b"), ("c",)), {"a": "false", "c": "true"}, "firm"),
        ((("a", "b"), ("c",)), {"b": "false", "c": "false"}, "blocked"),
    ],
)
def test_firmness_is_read_with_three_values(requires: Requires, truths: dict[str, Truth], word: str) -> None:
    assert firmness(requires, truths) == word


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(tuple), max_size=3).map(tuple))
def test_open_means_that_both_outcomes_are_still_possible(requires: Requires) -> None:
    """Every way to settle the open conditions of a firm (blocked) promise leaves it firm (blocked)."""
    for values in product(TRUTHS, repeat=3):
        truths = dict(zip("abc", values, strict=True))
        settled = {
            truth_of_requires(requires, dict(zip("abc", ways, strict=True)))
            for ways in product(*(("true", "false") if value == "open" else (value,) for value in values))
        }
        found = truth_of_requires(requires, truths)
        if found == "open":
            assert settled == {"true", "false"} or not requires
        else:
            assert settled == {found}


def test_the_deciding_conditions_are_those_of_the_ways_that_count() -> None:
    requires = (("a", "b"), ("c",), ("d", "a"))
    assert deciding(requires, {"a": "true", "b": "open", "c": "false", "d": "open"}) == ("b", "d")
    assert deciding(requires, {"a": "true", "b": "true", "c": "false"}) == ("a", "b")
    assert deciding(requires, {"a": "false", "c": "false"}) == ("a", "c")
    assert deciding((), {}) == ()


def promise(key: str, *needs: str, strength: str = "pledged", standing: str | None = "offered") -> Promise:
    return Promise(row(key, strength=strength, standing=standing), (needs,) if needs else ())


def reach_truth(backer: Promise, conditions: dict[str, str | None] | None = None) -> Truth:
    found = truths_of([backer], conditions or {}, {"r": Reach("usa", "pledged")}, {})
    return found["r"]


def test_a_reach_is_true_when_the_commitment_is_offered_strong_enough_and_firm() -> None:
    assert reach_truth(promise("usa")) == "true"
    assert reach_truth(promise("usa", strength="formalised")) == "true"
    assert reach_truth(promise("usa", strength="signalled")) == "open"
    assert reach_truth(promise("usa", standing="suspended")) == "open"
    assert reach_truth(promise("usa", "c")) == "open"
    assert reach_truth(promise("usa", "c"), {"c": "met"}) == "true"


def test_a_reach_is_false_when_the_commitment_is_blocked() -> None:
    assert reach_truth(promise("usa", "c"), {"c": "impossible"}) == "false"
    assert reach_truth(promise("usa", "c", strength="discussed"), {"c": "impossible"}) == "false"


def test_a_reach_of_an_unknown_commitment_is_open() -> None:
    assert reach_truth(promise("gbr")) == "open"


def test_reaches_settle_one_after_the_other() -> None:
    chain = [promise("a", "rb"), promise("b", "rc"), promise("c", "ceasefire")]
    reaches = {"rb": Reach("b", "pledged"), "rc": Reach("c", "pledged")}
    assert truths_of(chain, {"ceasefire": "met"}, reaches, {})["rb"] == "true"
    assert truths_of(chain, {"ceasefire": "impossible"}, reaches, {})["rb"] == "false"
    assert truths_of(chain, {"ceasefire": None}, reaches, {})["rb"] == "open"


def test_a_ring_of_reaches_stays_open_until_one_is_assumed() -> None:
    ring = [promise("a", "rb"), promise("b", "ra")]
    reaches = {"ra": Reach("a", "pledged"), "rb": Reach("b", "pledged")}
    assert truths_of(ring, {}, reaches, {}) == {"ra": "open", "rb": "open"}
    assert truths_of(ring, {}, reaches, {"ra": "met"}) == {"ra": "true", "rb": "true"}
    assert truths_of(ring, {}, reaches, {"ra": "impossible"}) == {"ra": "false", "rb": "false"}


def test_an_assumption_replaces_a_state() -> None:
    conditions: dict[str, str | None] = {"a": "met", "b": None, "c": "impossible"}
    assert truths_of([], conditions, {}, {"a": "unmet", "c": "met"}) == {
        "a": "open",
        "b": "open",
        "c": "true",
    }


def test_only_what_is_offered_or_suspended_or_without_a_standing_stands() -> None:
    for word in (None, "offered", "suspended"):
        assert promise("a", standing=word).stands
    for word in ("refused", "withdrawn", "lapsed"):
        assert not promise("a", standing=word).stands
    assert not Promise(row("a", has_claim=False, standing=None), ()).stands
