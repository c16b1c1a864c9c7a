"""The fields of every noun with their types, as JSON Schema: what OpenAPI tells, and what may be named or sorted by.

The objects themselves are made in commitments/objects/; a test holds the two against each other.
"""

from collections.abc import Mapping
from typing import Any, Final

from actors.choices import ActorKind, OfficeClass
from commitments.choices import Delivery, Firmness, Headline, Lane, Standing, Strength
from guarantees.choices import (
    Attribution,
    ConditionKind,
    ConditionState,
    Contribution,
    EventKind,
    EventStatus,
    Role,
    Stance,
)
from ledger.choices import Kind
from ledger.vocabulary import Vocabulary
from sources.choices import Credibility, PublisherKind, SourceKind

Schema = dict[str, Any]
Shape = Mapping[str, Schema]


def word(vocabulary: type[Vocabulary]) -> Schema:
    """A word of a vocabulary."""
    return {"type": "string", "enum": list(vocabulary.values)}


def maybe(schema: Schema) -> Schema:
    """The same, or null: not known."""
    if "enum" in schema:
        return {**schema, "type": [schema["type"], "null"], "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def many(schema: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": schema}


def record(shape: Shape) -> Schema:
    """An object with exactly these fields."""
    return {
        "type": "object",
        "properties": dict(shape),
        "required": list(shape),
        "additionalProperties": False,
    }


def is_plain(schema: Schema) -> bool:
    """Whether a field holds one value: neither a list nor an object."""
    types = schema.get("type", "object")
    return not {"array", "object"} & ({types} if isinstance(types, str) else set(types))


TEXT: Final[Schema] = {"type": "string"}
KEY: Final[Schema] = {"type": "string", "maxLength": 100}
DAY: Final[Schema] = {"type": "string", "format": "date"}
MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
EDTF: Final[Schema] = {
    "type": "string",
    "description": "EDTF: 2025, 2025-08, 2025-08-19, intervals, ~ for about",
}
SAID_AT: Final[Schema] = {**MOMENT, "description": "As it was recorded, with its own offset"}
LANGUAGE: Final[Schema] = {
    "type": "string",
    "maxLength": 35,
    "description": "The tag of a language: uk, pt-BR",
}
WIKIDATA: Final[Schema] = {"type": "string", "pattern": "^Q[1-9][0-9]*$"}
FIGURE: Final[Schema] = {"type": "integer", "minimum": 0}
TRUTH: Final[Schema] = {
    "type": "string",
    "enum": ["true", "false", "open"],
    "description": "How it counts, with what follows from other conditions and from commitments",
}
YES_OR_NO: Final[Schema] = {"type": "boolean"}
REQUIRES: Final[Schema] = {**many(many(KEY)), "description": "An OR of ANDs of condition keys"}
RECORDED: Final[Shape] = {"recorded_at": MOMENT}

OFFICE: Final[Shape] = {
    "leader": KEY,
    "name": TEXT,
    "office": TEXT,
    "office_class": word(OfficeClass),
    "acting": YES_OR_NO,
    "since": maybe(DAY),
    "until": maybe(DAY),
}
NAMED: Final[Shape] = {"aliases": many(record({"name": TEXT, "language": maybe(LANGUAGE)}))}
ACTOR: Final[Shape] = {
    "key": KEY,
    "name": TEXT,
    "kind": word(ActorKind),
    "iso2": maybe(TEXT),
    "iso3": maybe(TEXT),
    "wikidata": maybe(WIKIDATA),
    **NAMED,
    "size_low": maybe(FIGURE),
    "size_high": maybe(FIGURE),
    "memberships": many(
        record({"organisation": KEY, "role": maybe(TEXT), "since": maybe(DAY), "until": maybe(DAY)})
    ),
    "leaders": many(record(OFFICE)),
    "commitments_count": FIGURE,
    **RECORDED,
}
LEADER: Final[Shape] = {
    "key": KEY,
    "name": TEXT,
    "wikidata": maybe(WIKIDATA),
    **NAMED,
    "tenures": many(record({**OFFICE, "actor": KEY})),
    **RECORDED,
}
PUBLISHER: Final[Shape] = {
    "key": KEY,
    "name": TEXT,
    "kind": word(PublisherKind),
    "country": maybe(TEXT),
    **NAMED,
    **RECORDED,
}
SOURCE: Final[Shape] = {
    "key": KEY,
    "title": TEXT,
    "url": maybe(TEXT),
    "published_on": DAY,
    "published_on_is_approximate": YES_OR_NO,
    "publisher": KEY,
    "origin": KEY,
    "kind": word(SourceKind),
    "language": maybe(TEXT),
    **RECORDED,
}
PACKAGE: Final[Shape] = {
    "key": KEY,
    "name": TEXT,
    "beneficiary": maybe(KEY),
    "summary": maybe(TEXT),
    "opened_on": maybe(DAY),
    "guarantees": many(KEY),
    **RECORDED,
}
REQUIREMENT: Final[Shape] = {
    "claimed_by": maybe(KEY),
    "low": maybe(FIGURE),
    "high": maybe(FIGURE),
    "unit": maybe(TEXT),
    "words": maybe(TEXT),
    "update": KEY,
    "last_said": maybe(DAY),
    "sources": many(KEY),
}
GUARANTEE: Final[Shape] = {
    "key": KEY,
    "package": KEY,
    "name": TEXT,
    "kind": word(Contribution),
    "phase": maybe(TEXT),
    "beneficiary": maybe(KEY),
    "summary": maybe(TEXT),
    "requirements": many(record(REQUIREMENT)),
    **RECORDED,
}
CONDITION: Final[Shape] = {
    "key": KEY,
    "package": KEY,
    "actor": maybe(KEY),
    "name": TEXT,
    "kind": word(ConditionKind),
    "description": maybe(TEXT),
    "state": {**maybe(word(ConditionState)), "description": "What was said of it; null without a claim"},
    "truth": TRUTH,
    "reach": maybe(record({"commitment": KEY, "strength": word(Strength)})),
    "implies": many(KEY),
    "since": maybe(DAY),
    "last_said": maybe(DAY),
    "waiting": many(KEY),
    "waiting_pledged": many(KEY),
    **RECORDED,
}
EVENT: Final[Shape] = {
    "key": KEY,
    "package": maybe(KEY),
    "name": TEXT,
    "kind": word(EventKind),
    "status": word(EventStatus),
    "held": maybe(EDTF),
    "held_low": maybe(DAY),
    "held_high": maybe(DAY),
    "place": maybe(TEXT),
    "country": maybe(TEXT),
    "summary": maybe(TEXT),
    "participants": many(record({"actor": KEY, "leader": maybe(KEY), "role": word(Role)})),
    "statements": many(KEY),
    "sources": many(KEY),
    **RECORDED,
}
STATEMENT: Final[Shape] = {
    "key": KEY,
    "speaker": maybe(KEY),
    "speaking_for": many(KEY),
    "attribution": word(Attribution),
    "said_on": EDTF,
    "said_low": DAY,
    "said_high": DAY,
    "said_at": maybe(SAID_AT),
    "event": maybe(KEY),
    "grade": TEXT,
    "sources": many(KEY),
    "claims": many(KEY),
    "summary": maybe(TEXT),
    "quotation": maybe(TEXT),
    "quotation_language": maybe(LANGUAGE),
    **RECORDED,
}
STATE: Final[Shape] = {
    "headline": word(Headline),
    "strength": maybe(word(Strength)),
    "delivery": maybe(word(Delivery)),
    "standing": maybe(word(Standing)),
    "low": maybe(FIGURE),
    "high": maybe(FIGURE),
    "words": maybe(TEXT),
    "requires": REQUIRES,
    "restrictions": maybe(TEXT),
    "until": maybe(EDTF),
    "last_said": maybe(DAY),
}
NO_LONGER_NAMED: Final = record({"condition": KEY, "last_named": DAY, "update": KEY})
COMMITMENT: Final[Shape] = {
    "key": KEY,
    "package": KEY,
    "actor": KEY,
    "joint_with": many(KEY),
    "guarantee": KEY,
    "contribution": word(Contribution),
    "unit": maybe(TEXT),
    "title": TEXT,
    "part_of": maybe(KEY),
    **STATE,
    "quantity_lane": maybe(word(Lane)),
    "open_conditions": many(KEY),
    "firmness": maybe(word(Firmness)),
    "no_longer_named": many(NO_LONGER_NAMED),
    "since": maybe(DAY),
    "reported": maybe(record(STATE)),
    "disputed": many(record({"update": KEY, "by": many(KEY), "denial": KEY})),
    "retracted": many(record({"update": KEY, "by": KEY})),
    "unreaffirmed": YES_OR_NO,
    "stale": YES_OR_NO,
    "clashes": many(record({"position": KEY, "actor": KEY})),
    "origins": many(KEY),
    **RECORDED,
}
CLAIM: Final[Shape] = {
    "statement": KEY,
    "kind": word(Kind),
    "relates_to": maybe(KEY),
    "effective": EDTF,
    "effective_low": DAY,
    "effective_high": DAY,
    "day": DAY,
    "said_at": maybe(SAID_AT),
    "recorded_at": MOMENT,
    "superseded_at": maybe(MOMENT),
    "redacted_at": maybe(MOMENT),
    "summary": maybe(TEXT),
    "grade": TEXT,
    "credibility": word(Credibility),
    "attribution": word(Attribution),
    "speaker": maybe(KEY),
    "speaking_for": many(KEY),
    "sources": many(KEY),
    "origins": many(KEY),
}
UPDATE: Final[Shape] = {
    "key": KEY,
    "package": KEY,
    "actor": KEY,
    "commitment": KEY,
    **CLAIM,
    "lane": word(Lane),
    "strength": maybe(word(Strength)),
    "delivery": maybe(word(Delivery)),
    "standing": maybe(word(Standing)),
    "low": maybe(FIGURE),
    "high": maybe(FIGURE),
    "words": maybe(TEXT),
    "requires": REQUIRES,
    "drops": many(KEY),
    "restrictions": maybe(TEXT),
    "until": maybe(EDTF),
    "until_low": maybe(DAY),
    "until_high": maybe(DAY),
}
CONDITION_UPDATE: Final[Shape] = {
    "key": KEY,
    "package": KEY,
    "condition": KEY,
    **CLAIM,
    "state": maybe(word(ConditionState)),
}
POSITION: Final[Shape] = {
    "key": KEY,
    "package": KEY,
    "actor": KEY,
    "guarantee": KEY,
    "contribution": word(Contribution),
    "stance": maybe(word(Stance)),
    **CLAIM,
}
