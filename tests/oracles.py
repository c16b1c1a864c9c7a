"""The format's rules for counting and folding, written again in a few lines and by nothing else.

They take claims of any class that has the attributes by which the rules go.
"""

from datetime import UTC, date, datetime
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

    never = datetime.min.replace(tzinfo=UTC)
    return sorted(
        (one for one in live if not removed(one)),
        key=lambda one: (one.day, getattr(one, "said_at", None) or never, one.sequence),
    )


def folding_again(claims: list[Any], on: date) -> dict[str, Any] | None:
    """The fields of a lane on a day, written again from the format's rules 3 and 4 and nothing else."""
    over = ("refused", "withdrawn", "lapsed")
    got: dict[str, Any] = dict.fromkeys(("strength", "delivery", "standing", "restrictions", "until", "said"))
    got |= {"requires": (), "figure": (None, None, None)}

    def ended_before(day: date) -> bool:
        gone = got["standing"] in over or got["delivery"] == "completed"
        return got["until"] is not None and got["until"].high < day and not gone

    for one in claims:
        got["said"] = got["said"] if one.kind == "denial" else (one.day, one.speaker, one.speaking_for)
        if one.kind in SETS:
            if one.kind == "change" and one.standing in over:
                got |= {"strength": None, "requires": (), "restrictions": None}
            carried = {name: getattr(one, name) for name in got if name not in ("figure", "said")}
            got |= {name: value for name, value in carried.items() if value}
            if one.kind == "change" and one.standing in over:
                got["until"] = None
            figure = (one.low, one.high, one.words)
            clears = one.kind == "change" and one.standing not in (None, "offered")
            got["figure"] = figure if clears or figure != (None, None, None) else got["figure"]
    got["lapsed"] = ended_before(on)
    return got if claims else None
