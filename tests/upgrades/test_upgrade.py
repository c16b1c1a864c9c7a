"""Databases that older commits wrote come up with `migrate` alone, and go on answering what they answered."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest

from tests.upgrades.databases import COMMITS, execute, manage, old_answers, old_database, run
from tests.upgrades.newer_rules import NOT_OF_THE_ROW, OF_THE_FEED, RULES, by_todays_rules

REFUSED = (sqlite3.IntegrityError, psycopg2.IntegrityError)
# What the code of f4105ba answers otherwise than that of 85c3ebd, on one and the same database: faults that were mended
# between the two. The part of the address, and the fields.
MENDED_BEFORE = {
    ("85c3ebd", "/conditions/"): {"truth"},
    ("85c3ebd", "/sources/"): {"url"},
    ("85c3ebd", "/scenario/"): {"explain"},
    ("85c3ebd", "/compare/"): {"moved"},
}


@pytest.fixture(params=COMMITS, scope="module")
def upgraded(
    request: Any, tmp_path_factory: Any, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Any]:
    """A database of an older commit after `migrate`, with the commit."""
    with django_db_blocker.unblock(), old_database(request.param, tmp_path_factory.mktemp("old")) as url:
        manage(url, "migrate", "--verbosity", "0")
        yield request.param, url


def test_the_ledger_is_intact_after_the_upgrade(upgraded: tuple[str, str]) -> None:
    assert "The ledger is intact" in manage(upgraded[1], "verify_ledger")


def test_an_upgraded_database_is_guarded_and_a_change_behind_the_guards_is_named(
    upgraded: tuple[str, str],
) -> None:
    _, url = upgraded
    for sql in (
        "UPDATE guarantees_statement SET quotation = 'We will.' WHERE key = 'sela-s10'",
        "DELETE FROM guarantees_statement_speaking_for",
        'UPDATE ledger_change SET "row" = NULL WHERE sequence = 5',
    ):
        with pytest.raises(REFUSED):
            execute(url, sql)


def test_answers_with_a_past_known_on_stay_what_they_were(upgraded: tuple[str, str]) -> None:
    commit, url = upgraded
    before = old_answers(commit)
    found = json.loads(run(url, "-m", "tests.upgrades.ask", given=json.dumps(list(before))))
    for address, body in before.items():
        status, now = found[address]
        assert status == 200, f"{address}: {now}"
        mended = next(
            (names for (of, part), names in MENDED_BEFORE.items() if of == commit and part in address), set()
        )
        mended = mended | NOT_OF_THE_ROW
        rules = OF_THE_FEED if "/changes/" in address else RULES
        was = by_todays_rules(_without(mended, json.loads(body)), rules)
        # The order of the fields counts, too: only what is new may be taken out before the bytes are compared.
        assert json.dumps(_as_before(was, _without(mended, json.loads(now)))) == json.dumps(was), address


def test_what_was_drafted_before_is_published_and_the_ledger_stays_intact(upgraded: tuple[str, str]) -> None:
    _, url = upgraded
    script = (
        "from django.contrib.auth import get_user_model\n"
        "from desk.actions import publish, state_of\n"
        "from guarantees.models import Statement\n"
        "statement = Statement.objects.get(key='sela-s14')\n"
        "publish(statement, by=get_user_model().objects.get(username='ray'), seen=state_of(statement))\n"
    )
    run(url, "manage.py", "shell", "--verbosity", "0", given=script)
    assert "The ledger is intact" in manage(url, "verify_ledger")


def _as_before(was: Any, now: Any) -> Any:
    """An answer of today without what is new in it, and with one name where a list of names has taken its place."""
    if isinstance(was, dict) and isinstance(now, dict):
        return {name: _as_before(was[name], value) for name, value in now.items() if name in was}
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        return [_as_before(one, other) for one, other in zip(was, now, strict=True)]
    if isinstance(now, list) and (was is None or isinstance(was, str)):
        return now[0] if now else None
    return now


def _without(names: set[str], value: Any) -> Any:
    """An answer without some fields, however deep."""
    if isinstance(value, dict):
        return {name: _without(names, one) for name, one in value.items() if name not in names}
    return [_without(names, one) for one in value] if isinstance(value, list) else value
