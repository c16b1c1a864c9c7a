"""Keys that nobody has to invent: words from a name, and a number where they are taken."""

import re
import unicodedata
from collections.abc import Container
from typing import Any

LONGEST = 100

_OTHER = re.compile(r"[^a-z0-9]+")


def words(*parts: object) -> str:
    """Texts as the words of a key: lower-case ASCII letters and digits, joined by hyphens; "" when none is left."""
    text = " ".join(str(part) for part in parts if part)
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", ascii_text).strip("-")


def free(model: Any, wanted: str, *, taken: Container[str] = (), but: int | None = None) -> str:
    """The wanted key, or with the first number from 2 on that makes it free among the rows of a model.

    `taken` are keys that are given out but not saved yet, `but` is the primary key of the row that the key is for.
    """
    stem = wanted[: LONGEST - 5].strip("-")
    used = set(model.objects.filter(key__startswith=stem).exclude(pk=but).values_list("key", flat=True))
    key, number = stem, 1
    while key in used or key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
