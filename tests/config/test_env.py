"""config.env: what is understood, and what a wrong value is told."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from tests.upgrades.databases import manage


@pytest.mark.parametrize(
    ("written", "meant"), [("1", True), ("yes", True), ("True", True), ("0", False), ("off", False)]
)
def test_a_flag_is_read_in_the_usual_words(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: bool
) -> None:
    monkeypatch.setenv("A_FLAG", written)
    assert env.flag("A_FLAG", default=not meant) is meant


def test_a_flag_that_is_not_understood_stops_the_start_and_says_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("A_FLAG", "ture")
    with pytest.raises(
        ImproperlyConfigured, match="A_FLAG=ture is not understood: write 1 for yes or 0 for no"
    ):
        env.flag("A_FLAG")


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_NUMBER", " ")
    assert env.number("A_NUMBER", 7, least=1, most=9) == 7


@pytest.mark.parametrize("written", ["0", "10", "-3", "3.5", "many", "٣"])
def test_a_number_outside_its_limits_is_refused(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("A_NUMBER", written)
    with pytest.raises(ImproperlyConfigured, match="a whole number from 1 to 9"):
        env.number("A_NUMBER", 7, least=1, most=9)


def test_a_word_outside_the_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_WORD", "xml")
    with pytest.raises(ImproperlyConfigured, match="one of json, text"):
        env.choice("A_WORD", "json", ("json", "text"))


@pytest.mark.parametrize(
    "written", ["*", "a.example,*.b.example", "https://a.example", "a.example:80", "a b", "::1"]
)
def test_a_wildcard_a_scheme_or_a_port_is_no_host_name(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("SOME_HOSTS", written)
    with pytest.raises(ImproperlyConfigured, match="host names without scheme and port"):
        env.hosts("SOME_HOSTS", "localhost")


def test_hosts_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_HOSTS", "a.example, .b.example")
    assert env.hosts("SOME_HOSTS", "localhost") == ["a.example", ".b.example"]


@pytest.mark.parametrize("written", ["mysql://u:s3cret@h/n", "nonsense", "postgres://u:s3cret@h/"])
def test_another_database_is_refused_without_showing_its_password(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SOME_DATABASE", written)
    with pytest.raises(ImproperlyConfigured, match="postgres://user:password@host:5432/name") as told:
        env.database("SOME_DATABASE", "sqlite:///db.sqlite3")
    assert "s3cret" not in str(told.value)


@pytest.mark.parametrize(
    "path", ["a+b.sqlite3", "50 %.sqlite3", "a%20b", "Київ/дані.sqlite3", "what?.sqlite3", "#1"]
)
@pytest.mark.parametrize("folder", ["", "/var/lib/"])
def test_the_path_of_sqlite_is_taken_to_the_letter(
    monkeypatch: pytest.MonkeyPatch, folder: str, path: str
) -> None:
    monkeypatch.setenv("SOME_DATABASE", f"sqlite:///{folder}{path}")
    assert env.database("SOME_DATABASE", "sqlite:///db.sqlite3")["NAME"] == f"{folder}{path}"


def test_a_database_is_made_at_the_path_that_was_written(tmp_path: Path) -> None:
    path = tmp_path / "Ö + 50 %20?" / "a+b.sqlite3"
    path.parent.mkdir()
    manage(f"sqlite:///{path}", "migrate", "ledger", "--verbosity", "0")
    assert [found.name for found in path.parent.glob("*.sqlite3")] == ["a+b.sqlite3"]


def test_a_postgresql_socket_is_a_path_in_the_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_DATABASE", "postgres:///ledger?host=/run/postgresql")
    settings = env.database("SOME_DATABASE", "sqlite:///db.sqlite3")
    assert settings["NAME"] == "ledger"
    assert settings["OPTIONS"]["host"] == "/run/postgresql"


def test_only_a_redis_url_is_a_redis_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_REDIS", "localhost:6379")
    with pytest.raises(ImproperlyConfigured, match="redis://host:6379/0"):
        env.redis("SOME_REDIS")


def test_the_key_in_the_environment_goes_before_the_key_in_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_file, in_environment = "from-the-file-" * 5, "from-the-environment-" * 5
    key_file = tmp_path / "secret-key"
    key_file.write_text(f"{in_file}\n")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert env.secret_key("SECRET_KEY", key_file) == in_file
    monkeypatch.setenv("SECRET_KEY", in_environment)
    assert env.secret_key("SECRET_KEY", key_file) == in_environment


def test_without_a_key_nothing_starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        env.secret_key("SECRET_KEY", tmp_path / "absent")
