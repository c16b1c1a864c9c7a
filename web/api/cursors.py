"""Cursors: where a page of an answer that never changes begins.

A cursor holds the basis at which the first page was read, the offset, and a mark of the question, so that a cursor of
another question is refused instead of giving rows of nowhere.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from web.filters.parameters import Parameter, Refused, Schema

from .question import Pairs

# What may differ between the pages of one walk.
FREE = frozenset({"page_size", "fields", "include", "format"})


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a page: `offset` rows come before it in the answer that was read at `basis`."""

    basis: int
    offset: int
    mark: str


class CursorText(Parameter):
    """The parameter `cursor`, as `next` and `previous` carry it."""

    def read(self, text: str) -> Cursor:
        try:
            padded = text + "=" * (-len(text) % 4)
            basis, offset, mark = json.loads(urlsafe_b64decode(padded.encode("ascii")))
            sound = type(basis) is int and type(offset) is int and isinstance(mark, str)
            if not sound or basis < 0 or offset < 0 or max(basis, offset) >= 2**62:
                raise ValueError(text)
        except (ValueError, TypeError, RecursionError):
            raise Refused("unknown_cursor", f"{self.name}: not one that this API gave out") from None
        return Cursor(basis, offset, mark)

    def schema(self) -> Schema:
        return {"type": "string"}


def cursor_text(cursor: Cursor) -> str:
    """A cursor as it stands in an address."""
    packed = json.dumps([cursor.basis, cursor.offset, cursor.mark], separators=(",", ":"))
    return urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def basis_of(cursor: Cursor) -> int:
    """The sequence at which the walk began."""
    return cursor.basis


def mark_of(path: str, pairs: Pairs) -> str:
    """A mark of the question, without what may differ between pages."""
    kept = [pair for pair in pairs if pair[0] not in FREE]
    return hashlib.sha256(json.dumps([path, kept]).encode()).hexdigest()[:12]
