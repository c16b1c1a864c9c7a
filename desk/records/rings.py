"""Rows that name one another in a ring."""

from collections.abc import Collection, Mapping, Sequence

from guarantees.implications import reversed_

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
            rings |= {member: _around(ring, place) for place, member in enumerate(ring)}
    return rings


def ways_around(names: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """For each key that names itself in the end a way around, given all that each key names.

    A way that was found is told of every key on it, so that neither a long chain nor a long ring takes long.
    """
    found: dict[str, list[str]] = {}
    knots = reversed_(_without_ends(reversed_(_without_ends(names))))
    for start in names:
        if start in knots and start not in found:
            ring = _way_back(start, knots)
            for place, member in enumerate(ring):
                found.setdefault(member, _around(ring, place))
    return found


def _without_ends(names: Mapping[str, Collection[str]]) -> dict[str, Collection[str]]:
    """What is left of keys and what they name once those that name none of the others are out, again and again."""
    left = {key: dict.fromkeys(other for other in others if other in names) for key, others in names.items()}
    named_by = reversed_(left)
    ends = [key for key, others in left.items() if not others]
    while ends:
        end = ends.pop()
        del left[end]
        for key in named_by.get(end, ()):
            del left[key][end]
            if not left[key]:
                ends.append(key)
    return {key: list(others) for key, others in left.items()}


def _way_back(start: str, names: Mapping[str, Collection[str]]) -> list[str]:
    """The keys on a shortest way from a key back to it, beginning with itself; none when there is no way."""
    came_from: dict[str, str] = {}
    edge = [start]
    while edge and start not in came_from:
        further: list[str] = []
        for key in edge:
            new = [other for other in names.get(key, ()) if other not in came_from]
            came_from.update(dict.fromkeys(new, key))
            further += new
        edge = further
    if start not in came_from:
        return []
    way = [start]
    while came_from[way[-1]] != start:
        way.append(came_from[way[-1]])
    return [start, *reversed(way[1:])]


def _around(ring: Sequence[str], place: int) -> list[str]:
    """The way around a ring from one of its members back to it, as far as it fits in a message."""
    if len(ring) < LONGEST_SHOWN:
        return [*ring[place:], *ring[:place], ring[place]]
    first = [ring[(place + step) % len(ring)] for step in range(LONGEST_SHOWN - 2)]
    return [*first, "…", ring[place]]
