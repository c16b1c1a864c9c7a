from hypothesis import given
from hypothesis import strategies as st

from commitments.firmness import Promise, Reach, firmness, truths_of
from commitments.keystones import Keystone, Unlocked, keystones
from tests.commitments.rows import promises, row

REACHES = {"r": Reach("c0", "pledged"), "s": Reach("c1", "signalled")}
words = st.sampled_from([None, "unmet", "met", "impossible", "disputed"])


def best(given_promises: list[Promise]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.condition, one.promises.keys) for one in keystones(given_promises, {}, {})]


def test_the_condition_that_unlocks_most_comes_first() -> None:
    found = keystones(
        [
            Promise(row("a", (1, 2)), (("peace",),)),
            Promise(row("b", (3, None)), (("peace",), ("backstop",))),
            Promise(row("c", (9, 9)), (("mandate", "backstop"),)),
        ],
        {},
        {},
    )
    both, one = Unlocked(("a", "b"), 4, None, "personnel"), Unlocked(("b",), 3, None, "personnel")
    assert found == (Keystone("peace", both, both), Keystone("backstop", one, one))


def test_pledges_decide_which_condition_is_best_and_talk_among_equals() -> None:
    found = keystones(
        [
            Promise(row("a", (9, 9), strength="discussed"), (("talked-of",),)),
            Promise(row("b", (9, 9), strength="signalled"), (("talked-of",),)),
            Promise(row("c", (1, 1)), (("mandate",), ("peace",))),
            Promise(row("d", (5, 5), strength=None), (("peace",),)),
        ],
        {},
        {},
    )
    assert [(one.condition, one.pledges.keys, one.promises.keys) for one in found] == [
        ("peace", ("c",), ("c", "d")),
        ("mandate", ("c",), ("c",)),
        ("talked-of", (), ("a", "b")),
    ]
    assert [(one.pledges.low, one.promises.low) for one in found] == [(1, 6), (1, 1), (None, 18)]


def test_what_is_only_needed_beside_the_question_is_not_unlocked() -> None:
    beside = Promise(row("b"), (("c",),), is_asked=False)
    found = keystones([Promise(row("a"), (("r",),)), beside], {"r": None}, {"r": Reach("b", "pledged")})
    assert [(one.condition, one.promises.keys) for one in found] == [("c", ("a",)), ("r", ("a",))]


def test_among_equals_the_larger_figure_comes_first_then_the_key() -> None:
    assert best(
        [
            Promise(row("a"), (("none-known",),)),
            Promise(row("b", (5, 6)), (("small",),)),
            Promise(row("c", (5, None)), (("open-end",),)),
            Promise(row("d", (7, 7)), (("large",),)),
            Promise(row("e", (5, 6)), (("also-small",),)),
        ]
    ) == [
        ("large", ("d",)),
        ("open-end", ("c",)),
        ("also-small", ("e",)),
        ("small", ("b",)),
        ("none-known", ("a",)),
    ]


def test_figures_of_different_units_are_not_added() -> None:
    (found,) = keystones(
        [Promise(row("a", (1, 2)), (("c",),)), Promise(row("b", (3, 4), unit="ships"), (("c",),))], {}, {}
    )
    assert found.promises == Unlocked(("a", "b"), None, None, None)


def test_a_condition_that_is_met_or_impossible_or_not_enough_is_no_keystone() -> None:
    found = keystones(
        [
            Promise(row("a"), (("met", "open"),)),
            Promise(row("b"), (("impossible", "lone"),)),
            Promise(row("c"), ()),
        ],
        {"met": "met", "impossible": "impossible"},
        {},
    )
    assert [(one.condition, one.promises.keys) for one in found] == [("open", ("a",))]


def test_a_keystone_unlocks_through_what_it_makes_true_in_turn() -> None:
    waiting = [Promise(row("a"), (("r",),)), Promise(row("b"), (("c",),))]
    found = keystones(waiting, {"r": None}, {"r": Reach("b", "pledged")})
    assert [(one.condition, one.promises.keys) for one in found] == [("c", ("a", "b")), ("r", ("a",))]


def test_a_keystone_brings_what_follows_from_it_as_an_assumption_does() -> None:
    promises_ = [Promise(row("both"), (("peace", "ceasefire"),)), Promise(row("one"), (("ceasefire",),))]
    implies = {"peace": ["ceasefire"]}
    found = keystones(promises_, {"ceasefire": "unmet"}, {}, {"peace": "unmet"}, implies)
    assert [(one.condition, one.promises.keys) for one in found] == [
        ("peace", ("both", "one")),
        ("ceasefire", ("one",)),
    ]
    assert keystones(promises_, {"ceasefire": "impossible"}, {}, {"peace": "unmet"}, implies) == ()


@given(promises("abcrs"), st.fixed_dictionaries(dict.fromkeys("abc", words)))
def test_a_keystone_unlocks_what_assuming_it_makes_firm(
    given_promises: list[Promise], conditions: dict[str, str | None]
) -> None:
    given_promises = [one for one in given_promises if one.stands]
    truths = truths_of(given_promises, conditions, REACHES, {})
    found = {one.condition: one.promises.keys for one in keystones(given_promises, conditions, REACHES)}
    for condition in "abcrs":
        if truths[condition] != "open":
            assert condition not in found
            continue
        then = truths_of(given_promises, conditions, REACHES, {condition: "met"})
        unlocked = sorted(
            one.key
            for one in given_promises
            if firmness(one.requires, truths) != "firm" and firmness(one.requires, then) == "firm"
        )
        assert list(found.get(condition, ())) == unlocked
