"""Validators and caching: an answer is a function of its address with both clocks, and of the basis.

An answer whose two clocks lie behind the newest change never changes, with one exception: a redaction takes text out
of the past. So the tag also covers the redactions, which are counted again only when the ledger has moved.
"""

import hashlib
import json
import re
from functools import lru_cache
from typing import Final

from django.conf import settings

from ledger.choices import Action
from ledger.models import Change

from .question import Question

# A day: a redaction must reach everybody within it.
SETTLED: Final = "public, max-age=86400"
CURRENT: Final = "public, max-age=0, must-revalidate"
_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


def tag_of(question: Question) -> str:
    """The strong validator of the answer."""
    cursor = question.given.texts.get("cursor", [])
    asked = question.asked
    parts = [
        settings.VERSION,
        question.site,
        question.path,
        question.pairs,
        cursor,
        asked.basis,
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


def headers_of(question: Question, tag: str) -> dict[str, str]:
    """What tells caches how long the answer holds."""
    return {
        "ETag": tag,
        "Cache-Control": SETTLED if question.asked.is_settled else CURRENT,
        "Vary": "Accept",
    }


@lru_cache(maxsize=8)
def _redactions(head: str) -> int:
    """How many redactions the feed tells of. It is counted once for each hash at which the feed ends."""
    return Change.objects.filter(action=Action.REDACTED).count()
