import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantees.requires import Requires, keys, parse, text_of


@pytest.mark.parametrize(
    ("text", "requires"),
    [
        ("", ()),
        ("  ", ()),
        ("c-peace", (("c-peace",),)),
        ("a & b | c", (("a", "b"), ("c",))),
        ("a&b|c", (("a", "b"), ("c",))),
        ("c-ceasefire | c-peace", (("c-ceasefire",), ("c-peace",))),
    ],
)
def test_or_separates_alternatives_and_and_joins_what_one_needs(text: str, requires: Requires) -> None:
    assert parse(text) == requires


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a &", "nothing beside"),
        ("| a", "nothing beside"),
        ("a || b", "nothing beside"),
        ("a b", "not a key"),
        ("(a & b) | c", "not a key"),
        ("A", "not a key"),
        ("a;b", "not a key"),
        ("a-", "not a key"),
        ("\ta", "not a key"),
        ("a\n", "not a key"),
        ("é", "not a key"),
        ("x" * 101, "at most 100"),
        ("a & a", "names a condition twice"),
        ("a & b | b & a", "names one alternative twice"),
    ],
)
def test_anything_else_is_refused_with_what_was_expected(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="expected") as refused:
        parse(text)
    assert message in str(refused.value)


names = st.sampled_from(["a", "b", "c-peace", "c-9", "0", "c-us-backstop"])
alternatives = st.lists(names, min_size=1, max_size=3, unique=True).map(tuple)


@given(st.lists(alternatives, max_size=3, unique_by=frozenset).map(tuple))
def test_the_text_of_alternatives_gives_them_back(requires: Requires) -> None:
    assert parse(text_of(requires)) == requires


def test_keys_are_named_once_in_the_order_of_the_text() -> None:
    assert keys((("b", "a"), ("c", "a"))) == ("b", "a", "c")
    assert keys(()) == ()
