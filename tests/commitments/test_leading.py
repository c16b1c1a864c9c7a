"""Which number may stand first, and what it says of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.choices import Headline
from commitments.leading import Pledgers, leads, parties, pledgers, unlisted
from commitments.strength import AT_LEAST_PLEDGED
from guarantees.quantities import Interval

counts = st.integers(0, 50)
words = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(Headline.values))


@pytest.mark.parametrize(
    ("counted", "uncounted", "first"),
    [(1, 0, True), (2, 1, True), (1, 1, False), (1, 3, False), (0, 0, False), (0, 2, False)],
)
def test_a_sum_stands_first_where_more_than_half_name_a_figure(
    counted: int, uncounted: int, first: bool
) -> None:
    assert leads(counted, uncounted) == first


@given(counts, counts)
def test_one_more_figure_never_takes_the_lead_away(counted: int, uncounted: int) -> None:
    assert leads(counted + 1, uncounted) >= leads(counted, uncounted) >= leads(counted, uncounted + 1)


@pytest.mark.parametrize(
    ("low", "high", "named", "size"),
    [
        (26, 26, 1, Interval(26, 26)),
        (26, 26, 26, None),
        (10, 12, 10, None),
        (10, 12, 9, Interval(10, 12)),
        (None, 5, 0, Interval(None, 5)),
        (3, None, 2, Interval(3, None)),
        (None, None, 0, None),
        (0, 0, 0, None),
    ],
)
def test_a_group_is_without_a_list_until_as_many_are_named_as_it_has(
    low: int | None, high: int | None, named: int, size: Interval | None
) -> None:
    assert unlisted(low, high, named) == size


def test_names_and_claims_are_told_apart_and_never_added() -> None:
    said = {
        "a": "pledged",
        "b": "in_place",
        "c": "signalled",
        "union": "pledged",
        "ten": "pledged",
        "many": "formalised",
        "talk": "discussed",
    }
    groups = {"ten": Interval(10, 12), "many": Interval(26, 26), "talk": Interval(9, 9)}
    assert pledgers(said, {"a", "b", "c"}, groups) == Pledgers(2, (Interval(26, 26), Interval(10, 12)))


@given(words, st.sets(st.sampled_from("abcdefgh")))
def test_only_states_that_are_bound_are_counted_by_name(said: dict[str, str], states: set[str]) -> None:
    found = pledgers(said, states, {})
    assert found.claimed == ()
    assert found.by_name == len([key for key in states if said.get(key) in AT_LEAST_PLEDGED])


def test_a_joint_party_is_a_party_too_and_counts_once() -> None:
    assert parties([("a", ["b"]), ("b", []), ("a", ["b", "c"])]) == {"a", "b", "c"}
    assert parties([]) == frozenset()
