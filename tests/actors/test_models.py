"""What the database refuses about actors, leaders and what they hold, and under which name."""

from collections.abc import Callable
from datetime import date

import pytest

from actors.models import Actor, ActorAlias, LeaderAlias, Membership, Tenure
from tests import drafts
from tests.constraints import named_constraints
from tests.drafts import actor, group, leader, membership, refused, stamped, tenure

pytestmark = pytest.mark.django_db


def twice(make: Callable[[], object]) -> Callable[[], object]:
    return lambda: (make(), make())


BROKEN: dict[str, Callable[[], object]] = {
    "actor_kind_is_in_the_vocabulary": lambda: actor(kind="empire", iso2=""),
    "actor_has_an_iso_code_if_and_only_if_it_is_a_state": lambda: actor(iso2=""),
    "actor_has_an_alpha_3_code_only_if_it_is_a_state": lambda: group(iso3="ABC"),
    "actor_has_a_size_only_if_it_is_a_group": lambda: actor(size_low=3),
    "actor_size_low_not_above_high": lambda: group(size_low=9, size_high=3),
    "actor_size_is_not_negative": lambda: group(size_low=-1),
    "actoralias_is_given_once": twice(lambda: ActorAlias.objects.create(actor=actor(), name="Britain")),
    "leaderalias_is_given_once": twice(lambda: LeaderAlias.objects.create(leader=leader(), name="Anne")),
    "membership_does_not_end_before_it_starts": lambda: membership(
        since=date(2025, 8, 2), until=date(2025, 8, 1)
    ),
    "membership_is_not_of_an_actor_in_itself": lambda: membership(member=group, organisation=group),
    "membership_is_current_once_for_a_start": twice(lambda: stamped(membership())),
    "membership_is_drafted_once_for_a_start": twice(membership),
    "tenure_does_not_end_before_it_starts": lambda: tenure(since=date(2025, 8, 2), until=date(2025, 8, 1)),
    "tenure_office_class_is_in_the_vocabulary": lambda: tenure(office_class="king"),
    "tenure_is_current_once_for_a_start": twice(lambda: stamped(tenure(since=date(2025, 8, 2)))),
    "tenure_is_drafted_once_for_a_start": twice(lambda: tenure(since=date(2025, 8, 2))),
}
# SQLite names the columns of a plain unique constraint in place of its name.
NAMED_BY_COLUMNS = {
    "actoralias_is_given_once": "actors_actoralias.name",
    "leaderalias_is_given_once": "actors_leaderalias.name",
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_a_constraint_forbids(name: str) -> None:
    with refused(name, or_else=NAMED_BY_COLUMNS.get(name)):
        BROKEN[name]()


def test_every_constraint_of_the_actors_is_broken_here() -> None:
    assert named_constraints("actors") == set(BROKEN)


def test_a_state_has_a_code_and_a_group_has_none() -> None:
    with refused("actor_has_an_iso_code_if_and_only_if_it_is_a_state"):
        group(iso2="XX")


def test_a_group_may_be_open_upwards() -> None:
    assert group(size_low=26).size_high is None


def test_two_offices_of_one_leader_may_start_on_one_day() -> None:
    tenure(office="Chancellor")
    tenure(office="Chair")
    assert Tenure.objects.count() == 2


def test_a_draft_may_stand_beside_the_published_row_that_it_will_replace() -> None:
    stamped(membership())
    assert membership(until=date(2025, 8, 1)).pk
    assert Membership.objects.count() == 2


def test_one_name_may_be_given_in_several_languages() -> None:
    for language in ("", "en", "uk"):
        ActorAlias.objects.create(actor=actor(), name="Britain", language=language)
    assert [str(one) for one in ActorAlias.objects.all()] == ["Britain", "Britain (en)", "Britain (uk)"]
    assert ActorAlias.objects.get(language="uk").key == "gbr--Britain--uk"


def test_a_key_is_given_once() -> None:
    with refused("key"):
        Actor.objects.create(key=drafts.actor().key, name="Again", kind="group")
