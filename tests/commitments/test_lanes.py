from collections.abc import Collection
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.lanes import Membership, lane_of
from guarantees.choices import Attribution

SAID = date(2025, 8, 19)
MEMBERSHIPS = (
    Membership("fra", "cow", date(2025, 3, 1), None),
    Membership("hun", "eu", None, None),
    Membership("esp", "cow", date(2025, 3, 1), date(2025, 8, 19)),
    Membership("irl", "cow", date(2025, 8, 19), None),
    Membership("nor", "cow", date(2025, 8, 20), None),
    Membership("cow", "talks", None, None),
)
GROUPS = {"cow", "talks"}


def lane(
    speaking_for: str,
    actor: str,
    *,
    attribution: str = "named_official",
    joint_with: Collection[str] = (),
    said_on: date = SAID,
) -> str:
    return lane_of(
        attribution=attribution,
        speaking_for=speaking_for.split(";") if speaking_for else [],
        actor=actor,
        joint_with=joint_with,
        said_on=said_on,
        memberships=MEMBERSHIPS,
        group_keys=GROUPS,
    )


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        ("official_document", "official"),
        ("named_official", "official"),
        ("spokesperson", "official"),
        ("anonymous_sources", "reported"),
        ("media_inference", "reported"),
    ],
)
def test_an_actors_own_word_is_official_when_we_know_it_officially(attribution: str, expected: str) -> None:
    assert lane("gbr", "gbr", attribution=attribution) == expected


def test_who_speaks_for_nobody_is_reported() -> None:
    assert lane("", "gbr") == "reported"
    assert lane("", "gbr", joint_with=("",)) == "reported"


def test_a_joint_declaration_is_the_own_word_of_each_of_those_it_speaks_for() -> None:
    for actor in ("est", "lva", "ltu"):
        assert lane("est;lva;ltu", actor) == "official"
    assert lane("est;lva;ltu", "pol") == "reported"
    assert lane("pol;ltu", "fin", joint_with=("est", "ltu")) == "official"


def test_one_member_among_those_spoken_for_speaks_for_the_group() -> None:
    assert lane("usa;fra", "cow") == "official"
    assert lane("usa;cow", "fra") == "official"
    assert lane("usa;eu", "hun") == "reported"


def test_a_third_party_is_reported() -> None:
    assert lane("fra", "tur") == "reported"


def test_a_party_of_a_joint_commitment_speaks_officially() -> None:
    assert lane("nor", "deu", joint_with=("nor", "pol")) == "official"
    assert lane("fra", "deu", joint_with=("nor", "pol")) == "reported"


def test_a_member_speaks_officially_for_its_group_or_organisation() -> None:
    assert lane("fra", "cow") == "official"
    assert lane("hun", "eu") == "official"
    assert lane("hun", "cow") == "reported"


def test_a_group_speaks_officially_for_its_member_and_an_organisation_does_not() -> None:
    assert lane("cow", "fra") == "official"
    assert lane("eu", "hun") == "reported"


def test_a_group_speaks_for_the_actor_and_not_for_a_joint_party_alone() -> None:
    assert lane("cow", "deu", joint_with=("fra",)) == "reported"


def test_membership_does_not_reach_through_a_second_group() -> None:
    assert lane("fra", "talks") == "reported"
    assert lane("talks", "fra") == "reported"


def test_membership_is_read_on_the_day_and_its_ends_are_included() -> None:
    assert lane("esp", "cow") == "official"
    assert lane("irl", "cow") == "official"
    assert lane("nor", "cow") == "reported"
    assert lane("esp", "cow", said_on=date(2025, 8, 20)) == "reported"
    assert lane("cow", "irl", said_on=date(2025, 8, 18)) == "reported"


actors = st.sampled_from(["fra", "hun", "esp", "nor", "cow", "eu", "talks", "usa"])


@given(st.sampled_from(Attribution.values), actors, actors, st.lists(actors, max_size=2), st.dates())
def test_a_lane_is_official_only_by_one_of_the_formats_ways(
    attribution: str, voice: str, actor: str, joint: list[str], said_on: date
) -> None:
    inside = {
        (m.member, m.organisation)
        for m in MEMBERSHIPS
        if (m.since or date.min) <= said_on <= (m.until or date.max)
    }
    for_it = (
        voice == actor
        or voice in joint
        or (voice, actor) in inside
        or (voice in GROUPS and (actor, voice) in inside)
    )
    known = attribution not in ("anonymous_sources", "media_inference")
    found = lane(voice, actor, attribution=attribution, joint_with=joint, said_on=said_on)
    assert found == ("official" if known and for_it else "reported")
