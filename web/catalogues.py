"""The interface's catalogues: every string of the code and the templates, in `locale/<language>/LC_MESSAGES/django.po`.

Collected and compiled with Babel, so that neither needs GNU gettext. What is compiled lies in the repository too: a
clone speaks every language, however it is started, and a test finds what was not compiled anew. Words of the
vocabularies are collected from the classes themselves: whoever adds a word need not remember to mark it.
"""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from ledger.vocabulary import Vocabulary

LANGUAGES: Final = ("uk", "fr")
PACKAGES: Final = ("ledger", "actors", "sources", "guarantees", "commitments", "desk", "web", "config")
_TEXT: Final[Mapping[str, Any]] = {
    "_": None,
    "_lazy": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# What a filter form says of its fields is written once, where the parameter is declared.
_ABOUT: Final[Mapping[str, Any]] = dict.fromkeys(
    ("Day", "Flag", "KeyOf", "Number", "OneOf", "Text", "word_of"), (2,)
)

_HEADERS: Final = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Report-Msgid-Bugs-To|Last-Translator|Language-Team|Generated-By):.*\n',
    re.M,
)

# Babel wants a day; a catalogue is the same whenever it is read.
_NO_DAY: Final = datetime(2025, 1, 1, tzinfo=UTC)

Found = tuple[str, str | tuple[str, ...], str | None]


def collected() -> Catalog:
    """Everything that is to be translated."""
    catalogue = Catalog(project="Guarantees", charset="utf-8", fuzzy=False)
    for place, text, context in (*_of_code(), *_of_templates(), *_of_vocabularies()):
        catalogue.add(text, locations=[(place, 0)], context=context)
    return catalogue


def path_of(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def stored(language: str) -> Catalog:
    """The catalogue of a language as it lies there; an empty one for a new language."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Guarantees", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    return catalogue


def renewed(language: str) -> Catalog:
    """The catalogue with every string of today: new ones are empty, those that nobody needs are gone."""
    catalogue = stored(language)
    catalogue.update(collected(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def write(language: str, catalogue: Catalog) -> None:
    """Put a catalogue where it belongs, and what gettext reads beside it.

    Its order does not depend on where the strings stand, and it says nothing of when it was written: only a change of a
    string is a change.
    """
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalogue, width=118, sort_output=True, include_lineno=False)
    path.write_bytes(_HEADERS.sub(b"", text.getvalue()).lstrip())
    path.with_suffix(".mo").write_bytes(compiled(stored(language)))


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    found = io.BytesIO()
    write_mo(found, catalogue)
    return found.getvalue()


def faults(needed: Catalog, catalogue: Catalog) -> list[str]:
    """What keeps a catalogue from being complete: strings that are missing, unfinished, or hold other values."""
    found = []
    forms = catalogue.num_plurals
    for message in needed:
        if not message.id:
            continue
        own = catalogue.get(_first(message), message.context)
        if own is None:
            found.append(f"missing: {_first(message)}")
        elif own.fuzzy:
            found.append(f"fuzzy: {_first(message)}")
        else:
            found += _unfinished(own, forms)
    known = {(_first(message), message.context) for message in needed if message.id}
    found += [
        f"not in the code: {_first(message)}"
        for message in catalogue
        if message.id and (_first(message), message.context) not in known
    ]
    return found


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _unfinished(message: Message, forms: int) -> Iterator[str]:
    """What one translation lacks: a form, or a value that stands in the English sentence."""
    english, given = _forms(message.id), _forms(message.string)
    if len(given) != (1 if isinstance(message.id, str) else forms) or not all(given):
        yield f"not translated: {_first(message)}"
        return
    wanted = {value for text in english for value in _values(text)}
    # A form for one alone may do without the number.
    needed = set.intersection(*(set(_values(text)) for text in english))
    if not all(needed <= set(_values(text)) <= wanted for text in given):
        yield f"other values: {_first(message)}"


def _forms(text: Any) -> list[str]:
    """The forms of a text: one, or as many as it has plurals."""
    return [text or ""] if isinstance(text, str | None) else [form or "" for form in text]


def _values(text: str) -> list[str]:
    return re.findall(r"%\(\w+\)[sd]", text)


def _of_code() -> Iterator[Found]:
    for package in PACKAGES:
        for path in sorted((Path(settings.BASE_DIR) / package).rglob("*.py")):
            keywords = {**_TEXT, **(_ABOUT if package == "web" and _declares(path) else {})}
            with path.open("rb") as file:
                yield from _read(file, _shown(path), keywords)


def _declares(path: Path) -> bool:
    """Whether a module declares parameters that a filter form shows."""
    return "pages" in path.parts or "filters" in path.parts


def _of_templates() -> Iterator[Found]:
    for path in sorted((Path(settings.BASE_DIR) / "templates").rglob("*")):
        if path.suffix in (".html", ".md"):
            yield from of_template(path.read_text(encoding="utf-8"), _shown(path))


def of_template(markup: str, place: str) -> Iterator[Found]:
    """The strings of one template."""
    # Without their indentation the lines are read as Python.
    code = "\n".join(line.strip() for line in templatize(markup).splitlines())
    yield from _read(io.BytesIO(code.encode()), place, _TEXT)


def _read(file: Any, place: str, keywords: Mapping[str, Any]) -> Iterator[Found]:
    for _line, text, _comments, context in extract("python", file, keywords=keywords):
        yield place, text, context


def _of_vocabularies() -> Iterator[Found]:
    for words in sorted(_vocabularies(Vocabulary), key=lambda one: one.__name__):
        place = words.__module__.replace(".", "/") + ".py"
        for word in words:
            if word._label_ != word.value:
                yield place, str(word._label_), words.__name__
            yield place, word._definition, words.__name__


def _vocabularies(base: type[Vocabulary]) -> Iterator[type[Vocabulary]]:
    """Every vocabulary of our packages, also those that nobody prints."""
    for words in base.__subclasses__():
        if words.__module__.split(".")[0] in PACKAGES:
            yield words
        yield from _vocabularies(words)


def _shown(path: Path) -> str:
    return path.relative_to(settings.BASE_DIR).as_posix()
