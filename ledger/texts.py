"""Marks that no text of the record holds, because they could make it read as what it is not."""

import unicodedata

#: Marks that turn the direction of the text around them, and so can make a cell read as what it is not.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKING = frozenset("\u2028\u2029")


def forbidden_mark(text: str) -> str:
    """What a text holds that none may hold, in words; "" when nothing is wrong with it."""
    if text.isascii() and text.isprintable():
        return ""
    for mark in text:
        if mark == "\x00":
            return "a NUL character"
        if mark in _BREAKING:
            return f"the line break U+{ord(mark):04X}"
        if mark in _TURNING:
            return f"the control character U+{ord(mark):04X}, which turns the direction of the text"
        if unicodedata.category(mark) == "Cc":
            return f"the control character U+{ord(mark):04X}"
    return ""
