"""What is true of the demo record, read from its files alone: no model, no query and no rule of the product.

A second, small reading of the record's format, so that a test does not believe the page that it reads.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from .serving import DEMO

Row = dict[str, str]

OFFICIAL = {"official_document", "named_official", "spokesperson"}
SETTING = {"change", "refinement", "correction"}
# The words of headlines as a page spells them.
SPOKEN = {
    "ruled_out": "Ruled out",
    "in_place": "In place",
    "none": "None",
}


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of a file of the record."""
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by_key(name: str) -> dict[str, Row]:
    return {row["key"]: row for row in table(name)}


def words(text: str) -> list[str]:
    """A list inside a cell."""
    return [word for word in text.split(";") if word]


def sources_of(claim: Row) -> list[Row]:
    """The documents on which a claim rests: its own, else those of its statement."""
    keys = words(claim["sources"]) or words(by_key("statements")[claim["statement"]]["sources"])
    return [by_key("sources")[key] for key in keys]


def origins_of(claim: Row) -> set[str]:
    """The publishers that a claim came from first."""
    return {source["origin"] or source["publisher"] for source in sources_of(claim)}


def known_from(claim: Row) -> date:
    """The day on which a claim became known."""
    return min(date.fromisoformat(source["published_on"]) for source in sources_of(claim))


def last_day(when: str) -> date:
    """The last day of a date of the record, which may be a month or an interval."""
    text = when.split("/")[-1].rstrip("~")
    if len(text) == len("2025-12"):
        year, month = (int(part) for part in text.split("-"))
        first_after = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(first_after.toordinal() - 1)
    return date.fromisoformat(text) if len(text) > len("2025") else date(int(text), 12, 31)


def day_of(claim: Row) -> date:
    """The day from which a claim counts."""
    said = by_key("statements")[claim["statement"]]["said_on"]
    return min(last_day(claim["effective"]), last_day(said))


def is_official(claim: Row) -> bool:
    """Whether a claim about a commitment is the word of one of its parties."""
    statement = by_key("statements")[claim["statement"]]
    commitment = by_key("commitments")[claim["commitment"]]
    who, own = statement["speaking_for"], commitment["actor"]
    parties = {own, *words(commitment["joint_with"])}
    if statement["attribution"] not in OFFICIAL:
        return False
    said = last_day(statement["said_on"])
    speaks_as_group = by_key("actors").get(who, {}).get("kind") == "group" and own in members(who, said)
    return who in parties or who in members(own, said) or speaks_as_group


def members(organisation: str, day: date) -> set[str]:
    """Who belongs to a group or organisation on a day."""
    return {
        row["member"]
        for row in table("memberships")
        if row["organisation"] == organisation and _covers(row, day)
    }


def claims(at: date, known: date = date.max) -> Iterator[Row]:
    """The claims about commitments that count, in order of their days."""
    found = [row for row in table("commitment_updates") if day_of(row) <= at and known_from(row) <= known]
    replaced = {
        row["relates_to"]
        for row in table("commitment_updates")
        if row["kind"] == "correction" and known_from(row) <= known
    }
    yield from sorted((row for row in found if row["key"] not in replaced), key=day_of)


@dataclass
class State:
    """What stands of a commitment in one lane."""

    fields: Row = field(default_factory=dict)
    figure: tuple[str, str, str] = ("", "", "")
    last: Row | None = None

    def hear(self, claim: Row) -> None:
        """Fold one more claim."""
        if claim["kind"] == "denial":
            return
        self.last = claim
        if claim["kind"] not in SETTING:
            return
        names = ("strength", "delivery", "standing", "requires")
        self.fields |= {name: claim[name] for name in names if claim[name]}
        figure = (claim["low"], claim["high"], claim["words"])
        ends = claim["kind"] == "change" and claim["standing"] not in ("", "offered")
        if any(figure) or ends:
            self.figure = figure

    @property
    def headline(self) -> str:
        """The one word for it."""
        standing, delivery = self.fields.get("standing", ""), self.fields.get("delivery", "")
        if standing == "refused":
            return "ruled_out"
        if standing in ("withdrawn", "lapsed", "suspended"):
            return standing
        if delivery == "completed":
            return "fulfilled"
        if delivery in ("in_place", "partly"):
            return "in_place"
        return self.fields.get("strength") or "none"


def official_states(at: date, known: date = date.max) -> dict[str, State]:
    """The official line of every commitment that has one."""
    found: dict[str, State] = {}
    for claim in claims(at, known):
        if is_official(claim):
            found.setdefault(claim["commitment"], State()).hear(claim)
    return found


def has_left(claim: Row, day: date) -> bool:
    """Whether a named speaker holds no office of the actor spoken for on the day."""
    statement = by_key("statements")[claim["statement"]]
    who, actor = statement["speaker"], statement["speaking_for"]
    held = [row for row in table("tenures") if (row["leader"], row["actor"]) == (who, actor)]
    return bool(who and actor) and not any(_covers(row, day) for row in held)


def commitments_of(**wanted: str) -> list[Row]:
    """Commitments whose cells are these; `package` is that of the guarantee."""
    guarantees = by_key("guarantees")
    return [
        row
        for row in table("commitments")
        if all(
            (guarantees[row["guarantee"]]["package"] if name == "package" else row[name]) == value
            for name, value in wanted.items()
        )
    ]


def spoken(headline: str) -> str:
    """A headline as a page spells it."""
    return SPOKEN.get(headline, headline.capitalize())


def _covers(row: Row, day: date) -> bool:
    since, until = row["since"] or "0001-01-01", row["until"] or "9999-12-31"
    return since <= day.isoformat() <= until
