"""How a matrix is arranged for reading: hidden columns, the order of rows, and their groups."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from actors.choices import ActorKind
from actors.models import Actor, Membership
from commitments.choices import Headline
from commitments.objects import Object
from commitments.strength import STRONGEST_FIRST, strongest
from guarantees.choices import Contribution
from ledger.asof import AsOf
from web.filters.parameters import Names, OneOf, Parameter
from web.languages import local_name

from .visits import Visit

# Parameters of the page alone: the data is the same however it is arranged.
ARRANGING: Final[tuple[Parameter, ...]] = (
    OneOf("group", "How rows are put together.", ("strength", "membership")),
    OneOf(
        "sort",
        "The order of rows: by name, or by one contribution. Default: the firmest first.",
        ("name", *Contribution.values),
    ),
    Names("hide", "Contributions whose columns are not shown.", tuple(Contribution.values)),
)


def arranged(tables: Sequence[Object], visit: Visit) -> list[Object]:
    """Packages with their matrices arranged as asked: `heads` and `groups` beside columns and rows. Two queries."""
    keys = {row["actor"] for one in tables for row in one["matrix"]["rows"]}
    named = Actor.objects.filter(key__in=keys)
    names = {one.key: local_name(one.name, one.kind, one.iso2) for one in named}
    belong = memberships_of(keys, visit.at)
    return [{**one, "matrix": _arranged(one["matrix"], visit, names, belong)} for one in tables]


def memberships_of(keys: set[str], at: AsOf) -> dict[str, str]:
    """For each actor the organisations that it belongs to on the day, as one label. One query."""
    rows = Membership.objects.holding(at).filter(
        member__key__in=keys, organisation__kind=ActorKind.ORGANISATION
    )
    found: dict[str, set[str]] = defaultdict(set)
    for member, organisation in rows.values_list("member__key", "organisation__name"):
        found[member].add(organisation)
    return {key: ", ".join(sorted(names)) for key, names in found.items()}


def ways(visit: Visit) -> dict[str, list[tuple[str, str, bool]]]:
    """The ways to group and to sort, each with its label, address and whether it is chosen."""
    values = visit.values
    groups = {None: _("Not at all"), "strength": _("By strength"), "membership": _("By membership")}
    orders = {None: _("Firmest first"), "name": _("By name")}
    hidden = values.get("hide", ())
    return {
        "groups": [
            (label, visit.address(group=key), values.get("group") == key) for key, label in groups.items()
        ],
        "orders": [
            (label, visit.address(sort=key), values.get("sort") == key) for key, label in orders.items()
        ],
        "hidden": [
            (
                str(Contribution(word).label),
                visit.address(hide=",".join(other for other in hidden if other != word) or None),
                False,
            )
            for word in hidden
        ],
    }


def _arranged(matrix: Object, visit: Visit, names: Mapping[str, str], belong: Mapping[str, str]) -> Object:
    values = visit.values
    hidden: Sequence[str] = values.get("hide", ())
    places = [n for n, word in enumerate(matrix["columns"]) if word not in hidden]
    columns = [matrix["columns"][n] for n in places]
    rows = [{**row, "cells": [row["cells"][n] for n in places]} for row in matrix["rows"]]
    rows = _sorted([row for row in rows if any(row["cells"])], values.get("sort"), columns, names)
    heads = [
        {
            "word": word,
            "sort_url": visit.address(sort=word),
            "hide_url": visit.address(hide=",".join([*hidden, word])),
            "is_order": values.get("sort") == word,
        }
        for word in columns
    ]
    groups = _groups(rows, values.get("group"), belong)
    return {**matrix, "columns": columns, "rows": rows, "heads": heads, "groups": groups}


def _sorted(
    rows: list[Object], by: str | None, columns: Sequence[str], names: Mapping[str, str]
) -> list[Object]:
    """Rows by name, or by how firm they are in one column; else as they come. Whoever has no cell comes last."""
    if by == "name":
        return sorted(rows, key=lambda row: names.get(row["actor"], row["actor"]))
    if by not in columns:
        return rows
    place = columns.index(by)

    def height(row: Object) -> tuple[int, bool]:
        cell = row["cells"][place]
        if not cell:
            return len(STRONGEST_FIRST), False
        return STRONGEST_FIRST.index(cell["shown"]), cell["only_reported"]

    return sorted(rows, key=height)


def _groups(rows: Sequence[Object], by: str | None, belong: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows under their headings, in the order of strength, or the largest first."""
    if by is None:
        return [{"label": "", "rows": rows}]
    heading: Callable[[Object], str] = (
        _strength if by == "strength" else lambda row: belong.get(row["actor"], _("No organisation"))
    )
    found: dict[str, list[Object]] = defaultdict(list)
    for row in rows:
        found[heading(row)].append(row)
    if by == "membership":
        ordered = sorted(found, key=lambda label: (-len(found[label]), label))
        return [{"label": label, "rows": found[label]} for label in ordered]
    words = [word for word in STRONGEST_FIRST if word in found]
    return [{"label": _of_strength(word), "rows": found[word]} for word in words]


def _strength(row: Object) -> str:
    return strongest(cell["headline"] for cell in row["cells"] if cell)


def _of_strength(word: str) -> str:
    return _("Only reported by others") if word == Headline.NONE else str(Headline(word).label)
