"""Publishing: the one way by which anything becomes part of the record.

A publisher hands over drafts. In one transaction, under the counter's lock, they are stamped, the claims that they
correct or retract are marked, the projections are turned, and the feed gets a row for each of them and for everything
whose derived state they moved.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Max, Q, Value, When
from django.utils import timezone

from actors.models import Actor, ActorAlias, Leader, LeaderAlias, Membership, Tenure
from commitments import objects, searching
from commitments.belonging import Belongs, belonging_of
from commitments.models import Commitment, CommitmentUpdate
from guarantees import requires
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
from ledger.digests import texts
from ledger.exceptions import RuleBroken
from ledger.models import Change, Recorded
from ledger.references import Name, Place, named_by
from sources.models import Publisher, PublisherAlias, Source

from .consequences import Rows, Touched, touched_by, turn_projections
from .speaking import set_lanes

# The order in which a changeset tells of its rows: what is referred to comes before what refers to it.
FEED_ORDER: tuple[type[Recorded], ...] = (
    Publisher,
    PublisherAlias,
    Source,
    Actor,
    ActorAlias,
    Membership,
    Leader,
    LeaderAlias,
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
_OF_A_CLAIM = ("statement__speaker", "relates_to")
JOINED: dict[type[Recorded], tuple[str, ...]] = {
    ConditionUpdate: (*_OF_A_CLAIM, "condition__package"),
    PositionUpdate: (*_OF_A_CLAIM, "actor", "guarantee__package"),
    RequirementUpdate: (*_OF_A_CLAIM, "guarantee__package"),
    CommitmentUpdate: (*_OF_A_CLAIM, "commitment__actor", "commitment__guarantee__package"),
    Commitment: ("actor", "guarantee__package", "part_of"),
    Statement: ("speaker", "event"),
    Condition: ("package", "actor"),
    NegotiationEvent: ("package",),
    Participation: ("event", "actor", "leader"),
    Source: ("publisher", "origin"),
    PublisherAlias: ("publisher",),
    ActorAlias: ("actor",),
    LeaderAlias: ("leader",),
    Membership: ("member", "organisation"),
    Tenure: ("leader", "actor"),
}

# What holds from one day to another and is replaced when its end becomes known; these fields tell that it is the same.
IDENTITY: dict[type[Recorded], tuple[str, ...]] = {model: model.identity for model in (Membership, Tenure)}

# Kinds that take the place of the row that they name, or take it away.
MENDING = (Kind.CORRECTION, Kind.RETRACTION)

# How many rows one statement gives their places and lanes.
BATCH = 500

# Room between two claims of a file, so that a row which is added between them later finds its place.
SEQUENCE_STEP = 1 << 20


def publish(
    drafts: Iterable[Recorded],
    *,
    by: Any = None,
    at: datetime | None = None,
    to_come: Collection[Place] = frozenset(),
) -> Changeset:
    """Publish drafts as one changeset with one stamp. All or nothing.

    `by` is who approves (None for an import), `at` the moment for a record that is known from the dates of its
    sources; `to_come` is what the caller publishes later in the same transaction. Raises RuleBroken when the moment is
    not after the newest stamp, and `refers_to_a_draft` when one of them names what is neither published nor among
    these; the rules of the record itself are checked before, by the import or the desk.
    """
    waiting = by_model(drafts)
    with changeset(at=at) as opened:
        rows: Rows = {model: _in_order(model, own) for model, own in waiting.items()}
        _check_references(rows, to_come)
        reference: Rows = {model: own for model, own in rows.items() if model not in CLAIMS}
        claims: Rows = {model: own for model, own in rows.items() if model in CLAIMS}
        replaced = _replace(reference, opened.stamp)
        for model, own in reference.items():
            _stamp(model, own, opened.stamp, by)
        for model, own in claims.items():
            _stamp(model, own, opened.stamp, by, prepare(model, own))
        _supersede(claims, opened.stamp)
        turn_projections(claims, opened.stamp)
        _tell(opened, rows, touched_by(rows, opened.stamp), replaced)
        for draft in (draft for own in waiting.values() for draft in own):
            draft.recorded_at = opened.stamp
    return opened


def _check_references(rows: Rows, to_come: Collection[Place]) -> None:
    beside = {(model, row.pk) for model, own in rows.items() for row in own}.union(to_come)
    names = [name for own in rows.values() for name in named_by(own, beside)]
    names += _required(rows.get(CommitmentUpdate, ()), beside)
    if names:
        said = "; ".join(f"{row.key}: its {field} is {draft.key}" for row, field, draft in names)
        raise RuleBroken(
            "refers_to_a_draft",
            f"What is published refers to nothing that is not. {said}.",
            field=names[0].field,
        )


def _required(claims: Sequence[CommitmentUpdate], beside: Collection[Place]) -> list[Name]:
    """Where claims require a condition that is a draft: they name it by its key, in a text."""
    keys = {claim: requires.keys(requires.parse(claim.requires)) for claim in claims if claim.requires}
    named = {key for own in keys.values() for key in own}
    drafts = {one.key: one for one in Condition.objects.drafts().filter(key__in=named)} if named else {}
    return [
        Name(claim, "requires", drafts[key])
        for claim, own in keys.items()
        for key in own
        if key in drafts and (Condition, drafts[key].pk) not in beside
    ]


def by_model(rows: Iterable[Recorded]) -> Rows:
    """Rows by their model, in the order of the feed."""
    found: Rows = defaultdict(list)
    for row in rows:
        found[type(row)].append(row)
    return {model: found[model] for model in FEED_ORDER if model in found}


def _in_order(model: type[Recorded], drafts: Sequence[Recorded]) -> list[Any]:
    """Drafts as the database has them, with what their objects follow, in the order in which they were handed over."""
    found = {row.pk: row for row in _read(model, {draft.pk for draft in drafts})}
    return [found[draft.pk] for draft in drafts]


def prepare(model: type[Recorded], claims: Sequence[Any]) -> list[str]:
    """Give draft claims what they get when they are published: their lane, and their place among the claims.

    A claim that already has a place (`sequence`, from the order of a file) keeps it. The names of what was set.
    """
    names = []
    unplaced = [claim for claim in claims if not claim.sequence]
    if unplaced:
        newest = model.objects.aggregate(newest=Max("sequence"))["newest"] or 0
        for place, claim in enumerate(unplaced, 1):
            claim.sequence = newest + place * SEQUENCE_STEP
        names.append("sequence")
    if model is CommitmentUpdate:
        set_lanes(claims)
        names.append("lane")
    return names


def _stamp(
    model: type[Recorded], rows: Sequence[Any], stamp: datetime, by: Any, own: Sequence[str] = ()
) -> None:
    """Make drafts part of the record, and write what each of them got for its own: the fields `own`."""
    values: dict[str, Any] = {"recorded_at": stamp}
    if hasattr(model, "approved_by"):
        values["approved_by"] = by
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        each = {name: _each(model, batch, name) for name in own}
        model.objects.filter(pk__in=[row.pk for row in batch]).update(**values, **each)
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)


def _each(model: type[Recorded], rows: Sequence[Any], name: str) -> Any:
    """One value for all rows, or an expression that gives each of them its own."""
    values = {row.pk: getattr(row, name) for row in rows}
    if len(set(values.values())) == 1:
        return next(iter(values.values()))
    field: Any = model._meta.get_field(name)
    return Case(*(When(pk=pk, then=Value(value)) for pk, value in values.items()), output_field=field)


def _supersede(claims: Rows, stamp: datetime) -> None:
    """Mark what is corrected or retracted from this stamp on.

    A correction may rest on an older source than the row that it corrects, and so be known before it: then the row is
    marked when it is published itself.
    """
    for model, own in claims.items():
        published: Any = model.objects.published()
        late = published.filter(kind__in=MENDING, relates_to__in=[claim.pk for claim in own])
        mended = set(late.order_by().values_list("relates_to_id", flat=True))
        mended |= {claim.relates_to_id for claim in own if claim.kind in MENDING}
        if mended:
            published.filter(superseded_at__isnull=True, pk__in=mended).update(superseded_at=stamp)
        for claim in own:
            if claim.pk in mended:
                claim.superseded_at = stamp


def _replace(reference: Rows, stamp: datetime) -> set[tuple[type[Recorded], str]]:
    """Mark the published tenures and memberships that drafts take the place of; the model and key of each."""
    replaced: set[tuple[type[Recorded], str]] = set()
    for model, fields in IDENTITY.items():
        drafts = {tuple(getattr(row, name) for name in fields): row for row in reference.get(model, ())}
        if not drafts:
            continue
        standing = model.objects.published().filter(superseded_at__isnull=True)
        beside = standing.filter(**{f"{fields[0]}__in": {same[0] for same in drafts}}).order_by()
        ended = {
            pk: same for pk, *rest in beside.values_list("pk", *fields) if (same := tuple(rest)) in drafts
        }
        if ended:
            model.objects.filter(pk__in=ended).update(superseded_at=stamp)
            replaced |= {(model, drafts[same].key) for same in ended.values()}
    return replaced


def _tell(opened: Changeset, rows: Rows, touched: Touched, replaced: set[tuple[type[Recorded], str]]) -> None:
    """Write the rows of the feed: first what is new, then what it moved."""
    at = AsOf(_day_of_the_feed(rows), opened.stamp)
    new: dict[type[Recorded], list[objects.Object]] = defaultdict(list)
    for model, own in rows.items():
        written = texts(own)
        belongs = belonging_of(model, own, at.known_at)
        for row, payload in _told(model, own, at):
            action = ACTION_OF_KIND[row.kind] if model in CLAIMS else Action.CREATED
            if (model, row.key) in replaced:
                action = Action.UPDATED
            opened.add(entry_of(action, row, payload, belongs[row.pk], text=written[row.pk]))
            new[model].append(payload)
    searching.index(new)
    for model, moved in _moved(rows, touched, at):
        belongs = belonging_of(model, [row for row, _ in moved], at.known_at)
        for row, payload in moved:
            opened.add(entry_of(Action.UPDATED, row, payload, belongs[row.pk]))


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


def _moved(
    rows: Rows, touched: Touched, at: AsOf
) -> Iterator[tuple[type[Recorded], list[tuple[Any, objects.Object]]]]:
    """Those of the touched rows beside the new ones whose object is not what the feed told last, by model."""
    beside: Rows = {}
    for model in FEED_ORDER:
        if pks := touched.of(model) - {row.pk for row in rows.get(model, ())}:
            beside[model] = [row for row in _read(model, pks) if row.is_published]
    told = _digests_told(beside)
    for model, own in beside.items():
        moved = [
            (row, payload)
            for row, payload in _told(model, own, at)
            if told.get((model.feed_type, row.key)) != sha256(canonical(payload))
        ]
        if moved:
            yield model, moved


def _digests_told(rows: Rows) -> dict[tuple[str, str], str]:
    """The digest of what the feed told last of each row, by its type and key."""
    of_them = Q()
    for model, own in rows.items():
        of_them |= Q(type=model.feed_type, key__in=[row.key for row in own])
    if not of_them:
        return {}
    newest = Change.objects.filter(of_them).values("type", "key").annotate(newest=Max("sequence")).order_by()
    told = Change.objects.filter(sequence__in=newest.values("newest")).order_by()
    return {(type, key): digest for type, key, digest in told.values_list("type", "key", "payload_digest")}


def entry_of(
    action: str, row: Any, payload: objects.Object, belongs: Belongs, text: str | None = None
) -> Entry:
    """The row of the feed that tells of a row of the record; with its `text` where the row itself is new."""
    model = type(row)
    package, actor = objects.place_of(model, payload)
    return Entry(
        action=action,
        type=model.feed_type,
        key=row.key,
        payload=canonical(payload),
        row=text,
        package=package,
        actor=actor,
        actors=belongs.actors,
        packages=belongs.packages,
    )
