"""Nothing that a reader sees is written past the catalogues, and the catalogues are complete."""

import re
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from web import catalogues

from .tree import ROOT, shown, template_files

# Templates whose words stay English, each with its reason.
ENGLISH = {
    "templates/gallery.html": "made-up values for those who build the pages; no page leads there",
    "templates/api_docs.html": "the API speaks English",
    "templates/_components/in_place.html": "attributes of an element, and no words",
    "templates/admin/": "the desk is in English, as the record that it writes",
}
# The same in every language: the name of the product, formats and programs.
NAMES = {"Guarantees", "BibTeX", "SHA", "CSV", "API", "Atom", "iCal", "UTC", "SVG", "PNG"}
READ_ALOUD = ("title", "alt", "aria-label", "aria-description", "placeholder", "label")
UNREAD = ("script", "style", "code", "pre", "svg")
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S)
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.S)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.S)
# A sentence that a tag is given as it stands: `with title="Nothing here."`, `|default:"Any"`.
GIVEN = re.compile(
    r"""(?<!_\()(?:\b(?:title|text|link|kicker|standfirst|caption)=|default:(?=.[A-Z]))(["'])([^"']*)\1"""
)
WORDS = re.compile(r"[^\W\d_]{2,}")


class Reader(HTMLParser):
    """Collects what is read: text, and the attributes that are shown or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.inside.append(tag)
        self.found += [value for name, value in attrs if name in READ_ALOUD and value]
        given = dict(attrs)
        if tag == "input" and given.get("type") == "submit":
            self.found.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data)


def untranslated(markup: str) -> list[str]:
    """Words of a template that no catalogue can translate."""
    text = TRANSLATED.sub("", COMMENTS.sub("", markup))
    given = [found[2] for tag in TAGS.findall(text) for found in GIVEN.finditer(tag)]
    reader = Reader()
    reader.feed(TAGS.sub(" ", text))
    reader.close()
    return [
        one.strip()
        for one in (*given, *reader.found)
        if any(word not in NAMES for word in WORDS.findall(one))
    ]


def test_every_visible_word_of_a_template_is_translated() -> None:
    files = [file for file in template_files() if not shown(file).startswith(tuple(ENGLISH))]
    found = {shown(file): untranslated(file.read_text(encoding="utf-8")) for file in files}
    assert {file: words for file, words in found.items() if words} == {}


def test_every_exception_is_still_needed() -> None:
    for start in ENGLISH:
        files = [file for file in template_files() if shown(file).startswith(start)]
        assert any(untranslated(file.read_text(encoding="utf-8")) for file in files), start


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Nothing moved</p>",
        '<a href="/" title="Hide this column">–</a>',
        '<nav aria-label="Pages"></nav>',
        '<input type="submit" value="Save">',
        '{% include "empty.html" with title="No claim fits." %}',
        '{{ item.any|default:"Any" }}',
        "<h2>Totals: {{ name }}</h2>",
        "<p{% if past %} class='past'{% endif %}>You are looking back</p>",
    ],
)
def test_a_word_that_nobody_can_translate_is_found(markup: str) -> None:
    assert untranslated(markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<p>{% translate "Nothing moved" %}</p>',
        "<p>{% blocktranslate %}True on {{ day }}{% endblocktranslate %}</p>",
        '{% include "empty.html" with title=_("No claim fits.") %}',
        '<a href="{{ csv_url }}">CSV</a> · {{ name }}: 3–4',
        "<code>curl {{ url }}</code>{# a remark #}",
    ],
)
def test_what_can_be_translated_is_not_called_a_fault(markup: str) -> None:
    assert untranslated(markup) == []


@pytest.fixture(scope="module")
def needed() -> Catalog:
    """Every string of the code."""
    return catalogues.collected()


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {code for code, _name in settings.LANGUAGES} == {"en", *catalogues.LANGUAGES}
    assert sorted(path.name for path in (ROOT / "locale").iterdir()) == sorted(catalogues.LANGUAGES)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_catalogue_is_complete(needed: Catalog, language: str) -> None:
    assert catalogues.faults(needed, catalogues.stored(language)) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    path = catalogues.path_of(language)
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(catalogues.stored(language))


def test_strings_are_collected_from_everywhere(needed: Catalog) -> None:
    for text, context in (
        ("Skip to content", None),  # a template
        ("No organisation", None),  # the code of a page
        ("Whether it took place.", None),  # what a parameter is about
        ("Pledged", "Headline"),  # a word of a vocabulary
        ("Promised.", "Headline"),
        ("%(counter)s claim", None),  # a plural of a template
    ):
        assert needed.get(text, context), text
    assert needed.get("%(counter)s claim").id == ("%(counter)s claim", "%(counter)s claims")


def test_a_catalogue_that_is_not_complete_is_found() -> None:
    wanted, given = Catalog(locale="uk"), Catalog(locale="uk")
    for text in (
        "new",
        "empty",
        "%(n)s of ours",
        "right",
        "unsure",
        ("%(n)s claim", "%(n)s claims"),
        "%(n)s x",
    ):
        wanted.add(text)
    given.add("empty", "")
    given.add("%(n)s of ours", "наше")
    given.add("right", "правильно")
    given.add("unsure", "мабуть", flags=("fuzzy",))
    given.add(("%(n)s claim", "%(n)s claims"), ("%(n)s твердження", "%(n)s твердження", ""))
    given.add("%(n)s x", "%(m)s x")
    given.add("old", "старе")
    assert catalogues.faults(wanted, given) == [
        "missing: new",
        "not translated: empty",
        "other values: %(n)s of ours",
        "fuzzy: unsure",
        "not translated: %(n)s claim",
        "other values: %(n)s x",
        "not in the code: old",
    ]
