"""The answers of the views, as JSON Schema."""

from typing import Final

from commitments.choices import Direction, Firmness, Headline, Lane, Reading, Reason, Strength, Talk
from guarantees.choices import ConditionState

from .shapes import (
    DAY,
    EDTF,
    FIGURE,
    KEY,
    NO_LONGER_NAMED,
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
    "no_longer_named": many(KEY),
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
HOLDS: Final[Schema] = {
    **maybe(word(ConditionState)),
    "description": "What is assumed or was said, unless it follows from others: then met, unmet or impossible",
}
WHY: Final = record({"condition": KEY, "state": HOLDS, "assumed": YES_OR_NO})
OUTCOME: Final = record(
    {
        "commitment": KEY,
        "why": many(WHY),
        "headline": word(Headline),
        "strength": maybe(word(Strength)),
        **INTERVAL,
        "whole": maybe({"type": "string", "enum": [Firmness.BLOCKED.value]}),
        "no_longer_named": many(NO_LONGER_NAMED),
    }
)
KEYSTONE: Final = record(
    {
        "condition": KEY,
        "unlocks": many(KEY),
        **INTERVAL,
        "unlocks_pledged": many(KEY),
        "low_pledged": maybe(FIGURE),
        "high_pledged": maybe(FIGURE),
    }
)
BEFORE_AND_AFTER: Final = record({"before": many(record(TOTAL)), "after": many(record(TOTAL))})
PLEDGED: Final = record({"count": FIGURE, "totals": BEFORE_AND_AFTER})
SCENARIO: Final = record(
    {
        **CLOCKS,
        "reading": word(Reading),
        "firm": many(OUTCOME),
        "waiting": many(OUTCOME),
        "blocked": many(OUTCOME),
        "totals": BEFORE_AND_AFTER,
        "pledged_only": record(dict.fromkeys(Firmness.values, PLEDGED)),
        "talk": record(dict.fromkeys(Talk.values, FIGURE)),
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
