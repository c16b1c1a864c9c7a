"""What stood over time: the states of both lanes along the days of the world, as known at one moment."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from commitments.choices import Headline, Lane
from commitments.models import CommitmentState
from commitments.objects import REMOVED
from commitments.strength import strongest
from ledger.asof import AsOf


@dataclass(frozen=True, slots=True)
class Span:
    """What stood from a day until before another (None: it still stood on the day that was asked for).

    `low` and `high` are both None where there is no figure, or where figures of several commitments met.
    """

    first: date
    until: date | None
    headline: str
    reported: bool
    low: int | None = None
    high: int | None = None
    words: str = ""
    updates: tuple[str, ...] = ()
    commitments: tuple[int, ...] = ()


def histories(commitments: Collection[int], at: AsOf) -> dict[tuple[int, str], list[Span]]:
    """The spans of commitments by primary key and lane, in order, up to the day of `at`. One query.

    Days on which nothing is set in a lane have none.
    """
    states = CommitmentState.objects.until(at).filter(commitment__in=commitments, is_set=True)
    rows = states.order_by("true_from", "pk")
    found: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for row in rows:
        found[row.commitment_id, row.lane].append(_span(row, at))
    return {key: _joined(spans) for key, spans in found.items()}


def strongest_over_time(
    commitments: Collection[int], found: Mapping[tuple[int, str], Sequence[Span]]
) -> list[Span]:
    """The strongest word of several commitments day by day: their own where one has any, else the reported one."""
    own = [span for pk in commitments for span in found.get((pk, Lane.OFFICIAL.value), ())]
    reported = [span for pk in commitments for span in found.get((pk, Lane.REPORTED.value), ())]
    days = sorted({day for span in [*own, *reported] for day in (span.first, span.until) if day})
    ends = [*days[1:], None] if days else []
    spans = [
        said
        for first, until in zip(days, ends, strict=True)
        if (said := _strongest(own, first, until) or _strongest(reported, first, until))
    ]
    return _joined(spans)


def _span(row: CommitmentState, at: AsOf) -> Span:
    return Span(
        first=row.true_from,
        until=row.true_to if row.true_to <= at.true_on else None,
        headline=row.headline,
        reported=row.lane == Lane.REPORTED,
        low=row.low,
        high=row.high,
        words="" if row.words == REMOVED else row.words,
        updates=tuple(row.updates),
        commitments=(row.commitment_id,),
    )


def _strongest(spans: Iterable[Span], first: date, until: date | None) -> Span | None:
    """What stood from one day on, together; a figure only where a single commitment has the word."""
    standing = [
        span
        for span in spans
        if span.headline != Headline.NONE and span.first <= first and (not span.until or span.until > first)
    ]
    word = strongest(span.headline for span in standing)
    firmest = [span for span in standing if span.headline == word]
    if not firmest:
        return None
    together = tuple(sorted(pk for span in firmest for pk in span.commitments))
    if len(firmest) == 1:
        return replace(firmest[0], first=first, until=until, commitments=together)
    return Span(first, until, word, firmest[0].reported, commitments=together)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that follow each other and say the same, made one."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and last.until == span.first and _said(last) == _said(span):
            found[-1] = replace(last, until=span.until)
        else:
            found.append(span)
    return found


def _said(span: Span) -> tuple[object, ...]:
    return span.headline, span.reported, span.low, span.high, span.words, span.commitments
