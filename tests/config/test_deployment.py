"""The files of a deployment agree with the settings, and hold no secret."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"""env\.\w+\(\s*["']([A-Z_]+)["']""")


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return found


def explained() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))


def test_every_variable_that_is_read_is_explained_and_no_other() -> None:
    code = "".join((ROOT / "config" / name).read_text() for name in ("settings.py", "gunicorn.py"))
    assert set(explained()) == set(READ.findall(code)) | {"POSTGRES_PASSWORD", "WEB_PROCESSES"}


def test_no_secret_has_a_value_that_could_be_left_standing() -> None:
    assert {name: value for name, value in explained().items() if value} == {"HTTPS": "1"}


def test_the_database_starts_only_with_a_password_of_ones_own(services: dict[str, dict[str, Any]]) -> None:
    for name in ("db", "web"):
        shown = str(services[name]["environment"])
        assert "${POSTGRES_PASSWORD:?" in shown
        assert ":-" not in shown


def test_the_shape_is_complete(services: dict[str, dict[str, Any]]) -> None:
    assert set(services) == {"migrate", "web", "worker", "beat", "db", "redis"}
    for name in ("worker", "beat", "db", "redis"):
        assert "test" in services[name]["healthcheck"], name
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()


def test_our_processes_run_without_rights(services: dict[str, dict[str, Any]]) -> None:
    for name in ("migrate", "web", "worker", "beat"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["environment"]["LOCAL_DEMO"] == "0"
    final_stage = (ROOT / "Dockerfile").read_text().split("\nFROM ")[-1]
    assert "\nUSER guarantees\n" in final_stage
    assert "apt-get" not in final_stage


def test_no_local_secret_gets_into_the_image() -> None:
    assert {".env", ".local", ".git", "*.sqlite3*"} <= set((ROOT / ".dockerignore").read_text().split())


def test_the_lock_files_name_no_registry_and_hash_everything() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text, lock.name
        pins = re.findall(r"^[a-z0-9._\[\]-]+==.*?(?=^\S|\Z)", text, re.M | re.S)
        assert pins, lock.name
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
