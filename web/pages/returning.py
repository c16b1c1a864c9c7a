"""What a returning reader has seen: a cookie with the change that the record had reached, and nothing about the reader.

Two cookies, so that no clock is needed: `seen` says how far the record was at the newest visit and stays for a
year; `visit` says from where this visit is told, and ends by itself after half an hour without a page.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from ledger.models import BEGINNING, Change
from web.asof import Asked

_PREFIX: Final = "__Host-" if settings.HTTPS else ""
SEEN: Final = f"{_PREFIX}seen"
VISIT: Final = f"{_PREFIX}visit"
A_YEAR: Final = 365 * 24 * 60 * 60
HALF_AN_HOUR: Final = 30 * 60
_MARK: Final = re.compile(r"([0-9]{1,12})\.([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True)
class LastVisit:
    """How far the record was (`sequence`) when the reader was here last, on a day."""

    sequence: int
    on: date

    @property
    def mark(self) -> str:
        """As the cookie says it."""
        return f"{self.sequence}.{self.on.isoformat()}"


def last_visit(request: HttpRequest, asked: Asked) -> LastVisit | None:
    """The visit before this one; None for a first visit, and for a cookie that cannot be meant."""
    told = request.COOKIES.get(VISIT) or request.COOKIES.get(SEEN) or ""
    found = _MARK.fullmatch(told)
    if found is None:
        return None
    try:
        visit = LastVisit(int(found[1]), date.fromisoformat(found[2]))
    except ValueError:
        return None
    # A ledger that was restored from a backup may not have come so far yet.
    return visit if visit.sequence <= asked.basis and visit.on <= asked.as_of else None


def remember(answer: HttpResponse, before: LastVisit | None, asked: Asked) -> None:
    """Give the reader both cookies. Such an answer is for nobody else."""
    now = LastVisit(asked.basis, asked.as_of)
    for name, mark, age in ((SEEN, now, A_YEAR), (VISIT, before or now, HALF_AN_HOUR)):
        answer.set_cookie(name, mark.mark, max_age=age, secure=settings.HTTPS, httponly=True, samesite="Lax")
    patch_cache_control(answer, private=True, no_cache=True)
    patch_vary_headers(answer, ["Cookie"])


def known_then(visit: LastVisit) -> datetime:
    """The moment up to which the reader can have known the record."""
    if not visit.sequence:
        return BEGINNING
    moment: datetime = Change.objects.values_list("recorded_at", flat=True).get(sequence=visit.sequence)
    return moment
