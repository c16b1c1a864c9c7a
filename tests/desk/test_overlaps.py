"""What would be counted twice is asked at the desk, and refused by nobody."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from actors.models import Actor
from commitments.models import Commitment
from desk.bundle import bundle_of, claims_of, gather
from desk.overlaps import questions
from guarantees.models import Statement
from tests import drafts, worlds
from tests.desk import steps
from tests.desk.people import edith, ray

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 31, tzinfo=UTC)


def union() -> Actor:
    return drafts.actor("eu", kind="organisation", iso2="", name="The Union")


def given(
    key: str, actor: str, *, unit: str = "EUR", part_of: Commitment | None = None, **fields: Any
) -> Statement:
    """A draft pledge of 7 in the name of an actor, to one element."""
    made = drafts.commitment(f"{actor}-{key}", actor=drafts.actor(actor), unit=unit, part_of=part_of)
    claim = worlds.said(f"u-{actor}-{key}", by=actor, commitment=made, **{"low": 7, "high": 7, **fields})
    statement: Statement = claim.statement
    return statement


@pytest.fixture
def pledged() -> Commitment:
    """What the Union has pledged, with Germany among its members."""
    drafts.membership(member=drafts.actor("deu"), organisation=union())
    given("all", "eu", low=30, high=30)
    worlds.published()
    return Commitment.objects.get(key="eu-all")


def asked(statement: Statement) -> list[tuple[str, str, bool]]:
    now = datetime.now(UTC)
    found = questions(bundle_of(statement), today=NOW.date(), now=max(now, NOW))
    return [(one.commitment.key, one.inside.key, one.can_say) for one in found]


def test_what_a_member_pledges_beside_its_union_is_asked_about(pledged: Commitment) -> None:
    assert asked(given("own", "deu")) == [("deu-own", "eu-all", True)]


def test_what_says_part_of_is_not_asked_about(pledged: Commitment) -> None:
    assert asked(given("own", "deu", part_of=pledged)) == []


@pytest.mark.parametrize(
    ("actor", "fields"),
    [
        ("fra", {}),
        ("deu", {"unit": "USD"}),
        ("deu", {"low": None, "high": None, "words": "much"}),
        ("deu", {"standing": "refused", "strength": ""}),
        ("deu", {"attribution": "anonymous_sources"}),
    ],
)
def test_what_no_sum_counts_beside_it_is_not_asked_about(
    pledged: Commitment, actor: str, fields: dict[str, Any]
) -> None:
    assert asked(given("own", actor, **fields)) == []


def test_a_pair_that_is_told_already_is_not_asked_about_again(pledged: Commitment) -> None:
    given("own", "deu")
    worlds.published()
    own = Commitment.objects.get(key="deu-own")
    more = worlds.said("u-more", on="2025-09-01", by="deu", commitment=own, low=8, high=8)
    assert asked(more.statement) == []


def test_a_published_commitment_that_names_a_figure_later_can_say_part_of_no_more(
    pledged: Commitment,
) -> None:
    given("own", "deu", low=None, high=None)
    worlds.published()
    own = Commitment.objects.get(key="deu-own")
    more = worlds.said("u-more", on="2025-09-01", by="deu", commitment=own, low=8, high=8)
    assert asked(more.statement) == [("deu-own", "eu-all", False)]


def test_two_drafts_of_one_statement_and_a_new_membership_are_asked_about() -> None:
    member = drafts.membership(member=drafts.actor("deu"), organisation=union())
    first, second = given("all", "eu"), given("own", "deu")
    claims = [claim for one in (first, second) for claim in claims_of(one)]
    together = gather([first, second, *claims, member])
    found = questions(together, today=NOW.date(), now=NOW)
    assert [(one.commitment.key, one.inside.key) for one in found] == [("deu-own", "eu-all")]


def test_the_editor_and_the_second_person_are_asked_and_may_go_on(
    pledged: Commitment, client: Client
) -> None:
    statement = given("own", "deu")
    for who, step in ((edith(), "submit"), (ray(), "publish")):
        client.force_login(who)
        for address in (
            f"/admin/guarantees/statement/{statement.pk}/change/",
            f"/admin/desk/statement/{statement.pk}/{step}/",
        ):
            page = client.get(address).content.decode()
            assert "Is one inside the other?" in page, (step, address)
            assert "eu-all" in page
        steps.press(client, f"/admin/desk/statement/{statement.pk}/{step}/")
    statement.refresh_from_db()
    assert statement.is_published
