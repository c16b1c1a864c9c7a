"""How what was said changed: successive claims of one lane side by side, and promises against what stands.

Only quotations are compared as wording; our summaries are ours, and are compared as such.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from commitments.choices import Headline
from commitments.objects import Object
from commitments.strength import STRONGEST_FIRST, headline
from guarantees.models import Statement

# Words that say that a promise is off.
_OFF: Final = frozenset({Headline.RULED_OUT, Headline.WITHDRAWN, Headline.LAPSED, Headline.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Quotation:
    """The speaker's own words, and the tag of the language in which they were said, "" where it is not known."""

    text: str
    language: str


def quotations_of(updates: Sequence[Object]) -> dict[str, Quotation]:
    """The words that are quoted of the statements of some claims, by statement. One query."""
    rows = Statement.objects.filter(key__in={one["statement"] for one in updates}).exclude(quotation="")
    return {
        key: Quotation(text, language)
        for key, text, language in rows.order_by().values_list("key", "quotation", "quotation_language")
    }


def rewordings(updates: Sequence[Object]) -> list[Object]:
    """Each claim (`updates`: newest first) with the one before it in the same lane, where our summary differs."""
    found: list[Object] = []
    for n, claim in enumerate(updates):
        earlier = (one for one in updates[n + 1 :] if one["lane"] == claim["lane"] and one["summary"])
        before = next(earlier, None)
        if before and claim["summary"] and before["summary"] != claim["summary"]:
            found.append({"before": before, "after": claim})
    return found


def quoted(updates: Sequence[Object], quotations: Mapping[str, Quotation]) -> list[Object]:
    """Each claim (newest first) whose words are quoted: `after`, with its `words` and those `words_before` them.

    They are compared with the newest quotation before them in the same language, on the same commitment and lane
    and of another statement; `before` is its claim. Both are None where there is none.
    """
    told = [one for one in updates if one.get("statement") in quotations]
    found = []
    for n, claim in enumerate(told):
        words = quotations[claim["statement"]]
        earlier = (one for one in told[n + 1 :] if _comparable(one, claim, quotations))
        before = next(earlier, None)
        found.append(
            {
                "after": claim,
                "words": words,
                "before": before,
                "words_before": quotations[before["statement"]] if before else None,
            }
        )
    return found


def _comparable(one: Object, other: Object, quotations: Mapping[str, Quotation]) -> bool:
    same = ("commitment", "lane")
    return (
        one["statement"] != other["statement"]
        and all(one[of] == other[of] for of in same)
        and quotations[one["statement"]].language == quotations[other["statement"]].language
    )


def with_words_before(
    updates: Sequence[Object], quotations: Mapping[str, Quotation] | None = None
) -> list[Object]:
    """Each claim (newest first) with what it is compared with: our summary before it, and the quotation.

    `before` is the summary before it on its commitment and lane, "" where it is the same; `quoted` what `quoted`
    tells of the claim, None where no words are quoted.
    """
    told = {one["after"]["key"]: one for one in quoted(updates, quotations or {})}
    return [
        {**claim, "before": _before(claim, updates[n + 1 :]), "quoted": told.get(claim.get("key"))}
        for n, claim in enumerate(updates)
    ]


def _before(claim: Object, earlier: Sequence[Object]) -> str:
    same = ("commitment", "lane")
    fits = (one["summary"] for one in earlier if one["summary"] and all(one[of] == claim[of] for of in same))
    before: str = next(fits, "")
    return before if before != claim["summary"] else ""


def still_standing(said: Sequence[Object], commitments: Sequence[Object]) -> list[Object]:
    """The newest words of a leader on each commitment (`said`: newest first), and what has become of them.

    `then` is the headline of what they said. `fate` is `off`, `weaker`, `firmer`, `unreaffirmed` or `stands`; None
    where they spoke of no headline.
    """
    newest: dict[str, Object] = {}
    for claim in said:
        newest.setdefault(claim["commitment"], claim)
    return [
        {
            "commitment": one["key"],
            "now": one["headline"],
            "said": newest[one["key"]],
            "then": _headline(newest[one["key"]]),
            "fate": _fate(newest[one["key"]], one),
        }
        for one in commitments
        if one["key"] in newest
    ]


def _headline(claim: Object) -> str:
    """The word for what a claim itself says of how firm it is."""
    return headline(claim["standing"], claim["delivery"], claim["strength"])


def _fate(claim: Object, commitment: Object) -> str | None:
    now, then = commitment["headline"], _headline(claim)
    if then == Headline.NONE or (then in _OFF and then != Headline.SUSPENDED):
        return None
    if now in _OFF or any(one["update"] == claim["key"] for one in commitment["retracted"]):
        return "off"
    places = STRONGEST_FIRST.index(now) - STRONGEST_FIRST.index(then)
    if places:
        return "weaker" if places > 0 else "firmer"
    return "unreaffirmed" if commitment["unreaffirmed"] else "stands"
