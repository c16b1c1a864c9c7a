"""The format's rules for counting and folding, written again in a few lines and by nothing else.

They take claims of any class that has the attributes by which the rules go.
"""

from typing import Any

from ledger.asof import AsOf

SETS = ("change", "refinement", "correction")


def counting_again(claims: list[Any], when: AsOf) -> list[Any]:
    """Which claims count, written again from the format's rule 1 and nothing else."""
    known = [one for one in claims if one.recorded_at <= when.known_at]
    corrected = [one.relates_to for one in known if one.kind == "correction"]
    live = [one for one in known if one.day <= when.true_on and one.key not in corrected]

    def removed(one: Any) -> bool:
        return any(o.kind == "retraction" and o.relates_to == one.key and not removed(o) for o in live)

    return sorted((one for one in live if not removed(one)), key=lambda one: (one.day, one.sequence))


def folding_again(claims: list[Any]) -> dict[str, Any] | None:
    """The fields of a lane, written again from the format's rules 3 and 4 and nothing else."""
    got: dict[str, Any] = dict.fromkeys(("strength", "delivery", "standing", "restrictions", "said"))
    got |= {"requires": (), "figure": (None, None, None)}
    for one in claims:
        got["said"] = got["said"] if one.kind == "denial" else (one.day, one.speaker, one.speaking_for)
        if one.kind in SETS:
            carried = {name: getattr(one, name) for name in got if name not in ("figure", "said")}
            got |= {name: value for name, value in carried.items() if value}
            figure = (one.low, one.high, one.words)
            clears = one.kind == "change" and one.standing not in (None, "offered")
            got["figure"] = figure if clears or figure != (None, None, None) else got["figure"]
    return got if claims else None
