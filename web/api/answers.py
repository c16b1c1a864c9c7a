"""The answers of the views, as JSON Schema."""

from typing import Final

from commitments.choices import Direction, Headline, Lane, Reason
from guarantees.choices import ConditionState

from .shapes import (
    DAY,
    EDTF,
    FIGURE,
    KEY,
    REQUIREMENT,
    STATE,
    TEXT,
    YES_OR_NO,
    Schema,
    Shape,
    many,
    maybe,
    record,
    word,
)

KNOWN_ON: Final[Schema] = {"type": "string", "description": "As asked, else the moment of the newest change"}
CLOCKS: Final[Shape] = {"as_of": DAY, "known_on": KNOWN_ON, "basis": FIGURE}
ADDRESS: Final[Schema] = {"type": "string", "format": "uri"}
PAGED: Final[Shape] = {
    "count": FIGURE,
    "complete": YES_OR_NO,
    "next": maybe(ADDRESS),
    "previous": maybe(ADDRESS),
}
INTERVAL: Final[Shape] = {"low": maybe(FIGURE), "high": maybe(FIGURE)}
COUNTS: Final[Shape] = {"counted": FIGURE, "uncounted": FIGURE, "refused": FIGURE}
OVERLAP: Final = record({"commitment": KEY, "inside": KEY})
SHARE: Final = record({**INTERVAL, "counted": FIGURE, "uncounted": FIGURE})
TOTAL: Final[Shape] = {
    "guarantee": KEY,
    "contribution": TEXT,
    "unit": maybe(TEXT),
    "lane": word(Lane),
    **INTERVAL,
    **COUNTS,
    "by_strength": {"type": "object", "additionalProperties": SHARE},
    "possible_double_count": many(OVERLAP),
    "rule": TEXT,
    "explain": ADDRESS,
}
OF_A_CELL: Final = record(
    {"guarantee": KEY, "unit": maybe(TEXT), **INTERVAL, "headline": word(Headline), "joint": YES_OR_NO}
)
CELL: Final[Shape] = {
    "headline": word(Headline),
    "until": maybe(EDTF),
    **INTERVAL,
    "unit": maybe(TEXT),
    "figures": many(OF_A_CELL),
    "commitments": many(KEY),
    "conditions_open": many(KEY),
    "reported": maybe(word(Headline)),
}
ROW: Final = record(
    {"package": KEY, "actor": KEY, "cells": {"type": "object", "additionalProperties": record(CELL)}}
)
MATRIX: Final = record({**CLOCKS, "rows": many(ROW), "totals": many(record(TOTAL))})
TOTALS: Final = record({**CLOCKS, "results": many(record(TOTAL))})
INCLUDED: Final = record({"commitment": KEY, **INTERVAL, "updates": many(KEY)})
EXCLUDED: Final = record({"commitment": KEY, "reason": word(Reason)})
EXPLAIN: Final = record(
    {
        **CLOCKS,
        "included": many(INCLUDED),
        "excluded": many(EXCLUDED),
        "possible_double_count": many(OVERLAP),
        "rule": TEXT,
    }
)
COVERED: Final[Shape] = {
    "guarantee": KEY,
    "requirements": many(record(REQUIREMENT)),
    "pledged": maybe(record({**INTERVAL, "unit": TEXT})),
    "pledged_by_unit": many(record({"unit": maybe(TEXT), **INTERVAL, **COUNTS})),
    "gap": many(
        record({"claimed_by": maybe(KEY), **INTERVAL, "low_if_uncounted_add_nothing": maybe(FIGURE)})
    ),
    "uncounted": FIGURE,
    "refused": FIGURE,
    "rule": TEXT,
}
COVERAGE: Final = record({**CLOCKS, "results": many(record(COVERED))})
WHY: Final = record({"condition": KEY, "state": maybe(word(ConditionState)), "assumed": YES_OR_NO})
OUTCOME: Final = record({"commitment": KEY, "why": many(WHY), "headline": word(Headline), **INTERVAL})
KEYSTONE: Final = record({"condition": KEY, "unlocks": many(KEY), **INTERVAL})
SCENARIO: Final = record(
    {
        **CLOCKS,
        "firm": many(OUTCOME),
        "waiting": many(OUTCOME),
        "blocked": many(OUTCOME),
        "totals": record({"before": many(record(TOTAL)), "after": many(record(TOTAL))}),
        "keystones": many(KEYSTONE),
        "cycles": many(many(KEY)),
        "rule": TEXT,
    }
)
MOVE: Final = record(
    {
        "commitment": KEY,
        "before": maybe(record(STATE)),
        "after": maybe(record(STATE)),
        "direction": word(Direction),
        "because": many(KEY),
    }
)
COMPARE: Final = record({**CLOCKS, "moved": many(MOVE)})
ENTRY: Final[Shape] = {
    "date_low": maybe(DAY),
    "date_high": maybe(DAY),
    "type": {"type": "string", "enum": ["event", "update"]},
    "key": KEY,
    "object": {"type": "object"},
}
TIMELINE: Final = record({**CLOCKS, **PAGED, "results": many(record(ENTRY))})
