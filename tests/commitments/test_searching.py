"""Finding things by their words, on both engines alike."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actors.models import Actor, ActorAlias, Leader
from commitments.searching import begun_by, fold, readings, rebuild, search
from desk.publishing import publish
from guarantees.models import NegotiationEvent, Package
from ledger.asof import AsOf
from ledger.clock import newest_stamp


def now() -> AsOf:
    return AsOf(date(2026, 1, 1), newest_stamp())


@pytest.fixture
def world(db: None) -> AsOf:
    package = Package.objects.create(key="p", name="A package")
    publish(
        [
            Actor.objects.create(key="tur", name="Türkiye", kind="state", iso2="TR"),
            Leader.objects.create(key="sanchez", name="Pedro Sánchez"),
            package,
            NegotiationEvent.objects.create(
                key="e-kyiv",
                package=package,
                name="Meeting of ministers",
                kind="meeting",
                status="held",
                place="Kyiv",
            ),
        ]
    )
    return now()


def keys(words: str, at: AsOf) -> list[str]:
    return [entry.key for entry in search(words, at)]


def test_accents_and_capitals_do_not_matter() -> None:
    assert fold("SÁNCHEZ, Łódź; Türkiye's") == "sanchez lodz turkiye s"


def test_a_name_is_found_without_its_accents(world: AsOf) -> None:
    assert keys("sanchez", world) == ["sanchez"]


def test_the_beginning_of_a_word_is_enough(world: AsOf) -> None:
    assert keys("minis", world) == ["e-kyiv"]


def test_another_spelling_of_a_place_finds_it(world: AsOf) -> None:
    assert keys("Kiev", world) == ["e-kyiv"]


def test_another_name_of_a_state_finds_it(world: AsOf) -> None:
    assert keys("Turkey", world) == ["tur"]


def test_several_words_must_all_be_there(world: AsOf) -> None:
    assert keys("kiev ministers", world) == ["e-kyiv"]
    assert keys("kiev sanchez", world) == []


def test_nothing_is_found_for_nothing(world: AsOf) -> None:
    assert keys("  ,;' ", world) == []


def test_what_was_not_known_then_is_not_found(world: AsOf) -> None:
    before = AsOf(world.true_on, world.known_at - timedelta(microseconds=1))
    assert keys("sanchez", before) == []


def test_a_draft_is_not_found(world: AsOf) -> None:
    Leader.objects.create(key="draft", name="Secret Sánchez")
    assert keys("secret", world) == []


@pytest.mark.parametrize(
    "words", ['"', "a & b | !c", "x:*", "NEAR(", "kyiv*", "\x00", "' OR 1=1 --", "é" * 500]
)
def test_what_looks_like_syntax_is_only_words(world: AsOf, words: str) -> None:
    assert isinstance(keys(words, world), list)


def test_what_is_called_so_comes_before_what_mentions_it(world: AsOf) -> None:
    publish([Package.objects.create(key="q", name="Other", summary="Pedro Sánchez spoke")])
    assert keys("pedro sanchez", now()) == ["sanchez", "q"]


@pytest.fixture
def kingdom(world: AsOf) -> AsOf:
    britain = Actor.objects.create(key="gbr", name="United Kingdom", kind="state", iso2="GB")
    package = Package.objects.get(key="p")
    publish(
        [
            Actor.objects.create(key="ukr", name="Ukraine", kind="state", iso2="UA"),
            Actor.objects.create(key="few", name="British and Ukrainian ministers", kind="group"),
            britain,
            ActorAlias.objects.create(actor=britain, name="Álbion", language="fr"),
            NegotiationEvent.objects.create(
                key="e-uk", package=package, name="UK meeting", kind="meeting", status="held", place="London"
            ),
            Package.objects.create(key="q", name="Albion and others", summary="What the UK offers Ukraine"),
        ]
    )
    return now()


@pytest.mark.parametrize("words", ["UK", "uk", "GB", "Britain", "United Kingdom", "British"])
def test_who_is_called_so_comes_first_under_each_name(kingdom: AsOf, words: str) -> None:
    assert keys(words, kingdom) == ["gbr", "few", "e-uk", "q"]


def test_a_name_given_on_record_is_a_name_once_it_is_known(kingdom: AsOf) -> None:
    assert keys("albion", kingdom) == ["gbr", "q"]
    before = AsOf(kingdom.true_on, kingdom.known_at - timedelta(microseconds=1))
    assert keys("albion", before) == []


def test_a_word_of_two_or_three_letters_is_no_beginning(kingdom: AsOf) -> None:
    assert keys("ukr", kingdom) == ["ukr"]
    assert keys("min", kingdom) == []
    assert keys("of", kingdom) == ["e-kyiv"]
    assert {"ukr", "few", "q"} == set(keys("ukrai", kingdom))


def test_what_an_apostrophe_leaves_behind_hides_nothing(kingdom: AsOf) -> None:
    assert keys("Sánchez's", kingdom) == ["sanchez"]


@pytest.mark.parametrize(
    ("word", "token", "found"),
    [("ukraine", "uk", False), ("uk", "uk", True), ("ukraine", "ukra", True), ("ukraine", "u", True)],
)
def test_a_token_finds_its_word_or_what_it_begins(word: str, token: str, found: bool) -> None:
    assert begun_by(word, token) is found


def test_rebuilding_finds_the_same(world: AsOf) -> None:
    before = keys("kiev", world)
    assert rebuild(AsOf(date.max, datetime.now(UTC))) == 4
    assert keys("kiev", now()) == before


def test_a_name_of_several_words_is_read_as_one() -> None:
    assert ["united", "kingdom", "troops"] in readings("great britain troops")
