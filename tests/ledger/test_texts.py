"""ledger.texts: what people write may stand in a text, what would deceive them may not."""

import pytest

from ledger.texts import forbidden_mark


@pytest.mark.parametrize(
    "text",
    [
        "Türkiye",
        "Zażółć",
        "日本",
        "a\u00a0b",
        "👩\u200d🚒",
        "👩🏽\u200d🚒",
        "🏳\ufe0f\u200d🌈",
        "שלום",
        "שלום\u200f!",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u062f",
        "क्\u200dष",
    ],
)
def test_letters_of_all_scripts_may_stand_in_a_text(text: str) -> None:
    assert forbidden_mark(text) == ""


@pytest.mark.parametrize(
    "mark", ["\x00", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\u202a", "\u2069"]
)
def test_control_characters_and_line_breaks_may_not(mark: str) -> None:
    assert forbidden_mark(f"a{mark}b")


@pytest.mark.parametrize(
    "mark",
    ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u180e", "\U000e0041"],
)
@pytest.mark.parametrize("text", ["France{}", "{}France", "Fra{}nce"])
def test_what_nobody_sees_may_not_make_two_of_one_name(mark: str, text: str) -> None:
    assert f"U+{ord(mark):04X}, which nobody sees" in forbidden_mark(text.format(mark))
