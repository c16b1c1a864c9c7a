"""ledger.guards: they are compared with what they should be, lifted for a move, and put back."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from actors.models import Actor
from desk.verifying import verify
from ledger import guards
from ledger.guards import sqlite
from tests import drafts
from tests.drafts import refused, stamped

pytestmark = pytest.mark.django_db

ON_SQLITE = connection.vendor == "sqlite"
TABLE = "actors_actor"


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def a_trigger_gone() -> None:
    run(f"DROP TRIGGER {TABLE}_guard_update" if ON_SQLITE else f"DROP TRIGGER {TABLE}_guard ON {TABLE}")


def a_trigger_that_does_nothing() -> None:
    a_trigger_gone()
    if ON_SQLITE:
        run(f"CREATE TRIGGER {TABLE}_guard_update BEFORE UPDATE ON {TABLE} WHEN 0 BEGIN SELECT 1; END")
        return
    run(
        "CREATE FUNCTION idle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        f"CREATE TRIGGER {TABLE}_guard BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION idle()",
    )


def a_trigger_switched_off() -> None:
    run(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TABLE}_guard")


def a_function_that_lets_pass() -> None:
    run(
        "CREATE OR REPLACE FUNCTION ledger_guard_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
    )


WAYS = [a_trigger_gone, a_trigger_that_does_nothing]
WAYS += [] if ON_SQLITE else [a_trigger_switched_off, a_function_that_lets_pass]


@pytest.mark.parametrize("way", WAYS)
def test_a_guard_that_is_not_what_it_should_be_is_found_and_put_right(way: Callable[[], None]) -> None:
    assert guards.missing(connection) == []
    way()
    assert TABLE in guards.missing(connection)
    assert f"{TABLE}: its guards are not what they should be; migrate puts them back" in verify().findings
    assert TABLE in guards.renew(connection)
    assert guards.missing(connection) == []
    row = stamped(drafts.actor())
    with refused("a published row is never changed"):
        Actor.objects.filter(pk=row.pk).update(name="Else")


def test_migrate_puts_the_guards_right_even_when_there_is_nothing_to_apply() -> None:
    a_trigger_gone()
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []


def test_migrate_that_only_looks_leaves_everything_as_it_is() -> None:
    a_trigger_gone()
    call_command("migrate", "--plan", verbosity=0)
    assert guards.missing(connection) == [TABLE]


def test_within_a_move_what_is_published_may_be_moved_and_not_afterwards() -> None:
    row = stamped(drafts.actor())
    with guards.lifted(connection):
        Actor.objects.filter(pk=row.pk).update(name="Moved")
    with refused("a published row is never changed"):
        Actor.objects.filter(pk=row.pk).update(name="Else")
    assert Actor.objects.get().name == "Moved"


def test_a_move_that_fails_moves_nothing_and_the_guards_are_there() -> None:
    row = stamped(drafts.actor())

    def move_and_fail() -> None:
        with transaction.atomic(), guards.lifted(connection):
            Actor.objects.filter(pk=row.pk).update(name="Moved")
            raise LookupError

    with pytest.raises(LookupError):
        move_and_fail()
    assert Actor.objects.get().name == "GBR"
    assert guards.missing(connection) == []


def test_guards_are_told_by_the_models_and_cover_every_column_of_a_table() -> None:
    assert {guard.kind for guard in guards.declared()} == set(guards.Kind)
    columns = ["id", "recorded_at", "name", "added_yesterday"]
    made = "".join(sqlite.statements(guards.Guard("things", guards.Kind.ROW), columns))
    assert all(f'NEW."{name}" IS NOT OLD."{name}"' in made for name in columns)
