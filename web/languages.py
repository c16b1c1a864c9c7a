"""The language of a page. It is part of the address, like the two clocks, so that a page is a function of its URL.

`lang=uk` or `lang=fr`; English is left out. No cookie and no header of the browser has a say: what is cited, cached
or sent to a colleague reads the same everywhere. The API and the record itself know no language but English.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from babel import Locale
from babel.lists import format_list
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from actors.choices import ActorKind
from web.filters.parameters import OneOf

ENGLISH: Final = "en"
# Each in its own name, as a reader looks for it.
LANGUAGES: Final[dict[str, str]] = dict(settings.LANGUAGES)
LANG: Final = OneOf("lang", "The language of the page. English without it.", tuple(LANGUAGES))


def language_of(request: HttpRequest) -> str:
    """The language that an address names; English where it names none, or none that there is."""
    given = request.GET.getlist(LANG.name)
    return given[0] if len(given) == 1 and given[0] in LANGUAGES else ENGLISH


def speaking(language: str) -> translation.override:
    """While this is open, words are in that language: `with speaking("uk"): ...`."""
    return translation.override(settings.LANGUAGE_CODE if language == ENGLISH else language)


def spoken_now() -> str:
    """The language that is spoken now, as an address names it."""
    return (translation.get_language() or ENGLISH).partition("-")[0]


def local_name(name: str, kind: str, iso2: str) -> str:
    """The name of an actor: a state's in the language that is spoken now, anybody else's as the record has it."""
    language = spoken_now()
    if language == ENGLISH or kind != ActorKind.STATE:
        return name
    return _territories(language).get(iso2.upper(), name)


def series(things: Sequence[str]) -> str:
    """Several things as a sentence names them in the language that is spoken now: `A, B and C`."""
    language = spoken_now()
    # Americans put a comma before the "and"; the pages do not.
    return format_list(things, locale="en_GB" if language == ENGLISH else language)


@cache
def _territories(language: str) -> dict[str, str]:
    """The names of states by their ISO 3166 code, from the Unicode CLDR."""
    return dict(Locale.parse(language).territories)
