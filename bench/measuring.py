"""The workloads, and the table of what they cost.

Figures are CPU time of this process: with PostgreSQL, the work of its server comes on top. Milliseconds belong to the
machine; what can be compared is the ratio to the fixed body, which the same process answered in the same run.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from actors.models import Actor
from commitments.models import Commitment
from desk.publishing import publish
from desk.verifying import verify
from ledger.clock import ledger_is_new
from sources.models import Source
from web.caching import KEPT

from .ledger import build, statement

RECORD = Path(__file__).parents[1] / "desk" / "demo" / "ukraine"
FIXED = "/healthz"
PAST = "as_of=2025-06-15&known_on=2025-08-01"
LIST = "/api/v1/commitments/?package=bench&contribution=troops&page_size=50"
MATRIX = "/api/v1/matrix/?package=bench"

# What is asked with an empty cache, and what it should cost at most.
COLD = (
    ("list of 50, filtered", LIST, "2x one SQL statement for the same rows"),
    ("list of 50, as of + as known", f"{LIST}&{PAST}", "2x one SQL statement for the same rows"),
    ("one with updates and statements", "/api/v1/commitments/bench-7/?include=updates,statements",
     "3x one SQL statement"),
    ("matrix now", MATRIX, "2.5x one SQL statement, and 60 ms"),
    ("matrix, as of + as known", f"{MATRIX}&{PAST}", "1.3x the matrix now"),
    ("500 changes", "/api/v1/changes/?after=100&limit=500", "1.3x one SQL statement"),
    ("search", "/api/v1/search/?q=promise", "1.5x one SQL statement"),
    ("home page", "/", "2x the matrix now"),
    ("scenario", "/api/v1/scenario/?package=bench", "2x the matrix now"),
)  # fmt: skip


def table(scale: float, times: int) -> Iterator[str]:
    """The lines of the report, as they become known."""
    call_command("migrate", verbosity=0)
    if not ledger_is_new():
        sys.exit("The benchmark writes a ledger of its own: DATABASE_URL must name an empty database.")
    yield f"{connection.vendor}, scale {scale:g}, median of {times}; CPU of this process in ms"
    yield _line("", "CPU ms", "ratio", "target")
    imports = _imports()
    start = time.process_time()
    rows = build(int(1000 * scale), int(5000 * scale))
    spent = 1000 * (time.process_time() - start)
    fixed = _median(lambda: _get(FIXED), times)
    yield _line("fixed body (/healthz)", f"{fixed:.2f}", "1.0", "")
    for name, cost, target in _answers(times):
        yield _line(name, f"{cost:.2f}", f"{cost / fixed:.1f}", target)
    yield _line(
        "publish 1 statement, 3 claims",
        *_cost(_publications(times), fixed),
        "25 ms, no growth with the scale",
    )
    yield _line("record ukraine, first", *_cost(imports[0], fixed), "10 s")
    yield _line("record ukraine, again", *_cost(imports[1], fixed), "3 s")
    yield _line(
        f"{rows} rows in large changesets",
        *_cost(spent, fixed),
        f"3000 rows/s; here {1000 * rows / spent:.0f}",
    )
    start = time.process_time()
    findings = len(verify().findings)
    spent = 1000 * (time.process_time() - start)
    told = f"60 s for 100,000 rows; here {spent * 100 / rows:.0f} s"
    yield _line(f"verify_ledger, {findings} findings", *_cost(spent, fixed), told)


def _answers(times: int) -> Iterator[tuple[str, float, str]]:
    kept = _get(LIST)
    yield "kept answer", _median(lambda: _get(LIST), times), "2.5x the fixed body"
    tag = {"HTTP_IF_NONE_MATCH": kept.headers["ETag"]}
    yield "304", _median(lambda: _get(LIST, status=304, **tag), times), "2x the fixed body"
    for name, url, target in COLD:
        yield name, _median(lambda url=url: _get(url), times, before=KEPT.clear), target


def _get(url: str, *, status: int = 200, **headers: Any) -> Any:
    answer = Client(SERVER_NAME="localhost").get(url, **headers)
    if answer.status_code != status:
        sys.exit(f"{url} answered {answer.status_code}: {answer.content[:300]!r}")
    return answer


def _publications(times: int) -> float:
    """The median of publishing one statement with three claims; nothing of it stays."""
    actor, source = Actor.objects.get(key="bench-a0"), Source.objects.get(key="bench-source")
    subjects = list(Commitment.objects.filter(actor=actor)[:3])
    spent = []
    with transaction.atomic():
        for n in range(times + 1):
            claims = [(f"bench-x{n}-{place}", about) for place, about in enumerate(subjects)]
            drafts = statement(f"bench-x{n}", actor, source, claims)
            spent.append(_cpu(lambda drafts=drafts: publish(drafts)))
        transaction.set_rollback(True)
    return statistics.median(spent[1:])


def _imports() -> list[float]:
    """The demo record into the empty database, and once more; nothing of it stays."""

    def load() -> None:
        call_command("import_record", str(RECORD), "--known-from-sources", verbosity=0, stdout=StringIO())

    with transaction.atomic():
        spent = [_cpu(load), _cpu(load)]
        transaction.set_rollback(True)
    return spent


def _median(work: Callable[[], Any], times: int, before: Callable[[], Any] = lambda: None) -> float:
    """The median after one that does not count, each begun with `before`."""
    spent = []
    for _ in range(times + 1):
        before()
        spent.append(_cpu(work))
    return statistics.median(spent[1:])


def _cpu(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def _cost(spent: float, fixed: float) -> tuple[str, str]:
    return f"{spent:.0f}", f"{spent / fixed:.0f}"


def _line(name: str, *cells: str) -> str:
    ms, ratio, target = cells
    return f"{name:<34} {ms:>9} {ratio:>8}   {target}".rstrip()
