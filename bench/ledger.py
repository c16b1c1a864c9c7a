"""A made-up ledger of the product's shape: a thousand commitments and five thousand claims for a scale of one.

It goes through the product's own door, in a few large changesets that become known one after the other, so it has all
that a real one has: lanes, both clocks, corrections, what stands, the feed and the search.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from actors.models import Actor
from commitments.models import Commitment, CommitmentUpdate
from desk.publishing import publish
from guarantees.models import Citation, Condition, Guarantee, Package, Statement
from sources.models import Publisher, Source

PACKAGE = "bench"
FIRST_DAY = date(2025, 1, 1)
ROUNDS = 10
STRENGTHS = ("discussed", "signalled", "pledged", "formalised")
# Of contributions with their units; each commitment has one.
CONTRIBUTIONS = (("troops", "personnel"), ("finance", "EUR"), ("air_defence", "batteries"), ("training", ""))


def build(commitments: int, updates: int) -> int:
    """Publish a ledger with so many commitments and claims about them; the number of rows of the record."""
    nouns = _nouns(commitments)
    publish(nouns, at=_moment(0))
    subjects = [row for row in nouns if isinstance(row, Commitment)]
    source = next(row for row in nouns if isinstance(row, Source))
    written = len(nouns)
    said: dict[int, CommitmentUpdate] = {}
    for number in range(ROUNDS):
        share = range(number * updates // ROUNDS, (number + 1) * updates // ROUNDS)
        rows = _claims(share, subjects, source, _day(number + 1), said)
        publish(rows, at=_moment(number + 1))
        written += len(rows)
    return written


def statement(key: str, actor: Actor, source: Source, claims: Sequence[tuple[str, Any]]) -> list[Any]:
    """A draft statement of an actor with a claim for each key and commitment."""
    made = _saved(Statement, [_statement(key, actor, _day(ROUNDS + 1))])[0]
    made.speaking_for.add(actor)
    Citation.objects.create(statement=made, source=source)
    return [made, *_saved(CommitmentUpdate, [_claim(one, made, about, 0) for one, about in claims])]


def _nouns(commitments: int) -> list[Any]:
    [package] = _saved(Package, [Package(key=PACKAGE, name="Bench")])
    actors = _saved(
        Actor,
        [
            Actor(key=f"bench-a{n}", name=f"Actor {n}", kind="organisation")
            for n in range(max(4, commitments // 25))
        ],
    )
    kinds = [(f"{PACKAGE}-{contribution}", contribution) for contribution, _ in CONTRIBUTIONS]
    elements = _saved(
        Guarantee, [Guarantee(key=key, package=package, name=name, kind=name) for key, name in kinds]
    )
    conditions = [
        Condition(key=f"bench-c{n}", package=package, name=f"Condition {n}", kind="mandate")
        for n in range(40)
    ]
    publishers = _saved(Publisher, [Publisher(key="bench-wire", name="The wire", kind="news_agency")])
    sources = [
        Source(
            key="bench-source",
            title="A report",
            url="https://example.org/report",
            published_on=FIRST_DAY,
            publisher=publishers[0],
            kind="news_report",
        )
    ]
    made = [
        Commitment(
            key=f"bench-{n}",
            actor=actors[n % len(actors)],
            guarantee=elements[n % len(elements)],
            contribution=CONTRIBUTIONS[n % len(CONTRIBUTIONS)][0],
            unit=CONTRIBUTIONS[n % len(CONTRIBUTIONS)][1],
            title=f"Promise {n} of help",
        )
        for n in range(commitments)
    ]
    rest = [*_saved(Condition, conditions), *_saved(Source, sources), *_saved(Commitment, made)]
    return [package, *actors, *elements, *publishers, *rest]


def _claims(
    numbers: range,
    subjects: Sequence[Commitment],
    source: Source,
    on: date,
    said: dict[int, CommitmentUpdate],
) -> list[Any]:
    """The claims of these numbers, three to a statement; each eleventh corrects the one before on its subject."""
    about = {n: subjects[n * 7 % len(subjects)] for n in numbers}
    firsts = {n: n - (n - numbers.start) % 3 for n in numbers}
    statements = {n: _statement(f"bench-s{n}", about[n].actor, on) for n in numbers if firsts[n] == n}
    _saved(Statement, list(statements.values()))
    links = Statement.speaking_for.through
    _saved(links, [links(statement=row, actor=about[n].actor) for n, row in statements.items()])
    Citation.objects.bulk_create(
        [Citation(statement=row, source=source) for row in statements.values()], batch_size=500
    )
    made = []
    for n in numbers:
        claim = _claim(f"bench-u{n}", statements[firsts[n]], about[n], n)
        if n % 11 == 0 and (before := said.get(about[n].pk)):
            claim.kind, claim.relates_to = "correction", before
        made.append(claim)
    _saved(CommitmentUpdate, made)
    said.update({claim.commitment_id: claim for claim in made})
    return [*statements.values(), *made]


def _statement(key: str, actor: Actor, on: date) -> Statement:
    return Statement(
        key=key,
        attribution="named_official",
        said_on=on.isoformat(),
        said_low=on,
        said_high=on,
        source_reliability="B",
        information_credibility="2",
        summary=f"{actor.name} speaks of its help",
    )


def _claim(key: str, made: Statement, about: Commitment, n: int) -> CommitmentUpdate:
    figure = 100 * (n % 50) if about.unit else None
    return CommitmentUpdate(
        key=key,
        statement=made,
        commitment=about,
        effective=made.said_on,
        effective_low=made.said_low,
        effective_high=made.said_high,
        day=made.said_high,
        strength=STRENGTHS[n % len(STRENGTHS)],
        standing="offered",
        low=figure,
        high=figure,
        requires=f"bench-c{n % 40}" if n % 3 == 0 else "",
        sequence=n,
    )


def _saved(model: Any, rows: list[Any]) -> list[Any]:
    return list(model.objects.bulk_create(rows, batch_size=500))


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=30 * number)


def _moment(number: int) -> datetime:
    return datetime.combine(_day(number), datetime.min.time(), tzinfo=UTC)
