"""Rows that name one another in a ring."""

from hypothesis import given
from hypothesis import strategies as st

from desk.records.rings import on_rings


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
