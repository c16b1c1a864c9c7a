"""How what was said changed: successive claims of one lane side by side, and promises against what stands."""

from collections.abc import Sequence
from typing import Final

from commitments.choices import Headline
from commitments.objects import Object
from commitments.strength import STRONGEST_FIRST

# Words that say that a promise is off.
_OFF: Final = frozenset({Headline.RULED_OUT, Headline.WITHDRAWN, Headline.LAPSED, Headline.SUSPENDED})


def rewordings(updates: Sequence[Object]) -> list[Object]:
    """Each claim (`updates`: newest first) with the one before it in the same lane, where the summary differs."""
    found: list[Object] = []
    for n, claim in enumerate(updates):
        earlier = (one for one in updates[n + 1 :] if one["lane"] == claim["lane"] and one["summary"])
        before = next(earlier, None)
        if before and claim["summary"] and before["summary"] != claim["summary"]:
            found.append({"before": before, "after": claim})
    return found


def with_words_before(updates: Sequence[Object]) -> list[Object]:
    """Each claim (newest first) with the summary `before` it on its commitment and lane; "" where it is the same."""
    return [{**claim, "before": _before(claim, updates[n + 1 :])} for n, claim in enumerate(updates)]


def _before(claim: Object, earlier: Sequence[Object]) -> str:
    same = ("commitment", "lane")
    fits = (one["summary"] for one in earlier if one["summary"] and all(one[of] == claim[of] for of in same))
    before: str = next(fits, "")
    return before if before != claim["summary"] else ""


def still_standing(said: Sequence[Object], commitments: Sequence[Object]) -> list[Object]:
    """The newest words of a leader on each commitment (`said`: newest first), and what has become of them.

    `fate` is `off`, `weaker`, `firmer`, `unreaffirmed` or `stands`; None where the words had no strength of their own.
    """
    newest: dict[str, Object] = {}
    for claim in said:
        newest.setdefault(claim["commitment"], claim)
    return [
        {
            "commitment": one["key"],
            "now": one["headline"],
            "said": newest[one["key"]],
            "fate": _fate(newest[one["key"]], one),
        }
        for one in commitments
        if one["key"] in newest
    ]


def _fate(claim: Object, commitment: Object) -> str | None:
    now, then = commitment["headline"], claim["strength"]
    if then is None:
        return None
    if now in _OFF or any(one["update"] == claim["key"] for one in commitment["retracted"]):
        return "off"
    places = STRONGEST_FIRST.index(now) - STRONGEST_FIRST.index(then)
    if places:
        return "weaker" if places > 0 else "firmer"
    return "unreaffirmed" if commitment["unreaffirmed"] else "stands"
