"""The two clocks of a request. The only place on the public side where "now" is read.

`as_of=YYYY-MM-DD` is the day in the world (default: today, UTC). `known_on` is a day, which means its end in UTC, or
an RFC 3339 moment (default: the moment of the newest change). Every answer is read at one **basis**, the newest
sequence that was recorded by then.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, QueryDict
from django.utils import timezone as clock

from ledger import moments
from ledger.asof import AsOf, end_of_day
from ledger.models import BEGINNING, Change, Counter

from .exceptions import Finding, ParametersRefused

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Known:
    """A moment of knowledge as it was asked for (`text`) and as it is read (`moment`, UTC)."""

    text: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """The two clocks of a request, resolved.

    `at` is what queries take; its moment is that of the basis, so that it is the same whenever the question is asked.
    `as_of` and `known_on` are what the answer prints: what was asked, else today and the moment of the newest change.
    `basis` is the sequence at which the answer is read, `newest` that of the ledger, whose hash is `head`; `mark` is
    the hash of the feed at the basis, `epoch` the name of the ledger's history.
    `is_past`: looks back on either clock. `is_settled`: names both clocks, and no later change can move the answer.

    `newest`, `head`, `is_past` and `is_settled` say where the ledger and the calendar stand now. An answer that tells
    of them is no function of its address and basis: they belong in its tag (web/caching.py).
    """

    at: AsOf
    as_of: date
    known_on: str
    basis: int
    newest: int
    head: str
    mark: str
    epoch: str
    is_past: bool
    is_settled: bool


def asof_from(request: HttpRequest) -> Asked:
    """The clocks of a request. Raises ParametersRefused, naming `as_of` or `known_on`, when one is no time."""
    day, known, findings = read_clocks(request.GET)
    if findings:
        raise ParametersRefused(findings)
    return resolve(day, known)


def read_clocks(query: QueryDict) -> tuple[date | None, Known | None, list[Finding]]:
    """What a query string says of the two clocks, and what is wrong with it."""
    findings: list[Finding] = []
    values: dict[str, str] = {}
    for name in ("as_of", "known_on"):
        given = query.getlist(name)
        if len(given) > 1:
            findings.append(Finding(name, "given_twice", f"{name} is given {len(given)} times: give it once"))
        elif given and not given[0]:
            findings.append(Finding(name, "empty_value", f"{name} is empty: leave it out or give a date"))
        elif given:
            values[name] = given[0]
    day: date | None = None
    known: Known | None = None
    try:
        day = parse_day(values["as_of"]) if "as_of" in values else None
    except ValueError as error:
        findings.append(Finding("as_of", "not_a_date", f"as_of: {error}"))
    try:
        known = parse_known(values["known_on"]) if "known_on" in values else None
    except ValueError as error:
        findings.append(Finding("known_on", "not_a_moment", f"known_on: {error}"))
    return day, known, findings


def resolve(day: date | None, known: Known | None, *, pinned_to: int | None = None) -> Asked:
    """The clocks, given what was asked; None is the present.

    What is known is capped at the newest stamp, so that what is echoed has one answer for ever. `pinned_to` is the
    basis of an earlier answer that this one goes on from: nothing recorded after it is read. Raises ValueError when
    the ledger never stood there.
    """
    newest, head, last, epoch = _counter()
    ceiling = last if pinned_to is None else _stamp_of(pinned_to, newest)
    this_day = today()
    as_of = day or this_day
    known_at = min(known.moment, ceiling) if known else ceiling
    basis, mark, moment = (newest, head, last) if known_at == last else _end_of_feed(known_at)
    return Asked(
        at=AsOf(as_of, moment),
        as_of=as_of,
        known_on=known.text if known else printed(ceiling),
        basis=basis,
        newest=newest,
        head=head,
        mark=mark,
        epoch=epoch,
        is_past=as_of < this_day or known_at < last,
        is_settled=day is not None and known is not None and known.moment <= last,
    )


def today() -> date:
    """The day on which everything is true unless another one is asked for, in UTC."""
    return clock.now().astimezone(UTC).date()


def parse_day(text: str) -> date:
    """A day from `YYYY-MM-DD`. Raises ValueError with a sentence that says what was expected."""
    if _DAY.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not a date: expected YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar: expected YYYY-MM-DD") from None


def parse_known(text: str) -> Known:
    """A moment of knowledge: a day, which means its end in UTC, or an RFC 3339 moment. Raises ValueError else."""
    if _DAY.fullmatch(text):
        return Known(text, end_of_day(parse_day(text)))
    return Known(text, parse_moment(text))


def parse_moment(text: str) -> datetime:
    """An RFC 3339 moment in UTC; digits below the microsecond are cut off. Raises ValueError else."""
    try:
        return moments.in_utc(moments.local(text))
    except ValueError as error:
        expected = "expected YYYY-MM-DD or a moment like 2025-09-05T12:00:00Z (write + as %2B)"
        raise ValueError(f"{error}: {expected}") from None


def printed(moment: datetime) -> str:
    """A moment as the API prints it: RFC 3339 in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _stamp_of(sequence: int, newest: int) -> datetime:
    """The moment at which the ledger stood at a sequence."""
    if sequence > newest:
        raise ValueError(f"the ledger stands at {newest}, not yet at {sequence}")
    return (
        Change.objects.values_list("recorded_at", flat=True).get(sequence=sequence) if sequence else BEGINNING
    )


def _counter() -> tuple[int, str, datetime, str]:
    """Where the ledger stands: its newest sequence, its hash, the moment of the newest change, and its epoch."""
    last = Change.objects.filter(sequence=OuterRef("sequence")).values("recorded_at")[:1]
    found = Counter.objects.annotate(last=Coalesce(Subquery(last), "stamp"))
    return found.values_list("sequence", "head", "last", "epoch").get()


def _end_of_feed(moment: datetime) -> tuple[int, str, datetime]:
    """The newest change recorded by a moment: its sequence, the hash of the feed up to it, and its moment.

    Before the first it is 0, and the moment is the one that was asked about.
    """
    rows = Change.objects.filter(recorded_at__lte=moment).order_by("-recorded_at", "-sequence")
    return rows.values_list("sequence", "hash", "recorded_at").first() or (0, "", moment)
