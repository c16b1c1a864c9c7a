"""What conditions say of one another (implies/v1).

A condition implies others that are true whenever it is: a signed peace implies a ceasefire. So what a **met**
condition implies is met, and a condition that implies an **impossible** one is impossible, however far. Only open
conditions follow: one that is said or assumed to be met or impossible stays so, whatever follows from others, and then
the two contradict one another. What is assumed goes before what anybody said.
"""

from collections.abc import Collection, Iterable, Mapping

from .conditions import Truth

RULE = "implies/v1"

#: The conditions that each condition implies directly.
Implications = Mapping[str, Collection[str]]
NONE: Implications = {}


def spread(truths: Mapping[str, Truth], implies: Implications) -> dict[str, Truth]:
    """The truths with what follows from those that are true or false; only open ones move.

    One that would follow both ways, since those from which it follows contradict one another, is true.
    """
    found = dict(truths)
    definite: tuple[tuple[Truth, Implications], ...] = (("true", implies), ("false", reversed_(implies)))
    for truth, onwards in definite:
        for key in _reached([key for key, one in truths.items() if one == truth], onwards):
            if found.get(key, "open") == "open":
                found[key] = truth
    return found


def _reached(keys: Iterable[str], links: Mapping[str, Collection[str]]) -> set[str]:
    """Everything that some keys lead to, however far."""
    found: set[str] = set()
    edge = list(keys)
    while edge:
        new = {*links.get(edge.pop(), ())} - found
        found |= new
        edge += new
    return found


def implied_by_each(keys: Iterable[str], implies: Implications) -> list[tuple[str, str]]:
    """Each of the conditions beside every one that it implies, however far."""
    found: dict[tuple[str, str], None] = {}
    edge = [(key, other) for key in keys for other in implies.get(key, ())]
    while edge:
        pair = edge.pop(0)
        if pair not in found:
            found[pair] = None
            edge += [(pair[0], other) for other in implies.get(pair[1], ())]
    return list(found)


def related_to(keys: Iterable[str], implies: Implications) -> set[str]:
    """The conditions with all that they imply or are implied by, however far: what can move them."""
    implied_by = reversed_(implies)
    both = {key: {*implies.get(key, ()), *implied_by.get(key, ())} for key in {*implies, *implied_by}}
    asked = set(keys)
    return asked | _reached(asked, both)


def reversed_(implies: Implications) -> dict[str, list[str]]:
    """The conditions that imply each condition directly."""
    found: dict[str, list[str]] = {}
    for key, others in implies.items():
        for other in others:
            found.setdefault(other, []).append(key)
    return found
