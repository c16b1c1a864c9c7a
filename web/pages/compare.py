"""What moved between two moments, on either clock, because of which claims, and whether any of it was our mistake."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commitments import objects
from commitments.choices import Direction, Headline, Lane
from commitments.folding import ENDED
from commitments.models import CommitmentUpdate
from commitments.objects import Object
from commitments.questions.compare import Found, as_objects, moves
from commitments.reading import implications_at
from guarantees import requires
from guarantees.implications import Implications, implied_by_each
from ledger.asof import AsOf, end_of_day, shifted
from ledger.choices import Kind
from web.asof import parse_known
from web.filters.promises import COMPARE_ALL, commitments
from web.filters.together import moments_of

from .defaults import DAYS, MOMENTS, newest_day, week_before
from .lookup import claims_of
from .showing import show
from .visits import Visit, page

SPANS: Final = (7, 30, 90, 365)
# A way up that is no hardening: it leads from ruled out to whatever is said now.
REOPENED: Final = "reopened"
# Fewer conditions, where nobody has dropped one: later words do not name it.
UNNAMED: Final = "unnamed"
# A way that is told behind a direction, as it is something else.
_BEHIND: Final = {Direction.UP: (REOPENED,), Direction.UNCONDITIONED: (UNNAMED,)}
# Nothing is offered any more, so nothing is asked for.
OFF: Final = frozenset({Headline.RULED_OUT, Headline.WITHDRAWN, Headline.LAPSED})
# All ways, in the order in which they are told.
WAYS: Final = tuple(way for word in Direction for way in (str(word), *_BEHIND.get(word, ())))


@page(*COMPARE_ALL)
def compare_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Two moments side by side, in both lanes; by default the seven days up to the newest change."""
    newest = newest_day(visit.at)
    meant = visit if visit.values.keys() & {*DAYS, *MOMENTS} else _between(visit, week_before(newest), newest)
    before, after = moments_of(dict(meant.values), visit.at)
    moves = moves_between(meant.values, before, after, lanes=Lane.values)
    content = {
        "span": _span(meant),
        "before_at": before,
        "after_at": after,
        **told(moves, meant.values, before, after),
        "forms": _forms(meant),
        "presets": presets(visit, newest),
        "of": {name: meant.values[name].key for name in ("package", "actor") if name in meant.values},
    }
    return show(request, meant, "compare.html", content, api="compare/")


def moves_between(
    values: Mapping[str, Any], before: AsOf, after: AsOf, *, lanes: Sequence[str] = (Lane.OFFICIAL.value,)
) -> list[Object]:
    """The commitments that moved in one of the lanes, with the claims because of which and what was said before.

    Each names its `lane`, the `way` in which it went, and the conditions that went (`silent`, `dropped`, `implied`)
    and `came`, and whether it is a correction of `ours`.
    """
    later = max(before, after, key=lambda at: at.known_at)
    kept = {name: values[name] for name in ("package", "actor") if name in values}
    chosen = commitments(kept, later)
    found = [(lane, one) for lane in lanes for one in moves(chosen, before, after, lane=lane)]
    ends = [one for _lane, one in found]
    extra = (_conditions_moved(ends, later), _is_ours(ends, before, after))
    shown = [
        {**move, "lane": lane, **conditions, "ours": ours}
        for (lane, _one), move, conditions, ours in zip(found, as_objects(ends), *extra, strict=True)
    ]
    keys = {key for move in shown for key in move["because"]}
    rows = list(CommitmentUpdate.objects.filter(key__in=keys).in_order())
    claims = {row.key: one for row, one in zip(rows, objects.updates(rows, later), strict=True)}
    said = _said_before([move["commitment"] for move in shown], before)
    return [
        {
            **move,
            "way": _way(move),
            "claims": [claims[key] for key in move["because"]],
            "said_before": said.get((move["commitment"], move["lane"])),
        }
        for move in shown
    ]


def told(moves: Sequence[Object], values: Mapping[str, Any], before: AsOf, after: AsOf) -> dict[str, Any]:
    """The moves in groups, those of each lane by themselves, and our corrections beside them."""
    corrections = corrections_between(values, before, after, {key for one in moves for key in one["because"]})
    official, reported = ([one for one in moves if one["lane"] == lane] for lane in Lane.values)
    return {
        "groups": grouped(official),
        "moved": len(official),
        "reported_groups": grouped(reported),
        "reported_moved": len(reported),
        "ours": sum(one["ours"] for one in moves),
        "corrections": corrections,
    }


def corrections_between(
    values: Mapping[str, Any], before: AsOf, after: AsOf, because: Iterable[str]
) -> list[Object]:
    """Corrections of ours among the claims that moved something, or that were published in between.

    What its source took back, we had right.
    """
    first, last = sorted((before, after), key=lambda at: (at.known_at, at.true_on))
    low, high = first.known_at, last.known_at
    if low == high:
        days = sorted((before.true_on, after.true_on))
        low, high = end_of_day(days[0]), min(end_of_day(days[1]), last.known_at)
    published = Q(recorded_at__gt=low, recorded_at__lte=high)
    where = Q(kind=Kind.CORRECTION) & (published | Q(key__in=list(because)))
    found = claims_of(where, AsOf(max(before.true_on, after.true_on), last.known_at))
    wanted = {name: values[name].key for name in ("package", "actor") if name in values}
    return [one for one in found if all(one.get(name) == key for name, key in wanted.items())]


def grouped(moves: Sequence[Object]) -> list[Object]:
    """Moves by the way in which they went, in the order of the vocabulary, the newest first."""
    return [
        {"way": way, "moves": sorted(own, key=_newest, reverse=True)}
        for way in WAYS
        if (own := [one for one in moves if one["way"] == way])
    ]


def _way(move: Object) -> str:
    """The direction of a move; leaving ruled out, and losing a condition to silence alone, are ways of their own."""
    way = str(move["direction"])
    if way == Direction.UP and move["before"]["headline"] == Headline.RULED_OUT:
        return REOPENED
    return UNNAMED if way == Direction.UNCONDITIONED and not move["dropped"] else way


def _is_ours(found: Sequence[Found], before: AsOf, after: AsOf) -> list[bool]:
    """Of each move whether a correction took out, or took the place of, a claim that stood at one of its ends.

    A claim of a later day than the first, or that was not known then, stood there in no case: what corrects it has
    corrected nothing that moved. One query.
    """
    first, last = (pick(before, after, key=lambda at: (at.known_at, at.true_on)) for pick in (min, max))
    differ = [
        {*(one.old.updates if one.old else ())} ^ {*(one.new.updates if one.new else ())} for one in found
    ]
    keys = {key for own in differ for key in own}
    rows = CommitmentUpdate.objects.filter(
        Q(relates_to__key__in=keys) | Q(key__in=keys), kind=Kind.CORRECTION, recorded_at__lte=last.known_at
    )
    corrected: set[str] = set()
    of_relates = ("relates_to__key", "relates_to__day", "relates_to__recorded_at")
    for key, wrong, day, recorded_at in rows.order_by().values_list("key", *of_relates):
        corrected.add(wrong)
        if day <= first.true_on and recorded_at <= first.known_at:
            corrected.add(key)
    return [not own.isdisjoint(corrected) for own in differ]


def _conditions_moved(found: Sequence[Found], at: AsOf) -> list[dict[str, list[str]]]:
    """The conditions that are not required any more, and those that were not before; none of what is new, gone or off.

    `dropped`: a word since says so, or ended the offer; `implied`: what is required now implies it; `silent`: later
    words do not name it (silence/v1). Two queries.
    """
    arrived = {
        key for one in found if one.old and one.new for key in one.new.updates if key not in one.old.updates
    }
    end = Q(kind=Kind.CHANGE, standing__in=ENDED)
    claims = CommitmentUpdate.objects.filter(Q(drops__isnull=False) | end, key__in=arrived).order_by()
    rows = claims.values_list("key", "standing", "drops__key")
    drops = {(key, condition) for key, _standing, condition in rows if condition}
    ends = {key for key, standing, _condition in rows if standing in ENDED}
    links = implications_at(at)
    return [_went_and_came(one, drops, ends, links) for one in found]


def _went_and_came(
    found: Found, drops: set[tuple[str, str]], ends: set[str], links: Implications
) -> dict[str, list[str]]:
    """The same of one move; `drops` are claims with what they drop, `ends` claims that end an offer."""
    told: dict[str, list[str]] = {"silent": [], "dropped": [], "implied": [], "came": []}
    move, old, new = found
    if not move.before or not move.after or not old or not new or new.headline in OFF:
        return told
    before, after = requires.keys(move.before.requires), requires.keys(move.after.requires)
    follows = {other for _key, other in implied_by_each(after, links)}
    arrived = [key for key in new.updates if key not in old.updates]
    for key in (one for one in before if one not in after):
        if key in follows:
            told["implied"].append(key)
        elif key not in new.silent and any(one in ends or (one, key) in drops for one in arrived):
            told["dropped"].append(key)
        else:
            told["silent"].append(key)
    told["came"] = [key for key in after if key not in before]
    return told


def presets(visit: Visit, newest: date) -> list[Object]:
    """Spans that are asked for most, on both clocks."""
    known = visit.at.known_at.date()
    none = dict.fromkeys((*DAYS, *MOMENTS))
    found = [
        {
            "label": _("the last year") if days == 365 else _("%(days)s days") % {"days": days},
            "url": visit.address(**none | {"from": str(shifted(newest, -span)), "to": str(newest)}),
            "learned_url": visit.address(
                **none | {"known_from": str(shifted(known, -span)), "known_to": str(known)}
            ),
        }
        for days in SPANS
        for span in [timedelta(days)]
    ]
    return found


def _between(visit: Visit, first: date, last: date) -> Visit:
    """The visit with two days in the world."""
    return replace(
        visit,
        values={**visit.values, "from": first, "to": last},
        pairs=(*visit.pairs, ("from", first.isoformat()), ("to", last.isoformat())),
    )


def _said_before(keys: Sequence[str], before: AsOf) -> dict[tuple[str, str], Object]:
    """The newest claim of each lane about each commitment before the move: its day and its wording."""
    rows = CommitmentUpdate.objects.said_by(before).filter(
        Q(superseded_at=None) | Q(superseded_at__gt=before.known_at), commitment__key__in=keys
    )
    quotation = {"quotation": F("statement__quotation"), "language": F("statement__quotation_language")}
    said = ("key", "summary", "words", "effective")
    found = rows.in_order().values("commitment__key", "lane", *said, **quotation)
    return {(row["commitment__key"], row["lane"]): row for row in found}


def _newest(move: Object) -> tuple[str, str]:
    return max((claim["effective_high"] for claim in move["claims"]), default=""), move["commitment"]


def _span(visit: Visit) -> Object:
    """The two ends as they were asked for, and which clock they are on."""
    sent = dict(visit.others)
    return {
        "days": [sent[name] for name in DAYS if name in sent],
        "moments": [_day_or_moment(sent[name]) for name in MOMENTS if name in sent],
    }


def _day_or_moment(text: str) -> Object:
    """A moment of knowledge as it was asked for: a day or, where it is longer, a moment."""
    return {"day": text if len(text) == 10 else "", "moment": parse_known(text).moment}


def _forms(visit: Visit) -> list[Object]:
    """The two little forms, one for each clock; each leaves the other clock's ends out."""
    sent = dict(visit.others)
    hidden = [pair for pair in visit.pairs if pair[0] not in (*DAYS, *MOMENTS)]
    return [
        {
            "name": name,
            "fields": [(end, sent.get(end, "")[:10]) for end in ends],
            "hidden": hidden,
            "on": ends[0] in sent,
        }
        for name, ends in (("world", DAYS), ("knowledge", MOMENTS))
    ]
