"""Actors, leaders, and what they hold for a time, as data."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, prefetch_related_objects

from actors.countries import alpha_3
from actors.models import Actor, ActorAlias, Leader, LeaderAlias, Membership, Tenure
from commitments.models import Commitment
from ledger.asof import AsOf

from .aliases import aliases_of
from .fields import Object, day, moment, text


def actors(rows: Iterable[Actor], at: AsOf) -> list[Object]:
    """Parties, with their other names, the memberships and the office-holders of the day. Five queries."""
    rows = list(rows)
    pks = [row.pk for row in rows]
    memberships: dict[int, list[Object]] = defaultdict(list)
    for held in (
        Membership.objects.holding(at)
        .filter(member__in=pks)
        .select_related("organisation")
        .order_by("organisation__key", "since")
    ):
        memberships[held.member_id].append(
            {
                "organisation": held.organisation.key,
                "role": text(held.role),
                "since": day(held.since),
                "until": day(held.until),
            }
        )
    leaders: dict[int, list[Object]] = defaultdict(list)
    for tenure in (
        Tenure.objects.holding(at)
        .filter(actor__in=pks)
        .select_related("leader")
        .order_by("since", "leader__key")
    ):
        leaders[tenure.actor_id].append(_office(tenure, tenure.leader))
    counts = _counts(pks, at)
    aliases = aliases_of(ActorAlias, pks, at)
    return [
        {
            "key": row.key,
            "name": row.name,
            "kind": row.kind,
            "iso2": text(row.iso2),
            # What is not recorded follows from the other code.
            "iso3": text(row.iso3 or alpha_3(row.iso2)),
            "wikidata": text(row.wikidata),
            "aliases": aliases[row.pk],
            "size_low": row.size_low,
            "size_high": row.size_high,
            "memberships": memberships[row.pk],
            "leaders": leaders[row.pk],
            "commitments_count": counts[row.pk],
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]


def _counts(actors: Iterable[int], at: AsOf) -> Counter[int]:
    """How many known commitments each actor has, alone or jointly."""
    actors = list(actors)
    own = Commitment.objects.known(at).filter(actor__in=actors).order_by()
    joint = Commitment.joint_with.through.objects.filter(
        actor__in=actors, commitment__recorded_at__lte=at.known_at
    ).order_by()
    counts = Counter(dict(own.values_list("actor_id").annotate(n=Count("pk"))))
    counts.update(dict(joint.values_list("actor_id").annotate(n=Count("pk"))))
    return counts


def leaders(rows: Iterable[Leader], at: AsOf) -> list[Object]:
    """People, with all other names and offices that are known of them. Two queries."""
    rows = list(rows)
    names = {row.pk: row for row in rows}
    held = Tenure.objects.known(at).filter(leader__in=names).order_by("since", "actor__key", "office")
    tenures: dict[int, list[Object]] = defaultdict(list)
    for tenure in held.select_related("actor"):
        office = _office(tenure, names[tenure.leader_id])
        tenures[tenure.leader_id].append({**office, "actor": tenure.actor.key})
    aliases = aliases_of(LeaderAlias, names, at)
    return [
        {
            "key": row.key,
            "name": row.name,
            "wikidata": text(row.wikidata),
            "aliases": aliases[row.pk],
            "tenures": tenures[row.pk],
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]


def tenures(rows: Iterable[Tenure], at: AsOf) -> list[Object]:
    """Offices held, one by one. Two queries."""
    rows = list(rows)
    prefetch_related_objects(rows, "actor", "leader")
    return [
        {
            "key": row.key,
            **_office(row, row.leader),
            "actor": row.actor.key,
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]


def memberships(rows: Iterable[Membership], at: AsOf) -> list[Object]:
    """Memberships, one by one. Two queries."""
    rows = list(rows)
    prefetch_related_objects(rows, "member", "organisation")
    return [
        {
            "key": row.key,
            "member": row.member.key,
            "organisation": row.organisation.key,
            "role": text(row.role),
            "since": day(row.since),
            "until": day(row.until),
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]


def _office(tenure: Tenure, leader: Leader) -> Object:
    return {
        "leader": leader.key,
        "name": leader.name,
        "office": tenure.office,
        "office_class": tenure.office_class,
        "acting": tenure.acting,
        "since": day(tenure.since),
        "until": day(tenure.until),
    }
