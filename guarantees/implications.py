"""What conditions say of one another (implies/v1).

A condition implies others that are true whenever it is: a signed peace implies a ceasefire. So what a **met**
condition implies is met, and a condition that implies an **impossible** one is impossible, however far. What somebody
said of a condition itself is not overruled by what follows from others, and what is assumed is not overruled by what
anybody said.
"""

from collections.abc import Collection, Iterable, Mapping

from .conditions import Truth

RULE = "implies/v1"

#: The conditions that each condition implies directly.
Implications = Mapping[str, Collection[str]]
NONE: Implications = {}


def spread(
    truths: Mapping[str, Truth], implies: Implications, *, kept: Iterable[str] = ()
) -> dict[str, Truth]:
    """The truths with what follows from those that are true or false; only open ones move, but for the `kept`."""
    found = dict(truths)
    fixed = set(kept)
    implied_by = reversed_(implies)
    edge = [key for key, truth in found.items() if truth != "open"]
    while edge:
        key = edge.pop()
        onwards = implies if found[key] == "true" else implied_by
        for other in onwards.get(key, ()):
            if found.get(other, "open") == "open" and other not in fixed:
                found[other] = found[key]
                edge.append(other)
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
    found = set(keys)
    edge = list(found)
    while edge:
        key = edge.pop()
        new = {*implies.get(key, ()), *implied_by.get(key, ())} - found
        found |= new
        edge += new
    return found


def reversed_(implies: Implications) -> dict[str, list[str]]:
    """The conditions that imply each condition directly."""
    found: dict[str, list[str]] = {}
    for key, others in implies.items():
        for other in others:
            found.setdefault(other, []).append(key)
    return found
