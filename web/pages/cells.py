"""The figures of a cell of the matrix in words: each with what it is of, where that is not the word of the cell."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from commitments.choices import Headline
from commitments.objects import Object
from web.charts.figures import counted, interval


def figures_of(cell: Object, guarantees: Mapping[str, str]) -> list[str]:
    """`£2bn`, `Pledged: €7bn, jointly`. `guarantees` are the names of those that are named, by key."""
    return [_figure(one, guarantees) for one in cell["figures"]]


def _figure(one: Object, guarantees: Mapping[str, str]) -> str:
    words = f"{interval(one['low'], one['high'], one['unit'])} {counted(one['unit'], None)}".strip()
    if one["joint"]:
        words = _("%(figure)s, jointly") % {"figure": words}
    if one["named"]:
        words = f"{words} ({guarantees.get(one['guarantee'], one['guarantee'])})"
    if one["own"]:
        return words
    return _("%(word)s: %(figure)s") % {"word": Headline(one["headline"]).label, "figure": words}
