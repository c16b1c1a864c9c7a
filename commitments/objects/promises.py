"""Commitments as data: the noun, what stands in both lanes, and every derived signal."""

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects

from commitments.choices import Headline
from commitments.models import Commitment, CommitmentState
from commitments.reading import Standing, standing_of
from ledger.asof import AsOf

from .fields import Object, day, keys_through, moment, text, words


def commitments(rows: Iterable[Commitment], at: AsOf) -> list[Object]:
    """Promises as they stand. About a dozen queries, whatever the number of rows."""
    found = list(rows)
    prefetch_related_objects(found, "actor", "guarantee__package", "part_of")
    joint = keys_through(Commitment.joint_with.through, "commitment", "actor", [row.pk for row in found])
    standing = standing_of(found, joint, at)
    return [_commitment(row, joint[row.pk], standing[row.pk]) for row in found]


def _commitment(row: Commitment, joint: Sequence[str], standing: Standing) -> Object:
    official = state(standing.official)
    return {
        "key": row.key,
        "package": row.guarantee.package.key,
        "actor": row.actor.key,
        "joint_with": list(joint),
        "guarantee": row.guarantee.key,
        "contribution": row.contribution,
        "unit": text(row.unit),
        "title": row.title,
        "part_of": row.part_of.key if row.part_of else None,
        **official,
        "quantity_lane": standing.quantity_lane,
        "open_conditions": list(standing.open_conditions),
        "firmness": standing.firmness,
        "no_longer_named": silences(standing.official),
        "since": day(standing.official.since) if standing.official else None,
        "reported": state(standing.reported) if standing.reported else None,
        "disputed": [{name: one[name] for name in ("update", "by", "denial")} for one in standing.disputes],
        "retracted": [{name: one[name] for name in ("update", "by")} for one in standing.retracted],
        "unreaffirmed": standing.unreaffirmed,
        "stale": standing.stale,
        "clashes": [{"position": clash.position, "actor": clash.actor} for clash in standing.clashes],
        "origins": list(standing.origins),
        "recorded_at": moment(row.recorded_at),
    }


def silences(official: CommitmentState | None) -> list[Object]:
    """The conditions that the official lane once asked for and that later words neither name nor drop."""
    kept = official.no_longer_named if official else []
    return [{name: one[name] for name in ("condition", "last_named", "update")} for one in kept]


def state(row: CommitmentState | None) -> Object:
    """The eleven fields of a lane; without a claim the headline is none and everything else unknown.

    Where nothing is set in a lane, its last word may still be there.
    """
    return {
        "headline": row.headline if row else Headline.NONE.value,
        "strength": text(row.strength) if row else None,
        "delivery": text(row.delivery) if row else None,
        "standing": text(row.standing) if row else None,
        "low": row.low if row else None,
        "high": row.high if row else None,
        "words": words(row.words) if row else None,
        "requires": row.requires if row else [],
        "restrictions": words(row.restrictions) if row else None,
        "until": text(row.until) if row else None,
        "last_said": day(row.last_said) if row else None,
    }
