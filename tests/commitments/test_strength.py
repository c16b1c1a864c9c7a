from itertools import product

import pytest

from commitments.choices import Delivery, Headline, Standing, Strength
from commitments.strength import AT_LEAST_PLEDGED, ORDER, at_least, headline, rank, strongest


@pytest.mark.parametrize(
    ("standing", "delivery", "strength", "word"),
    [
        (None, None, None, "none"),
        ("offered", None, None, "none"),
        ("offered", "none", "signalled", "signalled"),
        ("offered", "preparing", "pledged", "pledged"),
        ("offered", "partly", "formalised", "in_place"),
        ("offered", "in_place", "discussed", "in_place"),
        ("offered", "completed", None, "fulfilled"),
        (None, None, "discussed", "discussed"),
        (None, "completed", None, "fulfilled"),
        ("refused", "completed", "formalised", "ruled_out"),
        ("withdrawn", "in_place", "pledged", "withdrawn"),
        ("lapsed", "completed", "pledged", "lapsed"),
        ("suspended", "partly", "pledged", "suspended"),
    ],
)
def test_the_headline_is_the_first_that_fits(
    standing: str | None, delivery: str | None, strength: str | None, word: str
) -> None:
    assert headline(standing, delivery, strength) == word


def test_every_combination_has_a_word_of_the_vocabulary_as_a_plain_string() -> None:
    for values in product((None, *Standing.values), (None, *Delivery.values), (None, *Strength.values)):
        word = headline(*values)
        assert word in Headline.values
        assert type(word) is str


def test_strengths_are_ranked_from_least_to_most_bound() -> None:
    assert ORDER == ("discussed", "signalled", "pledged", "formalised")
    assert [rank(word) for word in ORDER] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="not in"):
        rank("refused")


def test_at_least_includes_the_minimum_and_leaves_out_what_has_no_strength() -> None:
    assert [at_least(word, "pledged") for word in ORDER] == [False, False, True, True]
    assert not at_least(None, "discussed")
    assert not at_least("", "discussed")


def test_a_cell_takes_the_strongest_and_a_refusal_only_when_nothing_else_stands() -> None:
    assert strongest(["pledged", "fulfilled", "ruled_out"]) == "fulfilled"
    assert strongest(["formalised", "in_place"]) == "in_place"
    assert strongest(["suspended", "discussed"]) == "discussed"
    assert strongest(["withdrawn", "lapsed", "suspended"]) == "suspended"
    assert strongest(["withdrawn", "lapsed"]) == "lapsed"
    assert strongest(["ruled_out", "withdrawn"]) == "withdrawn"
    assert strongest(["ruled_out", "none"]) == "ruled_out"
    assert strongest(["none"]) == "none"
    assert strongest([]) == "none"


def test_at_least_pledged_reaches_from_pledged_to_fulfilled() -> None:
    assert {"pledged", "formalised", "in_place", "fulfilled"} == AT_LEAST_PLEDGED
