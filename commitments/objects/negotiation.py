"""Packages, guarantees, conditions, events and statements as data."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from commitments.models import CommitmentUpdate, Reach
from commitments.reading import truths_at, waiting_for
from guarantees.evidence import documents_of
from guarantees.models import (
    Citation,
    Condition,
    ConditionStanding,
    ConditionUpdate,
    Guarantee,
    NegotiationEvent,
    Package,
    Participation,
    PositionUpdate,
    RequirementStanding,
    RequirementUpdate,
    Statement,
)
from ledger.asof import AsOf

from .fields import Object, day, keys_of, keys_through, moment, text, words


def packages(rows: Iterable[Package], at: AsOf) -> list[Object]:
    """Negotiations, with the keys of their guarantees. Two queries."""
    rows = list(rows)
    beneficiary = keys_of(rows, "beneficiary")
    elements: dict[int, list[str]] = defaultdict(list)
    known = Guarantee.objects.known(at).filter(package__in=[row.pk for row in rows]).order_by("phase", "key")
    for package, key in known.values_list("package_id", "key"):
        elements[package].append(key)
    return [
        {
            "key": row.key,
            "name": row.name,
            "beneficiary": beneficiary[row.beneficiary_id],
            "summary": text(row.summary),
            "opened_on": day(row.opened_on),
            "guarantees": elements[row.pk],
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]


def guarantees(rows: Iterable[Guarantee], at: AsOf) -> list[Object]:
    """Elements of packages, with the required sizes that stand, one for each claimant. Six queries."""
    rows = list(rows)
    package = Package.objects.select_related("beneficiary").in_bulk({row.package_id for row in rows})
    sizes = requirements_of([row.pk for row in rows], at)
    found = []
    for row in rows:
        beneficiary = package[row.package_id].beneficiary
        found.append(
            {
                "key": row.key,
                "package": package[row.package_id].key,
                "name": row.name,
                "kind": row.kind,
                "phase": text(row.phase),
                "beneficiary": beneficiary.key if beneficiary else None,
                "summary": text(row.summary),
                "requirements": sizes[row.pk],
                "recorded_at": moment(row.recorded_at),
            }
        )
    return found


def requirements_of(guarantees: Iterable[int], at: AsOf) -> dict[int, list[Object]]:
    """The required sizes that stand, by guarantee: `claimed_by` is None for the unnamed. Five queries."""
    standing = list(
        RequirementStanding.objects.at(at).filter(guarantee__in=list(guarantees)).select_related("claimant")
    )
    claims = {
        claim.key: claim
        for claim in RequirementUpdate.objects.filter(key__in=[row.update_key for row in standing])
    }
    documents = documents_of(list(claims.values()))
    found: dict[int, list[Object]] = defaultdict(list)
    for row in standing:
        found[row.guarantee_id].append(
            {
                "claimed_by": row.claimant.key if row.claimant else None,
                "low": row.low,
                "high": row.high,
                "unit": text(row.unit),
                "words": words(row.words),
                "update": row.update_key,
                "last_said": day(row.last_said),
                "sources": [document.key for document in documents[claims[row.update_key].pk]],
            }
        )
    for sizes in found.values():
        sizes.sort(key=lambda size: (size["claimed_by"] is None, size["claimed_by"]))
    return found


def conditions(rows: Iterable[Condition], at: AsOf) -> list[Object]:
    """What has to come true, how far it has, and the commitments that wait for it."""
    rows = list(rows)
    package = keys_of(rows, "package")
    actor = keys_of(rows, "actor")
    standing = {
        row.condition_id: row
        for row in ConditionStanding.objects.at(at).filter(condition__in=[row.pk for row in rows])
    }
    waiting = waiting_for([row.key for row in rows], at)
    reach = _reach_of(rows)
    implies = keys_through(
        Condition.implies.through, "from_condition", "to_condition", [row.pk for row in rows]
    )
    # A condition may follow from another one, or from what a commitment reaches, whatever claims say of it.
    truths = truths_at([row.key for row in rows], at)
    found = []
    for row in rows:
        state: Any = standing.get(row.pk)
        word = text(state.state) if state else None
        found.append(
            {
                "key": row.key,
                "package": package[row.package_id],
                "actor": actor[row.actor_id],
                "name": row.name,
                "kind": row.kind,
                "description": text(row.description),
                "state": word,
                "truth": truths[row.key],
                "reach": reach.get(row.pk),
                "implies": implies[row.pk],
                "since": day(state.since) if state else None,
                "last_said": day(state.last_said) if state else None,
                "waiting": [one.commitment for one in waiting[row.key]],
                "waiting_pledged": [one.commitment for one in waiting[row.key] if one.is_pledge],
                "recorded_at": moment(row.recorded_at),
            }
        )
    return found


def _reach_of(rows: Sequence[Condition]) -> dict[int, Object]:
    """The commitment that a condition waits for and the strength that it asks, by the condition's primary key."""
    found = Reach.objects.filter(condition__in=[row.pk for row in rows])
    return {
        condition: {"commitment": commitment, "strength": strength}
        for condition, commitment, strength in found.values_list(
            "condition_id", "commitment__key", "strength"
        )
    }


def events(rows: Iterable[NegotiationEvent], at: AsOf) -> list[Object]:
    """Where parties met, who took part, and what was said there. Four queries."""
    rows = list(rows)
    pks = [row.pk for row in rows]
    package = keys_of(rows, "package")
    present: dict[int, list[Object]] = defaultdict(list)
    known = Participation.objects.known(at).filter(event__in=pks).order_by("id")
    for event, actor, leader, role in known.values_list("event_id", "actor__key", "leader__key", "role"):
        present[event].append({"actor": actor, "leader": leader, "role": role})
    said: dict[int, list[str]] = defaultdict(list)
    statements = Statement.objects.known(at).filter(event__in=pks).order_by("said_low", "key")
    for event, key in statements.values_list("event_id", "key"):
        said[event].append(key)
    documents = keys_through(NegotiationEvent.sources.through, "negotiationevent", "source", pks)
    return [
        {
            "key": row.key,
            "package": package[row.package_id],
            "name": row.name,
            "kind": row.kind,
            "status": row.status,
            "held": text(row.held),
            "held_low": day(row.held_low),
            "held_high": day(row.held_high),
            "place": text(row.place),
            "country": text(row.country),
            "summary": text(row.summary),
            "participants": present[row.pk],
            "statements": said[row.pk],
            "sources": documents[row.pk],
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]


def participations(rows: Iterable[Participation], at: AsOf) -> list[Object]:
    """Who took part, one by one. Three queries."""
    rows = list(rows)
    event = keys_of(rows, "event")
    actor = keys_of(rows, "actor")
    leader = keys_of(rows, "leader")
    return [
        {
            "key": f"{event[row.event_id]}--{actor[row.actor_id]}--{leader[row.leader_id] or 'nobody'}",
            "event": event[row.event_id],
            "actor": actor[row.actor_id],
            "leader": leader[row.leader_id],
            "role": row.role,
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]


def statements(rows: Iterable[Statement], at: AsOf) -> list[Object]:
    """Acts of saying, with the keys of their sources and of the claims that are known. Eight queries."""
    rows = list(rows)
    pks = [row.pk for row in rows]
    speaker = keys_of(rows, "speaker")
    speaking_for = keys_through(Statement.speaking_for.through, "statement", "actor", pks)
    event = keys_of(rows, "event")
    documents = keys_through(Citation, "statement", "source", pks)
    claims = _claims(pks, at)
    return [
        {
            "key": row.key,
            "speaker": speaker[row.speaker_id],
            "speaking_for": speaking_for[row.pk],
            "attribution": row.attribution,
            "said_on": row.said_on,
            "said_low": day(row.said_low),
            "said_high": day(row.said_high),
            "said_at": text(row.said_at),
            "event": event[row.event_id],
            "grade": row.grade,
            "sources": documents[row.pk],
            "claims": claims[row.pk],
            "summary": text(row.summary),
            "quotation": text(row.quotation),
            "quotation_language": text(row.quotation_language),
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]


def _claims(statements: list[int], at: AsOf) -> dict[int, list[str]]:
    """The keys of the claims that are known, by statement: commitments first, in the order of the ledger."""
    found: dict[int, list[str]] = defaultdict(list)
    for model in (CommitmentUpdate, ConditionUpdate, PositionUpdate, RequirementUpdate):
        known = (
            model.objects.known(at)
            .filter(statement__in=statements)
            .values_list("statement_id", "sequence", "key")
        )
        for statement, _, key in sorted(known, key=itemgetter(1)):
            found[statement].append(key)
    return found
