"""Rows that name one another in a ring."""

from collections.abc import Collection, Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desk.records.rings import on_rings, ways_around

SEVERAL = st.dictionaries(
    st.integers(0, 7).map(str), st.lists(st.integers(0, 9).map(str), max_size=3, unique=True)
)


def test_the_way_around_is_told_from_each_row_on_the_ring() -> None:
    rings = on_rings({"a": "b", "b": "c", "c": "b", "d": "d"})
    assert rings == {"b": ["b", "c", "b"], "c": ["c", "b", "c"], "d": ["d", "d"]}


def test_a_long_way_around_is_shortened() -> None:
    keys = [f"k{number}" for number in range(50)]
    rings = on_rings(dict(zip(keys, [*keys[1:], "k0"], strict=True)))
    assert len(rings) == 50
    assert rings["k7"] == ["k7", "k8", "k9", "k10", "…", "k7"]


@given(st.dictionaries(st.integers(0, 9).map(str), st.integers(0, 12).map(str)))
def test_a_row_is_on_a_ring_when_following_it_comes_back(names: dict[str, str]) -> None:
    def comes_back(start: str) -> bool:
        key = names.get(start)
        for _ in names:
            if key == start:
                return True
            key = names.get(key or "")
        return False

    assert set(on_rings(names)) == {key for key in names if comes_back(key)}


def test_the_way_around_is_told_where_rows_name_several() -> None:
    ways = ways_around({"a": ["b", "c"], "b": ["d"], "c": ["a", "d"], "d": [], "e": ["e", "a"]})
    assert ways == {"a": ["a", "c", "a"], "c": ["c", "a", "c"], "e": ["e", "e"]}


def test_a_long_chain_and_a_long_ring_take_no_long_time() -> None:
    keys = [f"k{number}" for number in range(20_000)]
    chain = {key: [following] for key, following in pairwise(keys)}
    assert ways_around(chain) == {}
    ways = ways_around({**chain, keys[-1]: ["k0"]})
    assert len(ways) == 20_000
    assert ways["k19999"] == ["k19999", "k0", "k1", "k2", "…", "k19999"]


@given(SEVERAL)
def test_a_row_has_a_way_around_when_one_of_those_that_it_names_leads_back(
    names: Mapping[str, Collection[str]],
) -> None:
    def led_to(start: str) -> set[str]:
        found = set(names.get(start, ()))
        for _ in names:
            found |= {other for key in found for other in names.get(key, ())}
        return found

    ways = ways_around(names)
    assert set(ways) == {key for key in names if key in led_to(key)}
    for key, way in ways.items():
        assert way[0] == way[-1] == key
        if "…" not in way:
            assert all(other in names[one] for one, other in pairwise(way))
