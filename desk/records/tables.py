"""The tables of a record, as data: which file, which columns in which order, what may stand there.

The reader, the checks and the loader all go by this list; the words come from each app's `choices`. Seventeen tables
have a file each. Other names stand in cells (`aliases`) and in a file of their own, which may be missing
(`aliases.csv`): the reader sorts them into a table for each noun that has them.
"""

from dataclasses import dataclass

from actors.choices import ActorKind, OfficeClass
from commitments.choices import Delivery, Standing, Strength
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
from sources.choices import Credibility, PublisherKind, Reliability, SourceKind

from . import cells, rows
from .cells import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what may stand in a cell, and the name of the table whose keys it holds.

    `field` is the model's name for it, where that is another; `since` the format with which it came: columns of the
    first format are in every file, in order, later ones may be missing or stand anywhere.
    """

    name: str
    cell: Cell
    refers_to: str = ""
    field: str = ""
    since: int = 1

    @property
    def attribute(self) -> str:
        """The model's name for it."""
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the columns in order, the row that it makes, and the columns that identify a row."""

    name: str
    row: type[rows.Row]
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ("key",)

    @property
    def file(self) -> str:
        """The name of its file in a record's folder."""
        return f"{self.name}.csv"

    @property
    def header(self) -> list[str]:
        """The names of the columns that every file has, in order."""
        return [column.name for column in self.columns if column.since == 1]

    @property
    def names(self) -> list[str]:
        """The names of all columns, in order."""
        return [column.name for column in self.columns]

    @property
    def later(self) -> list[str]:
        """The names of the columns that a file may have beside those of the first format."""
        aliases = [ALIASES] if self.name in ALIASED else []
        return [*(column.name for column in self.columns if column.since > 1), *aliases]


_KEY = Column("key", cells.key())
_NAME = Column("name", cells.text(200, required=True))
_LONG_NAME = Column("name", cells.text(300, required=True))
_SUMMARY = Column("summary", cells.text())
_SOURCES = Column("sources", cells.references(), "sources")
_SINCE = Column("since", cells.day())
_UNTIL = Column("until", cells.day())
_KIND_OF_CLAIM = Column("kind", cells.words(Kind, required=True))
_EFFECTIVE = Column("effective", cells.span(required=True))
_CREDIBILITY = Column("credibility", cells.words(Credibility))
_LOW = Column("low", cells.figure())
_HIGH = Column("high", cells.figure())
_WORDS = Column("words", cells.text(200))
_UNIT = Column("unit", cells.unit())
_CONTRIBUTION = Column("contribution", cells.words(Contribution, required=True))


#: The tables whose rows may have other names, each with the table of these names.
ALIASED: dict[str, str] = {
    "publishers": "publisher_aliases",
    "actors": "actor_aliases",
    "leaders": "leader_aliases",
}
#: The column in which such a row gives its other names, and the words of `type` in `aliases.csv`.
ALIASES = "aliases"
ALIASES_FILE = "aliases.csv"
ALIASES_HEADER = ["type", "key", "name", "language"]
TYPES: dict[str, str] = {"publisher": "publishers", "actor": "actors", "leader": "leaders"}


def _since_2(name: str, cell: Cell, refers_to: str = "") -> Column:
    return Column(name, cell, refers_to, since=2)


def _aliases(type: str, row: type[rows.Row]) -> Table:
    """The other names of one sort of noun."""
    named = Column("key", cells.reference(required=True), TYPES[type], field=type)
    columns = (named, Column("name", cells.text(200, required=True)), Column("language", cells.language()))
    return Table(ALIASED[TYPES[type]], row, columns, ("key", "name", "language"))


def _to(name: str, table: str, *, required: bool = True) -> Column:
    return Column(name, cells.reference(required=required), table)


def _claim(table: str) -> Column:
    return Column("relates_to", cells.reference(), table)


TABLES: tuple[Table, ...] = (
    Table(
        "publishers",
        rows.Publisher,
        (
            _KEY,
            _NAME,
            Column("kind", cells.words(PublisherKind, required=True)),
            Column("country", cells.country()),
        ),
    ),
    Table(
        "sources",
        rows.Source,
        (
            _KEY,
            _to("publisher", "publishers"),
            _to("origin", "publishers", required=False),
            Column("title", cells.text(500, required=True)),
            Column("url", cells.url()),
            Column("published_on", cells.day(required=True)),
            Column("published_on_is_approximate", cells.flag()),
            Column("kind", cells.words(SourceKind, required=True)),
            Column("language", cells.language()),
        ),
    ),
    Table(
        "actors",
        rows.Actor,
        (
            _KEY,
            _NAME,
            Column("kind", cells.words(ActorKind, required=True)),
            Column("iso2", cells.country()),
            Column("size_low", cells.figure()),
            Column("size_high", cells.figure()),
            _since_2("iso3", cells.country_of_three()),
            _since_2("wikidata", cells.wikidata()),
        ),
    ),
    Table(
        "memberships",
        rows.Membership,
        (
            _to("member", "actors"),
            _to("organisation", "actors"),
            Column("role", cells.text(100)),
            _SINCE,
            _UNTIL,
        ),
        ("member", "organisation", "since"),
    ),
    _aliases("publisher", rows.PublisherAlias),
    _aliases("actor", rows.ActorAlias),
    Table("leaders", rows.Leader, (_KEY, _NAME, _since_2("wikidata", cells.wikidata()))),
    _aliases("leader", rows.LeaderAlias),
    Table(
        "tenures",
        rows.Tenure,
        (
            _to("leader", "leaders"),
            _to("actor", "actors"),
            Column("office", cells.text(200, required=True)),
            Column("office_class", cells.words(OfficeClass, required=True)),
            Column("acting", cells.flag()),
            _SINCE,
            _UNTIL,
        ),
        ("leader", "actor", "office", "since"),
    ),
    Table(
        "packages",
        rows.Package,
        (
            _KEY,
            _LONG_NAME,
            _to("beneficiary", "actors", required=False),
            _SUMMARY,
            Column("opened_on", cells.day()),
        ),
    ),
    Table(
        "guarantees",
        rows.Guarantee,
        (
            _KEY,
            _to("package", "packages"),
            _LONG_NAME,
            Column("kind", cells.words(Contribution, required=True)),
            Column("phase", cells.text(100)),
            _SUMMARY,
        ),
    ),
    Table(
        "conditions",
        rows.Condition,
        (
            _KEY,
            _to("package", "packages"),
            _to("actor", "actors", required=False),
            _LONG_NAME,
            Column("kind", cells.words(ConditionKind, required=True)),
            Column("description", cells.text()),
            _since_2("implies", cells.references(), "conditions"),
        ),
    ),
    Table(
        "events",
        rows.Event,
        (
            _KEY,
            _to("package", "packages", required=False),
            _LONG_NAME,
            Column("kind", cells.words(EventKind, required=True)),
            Column("status", cells.words(EventStatus, required=True)),
            Column("held", cells.span()),
            Column("place", cells.text(200)),
            Column("country", cells.country()),
            _SUMMARY,
            _SOURCES,
        ),
    ),
    Table(
        "participations",
        rows.Participation,
        (
            _to("event", "events"),
            _to("actor", "actors"),
            _to("leader", "leaders", required=False),
            Column("role", cells.words(Role, required=True)),
        ),
        ("event", "actor", "leader"),
    ),
    Table(
        "statements",
        rows.Statement,
        (
            _KEY,
            _to("speaker", "leaders", required=False),
            Column("speaking_for", cells.references(), "actors"),
            Column("attribution", cells.words(Attribution, required=True)),
            Column("said_on", cells.span(required=True)),
            _to("event", "events", required=False),
            Column("source_reliability", cells.words(Reliability, required=True)),
            Column("information_credibility", cells.words(Credibility, required=True)),
            Column("sources", cells.references(required=True), "sources"),
            _SUMMARY,
            _since_2("said_at", cells.moment()),
            _since_2("quotation", cells.text()),
            _since_2("quotation_language", cells.language()),
        ),
    ),
    Table(
        "commitments",
        rows.Commitment,
        (
            _KEY,
            _to("actor", "actors"),
            Column("joint_with", cells.references(), "actors"),
            _to("guarantee", "guarantees"),
            _CONTRIBUTION,
            _UNIT,
            Column("title", cells.text(300)),
            _to("part_of", "commitments", required=False),
        ),
    ),
    Table(
        "commitment_updates",
        rows.CommitmentUpdate,
        (
            _KEY,
            _to("statement", "statements"),
            _to("commitment", "commitments"),
            _EFFECTIVE,
            _KIND_OF_CLAIM,
            _claim("commitment_updates"),
            Column("strength", cells.words(Strength)),
            Column("delivery", cells.words(Delivery)),
            Column("standing", cells.words(Standing)),
            _LOW,
            _HIGH,
            _WORDS,
            Column("requires", cells.requirement(), "conditions"),
            Column("restrictions", cells.text()),
            _SOURCES,
            _CREDIBILITY,
            _SUMMARY,
            _since_2("until", cells.span()),
            _since_2("drops", cells.references(), "conditions"),
        ),
    ),
    Table(
        "condition_updates",
        rows.ConditionUpdate,
        (
            _KEY,
            _to("statement", "statements"),
            _to("condition", "conditions"),
            _EFFECTIVE,
            _KIND_OF_CLAIM,
            _claim("condition_updates"),
            Column("state", cells.words(ConditionState)),
            _SOURCES,
            _CREDIBILITY,
            _SUMMARY,
        ),
    ),
    Table(
        "positions",
        rows.Position,
        (
            _KEY,
            _to("statement", "statements"),
            _to("actor", "actors"),
            _to("guarantee", "guarantees"),
            _CONTRIBUTION,
            Column("stance", cells.words(Stance)),
            _EFFECTIVE,
            _KIND_OF_CLAIM,
            _claim("positions"),
            _SOURCES,
            _CREDIBILITY,
            _SUMMARY,
        ),
    ),
    Table(
        "requirements",
        rows.Requirement,
        (
            _KEY,
            _to("statement", "statements"),
            _to("guarantee", "guarantees"),
            _EFFECTIVE,
            _KIND_OF_CLAIM,
            _claim("requirements"),
            _LOW,
            _HIGH,
            _UNIT,
            _WORDS,
            _SOURCES,
            _CREDIBILITY,
            _SUMMARY,
        ),
    ),
)

#: The tables that have a file of their own, each of which must be there.
IN_FILES: tuple[Table, ...] = tuple(table for table in TABLES if table.name not in ALIASED.values())

OF_NAME: dict[str, Table] = {table.name: table for table in TABLES}
OF_FILE: dict[str, Table] = {table.file: table for table in IN_FILES}
OF_ROW: dict[type[object], Table] = {table.row: table for table in TABLES}
PLACE: dict[str, int] = {table.name: place for place, table in enumerate(TABLES)}
CLAIM_TABLES: tuple[str, ...] = ("commitment_updates", "condition_updates", "positions", "requirements")
