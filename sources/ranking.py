"""Which document of several to show first: the best on which something rests.

What an actor published itself stands before what the press reports of it, a report before an analysis; then who had it
first before who retells it; then the kind of the publisher, in the order of its vocabulary.
"""

from .choices import PublisherKind, SourceKind

#: Kinds of documents that are an actor's own.
OFFICIAL = frozenset({SourceKind.OFFICIAL_DOCUMENT.value, SourceKind.OFFICIAL_STATEMENT.value})


def place(kind: str, publisher_kind: str, *, retells: bool) -> tuple[int, bool, int]:
    """Sorts documents, the best first. Raises ValueError for a word that is in neither vocabulary."""
    return SourceKind.values.index(kind), retells, PublisherKind.values.index(publisher_kind)
