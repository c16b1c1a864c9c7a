"""States that were made by rules of another version, or into other columns, are made anew by migrate alone."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from commitments.models import CommitmentState
from commitments.projecting import ALL, COMMITMENTS, outdated_tables
from desk.verifying import verify
from guarantees.models import Recipe
from tests.worlds import published, said

pytestmark = pytest.mark.django_db

TABLE = COMMITMENTS.table


def migrated() -> str:
    """What migrate says, where there is nothing to apply."""
    out = StringIO()
    call_command("migrate", stdout=out, verbosity=1)
    return out.getvalue()


def made_by_other_rules(**recipe: str) -> None:
    """A ledger that was upgraded: its states are those of another version."""
    said("u-1", "2025-08-20", strength="pledged")
    published()
    Recipe.objects.filter(table=TABLE).update(**recipe)
    CommitmentState.objects.update(strength="discussed", headline="discussed")


@pytest.mark.parametrize(
    "recipe",
    [{"rules": "counting/v1 folding/v1 headline/v1 disputes/v1"}, {"columns": "commitment_id headline lane"}],
)
def test_migrate_makes_them_anew_says_so_and_does_it_once(recipe: dict[str, str], client: Client) -> None:
    made_by_other_rules(**recipe)
    assert verify().findings != []
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["outdated_states"]) == (503, [TABLE])
    assert "Made anew by the rules of today: commitment state, 1 rows" in migrated()
    assert CommitmentState.objects.get().headline == "pledged"
    assert verify().findings == []
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["outdated_states"]) == (200, [])
    assert "Made anew" not in migrated()


def test_states_of_which_nobody_knows_how_they_were_made_are_made_anew() -> None:
    made_by_other_rules()
    assert outdated_tables() == []
    Recipe.objects.all().delete()
    assert "Made anew" in migrated()
    assert CommitmentState.objects.get().headline == "pledged"
    assert outdated_tables() == []


def test_every_projection_says_how_it_is_made_and_a_new_database_has_nothing_to_make() -> None:
    assert {row.table for row in Recipe.objects.all()} == {one.table for one in ALL}
    assert outdated_tables() == []
    assert "Made anew" not in migrated()


def test_the_rules_of_a_projection_are_those_that_the_method_names() -> None:
    assert COMMITMENTS.recipe[0].split() == list(COMMITMENTS.rules)
    assert all("/v" in rule for one in ALL for rule in one.rules)


def test_rebuilding_all_by_hand_says_by_which_rules() -> None:
    made_by_other_rules(rules="folding/v0")
    call_command("rebuild_states", stdout=StringIO())
    assert outdated_tables() == []
