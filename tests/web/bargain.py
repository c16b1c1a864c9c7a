"""A small record of a bargain: pledges and talk, a whole and its parts, conditions that hang together, one that is
not mentioned any more.

Days are of 2025; everything is known on 5 September.
"""

from datetime import UTC, datetime
from typing import Any

from tests import drafts, worlds

SEPTEMBER = datetime(2025, 9, 5, 12, tzinfo=UTC)


def build() -> None:
    """Publish the whole of it."""
    _conditions()
    _promises()
    worlds.published(at=SEPTEMBER)


def _conditions() -> None:
    """A signed peace implies a ceasefire."""
    ceasefire = drafts.condition("c-ceasefire", name="Ceasefire in force", kind="ceasefire")
    drafts.condition("c-peace", name="Peace is signed").implies.set([ceasefire])
    drafts.condition("c-backstop", name="American backstop", kind="backstop")
    drafts.condition("c-mandate", name="A mandate", kind="mandate")


def _promises() -> None:
    for key, name in (("gbr", "United Kingdom"), ("fra", "France"), ("bel", "Belgium"), ("swe", "Sweden")):
        drafts.actor(key, name=name)
    drafts.group("willing", name="The willing")
    force = promise("force", "willing", title="The force as a whole")
    asked("force", "2025-08-17", "c-ceasefire & c-backstop", by="willing")
    promise("gbr-land", "gbr", title="British troops", part_of=force)
    first = asked("gbr-1", "2025-02-16", "c-backstop", of="gbr-land", low=100, high=100)
    said_again = {"kind": "reaffirmation", "names": first}
    asked("gbr-2", "2025-03-02", "c-backstop", of="gbr-land", **said_again)
    asked("gbr-3", "2025-08-17", "c-ceasefire", of="gbr-land")
    sky = drafts.guarantee("pact-air", kind="air_support")
    promise("gbr-air", "gbr", guarantee=sky, contribution="air_support", title="British jets", part_of=force)
    asked("gbr-air", "2025-08-17")
    promise("fra-land", "fra", title="French troops")
    asked("fra-land", "2025-08-18", "c-peace", by="fra", low=200, high=200)
    promise("bel-land", "bel", title="Belgian troops")
    asked("bel-land", "2025-08-18", by="bel", low=50, high=50, strength="discussed")
    promise("swe-land", "swe", title="Swedish troops")
    asked("swe-land", "2025-08-18", "c-ceasefire", by="swe", strength="signalled")
    promise("swe-2", "swe", title="Swedish engineers")
    asked("swe-2", "2025-08-18", "c-mandate", by="swe", strength="signalled")


def promise(key: str, actor: str, **fields: Any) -> Any:
    """A draft commitment."""
    return drafts.commitment(key, actor=drafts.actor(actor), **fields)


def asked(key: str, on: str, requires: str = "", *, of: str = "", **said: Any) -> Any:
    """A draft claim about a commitment, of the claim's own key unless another is given."""
    return worlds.said(key, on, commitment=drafts.commitment(of or key), requires=requires, **said)
