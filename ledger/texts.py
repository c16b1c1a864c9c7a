"""Marks that no text of the record holds, from a form or from a file: they could make it read as what it is not."""

import unicodedata

#: Marks that turn the direction of the text around them, and so can make a cell read as what it is not.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Marks that have work to do in some scripts and in pictures, and hide anywhere else.
_JOINING = frozenset("\u200c\u200d")
_LEANING = frozenset("\u200e\u200f")
_BREAKING = frozenset("\u2028\u2029")


def forbidden_mark(text: str) -> str:
    """What a text holds that none may hold, in words; "" when nothing is wrong with it."""
    if text.isascii() and text.isprintable():
        return ""
    for place, mark in enumerate(text):
        if mark == "\x00":
            return "a NUL character"
        if mark == "\r":
            return "the carriage return CR (U+000D)"
        if mark in _BREAKING:
            return f"the line break U+{ord(mark):04X}"
        if mark in _TURNING:
            return f"the control character U+{ord(mark):04X}, which turns the direction of the text"
        if unicodedata.category(mark) == "Cc":
            return f"the control character U+{ord(mark):04X}"
        if unicodedata.category(mark) == "Cf" and not _has_work(text, place):
            return f"the character U+{ord(mark):04X}, which nobody sees"
    return ""


def _has_work(text: str, place: int) -> bool:
    """Whether a mark that nobody sees stands where it is needed.

    A joiner comes after a letter of a joined script, after a sign that takes a vowel away, or within a picture of
    several signs; a mark that leans to one side belongs into a text with letters that run from right to left.
    """
    if text[place] in _LEANING:
        return any(unicodedata.bidirectional(mark) in ("R", "AL") for mark in text if mark not in _LEANING)
    if text[place] not in _JOINING or place == 0:
        return False
    before = text[place - 1]
    if unicodedata.bidirectional(before) == "AL" or unicodedata.combining(before) == 9:
        return True
    return before == "\ufe0f" or unicodedata.category(before) in ("So", "Sk")
