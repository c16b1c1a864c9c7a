"""Matrices, totals and coverage as the pages show them: the answers of `commitments.questions`, with their links."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from commitments.choices import Headline, Lane, Strength
from commitments.models import Commitment
from commitments.objects import Object
from commitments.questions.coverage import coverage
from commitments.questions.figures import totals
from commitments.questions.matrix import matrix
from commitments.strength import AT_LEAST_PLEDGED, STRONGEST_FIRST
from guarantees.choices import Contribution
from guarantees.models import Guarantee, Package
from ledger.asof import AsOf

from .first_numbers import with_lists


def packages_of(
    rows: QuerySet[Commitment],
    at: AsOf,
    query: str,
    *,
    lane: str = Lane.OFFICIAL.value,
    strength_at_least: str | None = None,
    actors: Collection[str] | None = None,
    narrowed: Mapping[str, str] | None = None,
    summed: QuerySet[Commitment] | None = None,
) -> list[Object]:
    """The matrix and the totals of each package that has any of these commitments, the youngest package first.

    `summed` are the commitments that the totals are about, where these are others than those of the matrix: a limit
    on the strength chooses rows of the matrix, and figures of a total.

    `query` (the clocks) is put behind every link; `narrowed` are the parameters by which the commitments were chosen,
    which the explanation of a total takes too. The number of queries does not depend on that of the packages.
    """
    found = matrices_of(rows, at, query, actors=actors)
    sums = totals(rows if summed is None else summed, at, lane=lane, strength_at_least=strength_at_least)
    return [
        {**one, "totals": own}
        for one, own in zip(found, by_package(found, sums, at, query, narrowed or {}), strict=True)
    ]


def matrices_of(
    rows: QuerySet[Commitment], at: AsOf, query: str, *, actors: Collection[str] | None = None
) -> list[Object]:
    """The matrix of each package that has any of these commitments, the youngest package first."""
    found: dict[str, list[Object]] = defaultdict(list)
    for row in matrix(rows, at, actors=actors):
        found[row["package"]].append(row)
    packages = Package.objects.known(at).order_by("-opened_on", "key").values("key", "name")
    return [
        {"package": one["key"], "name": one["name"], "matrix": matrix_of(found[one["key"]], query)}
        for one in packages
        if one["key"] in found
    ]


def by_package(
    packages: Sequence[Object], sums: Sequence[Object], at: AsOf, query: str, narrowed: Mapping[str, str]
) -> list[list[Object]]:
    """The totals of each package with the page that explains each, those that have a figure first."""
    owner = dict(Guarantee.objects.known(at).order_by().values_list("key", "package__key"))
    told = with_lists(sums, at)
    return [
        explained(
            sorted((row for row in told if owner[row["guarantee"]] == one["package"]), key=_fullest_first),
            query,
            narrowed,
        )
        for one in packages
    ]


def matrix_of(rows: Sequence[Object], query: str) -> Object:
    """Columns and rows of a matrix of one package, the firmest actors first."""
    columns = [word for word in Contribution.values if any(word in row["cells"] for row in rows)]
    shown = [
        {
            "actor": row["actor"],
            "cells": [
                _cell(
                    row["cells"][word],
                    {"actor": row["actor"], "contribution": word, "package": row["package"]},
                    query,
                )
                if word in row["cells"]
                else None
                for word in columns
            ],
        }
        for row in rows
    ]
    return {"columns": columns, "rows": sorted(shown, key=_firmest_first)}


def explained(sums: Sequence[Object], query: str, narrowed: Mapping[str, str] | None = None) -> list[Object]:
    """Totals, each with the page that explains it."""
    return [{**one, "explain_page": _explain_page(one, query, narrowed or {})} for one in sums]


def covered(guarantees: Sequence[Guarantee], built: Sequence[Object], at: AsOf, query: str) -> list[Object]:
    """Guarantees as data (`built`) with their `coverage`, in which every required size has its own `gap`.

    `pledged` is what is at least pledged, in every unit that has a figure, with what may be counted twice in it and
    the page that explains it; `uncounted` and `refused` are numbers of commitments of all units.
    """
    offered = Commitment.objects.known(at).filter(guarantee__in=[one.pk for one in guarantees])
    least = Strength.PLEDGED.value
    sums = totals(offered, at, lane=Lane.OFFICIAL.value, strength_at_least=least)
    doubts: dict[tuple[str, str | None], list[Object]] = defaultdict(list)
    for one in explained(sums, query, {"strength_at_least": least}):
        doubts[one["guarantee"], one["unit"]].append(one)
    answers = coverage(guarantees, at)
    pledged = [
        {
            **sum_,
            **_doubts(doubts[one["key"], sum_["unit"]]),
            "guarantee": one["key"],
            "contribution": one["kind"],
        }
        for one, answer in zip(built, answers, strict=True)
        for sum_ in answer["pledged_by_unit"]
        if sum_["counted"]
    ]
    told = with_lists(pledged, at)
    return [
        {
            **one,
            "coverage": _with_gaps(answer),
            "pledged": [row for row in told if row["guarantee"] == one["key"]],
            "uncounted": sum(sum_["uncounted"] for sum_ in answer["pledged_by_unit"]),
            "refused": sum(sum_["refused"] for sum_ in answer["pledged_by_unit"]),
        }
        for one, answer in zip(built, answers, strict=True)
    ]


def by_firmness(commitments: Collection[Object]) -> list[Object]:
    """Commitments, the firmest first, refusals before those of which nothing is known."""
    return sorted(commitments, key=lambda one: (STRONGEST_FIRST.index(one["headline"]), one["title"]))


def _doubts(sums: Sequence[Object]) -> Object:
    """What may be counted twice in the sums of one unit, and the page that explains the first of them that says so."""
    doubtful = [one for one in sums if one["possible_double_count"]] or sums
    return {
        "possible_double_count": [pair for one in doubtful for pair in one["possible_double_count"]],
        "explain_page": doubtful[0]["explain_page"],
    }


def _with_gaps(answer: Object) -> Object:
    """Coverage, each required size with its `gap` and how many pledges in its unit, or without one, have no figure."""
    gaps = {gap["claimed_by"]: gap for gap in answer["gap"]}
    uncounted = {one["unit"]: one["uncounted"] for one in answer["pledged_by_unit"]}
    nameless = uncounted.pop(None, 0)
    return {
        **answer,
        "requirements": [
            {
                **size,
                "gap": {**gaps[size["claimed_by"]], "uncounted": uncounted.get(size["unit"], 0) + nameless},
            }
            for size in answer["requirements"]
        ],
    }


def _cell(cell: Object, subject: Mapping[str, str], query: str) -> Object:
    """A cell with the word that it shows (the reported one where nothing is official) and where it leads.

    Each of its `figures` is told whether it is of the cell's own word (`own`) and whether its guarantee has to be
    named (`named`), because another figure of the cell is made to another one.
    """
    only_reported = cell["headline"] == Headline.NONE and cell["reported"] is not None
    several = len({one["guarantee"] for one in cell["figures"]}) > 1
    return {
        **cell,
        "figures": [
            {**one, "own": one["headline"] == cell["headline"], "named": several} for one in cell["figures"]
        ],
        "shown": cell["reported"] if only_reported else cell["headline"],
        "only_reported": only_reported,
        "url": cell_page(cell["commitments"], subject, query),
    }


def cell_page(commitments: Sequence[str], subject: Mapping[str, str], query: str) -> str:
    """The story of the one commitment of a cell, or the list of its several."""
    if len(commitments) == 1:
        return reverse("commitment", args=[commitments[0]]) + query
    return _with(reverse("commitment-list"), subject, query)


def _explain_page(total: Mapping[str, Any], query: str, narrowed: Mapping[str, str]) -> str:
    asked = {name: total[name] for name in ("guarantee", "contribution", "lane")}
    return _with(reverse("explain"), {**asked, "unit": total["unit"] or "none", **narrowed}, query)


def _with(path: str, parameters: Mapping[str, str], query: str) -> str:
    return f"{path}?{urlencode(parameters)}" + (f"&{query[1:]}" if query else "")


def _fullest_first(total: Object) -> tuple[bool, bool]:
    """Sorts totals: those with a figure, then those that somebody offers or refuses, then the rest."""
    return not total["counted"], not (total["uncounted"] or total["refused"])


def _firmest_first(row: Object) -> tuple[int, int, int, str]:
    """Sorts rows: actors that are bound before those that only talk, then by how much they say."""
    words = [one["headline"] for one in row["cells"] if one]
    bound = sum(word in AT_LEAST_PLEDGED for word in words)
    return (-bound, min(STRONGEST_FIRST.index(word) for word in words), -len(words), row["actor"])
