"""config.health: the probes."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from config import health
from ledger.models import Verification


def test_a_living_process_says_so_without_asking_the_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_migrated_database_is_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["ready"] is True
    assert answer.json()["database"] == "ok"
    assert answer.json()["missing_migrations"] == []
    assert answer.json()["sequence"] == 0
    assert answer.json()["last_verification"] is None


@pytest.mark.django_db
def test_the_last_verification_is_shown_with_what_it_found(client: Client) -> None:
    for day, findings in (("18", []), ("19", ["change 7: the hash does not fit"])):
        Verification.objects.create(
            started_at=f"2025-08-{day}T03:17Z",
            finished_at=f"2025-08-{day}T03:18Z",
            sequence=9,
            findings=findings,
        )
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["last_verification"] == {
        "finished_at": "2025-08-19T03:18:00Z",
        "sequence": 9,
        "intact": False,
        "findings": ["change 7: the hash does not fit"],
    }


@pytest.mark.django_db
def test_a_ledger_that_was_never_checked_is_not_known_to_be_intact(client: Client) -> None:
    answer = client.get("/ledgerz")
    assert answer.status_code == 503
    assert answer.json()["why"] == ["The ledger was never checked: manage.py verify_ledger."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "findings", "status", "why"),
    [
        (1, [], 200, []),
        (25, [], 200, []),
        (27, [], 503, ["The ledger was not checked for 26 hours: does beat run?"]),
        (1, ["change 7: the hash does not fit"], 503, ["change 7: the hash does not fit"]),
    ],
)
def test_what_the_last_check_found_and_when_is_a_probe(
    client: Client, hours: int, findings: list[str], status: int, why: list[str]
) -> None:
    finished = timezone.now() - timedelta(hours=hours)
    Verification.objects.create(
        started_at=finished - timedelta(minutes=1), finished_at=finished, sequence=9, findings=findings
    )
    answer = client.get("/ledgerz")
    assert (answer.status_code, answer.json()["why"]) == (status, why)
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_missing_migration_is_named_and_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["missing_migrations"] == ["sessions.0001_initial"]


@pytest.mark.django_db
def test_a_site_without_static_files_is_not_ready(client: Client, settings: Settings, tmp_path: Path) -> None:
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    settings.STATIC_ROOT = tmp_path
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["static_files"]) == (503, "not collected")
    ours = Path(settings.STATICFILES_DIRS[0])
    paths = {file.relative_to(ours).as_posix(): "" for file in ours.rglob("[!.]*") if file.is_file()}
    (tmp_path / "staticfiles.json").write_text(json.dumps({"paths": paths}))
    assert client.get("/readyz").status_code == 200
    paths.popitem()
    (tmp_path / "staticfiles.json").write_text(json.dumps({"paths": paths}))
    assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_an_unreachable_database_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> list[str]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "missing_migrations", refuse)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "unreachable"


@pytest.mark.django_db
def test_a_lost_redis_is_told_and_the_site_stays_ready(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["redis"]) == (200, "unreachable")


def test_probes_only_answer_reading(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
