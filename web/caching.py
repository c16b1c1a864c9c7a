"""Validators and caching: an answer is a function of its address with both clocks, and of the basis.

A tag is made of everything that the body is a function of. What a page tells beside the record (that it looks back,
since when the reader was away) the caller puts into it, and tag and body are read from one snapshot.

An answer whose two clocks lie behind the newest change never changes, with one exception: a redaction takes text out
of the past. So the tag also covers the redactions, which are counted again only when the ledger has moved.
"""

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase

from ledger.choices import Action
from ledger.models import Change

from .asof import Asked

# A day: a redaction must reach everybody within it.
SETTLED: Final = "public, max-age=86400"
CURRENT: Final = "public, max-age=0, must-revalidate"
_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


# What answers are made by, beside the record: a new version of it makes other answers.
MADE_BY: Final = ("*/**/*.py", "templates/**/*.*", "static/**/*.*", "locale/**/*.mo", "CHANGELOG.md")
NOT_MADE_BY: Final = ("tests", "node_modules")


def tag_of(asked: Asked, *address: Any) -> str:
    """The strong validator of the answer at an address: where it was asked, and everything that was asked for."""
    parts = [
        made_by(),
        *address,
        asked.as_of.isoformat(),
        asked.known_on,
        asked.basis,
        # After a backup was restored the same sequence may stand for something else.
        asked.mark,
        asked.epoch,
        _redactions(asked.head),
    ]
    return f'"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'


def matches(tag: str, if_none_match: str | None) -> bool:
    """Whether the asker has the answer with this tag already. `*` is not decided here."""
    if not if_none_match:
        return False
    return tag in _TAG.findall(if_none_match)


def has_any(if_none_match: str | None) -> bool:
    """Whether the asker wants an answer only if there is none at all (`*`)."""
    return if_none_match is not None and if_none_match.strip() == "*"


def headers_of(tag: str, *, settled: bool) -> dict[str, str]:
    """What tells caches how long the answer holds: `settled` is one that nothing can move any more."""
    return {"ETag": tag, "Cache-Control": SETTLED if settled else CURRENT}


class Kept:
    """Answers by their tags, in this process: a tag says everything that an answer depends on, so none is ever stale.

    What was not asked for longest goes first when `room` (bytes) is used up; an answer above `largest` is not kept.
    """

    def __init__(self, *, room: int, largest: int, places: int = 4096) -> None:
        self.room, self.largest, self.places, self.used = room, largest, places, 0
        self._answers: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._tags: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> HttpResponse | None:
        """A copy of the answer with this tag, if it is kept."""
        with self._lock:
            found = self._answers.get(tag)
            if found is None:
                return None
            self._answers.move_to_end(tag)
        return HttpResponse(found[0], content_type=found[1])

    def put(self, tag: str, answer: HttpResponseBase) -> None:
        """Keep a whole answer; one that is streamed is not kept."""
        if not isinstance(answer, HttpResponse) or len(answer.content) > self.largest:
            return
        with self._lock:
            self.used += len(answer.content) - len(self._answers.pop(tag, (b"", ""))[0])
            self._answers[tag] = (answer.content, answer["Content-Type"])
            while self.used > self.room:
                self.used -= len(self._answers.popitem(last=False)[1][0])

    def remember(self, place: str, tag: str) -> None:
        """Keep in mind the tag of the newest answer at a place; the oldest of too many is forgotten."""
        with self._lock:
            self._tags[place] = tag
            self._tags.move_to_end(place)
            while len(self._tags) > self.places:
                self._tags.popitem(last=False)

    def remembered(self, place: str) -> tuple[str, HttpResponse] | None:
        """The newest answer at a place with its tag, if it is kept."""
        with self._lock:
            tag = self._tags.get(place)
        answer = self.get(tag) if tag else None
        return (tag, answer) if tag and answer else None

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self._tags.clear()
            self.used = 0


KEPT: Final = Kept(room=16 * 1024 * 1024, largest=512 * 1024)


@cache
def made_by() -> str:
    """The hash of the code, the templates and the assets of this checkout; read once by each process."""
    digest = hashlib.sha256(settings.VERSION.encode())
    for path in sorted(_makers(settings.BASE_DIR)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _makers(root: Path) -> Collection[Path]:
    found = {path for pattern in MADE_BY for path in root.glob(pattern) if path.is_file()}
    return [
        path
        for path in found
        if not any(part.startswith(".") or part in NOT_MADE_BY for part in path.relative_to(root).parts)
    ]


@lru_cache(maxsize=8)
def _redactions(head: str) -> int:
    """How many redactions the feed tells of. It is counted once for each hash at which the feed ends."""
    return Change.objects.filter(action=Action.REDACTED).count()
