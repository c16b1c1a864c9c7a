from hypothesis import given
from hypothesis import strategies as st

from commitments.firmness import Promise, Reach
from commitments.scenarios import Scenario, Why, evaluate
from commitments.totals import Total, TotalRow
from guarantees.choices import ConditionState
from tests.commitments.rows import promises, row

links = st.sampled_from([{}, {"a": ["b"]}, {"a": ["b", "c"], "r": ["a"]}])
REACHES = {"r": Reach("c0", "pledged"), "s": Reach("c1", "signalled")}
words = st.sampled_from([None, *ConditionState.values])
states = st.fixed_dictionaries(dict.fromkeys("abc", words))
assumptions = st.dictionaries(st.sampled_from("abcrs"), st.sampled_from(ConditionState.values), max_size=3)


def lists(found: Scenario) -> tuple[list[str], list[str], list[str]]:
    firm, waiting, blocked = (
        [one.commitment for one in outcomes] for outcomes in (found.firm, found.waiting, found.blocked)
    )
    return firm, waiting, blocked


GBR = Promise(row("gbr", (200, 999)), (("ceasefire", "backstop"), ("peace",)))
FRA = Promise(row("fra", (50, 50)), ())
TUR = Promise(row("tur", standing="suspended"), (("mandate",),))
USA = Promise(row("usa", standing="refused", strength=None), ())
CONDITIONS: dict[str, str | None] = {"ceasefire": "unmet", "backstop": "partly_met", "mandate": "impossible"}


def test_promises_are_firm_waiting_or_blocked_with_the_conditions_that_decide() -> None:
    found = evaluate([GBR, USA, FRA, TUR], {**CONDITIONS, "peace": None}, {}, {})
    assert lists(found) == (["fra"], ["gbr"], ["tur"])
    assert found.firm[0].why == ()
    assert found.waiting[0].why == (
        Why("ceasefire", "unmet", False),
        Why("backstop", "partly_met", False),
        Why("peace", None, False),
    )
    assert found.blocked[0].why == (Why("mandate", "impossible", False),)
    assert (found.waiting[0].headline, found.waiting[0].low, found.waiting[0].high) == ("pledged", 200, 999)
    assert found.blocked[0].headline == "suspended"


def test_assumptions_move_promises_and_are_marked() -> None:
    met = evaluate([GBR], CONDITIONS, {}, {"ceasefire": "met", "backstop": "met"})
    assert met.firm[0].why == (Why("ceasefire", "met", True), Why("backstop", "met", True))
    gone = evaluate([GBR], CONDITIONS, {}, {"ceasefire": "impossible", "peace": "impossible"})
    assert gone.blocked[0].why == (Why("ceasefire", "impossible", True), Why("peace", "impossible", True))


def test_a_firm_promise_says_by_which_way() -> None:
    found = evaluate([GBR], CONDITIONS, {}, {"peace": "met"})
    assert found.firm[0].why == (Why("peace", "met", True),)


def firm_sum(totals: tuple[Total, ...]) -> list[tuple[int | None, int | None, int]]:
    return [(one.low, one.high, one.counted) for one in totals]


def test_totals_before_and_after_are_of_what_is_firm() -> None:
    found = evaluate([GBR, FRA], CONDITIONS, {}, {"peace": "met"})
    assert firm_sum(found.before) == [(50, 50, 1)]
    assert firm_sum(found.after) == [(250, 1049, 2)]


def test_totals_answer_for_the_same_groups_before_and_after() -> None:
    found = evaluate([GBR], CONDITIONS, {}, {"peace": "met"})
    assert firm_sum(found.before) == [(None, None, 0)]
    assert firm_sum(found.after) == [(200, 999, 1)]


def test_keystones_are_ranked_under_the_assumptions() -> None:
    assert [one.condition for one in evaluate([GBR], CONDITIONS, {}, {}).keystones] == ["peace"]
    found = evaluate([GBR], CONDITIONS, {}, {"ceasefire": "met"})
    assert [one.condition for one in found.keystones] == ["backstop", "peace"]


def test_a_condition_on_a_commitment_is_worded_by_what_follows() -> None:
    backed = [Promise(row("a"), (("r",),)), Promise(row("b"), (("x",),))]
    reaches = {"r": Reach("b", "pledged")}
    waiting = evaluate(backed, {"r": None, "x": "unmet"}, reaches, {})
    assert waiting.waiting[0].why == (Why("r", "unmet", False),)
    firm = evaluate(backed, {"r": None, "x": "unmet"}, reaches, {"x": "met"})
    assert firm.firm[0].why == (Why("r", "met", False),)


def test_promises_that_wait_for_each_other_are_a_cycle_and_stay_waiting() -> None:
    ring = [
        Promise(row("a"), (("rb",),)),
        Promise(row("b"), (("ra",),)),
        Promise(row("own"), (("ro",),)),
        Promise(row("outside"), (("ra",),)),
        Promise(row("two-ways"), (("rt",), ("x",))),
    ]
    reaches = {
        key: Reach(of, "pledged") for key, of in [("ra", "a"), ("rb", "b"), ("ro", "own"), ("rt", "two-ways")]
    }
    found = evaluate(ring, {"x": "met"}, reaches, {})
    assert found.cycles == (("a", "b"), ("own",))
    assert lists(found) == (["two-ways"], ["a", "b", "outside", "own"], [])


@given(promises("abcrs"), states, assumptions)
def test_every_promise_that_stands_is_in_exactly_one_list(
    given_promises: list[Promise], conditions: dict[str, str | None], assumed: dict[str, str]
) -> None:
    found = evaluate(given_promises, conditions, REACHES, assumed)
    listed = [key for keys in lists(found) for key in keys]
    assert sorted(listed) == [one.key for one in given_promises if one.stands]
    assert found == evaluate(given_promises[::-1], conditions, REACHES, assumed)


@given(promises("abcrs"), states, assumptions, st.sampled_from("abcrs"), links)
def test_meeting_one_more_condition_never_lowers_what_is_firm(
    given_promises: list[Promise],
    conditions: dict[str, str | None],
    assumed: dict[str, str],
    one_more: str,
    implies: dict[str, list[str]],
) -> None:
    less = evaluate(given_promises, conditions, REACHES, assumed, implies)
    more = evaluate(given_promises, conditions, REACHES, {**assumed, one_more: "met"}, implies)
    assert set(lists(less)[0]) <= set(lists(more)[0])
    assert set(lists(more)[2]) <= set(lists(less)[2])
    assert less.pledged["firm"].count <= more.pledged["firm"].count
    assert less.pledged["blocked"].count >= more.pledged["blocked"].count
    assert less.talk["nothing_asked_for"] <= more.talk["nothing_asked_for"]
    sums = [(less.after, more.after), (less.pledged["firm"].after, more.pledged["firm"].after)]
    for old, new in [pair for before, after in sums for pair in zip(before, after, strict=True)]:
        assert (new.guarantee, new.unit) == (old.guarantee, old.unit)
        assert (new.low or 0) >= (old.low or 0)
        assert new.counted >= old.counted
        if old.counted:
            assert new.high is None or (old.high is not None and new.high >= old.high)


@given(promises("abcrs"), states, assumptions)
def test_pledges_and_talk_together_are_the_lists(
    given_promises: list[Promise], conditions: dict[str, str | None], assumed: dict[str, str]
) -> None:
    found = evaluate(given_promises, conditions, REACHES, assumed)
    firm, waiting, blocked = (len(keys) for keys in lists(found))
    pledged = {word: one.count for word, one in found.pledged.items()}
    assert found.talk["nothing_asked_for"] == firm - pledged["firm"]
    assert found.talk["with_conditions"] == waiting + blocked - pledged["waiting"] - pledged["blocked"]
    for one in found.pledged["firm"].after:
        [same] = [
            every
            for every in found.after
            if (every.guarantee, every.contribution, every.unit)
            == (one.guarantee, one.contribution, one.unit)
        ]
        assert one.counted <= same.counted


def test_firm_waiting_and_blocked_are_counted_of_pledges() -> None:
    asked = [
        Promise(row("a", (5, 5)), ()),
        Promise(row("b", (7, 7), strength="discussed"), ()),
        Promise(row("c", strength="signalled"), (("x",),)),
        Promise(row("d", strength=None), (("never",),)),
        Promise(row("e", standing="suspended"), (("x",),)),
        Promise(row("f", standing="suspended", strength="discussed"), (("x",),)),
    ]
    found = evaluate(asked, {"x": None, "never": "impossible"}, {}, {})
    assert {word: one.count for word, one in found.pledged.items()} == {
        "firm": 1,
        "waiting": 1,
        "blocked": 0,
    }
    assert found.talk == {"nothing_asked_for": 1, "with_conditions": 3}
    assert firm_sum(found.after) == [(12, 12, 2)]
    assert firm_sum(found.pledged["firm"].after) == [(5, 5, 1)]
    met = evaluate(asked, {"never": "impossible"}, {}, {"x": "met"})
    assert (met.pledged["firm"].count, met.talk) == (2, {"nothing_asked_for": 3, "with_conditions": 1})


def test_a_part_says_that_its_whole_is_blocked_however_far_up_it_is() -> None:
    parts = [
        Promise(row("force"), (("never",),)),
        Promise(row("land"), (), part_of="force"),
        Promise(row("battalion"), (), part_of="land"),
        Promise(row("alone"), (("never",),)),
    ]
    found = evaluate(parts, {"never": "impossible"}, {}, {})
    assert [(one.commitment, one.whole) for one in (*found.firm, *found.blocked)] == [
        ("battalion", "blocked"),
        ("land", "blocked"),
        ("alone", None),
        ("force", None),
    ]
    assert {one.whole for one in evaluate(parts, {"never": "met"}, {}, {}).firm} == {None}


def test_what_nobody_asked_about_is_neither_listed_nor_counted() -> None:
    whole = Promise(row("whole", (9, 9), guarantee="g-sea"), (("never",),), is_asked=False)
    found = evaluate([whole, Promise(row("part"), (), part_of="whole")], {"never": "impossible"}, {}, {})
    assert lists(found) == (["part"], [], [])
    assert found.firm[0].whole == "blocked"
    assert found.pledged["blocked"].count == 0
    assert [one.guarantee for one in found.after] == ["g-land"]


@given(promises("abcrs"), states, assumptions, links)
def test_a_keystone_unlocks_what_assuming_it_too_makes_firm(
    given_promises: list[Promise],
    conditions: dict[str, str | None],
    assumed: dict[str, str],
    implies: dict[str, list[str]],
) -> None:
    found = evaluate(given_promises, conditions, REACHES, assumed, implies)
    for one in found.keystones:
        then = evaluate(given_promises, conditions, REACHES, {**assumed, one.condition: "met"}, implies)
        assert set(one.promises.keys) == set(lists(then)[0]) - set(lists(found)[0])


def test_a_keystone_leaves_an_assumption_about_a_commitment_alone() -> None:
    backed = [Promise(row("a"), (("r",),)), Promise(row("b"), (("x",),))]
    found = evaluate(backed, {"x": None}, {"r": Reach("b", "pledged")}, {"r": "unmet"})
    assert [(one.condition, one.promises.keys) for one in found.keystones] == [("r", ("a",)), ("x", ("b",))]


@given(promises("abcrs"), states)
def test_without_assumptions_nothing_differs_before_and_after(
    given_promises: list[Promise], conditions: dict[str, str | None]
) -> None:
    found = evaluate(given_promises, conditions, REACHES, {})
    assert found.before == found.after


@given(promises("abcrs"), states, assumptions)
def test_the_firm_total_is_the_sum_of_the_firm_list(
    given_promises: list[Promise], conditions: dict[str, str | None], assumed: dict[str, str]
) -> None:
    by_key: dict[str, TotalRow] = {one.key: one.row for one in given_promises}
    found = evaluate(given_promises, conditions, REACHES, assumed)
    for total in found.after:
        counted = [
            one
            for one in found.firm
            if (by_key[one.commitment].guarantee, by_key[one.commitment].unit)
            == (total.guarantee, total.unit)
            and by_key[one.commitment].standing != "suspended"
            and not by_key[one.commitment].is_whole
            and (one.low, one.high) != (None, None)
        ]
        assert total.counted == len(counted)
        assert (total.low or 0) == sum(one.low or 0 for one in counted)
