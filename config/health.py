"""The probes: is the process alive, can it do its work, and is the ledger intact?"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

from commitments.projecting import outdated_tables
from config.collected import uncollected
from ledger.models import Counter, Verification

# The check runs every night; it may start late and take its time.
LATE = timedelta(hours=26)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks no database: a slow database must not get the process killed."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """What the work needs, as JSON: 503 without database, migrations or static files, or where states were made by
    other rules than today's (`manage.py migrate` makes them anew); without Redis work is only late.
    """
    lacking = uncollected()
    answer: dict[str, object] = {
        "version": settings.VERSION,
        "redis": redis_state(),
        "static_files": "not collected" if lacking else "ok",
    }
    try:
        missing = missing_migrations()
        answer |= {"database": "ok", "missing_migrations": missing}
        outdated = [] if missing else outdated_tables()
        if not missing:
            answer |= {
                "outdated_states": outdated,
                "sequence": Counter.objects.get().sequence,
                "last_verification": last_verification(),
            }
    except DatabaseError:
        return JsonResponse({"ready": False, **answer, "database": "unreachable"}, status=503)
    ready = not (missing or outdated or lacking)
    return JsonResponse({"ready": ready, **answer}, status=200 if ready else 503)


@require_safe
@never_cache
def ledgerz(request: HttpRequest) -> HttpResponse:
    """Whether the whole ledger was found intact, and not too long ago, as JSON; 503 where somebody must look."""
    try:
        found = last_verification()
    except DatabaseError:
        return JsonResponse({"intact": None, "why": ["The database does not answer."]}, status=503)
    why = doubts(found)
    return JsonResponse(
        {"intact": not why, "why": why, "last_verification": found}, status=503 if why else 200
    )


def doubts(found: dict[str, object] | None) -> list[str]:
    """Why the ledger is not known to be intact now: the findings of its last check, or that there was none lately."""
    if found is None:
        return ["The ledger was never checked: manage.py verify_ledger."]
    findings, finished = found["findings"], found["finished_at"]
    late = isinstance(finished, datetime) and timezone.now() - finished > LATE
    hours = int(LATE.total_seconds() // 3600)
    return [
        *(findings if isinstance(findings, list) else []),
        *([f"The ledger was not checked for {hours} hours: does beat run?"] if late else []),
    ]


def missing_migrations() -> list[str]:
    """Migrations that the code has and the database lacks, as "app.name"."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def last_verification() -> dict[str, object] | None:
    """When the ledger was last checked as a whole, up to which change, and what was found; None before the first."""
    found = Verification.objects.order_by("-finished_at").first()
    if found is None:
        return None
    return {
        "finished_at": found.finished_at,
        "sequence": found.sequence,
        "intact": not found.findings,
        "findings": found.findings,
    }


def redis_state() -> str:
    """ "ok", "unreachable" or "not configured"."""
    if not settings.REDIS_URL:
        return "not configured"
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
            client.ping()
    except RedisError:
        return "unreachable"
    return "ok"
