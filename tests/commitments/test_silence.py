"""What was asked for once and is not mentioned any more."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from commitments.folding import CommitmentClaim, fold
from commitments.silence import NoLongerNamed, fulfils, no_longer_named, read_strictly
from guarantees.requires import Requires, keys
from ledger.choices import Kind

DAY = date(2025, 2, 16)


def claim(
    number: int,
    requires: Requires = (),
    *,
    kind: str = "change",
    standing: str | None = "offered",
    drops: tuple[str, ...] = (),
    implied: tuple[tuple[str, str], ...] = (),
) -> CommitmentClaim:
    """The claim of a number, said that many days after the first."""
    said = DAY + timedelta(days=number)
    return CommitmentClaim(
        key=f"u{number}",
        kind=kind,
        relates_to=None,
        day=said,
        sequence=number,
        recorded_at=datetime(2025, 9, 1, tzinfo=UTC),
        lane="official",
        strength="pledged" if standing in ("offered", "suspended") else None,
        standing=standing,
        requires=requires,
        drops=drops,
        implied=implied,
    )


def silent(*claims: CommitmentClaim) -> list[tuple[str, str]]:
    """The conditions that are no longer named, each with the claim that named it last."""
    state = fold(claims, date(2026, 1, 1))
    return [(one.condition, one.update) for one in no_longer_named(claims, state.requires if state else ())]


def test_what_is_not_mentioned_any_more_is_told_with_the_last_word_that_named_it() -> None:
    claims = [
        claim(0, (("backstop", "peace"),)),
        claim(14, (("backstop",),)),
        claim(182, (("ceasefire",),)),
    ]
    assert no_longer_named(claims, (("ceasefire",),)) == (
        NoLongerNamed(DAY, "peace", "u0"),
        NoLongerNamed(DAY + timedelta(days=14), "backstop", "u14"),
    )


def test_what_still_counts_as_required_is_not_silent_though_later_words_do_not_repeat_it() -> None:
    assert silent(claim(0, (("backstop",),)), claim(1), claim(2, kind="reaffirmation")) == []


def test_naming_a_condition_again_ends_the_silence_also_where_nothing_is_set() -> None:
    asked = (claim(0, (("backstop",),)), claim(1, (("ceasefire",),)))
    assert silent(*asked) == [("backstop", "u0")]
    assert silent(*asked, claim(2, (("ceasefire", "backstop"),))) == []
    said_again = claim(2, (("backstop",),), kind="reaffirmation")
    assert silent(*asked, said_again) == []
    assert silent(*asked, said_again, claim(3, kind="reaffirmation")) == [("backstop", "u2")]


def test_an_offer_after_a_refusal_begins_anew() -> None:
    for ended in ("refused", "withdrawn", "lapsed"):
        taken_back = (claim(0, (("backstop",),)), claim(1, (("ceasefire",),)), claim(2, standing=ended))
        assert silent(*taken_back) == []
        assert silent(*taken_back, claim(3, (("peace",),))) == []
    on_hold = (claim(0, (("backstop",),)), claim(1, standing="suspended"), claim(2, (("peace",),)))
    assert silent(*on_hold) == [("backstop", "u0")]


def test_what_is_dropped_in_so_many_words_is_not_silent() -> None:
    assert silent(claim(0, (("backstop", "peace"),)), claim(1, (("ceasefire",),), drops=("backstop",))) == [
        ("peace", "u0")
    ]


def test_what_follows_from_what_is_required_now_is_not_silent() -> None:
    follows = (("peace", "ceasefire"),)
    asked = (claim(0, (("ceasefire", "mandate"),)), claim(1, (("peace",),), implied=follows))
    assert silent(*asked) == [("mandate", "u0")]
    assert silent(*asked, claim(2)) == [("mandate", "u0")]
    assert silent(*asked, claim(2, (("backstop",),))) == [
        ("ceasefire", "u0"),
        ("mandate", "u0"),
        ("peace", "u1"),
    ]


def test_a_denial_and_a_retraction_ask_for_nothing() -> None:
    for kind in ("denial", "retraction"):
        nothing = claim(1, (("mandate",),), kind=kind, standing=None)
        assert silent(claim(0, (("backstop",),)), nothing) == []
        assert silent(claim(0, (("backstop",),)), claim(1, (("peace",),)), claim(2, (("backstop",),), kind=kind)) == [
            ("backstop", "u0")
        ]  # fmt: skip


def strictly(*claims: CommitmentClaim) -> Requires:
    state = fold(claims, date(2026, 1, 1))
    return read_strictly(claims, state.requires if state else ())


def test_read_strictly_what_earlier_words_asked_for_is_required_too() -> None:
    asked = claim(0, (("s",),))
    assert strictly(asked, claim(1, (("a", "b"), ("c",)))) == (("a", "b", "s"), ("c", "s"))
    assert strictly(claim(0, (("s", "t"),)), claim(1, (("s",),)), claim(2, (("a",),))) == (("a", "s", "t"),)
    assert strictly(asked, claim(1)) == (("s",),)
    assert strictly(asked, claim(1, (("a",),), drops=("s",))) == (("a",),)
    assert strictly() == ()


def test_what_was_one_alternative_is_no_hurdle_of_its_own() -> None:
    either = claim(0, (("peace",), ("ceasefire",)))
    for later in ((("ceasefire",),), (("ceasefire", "mandate"),), (("peace", "mandate"), ("ceasefire",))):
        assert strictly(either, claim(1, later)) == later
        assert silent(either, claim(1, later)) == []
    assert strictly(either, claim(1, (("mandate",),))) == (("mandate", "peace"), ("mandate", "ceasefire"))
    assert silent(either, claim(1, (("mandate",),))) == [("ceasefire", "u0"), ("peace", "u0")]
    # The words between ask for the ceasefire alone, and that is all that the first ones ask for.
    between = (either, claim(1, (("ceasefire",),)), claim(2, (("mandate",),)))
    assert strictly(*between) == (("mandate", "ceasefire"),)
    assert silent(*between) == [("ceasefire", "u1")]


def test_alternatives_are_combined_and_none_is_there_that_needs_all_of_another() -> None:
    asked = (claim(0, (("a",), ("c",))), claim(1, (("a",), ("b",))))
    assert strictly(*asked) == (("a",), ("b", "c"))
    assert silent(*asked) == [("c", "u0")]
    follows = (("peace", "ceasefire"),)
    asked = (claim(0, (("ceasefire",),)), claim(1, (("peace",), ("mandate",)), implied=follows))
    assert strictly(*asked) == (("peace",), ("mandate", "ceasefire"))


def test_what_was_dropped_is_taken_out_of_what_was_asked_for() -> None:
    dropping = claim(1, (("ceasefire",),), drops=("backstop",))
    assert strictly(claim(0, (("backstop", "mandate"), ("peace",))), dropping) == (
        ("ceasefire", "mandate"),
        ("ceasefire", "peace"),
    )
    assert strictly(claim(0, (("backstop",), ("peace",))), dropping) == (("ceasefire", "peace"),)


def test_what_a_refusal_names_was_never_asked_for() -> None:
    refused = claim(1, (("mandate",),), standing="refused")
    assert strictly(claim(0, (("backstop",),)), refused, claim(2, (("peace",),))) == (("peace",),)
    assert silent(refused, claim(2, (("peace",),))) == []


alternatives = st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True).map(tuple)
required = st.lists(alternatives, max_size=2, unique_by=frozenset).map(tuple)


@st.composite
def histories(draw: st.DrawFn) -> list[CommitmentClaim]:
    """What one actor said, claim after claim."""
    return [
        claim(
            number,
            draw(required),
            kind=draw(st.sampled_from(Kind.values)),
            standing=draw(st.sampled_from(["offered", "offered", "suspended", "refused"])),
            drops=draw(st.lists(st.sampled_from("abc"), max_size=1).map(tuple)),
        )
        for number in range(draw(st.integers(0, 5)))
    ]


@given(histories())
def test_nothing_is_both_required_and_no_longer_named_and_each_was_asked_for(
    claims: list[CommitmentClaim],
) -> None:
    state = fold(claims, date(2026, 1, 1))
    needed = state.requires if state else ()
    found = no_longer_named(claims, needed)
    by_key = {one.key: one for one in claims}
    spoken = [one for one in claims if one.kind not in ("denial", "retraction")]
    for one in found:
        named = by_key[one.update]
        assert one.condition in keys(named.requires)
        assert one.condition not in keys(needed)
        assert one.last_named == named.day
        after = [said for said in spoken if said.sequence > named.sequence]
        assert after
        for said in after:
            assert one.condition not in (*keys(said.requires), *said.drops)
            assert not (said.kind == "change" and said.standing == "refused")
    assert len({one.condition for one in found}) == len(found)


@given(histories())
def test_denials_and_retractions_move_nothing(claims: list[CommitmentClaim]) -> None:
    spoken = [one for one in claims if one.kind not in ("denial", "retraction")]
    assert silent(*claims) == silent(*spoken)


@given(histories())
def test_the_strict_reading_fulfils_what_is_stated_and_every_earlier_word(
    claims: list[CommitmentClaim],
) -> None:
    state = fold(claims, date(2026, 1, 1))
    stated = state.requires if state else ()
    strict = read_strictly(claims, stated)
    assert fulfils(strict, stated, ())
    for n, one in enumerate(claims):
        after = claims[n + 1 :]
        ended = any(said.kind == "change" and said.standing == "refused" for said in (one, *after))
        if ended or one.kind in ("denial", "retraction"):
            continue
        dropped = {key for said in after if said.kind not in ("denial", "retraction") for key in said.drops}
        kept = [{*way} - dropped for way in one.requires]
        assert not kept or all(any(need <= {*way} for need in kept) for way in strict or ((),))
    assert len(strict) == len({frozenset(way) for way in strict})


@given(histories())
def test_the_strict_reading_names_what_is_required_what_was_last_said_and_what_is_no_longer_named(
    claims: list[CommitmentClaim],
) -> None:
    state = fold(claims, date(2026, 1, 1))
    needed = state.requires if state else ()
    spoken = [one for one in claims if one.kind not in ("denial", "retraction")]
    known = {*keys(needed), *(key for one in spoken[-1:] for key in keys(one.requires))}
    known |= {one.condition for one in no_longer_named(claims, needed)}
    assert {*keys(read_strictly(claims, needed))} <= known


@given(histories())
def test_where_all_earlier_words_are_fulfilled_both_readings_are_one(claims: list[CommitmentClaim]) -> None:
    state = fold(claims, date(2026, 1, 1))
    needed = state.requires if state else ()
    if all(fulfils(needed, one.requires, ()) for one in claims):
        assert read_strictly(claims, needed) == needed
        assert no_longer_named(claims, needed) == ()
