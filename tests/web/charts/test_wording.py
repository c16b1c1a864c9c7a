"""How a wording changed."""

from hypothesis import given
from hypothesis import strategies as st

from web.charts import wording
from web.charts.wording import Piece, diff

texts = st.text(alphabet="ab cde'.,-–é 7", max_size=60) | st.text(max_size=40)


def test_words_that_went_stand_before_those_that_came() -> None:
    assert diff("Ready to send troops.", "Ready to deploy troops after a ceasefire.") == [
        Piece("same", "Ready to"),
        Piece("removed", "send", spaced=True),
        Piece("added", "deploy", spaced=True),
        Piece("same", "troops", spaced=True),
        Piece("added", "after a ceasefire", spaced=True),
        Piece("same", "."),
    ]


def test_a_word_that_stayed_keeps_its_distance_from_one_that_went_before_it() -> None:
    assert diff("Hundreds of soldiers", "soldiers") == [
        Piece("removed", "Hundreds of"),
        Piece("same", "soldiers", spaced=True),
    ]


def test_the_same_words_with_other_white_space_did_not_change() -> None:
    pieces = diff("Ready  to\nsend", "Ready to send ")
    assert pieces == [Piece("same", "Ready to send")]
    assert not wording.changed(pieces)


def test_a_first_wording_is_all_new_and_a_dropped_one_all_gone() -> None:
    assert diff("", "We pledge.") == [Piece("added", "We pledge.")]
    assert diff("We pledge.", "") == [Piece("removed", "We pledge.")]
    assert diff("", "") == []


def test_a_small_word_between_two_changes_is_part_of_the_change() -> None:
    assert diff("soldiers in the west", "aircraft in all regions")[0] == Piece(
        "removed", "soldiers in the west"
    )


def test_figures_and_hyphens_are_one_word() -> None:
    assert Piece("added", "15,000", spaced=True) in diff("about 10,000 men", "about 15,000 men")
    assert Piece("added", "British-led", spaced=True) in diff("a force", "a British-led force")


@given(texts, texts)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    pieces = diff(before, after)

    def together(*kinds: str) -> list[str]:
        return "".join(" " * p.spaced + p.text for p in pieces if p.kind in kinds).split()

    assert together("same", "added") == after.split()
    assert "".join(together("same", "removed")) == "".join(before.split())


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not wording.changed(diff(text, text))
