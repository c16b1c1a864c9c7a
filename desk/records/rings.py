"""Rows that name one another in a ring."""

from collections.abc import Mapping

LONGEST_SHOWN = 6


def on_rings(names: Mapping[str, str]) -> dict[str, list[str]]:
    """For each key on a ring the way around it, given what each key names. One pass, whatever the length."""
    rings: dict[str, list[str]] = {}
    passed: set[str] = set()
    for start in names:
        way: dict[str, int] = {}
        key = start
        while key in names and key not in passed:
            passed.add(key)
            way[key] = len(way)
            key = names[key]
        if key in way:
            ring = list(way)[way[key] :]
            for place, member in enumerate(ring):
                rings[member] = _shown([*ring[place:], *ring[:place], member])
    return rings


def _shown(way: list[str]) -> list[str]:
    """A way that fits in a message."""
    return way if len(way) <= LONGEST_SHOWN else [*way[: LONGEST_SHOWN - 2], "…", way[-1]]
