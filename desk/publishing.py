"""Publishing: the one way by which anything becomes part of the record.

A publisher hands over drafts. In one transaction, under the counter's lock, they are stamped, the claims that they
correct or retract are marked, the projections are turned, and the feed gets a row for each of them and for everything
whose derived state they moved.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max, prefetch_related_objects
from django.utils import timezone

from actors.models import Actor, Leader, Membership, Tenure
from commitments import objects, searching
from commitments.lanes import Membership as Belonging
from commitments.lanes import lane_of
from commitments.models import Commitment, CommitmentUpdate
from guarantees.models import (
    Condition,
    ConditionUpdate,
    Guarantee,
    NegotiationEvent,
    Package,
    Participation,
    PositionUpdate,
    RequirementUpdate,
    Statement,
    StatementClaim,
)
from ledger.asof import AsOf
from ledger.choices import ACTION_OF_KIND, Action, Kind
from ledger.clock import Changeset, Entry, canonical, changeset, sha256
from ledger.digests import digests
from ledger.models import Change, Recorded
from sources.models import Publisher, Source

from .consequences import Rows, Touched, touched_by, turn_projections

# The order in which a changeset tells of its rows: what is referred to comes before what refers to it.
FEED_ORDER: tuple[type[Recorded], ...] = (
    Publisher,
    Source,
    Actor,
    Membership,
    Leader,
    Tenure,
    Package,
    Guarantee,
    Condition,
    NegotiationEvent,
    Participation,
    Commitment,
    Statement,
    ConditionUpdate,
    PositionUpdate,
    RequirementUpdate,
    CommitmentUpdate,
)
CLAIMS: tuple[type[StatementClaim], ...] = (
    ConditionUpdate,
    PositionUpdate,
    RequirementUpdate,
    CommitmentUpdate,
)

# What the builders of objects follow from a row: it is read with the row, in one query in place of one for each.
_OF_A_CLAIM = ("statement__speaker", "statement__speaking_for", "relates_to")
JOINED: dict[type[Recorded], tuple[str, ...]] = {
    ConditionUpdate: (*_OF_A_CLAIM, "condition__package"),
    PositionUpdate: (*_OF_A_CLAIM, "actor", "guarantee__package"),
    RequirementUpdate: (*_OF_A_CLAIM, "guarantee__package"),
    CommitmentUpdate: (*_OF_A_CLAIM, "commitment__actor", "commitment__guarantee__package"),
    Commitment: ("actor", "guarantee__package", "part_of"),
}

# What holds from one day to another and is replaced when its end becomes known; these fields tell that it is the same.
IDENTITY: dict[type[Recorded], tuple[str, ...]] = {
    Membership: ("member", "organisation", "since"),
    Tenure: ("leader", "actor", "office", "since"),
}

# Kinds that take the place of the row that they name, or take it away.
MENDING = (Kind.CORRECTION, Kind.RETRACTION)

# Room between two claims of a file, so that a row which is added between them later finds its place.
SEQUENCE_STEP = 1 << 20


def publish(drafts: Iterable[Recorded], *, by: Any = None, at: datetime | None = None) -> Changeset:
    """Publish drafts as one changeset with one stamp. All or nothing.

    `by` is who approves (None for an import), `at` the moment for a record that is known from the dates of its
    sources. Raises RuleBroken when the moment is not after the newest stamp; the rules of the record itself are
    checked before, by the import or the desk.
    """
    rows = by_model(drafts)
    with changeset(at=at) as opened:
        replaced = _replace(rows, opened.stamp)
        reference: Rows = {model: own for model, own in rows.items() if model not in CLAIMS}
        _stamp(reference, opened.stamp, by)
        claims: Rows = {model: own for model, own in rows.items() if model in CLAIMS}
        prepare([claim for own in claims.values() for claim in own])
        _stamp(claims, opened.stamp, by)
        _supersede(claims, opened.stamp)
        touched = touched_by(rows)
        turn_projections(rows, opened.stamp)
        touched.add(touched_by(rows))
        _tell(opened, rows, touched, replaced)
    return opened


def by_model(rows: Iterable[Recorded]) -> Rows:
    """Rows by their model, in the order of the feed."""
    found: Rows = defaultdict(list)
    for row in rows:
        found[type(row)].append(row)
    return {model: found[model] for model in FEED_ORDER if model in found}


def prepare(claims: Sequence[StatementClaim]) -> None:
    """Give draft claims what they get when they are published: their lane, and their place among the claims.

    A claim that already has a place (`sequence`, from the order of a file) keeps it.
    """
    rows: dict[Any, list[Any]] = {**by_model(claims)}
    for model, own in rows.items():
        newest = model.objects.aggregate(newest=Max("sequence"))["newest"] or 0
        for claim in own:
            if not claim.sequence:
                newest += SEQUENCE_STEP
                claim.sequence = newest
        if model is CommitmentUpdate:
            set_lanes(own)
            model.objects.bulk_update(own, ["sequence", "lane"], batch_size=200)
        else:
            model.objects.bulk_update(own, ["sequence"], batch_size=200)


def set_lanes(updates: Sequence[CommitmentUpdate]) -> None:
    """Set the lane of each claim by the rule, in a constant number of queries."""
    prefetch_related_objects(
        updates, "statement__speaking_for", "commitment__actor", "commitment__joint_with"
    )
    found = lanes([(update.statement, update.commitment) for update in updates])
    for update, lane in zip(updates, found, strict=True):
        update.lane = lane


def lanes(pairs: Sequence[tuple[Statement, Commitment]]) -> list[str]:
    """The lane in which a statement, saved or not, would speak of a commitment."""
    memberships = [
        Belonging(member, organisation, since, until)
        for member, organisation, since, until in Membership.objects.published()
        .filter(superseded_at__isnull=True)
        .values_list("member__key", "organisation__key", "since", "until")
    ]
    groups = set(Actor.objects.filter(kind="group").values_list("key", flat=True))
    return [
        lane_of(
            attribution=statement.attribution,
            speaking_for=statement.speaking_for.key if statement.speaking_for else None,
            actor=commitment.actor.key,
            joint_with=[actor.key for actor in commitment.joint_with.all()],
            said_on=statement.said_high,
            memberships=memberships,
            group_keys=groups,
        )
        for statement, commitment in pairs
    ]


def _stamp(rows: Rows, stamp: datetime, by: Any) -> None:
    for model, own in rows.items():
        values: dict[str, Any] = {"recorded_at": stamp}
        if hasattr(model, "approved_by"):
            values["approved_by"] = by
        model.objects.filter(pk__in=[row.pk for row in own]).update(**values)
        for row in own:
            for name, value in values.items():
                setattr(row, name, value)


def _supersede(claims: Rows, stamp: datetime) -> None:
    """Mark what is corrected or retracted from this stamp on.

    A correction may rest on an older source than the row that it corrects, and so be known before it: then the row is
    marked when it is published itself.
    """
    ledgers: dict[Any, list[Any]] = {**claims}
    for model, own in ledgers.items():
        standing = model.objects.published().filter(superseded_at__isnull=True)
        named = [claim.relates_to_id for claim in own if claim.kind in MENDING]
        if named:
            standing.filter(pk__in=named).update(superseded_at=stamp)
        late = model.objects.published().filter(kind__in=MENDING, relates_to__in=[claim.pk for claim in own])
        standing.filter(pk__in=late.values("relates_to")).update(superseded_at=stamp)


def _replace(rows: Rows, stamp: datetime) -> set[tuple[type[Recorded], str]]:
    """Mark the published tenures and memberships that drafts take the place of; the model and key of each."""
    replaced: set[tuple[type[Recorded], str]] = set()
    for model, fields in IDENTITY.items():
        standing = model.objects.published().filter(superseded_at__isnull=True)
        for row in rows.get(model, ()):
            same = {name: getattr(row, name) for name in fields}
            if standing.filter(**same).update(superseded_at=stamp):
                replaced.add((model, row.key))
    return replaced


def _tell(opened: Changeset, rows: Rows, touched: Touched, replaced: set[tuple[type[Recorded], str]]) -> None:
    """Write the rows of the feed: first what is new, then what it moved."""
    at = AsOf(_day_of_the_feed(rows), opened.stamp)
    for model, own in rows.items():
        marks = digests(own)
        payloads = payloads_of(model, own, at)
        for row in own:
            action = ACTION_OF_KIND[row.kind] if model in CLAIMS else Action.CREATED
            if (model, row.key) in replaced:
                action = Action.UPDATED
            opened.add(entry_of(action, row, payloads[row.pk], digest=marks[row.pk]))
        searching.index(model, payloads.values())
    for model in FEED_ORDER:
        moved = touched.of(model) - {row.pk for row in rows.get(model, ())}
        for row, payload in _moved(model, moved, at):
            opened.add(entry_of(Action.UPDATED, row, payload))


def _day_of_the_feed(rows: Rows) -> date:
    """The feed shows what stands once every day that its claims name has come."""
    days: list[date] = [claim.day for model in CLAIMS for claim in rows.get(model, ())]
    return max([timezone.now().date(), *days])


def payloads_of(model: type[Recorded], rows: Sequence[Any], at: AsOf) -> dict[int, objects.Object]:
    """What the feed tells of rows, read anew, by primary key."""
    found = _read(model, {row.pk for row in rows})
    return {row.pk: payload for row, payload in _told(model, found, at)}


def _read(model: type[Recorded], pks: set[int]) -> list[Any]:
    """Rows as the database has them now, with what their objects follow, in the order of their primary keys."""
    rows = model.objects.filter(pk__in=pks).order_by("pk")
    return list(rows.select_related(*JOINED[model]) if model in JOINED else rows)


def _told(model: type[Recorded], rows: Sequence[Any], at: AsOf) -> Iterator[tuple[Any, objects.Object]]:
    """Each row with what the feed tells of it."""
    built = objects.BUILDERS[model](rows, at)
    return zip(rows, map(objects.for_feed, built), strict=True)


def _moved(model: type[Recorded], pks: set[int], at: AsOf) -> Iterator[tuple[Any, objects.Object]]:
    """Those of some published rows whose object is not what the feed told last."""
    if not pks:
        return
    published = [row for row in _read(model, pks) if row.is_published]
    newest = (
        Change.objects.filter(type=model.feed_type, key__in=[row.key for row in published])
        .values("key")
        .annotate(newest=Max("sequence"))
        .values("newest")
    )
    told = dict(Change.objects.filter(sequence__in=newest).values_list("key", "payload_digest"))
    for row, payload in _told(model, published, at):
        if told.get(row.key) != sha256(canonical(payload)):
            yield row, payload


def entry_of(action: str, row: Any, payload: objects.Object, digest: str = "") -> Entry:
    """The row of the feed that tells of a row of the record."""
    model = type(row)
    package, actor = objects.place_of(model, payload)
    return Entry(
        action=action,
        type=model.feed_type,
        key=row.key,
        payload=canonical(payload),
        digest=digest,
        package=package,
        actor=actor,
    )
