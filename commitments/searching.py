"""Finding things by their words: small letters, no accents, other names, the beginning of a longer word is enough.

Each engine finds with its own full-text index (GIN over tsvector, FTS5) over text that is folded here, so both find the
same. The order is ours: what is called so, under any of its names, what begins so, what has all words in its name, then
the rest. A word of two or three letters is a whole one: "UK" does not begin "Ukraine".
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from actors.models import Actor, ActorAlias, Alias, Leader, LeaderAlias, Tenure
from ledger.asof import AsOf
from ledger.models import Noun, Recorded
from sources.models import Publisher, PublisherAlias

from .models import SearchEntry
from .objects import BUILDERS, Object

OTHER_NAMES = Path(__file__).parent / "data" / "other_names.csv"
WORDS = re.compile(r"[^\W_]+")
# Letters that have no accent to lose.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ð": "d"}
)
# So short a word is looked for whole. A single letter is not: it is what "Macron's" leaves behind.
WHOLE = (2, 3)
MOST_WORDS = 8
MOST_READINGS = 32

# In which order hits of equal rank come.
ORDER = (
    "actor",
    "leader",
    "package",
    "guarantee",
    "commitment",
    "condition",
    "event",
    "statement",
    "update",
    "position",
    "condition_update",
    "requirement",
    "source",
    "publisher",
)

# Nouns that are found by what is published of them later: what that is, with the field in which it names them.
FOUND_BY: Mapping[type[Noun], Mapping[type[Recorded], str]] = {
    Actor: {ActorAlias: "actor"},
    Leader: {LeaderAlias: "leader", Tenure: "leader"},
    Publisher: {PublisherAlias: "publisher"},
}


def fold(text: str) -> str:
    """Text as it is compared: small letters without accents, words with one space between."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return " ".join(WORDS.findall("".join(letter for letter in plain if not unicodedata.combining(letter))))


def search(words: str, at: AsOf, *, types: Sequence[str] = ()) -> "QuerySet[SearchEntry]":
    """What is known at the moment and has all the words, best first; nothing for no words."""
    meant = readings(fold(words))
    entries: QuerySet[SearchEntry] = _newest(at)
    if types:
        entries = entries.filter(type__in=types)
    # A question without a word that could be found is answered like any other: with the columns of hits, and none.
    return (
        (entries.filter(_matches(meant)) if any(meant) else entries.none())
        .annotate(
            title_words=Concat(Value(" "), "folded_title", Value(" ")),
            rank=_rank(words, meant, at),
            place=Case(
                *(When(type=name, then=Value(place)) for place, name in enumerate(ORDER)),
                default=Value(len(ORDER)),
                output_field=IntegerField(),
            ),
        )
        .order_by("rank", "place", "-day", "key")
    )


def begun_by(word: str, token: str) -> bool:
    """Whether a token finds a folded word: it is the word or, unless it is looked for whole, begins it."""
    return word == token or (len(token) not in WHOLE and word.startswith(token))


def _rank(words: str, meant: Sequence[Sequence[str]], at: AsOf) -> Case:
    """How well an entry is meant by the words, as they are or with other names in their place. One query."""
    names = {fold(words), *(" ".join(reading) for reading in meant)} - {""}
    called = Q(folded_title__in=names) | Q(key=words.strip().lower()) | _other_name_is_in(names, at)
    begins, has_all = Q(pk__in=()), Q(pk__in=())
    for name in names:
        begins |= Q(title_words__startswith=f" {_as_looked_for(name)}")
    for reading in meant:
        has_all |= Q(*(Q(title_words__contains=f" {_as_looked_for(token)}") for token in reading))
    return Case(
        When(called, then=Value(0)),
        When(begins, then=Value(1)),
        When(has_all, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def _as_looked_for(name: str) -> str:
    """A name with the space behind it where its last word is looked for whole."""
    return f"{name} " if len(name.split()[-1]) in WHOLE else name


def _other_name_is_in(names: Collection[str], at: AsOf) -> Q:
    """Those who are known at the moment by one of these folded names, beside their own."""
    managers: dict[tuple[str, str], Any] = {
        (noun.feed_type, column): model._default_manager
        for noun, finders in FOUND_BY.items()
        for model, column in finders.items()
        if issubclass(model, Alias)
    }
    first, *others = (
        manager.known(at)
        .order_by()
        .values_list(Value(type, output_field=CharField()), f"{column}__key", "name")
        for (type, column), manager in managers.items()
    )
    keys = defaultdict(set)
    for type, key, name in first.union(*others) if names else ():
        if fold(name) in names:
            keys[type].add(key)
    found = Q(pk__in=())
    for type, own in keys.items():
        found |= Q(type=type, key__in=own)
    return found


def _newest(at: AsOf) -> "QuerySet[SearchEntry]":
    """Of each thing the entry that was made last by the moment: one that knows more follows the one that knew less."""
    known = SearchEntry.objects.known(at)
    later = known.filter(type=OuterRef("type"), key=OuterRef("key"), recorded_at__gt=OuterRef("recorded_at"))
    return known.filter(~Exists(later))


def readings(folded: str) -> list[list[str]]:
    """The words with every other name put in its place: "kiev summit" is also "kyiv summit"."""
    tokens = folded.split()[:MOST_WORDS]
    pieces: list[list[list[str]]] = []
    start = 0
    while start < len(tokens):
        for end in range(len(tokens), start, -1):
            names = _other_names().get(" ".join(tokens[start:end]))
            if names or end == start + 1:
                here = tokens[start:end]
                pieces.append([here, *(name.split() for name in names or () if name.split() != here)])
                start = end
                break
    found = ([word for piece in reading for word in piece] for reading in product(*pieces))
    return [reading for reading, _ in zip(found, range(MOST_READINGS), strict=False)]


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    """Every name of the table with all that mean the same, folded."""
    found: dict[str, tuple[str, ...]] = {}
    with OTHER_NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = tuple(fold(name) for name in (row["name"], *row["others"].split(";")))
            for name in names:
                found[name] = names
    return found


def _matches(alternatives: Iterable[Sequence[str]]) -> Q:
    """Entries that have, for one of the alternatives, a word that each of its tokens finds (`begun_by`)."""
    if connection.vendor == "postgresql":
        raw = " | ".join(
            "(" + " & ".join(token if len(token) in WHOLE else f"{token}:*" for token in tokens) + ")"
            for tokens in alternatives
        )
        query = SearchQuery(raw, config="simple", search_type="raw")
        found = SearchEntry.objects.annotate(vector=SearchVector("folded", config="simple")).filter(
            vector=query
        )
        return Q(pk__in=found.values("pk"))
    raw = " OR ".join(
        "(" + " AND ".join(f'"{token}"' if len(token) in WHOLE else f'"{token}"*' for token in tokens) + ")"
        for tokens in alternatives
    )
    return Q(
        pk__in=RawSQL("SELECT rowid FROM commitments_searchtext WHERE commitments_searchtext MATCH %s", [raw])
    )


def index(built: Mapping[type[Recorded], Collection[Object]]) -> None:
    """Make the entries of published rows, given their objects by model, and renew those of what they name.

    An entry that was made at the same moment is replaced: a redaction takes words out of it.
    """
    entries = [
        _entry(model.feed_type, one, one["recorded_at"])
        for model, own in built.items()
        if model.feed_type in ORDER
        for one in own
    ]
    _write([*entries, *_renewed(built)])


def rebuild(at: AsOf) -> int:
    """Make all entries anew; their number."""
    _forget(None)
    for model, build in BUILDERS.items():
        if model.feed_type in ORDER and model not in FOUND_BY:
            manager: Any = model.objects
            index({model: build(manager.known(at).order_by("pk"), at)})
    for noun in FOUND_BY:
        for moment, pks in sorted(_moments(noun, at).items()):
            _write(_entries_at(noun, moment, pk__in=pks))
    return SearchEntry.objects.count()


def _moments(noun: type[Noun], at: AsOf) -> dict[datetime, set[int]]:
    """When nouns were recorded, or something by which they are found: their primary keys by the moment."""
    found: dict[datetime, set[int]] = defaultdict(set)
    for model, column in ((noun, "pk"), *((one, f"{name}_id") for one, name in FOUND_BY[noun].items())):
        # What was replaced later was news when it was recorded, so `known` is not asked.
        rows = model._default_manager.filter(recorded_at__lte=at.known_at).order_by()
        for moment, pk in rows.values_list("recorded_at", column):
            found[moment].add(pk)
    return found


def _renewed(built: Mapping[type[Recorded], Collection[Object]]) -> Iterator[SearchEntry]:
    """Entries of nouns by which something new makes them found, but of those that are new themselves."""
    for noun, finders in FOUND_BY.items():
        wanted: dict[str, set[str]] = defaultdict(set)
        for model, name in finders.items():
            for one in built.get(model, ()):
                wanted[one["recorded_at"]].add(one[name])
        new = {one["key"] for one in built.get(noun, ())}
        for moment, keys in wanted.items():
            if keys - new:
                yield from _entries_at(noun, datetime.fromisoformat(moment), key__in=keys - new)


def _entries_at(noun: type[Noun], moment: datetime, **which: Any) -> list[SearchEntry]:
    """Entries of some nouns with what is known of them at a moment."""
    at = AsOf(date.max, moment)
    manager: Any = noun._default_manager
    objects = BUILDERS[noun](manager.known(at).filter(**which).order_by("pk"), at)
    return [_entry(noun.feed_type, one, moment.isoformat()) for one in objects]


def _write(entries: Sequence[SearchEntry]) -> None:
    """Make entries, in place of those of the same things and moments."""
    if not entries:
        return
    names = {(entry.type, entry.key, entry.recorded_at) for entry in entries}
    old = SearchEntry.objects.filter(key__in={key for _, key, _ in names}).order_by()
    rows = old.values_list("pk", "type", "key", "recorded_at")
    if pks := [pk for pk, *name in rows if tuple(name) in names]:
        _forget(pks)
    _remember(SearchEntry.objects.bulk_create(entries, batch_size=500))


def _entry(type: str, one: Object, known_from: str) -> SearchEntry:
    title = one.get("name") or one.get("title") or one.get("summary") or one["key"]
    aliases = [alias["name"] for alias in one.get("aliases", ())]
    # Who was looked for under another name is shown with it.
    excerpt = one.get("summary") or one.get("description") or ", ".join(aliases)
    # What it belongs to is found by its key and by the names that go with the key's words.
    texts = [
        title,
        excerpt,
        *(
            str(one.get(name) or "")
            for name in ("words", "restrictions", "quotation", "place", "contribution", "kind", "url")
        ),
        *(str(one.get(name) or "") for name in ("key", "iso3", "actor", "speaker", "guarantee", "publisher")),
        *(one.get("speaking_for") or ()),
        *(office["office"] for office in one.get("tenures", ())),
    ]
    return SearchEntry(
        type=type,
        key=one["key"],
        title=title[:500],
        excerpt=excerpt if excerpt != title else "",
        package=one.get("package") or "",
        day=one.get("day") or one.get("said_high") or one.get("held_high") or one.get("published_on"),
        recorded_at=datetime.fromisoformat(known_from),
        folded_title=fold(title)[:500],
        folded=fold(" ".join(texts)),
    )


def _remember(entries: Sequence[SearchEntry]) -> None:
    """SQLite's index is a table of its own; PostgreSQL's belongs to the column."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO commitments_searchtext (rowid, folded) VALUES (%s, %s)",
                [(entry.pk, entry.folded) for entry in entries],
            )


def _forget(pks: Sequence[int] | None) -> None:
    rows = SearchEntry.objects.all() if pks is None else SearchEntry.objects.filter(pk__in=pks)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            if pks is None:
                cursor.execute("DELETE FROM commitments_searchtext")
            else:
                cursor.executemany(
                    "DELETE FROM commitments_searchtext WHERE rowid = %s", [(pk,) for pk in pks]
                )
    rows.delete()
