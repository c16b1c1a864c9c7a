"""Objects of the feed without the texts that a redaction took, and how the feed vouches for what was left of them.

An object keeps every field; one that is blanked is null. Fields are named by their path: `words`, `reported.words`,
`requirements.words` (in any of a list). The text of the row that was redacted (ledger/digests.py) says in `left` what
digest each blanked row of the feed has from then on, so the hash chain covers it.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from .clock import Left, canonical, sha256


def blank(payload: dict[str, Any], names: Iterable[str]) -> list[str]:
    """Make fields of an object null; those of them that held something."""
    held = [name for name in names if payload.get(name) is not None]
    payload.update(dict.fromkeys(held))
    return held


def blank_texts(payload: Any, names: Collection[str], texts: Collection[str]) -> list[str]:
    """Make fields with one of these names null where they hold one of the texts, however deep; their paths."""
    return list(dict.fromkeys(_blanked(payload, names, texts, "")))


def _blanked(value: Any, names: Collection[str], texts: Collection[str], path: str) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _blanked(one, names, texts, path)
    elif isinstance(value, dict):
        for name, inner in value.items():
            here = f"{path}.{name}" if path else name
            if name in names and inner in texts:
                value[name] = None
                yield here
            else:
                yield from _blanked(inner, names, texts, here)


def is_blank(value: Any, path: str) -> bool:
    """Whether a field is there and null; in a list in any of it."""
    if isinstance(value, list):
        return any(is_blank(one, path) for one in value)
    name, _dot, rest = path.partition(".")
    if not isinstance(value, dict) or name not in value:
        return False
    return is_blank(value[name], rest) if rest and value[name] is not None else value[name] is None


def digest_of(payload: str | None, redacted: str) -> str:
    """The digest of what is left of a row of the feed."""
    return sha256(canonical([payload, redacted]))


def vouched(text: str, left: Iterable[Left]) -> str:
    """The text of a redacted row with the digests of what is left of the rows of the feed that told of it."""
    digests = {str(one.sequence): digest_of(one.payload, one.redacted) for one in left}
    return canonical({**json.loads(text), "left": digests})


def left_by(text: str) -> dict[int, str]:
    """The digests that the text of a redacted row vouches for, by sequence; none in one of before there were any."""
    content = json.loads(text)
    digests = content.get("left", {}) if isinstance(content, dict) else {}
    return {int(sequence): digest for sequence, digest in digests.items()}
