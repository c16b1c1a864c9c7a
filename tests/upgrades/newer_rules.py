"""What today's rules answer otherwise than those by which the stored answers were given, said once for each rule.

Each function takes an answer of that time and gives what the newer rule makes of it. What is not named here must be, to
the byte, what it was; only new fields are taken out before.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Rule = Callable[[Mapping[str, Any]], Mapping[str, Any]]

# What only the whole record can tell: age is counted at the day that the record reaches (signals/v2), and where a
# reader of the feed goes on names the ledger's epoch.
NOT_OF_THE_ROW = frozenset({"stale", "next"})
ENDED = ("refused", "withdrawn", "lapsed")
STATE = ("headline", "strength", "delivery", "standing", "low", "high", "words", "requires", "restrictions")


def by_todays_rules(value: Any, rules: Iterable[Rule]) -> Any:
    """An answer of before, with what newer rules say of it put in its place, however deep."""
    if isinstance(value, list):
        return [by_todays_rules(one, rules) for one in value]
    if not isinstance(value, dict):
        return value
    told: Mapping[str, Any] = value
    for rule in rules:
        told = rule(told)
    return {name: by_todays_rules(one, rules) for name, one in told.items()}


def what_ended_keeps_nothing(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """folding/v2: what was refused, withdrawn or has lapsed keeps no strength, hurdles or limits of before.

    A claim (`kind`) says what it said.
    """
    if one.get("standing") not in ENDED or "kind" in one or "requires" not in one:
        return one
    cleared: dict[str, Any] = {"strength": None, "requires": [], "restrictions": None, "open_conditions": []}
    return {name: cleared.get(name, value) for name, value in one.items()}


def nothing_set_is_no_claim(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """A lane in which nothing is set holds since no day and stands in no total, list or comparison."""
    if "last_said" in one and "since" in one and _is_bare(one):
        return {**one, "since": None}
    if "direction" in one and isinstance(one["after"], dict) and _is_bare(one["after"]):
        return {**one, "after": None, "direction": "gone"}
    if "none" in one.get("by_strength", ()):
        rest = dict(one["by_strength"])
        left_out = rest.pop("none")
        return {**one, "by_strength": rest, "uncounted": one["uncounted"] - left_out["uncounted"]}
    if "keystones" in one:
        firm = [row for row in one["firm"] if row["headline"] != "none"]
        totals = {
            name: [row for row in rows if set(row["by_strength"]) != {"none"}]
            for name, rows in one["totals"].items()
        }
        return {**one, "firm": firm, "totals": totals}
    return one


def versions_have_moved(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """The name of a rule is what changed with it."""
    newer = {"coverage/v1": "coverage/v2", "scenario/v1": "scenario/v2", "matrix/v1": "matrix/v2"}
    return {name: newer.get(value, value) if name == "rule" else value for name, value in one.items()}


# What the feed told was told, by the rules of that day.
OF_THE_FEED: tuple[Rule, ...] = ()
RULES: tuple[Rule, ...] = (
    what_ended_keeps_nothing,
    nothing_set_is_no_claim,
    versions_have_moved,
)


def _is_bare(state: Mapping[str, Any]) -> bool:
    return state.get("headline") == "none" and not any(state[name] for name in STATE if name != "headline")
