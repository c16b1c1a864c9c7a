"""What an error says to people in their own language, by its stable code.

The exact sentence names parameters and values and is English, as in the API. A page in another language says what is
wrong in general and shows that sentence beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from .exceptions import Finding
from .languages import ENGLISH, spoken_now

TITLES: Final[Mapping[int, Any]] = {
    400: _("Bad Request"),
    403: _("Forbidden"),
    404: _("Not Found"),
    405: _("Method Not Allowed"),
    409: _("Conflict"),
    410: _("Gone"),
    413: _("Request Entity Too Large"),
    503: _("Service Unavailable"),
}
SENTENCES: Final[Mapping[str, Any]] = {
    "bad_request": _("The request cannot be read."),
    "empty_value": _("The value is empty: leave the parameter out or give one."),
    "given_twice": _("It is given more than once."),
    "method_not_allowed": _("This page can only be read."),
    "missing": _("This parameter is needed here."),
    "not_a_date": _("This is no date: write it as 2025-09-05."),
    "not_a_hash": _("This is no SHA-256 hash: it has 64 hexadecimal digits."),
    "not_a_moment": _("This is no moment: write a day as 2025-09-05, or a moment as 2025-09-05T12:00:00Z."),
    "not_a_number": _("This is no whole number."),
    "not_a_path": _("This is no address on this site: begin with /."),
    "not_citable": _("This page shows no content of the record."),
    "not_found": _("There is nothing at this address."),
    "not_known_then": _("This was not yet known on the day that you ask about."),
    "not_text": _("It holds a character that cannot be shown."),
    "out_of_range": _("The value is out of range."),
    "permission_denied": _("This is not allowed."),
    "too_large": _("The request is too large."),
    "too_long": _("The value is too long."),
    "took_too_long": _("The question takes too long. Ask for less, or try again later."),
    "unknown_key": _("The record has no object with this key."),
    "unknown_page": _("There is no such page."),
    "unknown_parameter": _("This page does not know this parameter."),
    "unknown_word": _("This word is none of those that are possible here."),
    "unstorable_value": _("The request holds a value that cannot be stored."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A failure for people: `general` is empty in English, where `exact` says it all behind the `field`."""

    field: str
    general: str
    exact: str


def title_of(status: int, phrase: str) -> str:
    """What a status is called in the language that is spoken now."""
    return str(TITLES.get(status, phrase))


def told(code: str, detail: str, findings: Sequence[Finding]) -> list[Told]:
    """What went wrong, one line for each finding, or one in all."""
    wrong = findings or [Finding("", code, detail)]
    return [Told(one.field, _general(one.code), _after_its_name(one)) for one in wrong]


def _after_its_name(finding: Finding) -> str:
    """The exact sentence as it is read behind the name of its parameter, which is not said twice."""
    name, sentence = finding.field, finding.detail
    for start in (f"{name}: ", f"{name} ", f"{name!r} ") if name else ():
        sentence = sentence.removeprefix(start)
    return sentence


def _general(code: str) -> str:
    return "" if spoken_now() == ENGLISH or code not in SENTENCES else str(SENTENCES[code])
