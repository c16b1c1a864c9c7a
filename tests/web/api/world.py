"""A small ledger that has one of everything: two packages that must not mix, both lanes, every derived signal.

Days are of 2025. It is known in four steps: the nouns from the beginning, then February, March and September.
"""

from datetime import UTC, datetime
from typing import Any

from actors.models import Actor, ActorAlias, Leader, LeaderAlias, Membership, Tenure
from commitments.models import Commitment, CommitmentUpdate
from desk.publishing import publish
from guarantees.models import (
    Citation,
    Condition,
    ConditionUpdate,
    Guarantee,
    NegotiationEvent,
    Package,
    Participation,
    PositionUpdate,
    RequirementUpdate,
    Statement,
)
from ledger.models import BEGINNING
from sources.models import Publisher, PublisherAlias, Source

BEGIN = BEGINNING.replace(microsecond=1)
FEBRUARY = datetime(2025, 2, 10, 23, 59, 59, tzinfo=UTC)
MARCH = datetime(2025, 3, 20, 23, 59, 59, tzinfo=UTC)
SEPTEMBER = datetime(2025, 9, 5, 12, tzinfo=UTC)


def build() -> None:
    """Publish the whole small ledger."""
    first_half()
    second_half()


def first_half() -> None:
    """What is known on the last day of February."""
    _reference()
    _february()


def second_half() -> None:
    """What becomes known later."""
    _march()
    _september()


def draft(key: str) -> None:
    """One of every noun under one key, with a claim, none of it published."""
    actor = Actor.objects.create(key=key, name=key, kind="state", iso2="XX")
    Membership.objects.create(member=one(Actor, "gbr"), organisation=actor)
    leader = Leader.objects.create(key=key, name=key)
    Tenure.objects.create(leader=leader, actor=one(Actor, "gbr"), office=key, office_class="minister")
    publisher = Publisher.objects.create(key=key, name=key, kind="other")
    package = Package.objects.create(key=key, name=key, summary=key)
    element = Guarantee.objects.create(key=key, package=one(Package, "peace"), name=key, kind="troops")
    condition = Condition.objects.create(key=key, package=package, name=key, kind="other")
    event = NegotiationEvent.objects.create(
        key=key, package=one(Package, "peace"), name=key, kind="call", status="held", held="2025-02-01"
    )
    Participation.objects.create(event=one(NegotiationEvent, "e-summit"), actor=actor, role="participant")
    said = statement(key, "2025-02-02", [source(key, "wire", "2025-02-02")], event=event, summary=key)
    made = commitment(key, "gbr", "g-land", "personnel", part_of=one(Commitment, "gbr-land"))
    update(key, said, made, "2025-02-02", strength="pledged", standing="offered", low=1, requires=key)
    update(f"{key}-2", said, one(Commitment, "gbr-land"), "2025-02-02", standing="refused")
    ConditionUpdate.objects.create(
        key=key, statement=said, condition=one(Condition, "c-vote"), effective="2025-02-02", state="met"
    )
    PositionUpdate.objects.create(
        key=key, statement=said, actor=one(Actor, "ukr"), guarantee=one(Guarantee, "g-land"),
        contribution="troops", stance="rejects", effective="2025-02-02",
    )  # fmt: skip
    RequirementUpdate.objects.create(
        key=key,
        statement=said,
        guarantee=one(Guarantee, "g-land"),
        effective="2025-02-02",
        low=1,
        unit="personnel",
    )
    assert {publisher.recorded_at, element.recorded_at, condition.recorded_at} == {None}


def one(model: Any, key: str) -> Any:
    return model.objects.get(key=key)


def _reference() -> None:
    """What is known from the beginning."""
    made: list[Any] = []
    for key, name, kind, iso2 in [
        ("gbr", "United Kingdom", "state", "GB"),
        ("fra", "France", "state", "FR"),
        ("deu", "Germany", "state", "DE"),
        ("rus", "Russia", "state", "RU"),
        ("ukr", "Ukraine", "state", "UA"),
        ("eu", "European Union", "organisation", ""),
        ("few", "A few states", "group", ""),
    ]:
        size = {"size_low": 3, "size_high": 5} if kind == "group" else {}
        made.append(Actor.objects.create(key=key, name=name, kind=kind, iso2=iso2, **size))
    for member, organisation in [("fra", "eu"), ("deu", "eu"), ("gbr", "few"), ("fra", "few")]:
        made.append(
            Membership.objects.create(
                member=one(Actor, member), organisation=one(Actor, organisation), since="2020-01-01"
            )
        )
    for key, name, actor, until in [
        ("starmer", "Keir Starmer", "gbr", None),
        ("scholz", "Olaf Scholz", "deu", "2025-05-05"),
        ("łukasz".replace("ł", "l"), "Łukasz Müller", "fra", None),
    ]:
        made.append(Leader.objects.create(key=key, name=name))
        made.append(
            Tenure.objects.create(
                leader=one(Leader, key),
                actor=one(Actor, actor),
                office="Head",
                office_class="head_of_government",
                acting=key == "lukasz",
                since="2021-12-08",
                until=until,
            )
        )
    for key, kind in [("wire", "news_agency"), ("gazette", "newspaper"), ("office", "government")]:
        made.append(Publisher.objects.create(key=key, name=f"=The {key}", kind=kind, country=""))
    for key, name in [("peace", "The peace package"), ("other-war", "Another negotiation")]:
        made.append(
            Package.objects.create(key=key, name=name, beneficiary=one(Actor, "ukr"), opened_on="2025-01-01")
        )
    for key, package, kind in [
        ("g-land", "peace", "troops"),
        ("g-money", "peace", "finance"),
        ("o-land", "other-war", "troops"),
    ]:
        made.append(Guarantee.objects.create(key=key, package=one(Package, package), name=key, kind=kind))
    made.append(ActorAlias.objects.create(actor=one(Actor, "deu"), name="Deutschland", language="de"))
    made.append(LeaderAlias.objects.create(leader=one(Leader, "lukasz"), name="Lucas Miller"))
    made.append(PublisherAlias.objects.create(publisher=one(Publisher, "gazette"), name="The Chronicle"))
    publish(made, at=BEGIN)


def source(key: str, publisher: str, day: str, origin: str | None = None) -> Source:
    return Source.objects.create(
        key=key,
        publisher=one(Publisher, publisher),
        origin=one(Publisher, origin) if origin else None,
        title=f"Report {key}",
        url=f"https://example.org/{key}",
        published_on=day,
        kind="news_report",
        language="en",
    )


def statement(
    key: str, day: str, sources: list[Source], *, speaking_for: Actor | None = None, **fields: Any
) -> Statement:
    made = Statement.objects.create(
        key=key,
        said_on=day,
        attribution=fields.pop("attribution", "named_official"),
        source_reliability="B",
        information_credibility="2",
        **fields,
    )
    made.speaking_for.set([speaking_for] if speaking_for else [])
    for cited in sources:
        Citation.objects.create(statement=made, source=cited)
    return made


def update(key: str, said: Statement, commitment: Commitment, day: str, **fields: Any) -> CommitmentUpdate:
    return CommitmentUpdate.objects.create(
        key=key, statement=said, commitment=commitment, effective=day, **fields
    )


def commitment(key: str, actor: str, guarantee: str, unit: str, **fields: Any) -> Commitment:
    element = one(Guarantee, guarantee)
    joint = fields.pop("joint_with", [])
    made = Commitment.objects.create(
        key=key,
        actor=one(Actor, actor),
        guarantee=element,
        contribution=element.kind,
        unit=unit,
        title=f"{actor} gives to {guarantee}",
        **fields,
    )
    made.joint_with.set([one(Actor, other) for other in joint])
    return made


def _february() -> None:
    """Pledges in both packages, a condition, an event, a required size and a red line."""
    peace = one(Package, "peace")
    wire, gazette = (
        source("s-wire", "wire", "2025-02-08"),
        source("s-gazette", "gazette", "2025-02-09", "wire"),
    )
    office = source("s-office", "office", "2025-02-10")
    ceasefire = Condition.objects.create(
        key="c-ceasefire", package=peace, name="A ceasefire", kind="ceasefire"
    )
    vote = Condition.objects.create(
        key="c-vote", package=peace, actor=one(Actor, "deu"), name="A vote", kind="parliament"
    )
    summit = NegotiationEvent.objects.create(
        key="e-summit",
        package=peace,
        name="Summit",
        kind="summit",
        status="held",
        held="2025-02-05",
        place="Paris",
    )
    summit.sources.set([wire])
    here = [
        Participation.objects.create(event=summit, actor=one(Actor, "fra"), role="host"),
        Participation.objects.create(
            event=summit, actor=one(Actor, "gbr"), leader=one(Leader, "starmer"), role="participant"
        ),
    ]
    british = statement(
        "st-gbr", "2025-02-05", [wire, gazette], speaker=one(Leader, "starmer"), speaking_for=one(Actor, "gbr"),
        event=summit, summary="Élysée: the British are ready.",
    )  # fmt: skip
    german = statement(
        "st-deu", "2025-02-06", [office], speaker=one(Leader, "scholz"), speaking_for=one(Actor, "deu")
    )
    russian = statement(
        "st-rus", "2025-02-07", [wire], speaking_for=one(Actor, "rus"), attribution="spokesperson"
    )
    press = statement("st-press", "2025-02-08", [gazette], attribution="anonymous_sources")
    whole = commitment("few-land", "few", "g-land", "personnel")
    gbr = commitment("gbr-land", "gbr", "g-land", "personnel", part_of=whole)
    deu = commitment("deu-money", "deu", "g-money", "EUR", joint_with=["fra"])
    other = commitment("gbr-other", "gbr", "o-land", "personnel")
    pledged = {"strength": "pledged", "standing": "offered", "delivery": "none"}
    claims: list[Any] = [
        update("gbr-land-1", british, gbr, "2025-02-05", **pledged, requires="c-ceasefire", low=200, high=999,
               words="hundreds", restrictions="=away from the front"),
        update("deu-money-1", german, deu, "2025-02-06", strength="formalised", standing="offered",
               delivery="none", low=5000, requires="c-ceasefire | c-vote"),
        update("gbr-other-1", british, other, "2025-02-05", **pledged, low=10, high=10),
        update("few-land-r1", press, whole, "2025-02-08", strength="discussed", low=1000, high=3000),
        update("gbr-land-r1", press, gbr, "2025-02-08", low=500, high=500),
        ConditionUpdate.objects.create(
            key="cu-ceasefire-1", statement=british, condition=ceasefire, effective="2025-02-05", state="unmet"
        ),
        PositionUpdate.objects.create(
            key="pos-rus-1", statement=russian, actor=one(Actor, "rus"), guarantee=one(Guarantee, "g-land"),
            contribution="troops", stance="rejects", effective="2025-02-07",
        ),
        RequirementUpdate.objects.create(
            key="req-unnamed-1", statement=press, guarantee=one(Guarantee, "g-land"), effective="2025-02",
            low=2000, high=4000, unit="personnel",
        ),
    ]  # fmt: skip
    nouns = [wire, gazette, office, ceasefire, vote, summit, *here, british, german, russian, press]
    publish([*nouns, whole, gbr, deu, other, *claims], at=FEBRUARY)


def _march() -> None:
    """A denial, a refusal, a refinement, a correction that is known."""
    wire = source("s-wire-march", "wire", "2025-03-18")
    french = statement(
        "st-fra", "2025-03-15", [wire], speaking_for=one(Actor, "fra"), attribution="spokesperson"
    )
    british = statement(
        "st-gbr-march", "2025-03-16", [wire], speaker=one(Leader, "starmer"), speaking_for=one(Actor, "gbr")
    )
    fra = commitment("fra-land", "fra", "g-land", "personnel")
    gbr = one(Commitment, "gbr-land")
    claims: list[Any] = [
        update("fra-land-1", french, fra, "2025-03-15", standing="refused"),
        update("gbr-land-2", british, gbr, "2025-03-16", kind="refinement",
               relates_to=one(CommitmentUpdate, "gbr-land-1"), strength="pledged", standing="offered",
               low=250, high=500),
        update("gbr-land-d1", british, gbr, "2025-03-16", kind="denial",
               relates_to=one(CommitmentUpdate, "gbr-land-r1")),
        update("gbr-land-r2", statement("st-press-march", "2025-03-17", [wire], attribution="media_inference"),
               gbr, "2025-03-17", kind="correction", relates_to=one(CommitmentUpdate, "gbr-land-r1"), high=400),
        PositionUpdate.objects.create(
            key="pos-rus-2", statement=statement("st-rus-march", "2025-03-17", [wire],
                                                 speaking_for=one(Actor, "rus")),
            actor=one(Actor, "rus"), guarantee=one(Guarantee, "g-money"), contribution="finance",
            stance="opposes", effective="2025-03-17",
        ),
    ]  # fmt: skip
    statements = list(Statement.objects.drafts())
    publish([wire, *statements, fra, *claims], at=MARCH)


def _september() -> None:
    """The condition is met; a claim whose day lies ahead of its publication."""
    wire = source("s-wire-september", "wire", "2025-09-01")
    said = statement(
        "st-ukr", "2025-09-01", [wire], speaking_for=one(Actor, "ukr"), attribution="official_document"
    )
    met = ConditionUpdate.objects.create(
        key="cu-ceasefire-2", statement=said, condition=one(Condition, "c-ceasefire"), effective="2025-09-01",
        state="met",
    )  # fmt: skip
    ahead = Condition.objects.create(
        key="c-late", package=one(Package, "other-war"), name="Late", kind="other"
    )
    publish([wire, said, ahead, met], at=SEPTEMBER)
