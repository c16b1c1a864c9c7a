"""The matrix: actors by contributions, for each package on its own."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from django.db.models import QuerySet

from commitments import matrix as rules
from commitments.choices import Lane
from commitments.models import Commitment
from commitments.objects import Object
from commitments.objects.fields import keys_through
from commitments.reading import rows_at, states_at, truths_at
from guarantees import requires
from guarantees.choices import Contribution
from ledger.asof import AsOf


class Entry(NamedTuple):
    """A commitment in a cell as the rule sees it, until when it is promised (EDTF, "" where no day is named), and the
    conditions that it once asked for and that are no longer named.
    """

    seen: rules.CellEntry
    until: str
    silent: tuple[str, ...]


def matrix(
    commitments: "QuerySet[Commitment]", at: AsOf, *, actors: Collection[str] | None = None
) -> list[Object]:
    """A row for every package and actor that has one of these commitments, alone or jointly.

    Only those of `actors` if given. Rows come in the order of the keys of packages, then of actors; cells in that of
    the vocabulary of contributions. Eight queries.
    """
    rows, joint = _read(commitments)
    entries = _entries(rows, joint, at)
    cells: dict[tuple[str, str], dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for actor in dict.fromkeys([row.actor.key, *joint[row.pk]]):
            if actors is None or actor in actors:
                cells[row.guarantee.package.key, actor][row.contribution].append(entries[row.pk])
    return [
        {
            "package": package,
            "actor": actor,
            "cells": {
                str(word): _cell(cells[package, actor][word])
                for word in Contribution.values
                if word in cells[package, actor]
            },
        }
        for package, actor in sorted(cells)
    ]


def _read(commitments: "QuerySet[Commitment]") -> tuple[list[Commitment], dict[int, list[str]]]:
    """The commitments with what a matrix asks of them, and the keys of their joint parties."""
    rows = list(commitments.select_related("actor", "guarantee__package", "part_of").order_by("key"))
    return rows, keys_through(Commitment.joint_with.through, "commitment", "actor", [row.pk for row in rows])


def _entries(rows: Sequence[Commitment], joint: Mapping[int, Sequence[str]], at: AsOf) -> Mapping[int, Entry]:
    official = list(rows_at(rows, Lane.OFFICIAL, at))
    reported = {
        pk: state
        for (pk, lane), state in states_at([row.pk for row in rows], at).items()
        if lane == Lane.REPORTED and state.is_set
    }
    needed = {
        row.pk: requires.keys(tuple(tuple(way) for way in state.requires)) if state else ()
        for row, (_, state) in zip(rows, official, strict=True)
    }
    truths = truths_at({key for keys in needed.values() for key in keys}, at)
    return {
        row.pk: Entry(
            rules.CellEntry(
                row=total,
                wholes=(row.part_of.key,) if row.part_of else (),
                conditions_open=tuple(key for key in needed[row.pk] if truths[key] == "open"),
                reported=reported[row.pk].headline if row.pk in reported else None,
                joint=bool(joint[row.pk]),
            ),
            state.until if state else "",
            state.silent if state else (),
        )
        for row, (total, state) in zip(rows, official, strict=True)
    }


def _cell(entries: Sequence[Entry]) -> dict[str, Any]:
    found = rules.cell([entry.seen for entry in entries])
    untils = {entry.until for entry in entries if entry.seen.row.headline == found.headline}
    return {
        "headline": found.headline,
        # Of the commitments of this headline, where they do not differ in it.
        "until": untils.pop() or None if len(untils) == 1 else None,
        "low": found.low,
        "high": found.high,
        "unit": found.unit,
        "figures": [asdict(one) for one in found.figures],
        "commitments": list(found.commitments),
        "conditions_open": list(found.conditions_open),
        "no_longer_named": sorted({key for entry in entries for key in entry.silent}),
        "reported": found.reported,
    }
