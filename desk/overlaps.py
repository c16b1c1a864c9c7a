"""What would be counted twice once drafts are part of the record: a question to those who decide, never a refusal.

What stands now in each lane is taken as the totals take it, the drafts as they would move it; a pair that is told
already is not asked about again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from actors.models import Membership
from commitments import overlaps, totals
from commitments.choices import Headline, Lane, Standing
from commitments.models import Commitment, CommitmentUpdate
from commitments.reading import rows_at
from commitments.strength import headline
from ledger.asof import AsOf
from ledger.choices import Kind
from ledger.folding import SETTING

from .bundle import Bundle
from .speaking import lanes


@dataclass(frozen=True, slots=True)
class Question:
    """A commitment that may be inside another one; `can_say` while it is a draft, and may name it as its whole."""

    commitment: Commitment
    inside: Commitment
    can_say: bool


def questions(bundle: Bundle, *, today: date, now: datetime) -> list[Question]:
    """The possible double counts that would be new, in both lanes together."""
    claims = bundle.of(CommitmentUpdate)
    beside = _beside(bundle, claims)
    at = AsOf(today, now)
    parties = {one.key: (one.actor.key, *(row.key for row in one.joint_with.all())) for one in beside}
    known = _belonging(Membership.objects.holding(at).select_related("member", "organisation"))
    drafted = known | _belonging(row for row in bundle.of(Membership) if _covers(row, today))
    spoken = lanes([(one.statement, _speaking_for(one), one.commitment) for one in claims])
    found: set[overlaps.Overlap] = set()
    for lane in Lane.values:
        said = [one for one, own in zip(claims, spoken, strict=True) if own == lane]
        before = {row.commitment: row for row, _ in rows_at(beside, lane, at)}
        after = _moved(before, said, [one.part_of for one in bundle.of(Commitment)])
        found |= _pairs(after.values(), parties, drafted) - _pairs(before.values(), parties, known)
    by_key = {one.key: one for one in beside}
    return [
        Question(by_key[one.commitment], by_key[one.inside], not by_key[one.commitment].is_published)
        for one in sorted(found)
    ]


def _beside(bundle: Bundle, claims: Sequence[CommitmentUpdate]) -> list[Commitment]:
    """The commitments, published and drafts of the bundle, to what the drafts speak of or a new member gives to."""
    fits = Q(pk__in=[one.commitment_id for one in claims])
    for one in claims:
        about = one.commitment
        fits |= Q(guarantee=about.guarantee_id, contribution=about.contribution, unit=about.unit)
    for row in bundle.of(Membership):
        fits |= Q(actor=row.member_id) | Q(actor=row.organisation_id) | Q(joint_with=row.member_id)
    own = [one.pk for one in bundle.of(Commitment)]
    rows = Commitment.objects.filter(fits, Q(recorded_at__isnull=False) | Q(pk__in=own)).distinct()
    return list(
        rows.select_related("actor", "guarantee__package").prefetch_related("joint_with").order_by("key")
    )


def _belonging(rows: Iterable[Membership]) -> frozenset[tuple[str, str]]:
    return frozenset((row.member.key, row.organisation.key) for row in rows)


def _covers(row: Membership, day: date) -> bool:
    return (row.since is None or row.since <= day) and (row.until is None or day <= row.until)


def _speaking_for(claim: CommitmentUpdate) -> list[str]:
    return [actor.key for actor in claim.statement.speaking_for.all()]


def _moved(
    rows: dict[str, totals.TotalRow], claims: Iterable[CommitmentUpdate], wholes: Iterable[Commitment | None]
) -> dict[str, totals.TotalRow]:
    """The rows as claims of their lane would move them, and with the wholes that new parts name."""
    moved = dict(rows)
    for claim in claims:
        if claim.kind in SETTING:
            moved[claim.commitment.key] = _after(moved[claim.commitment.key], claim)
    for whole in wholes:
        if whole is not None and whole.key in moved:
            moved[whole.key] = replace(moved[whole.key], is_whole=True)
    return moved


def _after(row: totals.TotalRow, claim: CommitmentUpdate) -> totals.TotalRow:
    """A row as a claim would set it."""
    standing, strength = claim.standing or row.standing, claim.strength or row.strength
    figure = (row.low, row.high)
    ends = claim.kind == Kind.CHANGE and claim.standing not in ("", Standing.OFFERED)
    if ends or claim.low is not None or claim.high is not None or claim.words:
        figure = (claim.low, claim.high)
    word = headline(standing, claim.delivery or None, strength)
    return replace(
        row,
        headline=word if word != Headline.NONE else row.headline,
        strength=strength,
        standing=standing,
        low=figure[0],
        high=figure[1],
        has_claim=True,
    )


def _pairs(
    rows: Iterable[totals.TotalRow],
    parties: dict[str, tuple[str, ...]],
    belonging: frozenset[tuple[str, str]],
) -> set[overlaps.Overlap]:
    """What may be counted twice, total by total."""
    found: set[overlaps.Overlap] = set()
    for total in totals.totals(rows):
        made = (overlaps.Made(key, parties[key]) for key in total.included)
        found.update(overlaps.overlaps(made, belonging))
    return found
