from hypothesis import given
from hypothesis import strategies as st

from guarantees.implications import implied_by_each, related_to, spread

KEYS = ["a", "b", "c", "d", "e"]
PEACE = {"peace": ["ceasefire"], "accession": ["peace"]}
#: Conditions that imply later ones alone, so that there is no ring.
implications = st.dictionaries(st.sampled_from(KEYS), st.sets(st.sampled_from(KEYS))).map(
    lambda found: {key: sorted(other for other in others if other > key) for key, others in found.items()}
)
truths = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["true", "false", "open"]))


def test_what_a_met_condition_implies_is_met_however_far() -> None:
    assert spread({"accession": "true", "peace": "open"}, PEACE) == {
        "accession": "true",
        "peace": "true",
        "ceasefire": "true",
    }


def test_a_condition_that_implies_an_impossible_one_is_impossible() -> None:
    assert spread({"ceasefire": "false"}, PEACE) == dict.fromkeys(
        ("ceasefire", "peace", "accession"), "false"
    )


def test_nothing_follows_from_what_is_open_nor_backwards_from_what_is_met() -> None:
    assert spread({"peace": "open", "ceasefire": "true"}, PEACE) == {"peace": "open", "ceasefire": "true"}


def test_what_was_said_of_a_condition_itself_is_not_overruled() -> None:
    assert spread({"peace": "true", "ceasefire": "false"}, PEACE)["peace"] == "true"


def test_what_follows_goes_on_beyond_what_is_said_otherwise() -> None:
    chain = {"accession": ["peace"], "peace": ["ceasefire"]}
    found = spread({"peace": "true", "ceasefire": "false", "accession": "open"}, chain)
    assert found == {"peace": "true", "ceasefire": "false", "accession": "false"}
    both = spread({"accession": "true", "ceasefire": "false", "peace": "open"}, chain)
    assert both["peace"] == "true"


def test_everything_that_follows_stands_beside_what_it_follows_from() -> None:
    implies = {"peace": ["ceasefire", "mandate"], "ceasefire": ["talks"], "x": ["peace"]}
    assert implied_by_each(["peace", "talks"], implies) == [
        ("peace", "ceasefire"),
        ("peace", "mandate"),
        ("peace", "talks"),
    ]
    assert implied_by_each(["a"], {"a": ["b"], "b": ["a"]}) == [("a", "b"), ("a", "a")]


def test_what_can_move_a_condition_is_found_on_both_sides() -> None:
    assert related_to({"peace"}, PEACE) == {"accession", "peace", "ceasefire"}
    assert related_to({"vote"}, PEACE) == {"vote"}


@given(truths, implications)
def test_spreading_settles_and_moves_only_what_was_open(
    found: dict[str, str], implies: dict[str, list[str]]
) -> None:
    once = spread(found, implies)  # type: ignore[arg-type]
    assert spread(once, implies) == once
    assert all(once[key] == truth for key, truth in found.items() if truth != "open")


@given(truths, implications, st.sampled_from(KEYS))
def test_meeting_one_more_condition_takes_no_truth_away(
    found: dict[str, str], implies: dict[str, list[str]], key: str
) -> None:
    less, more = spread(found, implies), spread({**found, key: "true"}, implies)  # type: ignore[arg-type, dict-item]
    assert all(more.get(one) == "true" for one, truth in less.items() if truth == "true")
