"""In whose lane a draft will stand: shown before it is published as it will be then, with the reason of a report."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actors.models import Membership
from commitments.models import CommitmentUpdate
from desk import preview, publishing
from desk.bundle import bundle_of
from desk.checks import problems
from ledger.models import Recorded
from tests import drafts
from tests.desk import steps
from tests.desk.filling import signed_in
from tests.desk.people import edith, ray
from tests.drafts import stamped

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 31)


def of_the_group(**fields: Any) -> CommitmentUpdate:
    """Britain says for the willing, a group that nobody has published, what they will send."""
    willing = drafts.commitment("willing-any", actor=drafts.group(), title="What the willing send")
    claim = drafts.update(commitment=willing, **fields)
    type(claim.statement).objects.filter(pk=claim.statement_id).update(recorded_by=edith())
    return claim


def submitted_and_published(claim: CommitmentUpdate) -> CommitmentUpdate:
    steps.submit(claim.statement, by=edith())
    steps.publish(claim.statement, by=ray())
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize("first", ["the membership", "the claim"])
def test_a_group_its_members_and_its_word_are_published_together_in_the_official_lane(first: str) -> None:
    if first == "the membership":
        drafts.membership()
    claim = of_the_group()
    if first == "the claim":
        drafts.membership()
    assert preview.line(claim).lane == "official"
    claim = submitted_and_published(claim)
    assert claim.lane == "official"
    assert Membership.objects.get().recorded_at == claim.recorded_at


@pytest.mark.parametrize("backwards", [False, True])
def test_whatever_the_order_in_which_they_are_handed_over(backwards: bool) -> None:
    claim = of_the_group()
    rows: list[Recorded] = [*bundle_of(claim.statement).drafts.values(), drafts.membership()]
    publishing.publish(rows[::-1] if backwards else rows)
    claim.refresh_from_db()
    assert claim.lane == "official"


def test_a_new_member_of_a_published_group_comes_with_its_first_word_for_it() -> None:
    willing = stamped(drafts.group())
    membership = drafts.membership(organisation=willing, since=date(2025, 8, 20))
    claim = of_the_group()
    assert membership in bundle_of(claim.statement).nouns
    assert submitted_and_published(claim).lane == "official"


def test_a_group_speaks_for_a_new_member_too() -> None:
    stamped(drafts.actor())
    drafts.membership()
    claim = drafts.update(statement=drafts.statement(speaking_for=drafts.group()))
    assert preview.line(claim).lane == "official"
    publishing.publish(bundle_of(claim.statement).drafts.values())
    claim.refresh_from_db()
    assert claim.lane == "official"


@pytest.mark.parametrize(
    "dates", [{"since": date(2025, 8, 21)}, {"since": date(2025, 1, 1), "until": date(2025, 8, 19)}]
)
def test_a_membership_of_another_day_makes_no_lane_and_is_not_published_for_it(dates: Any) -> None:
    stamped(drafts.group(), drafts.actor())
    membership = drafts.membership(**dates)
    claim = of_the_group()
    assert membership not in bundle_of(claim.statement).nouns
    assert preview.line(claim).lane == "reported"


def test_the_end_of_a_membership_is_not_published_with_a_word() -> None:
    stamped(drafts.membership(since=date(2020, 1, 1)), drafts.group(), drafts.actor())
    end = drafts.membership(since=date(2020, 1, 1), until=date(2025, 8, 20))
    claim = of_the_group()
    assert end not in bundle_of(claim.statement).nouns
    assert preview.line(claim).lane == "official"


def lines(claim: CommitmentUpdate) -> list[str]:
    return [one.why for one in preview.lines(claim.statement)]


def test_the_reason_of_a_report_names_who_spoke_for_whom_and_the_day_without_keys() -> None:
    assert lines(of_the_group()) == [
        "a report, since its statement speaks for GBR: neither actor nor joint party of “What the willing send”,"
        " nor (on 2025-08-20) a member of Willing"
    ]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("group", "party of “gbr-troops”, nor (on 2025-08-20) a group with GBR as a member"),
        ("organisation", "of “gbr-troops”; an organisation does not speak for its members"),
    ],
)  # fmt: skip
def test_a_group_without_the_actor_and_an_organisation_speak_for_nobody_else(kind: str, said: str) -> None:
    spoken = drafts.statement(speaking_for=drafts.group(kind=kind))
    assert lines(drafts.update(statement=spoken))[0].endswith(said)


def test_the_word_of_nobody_is_a_report_and_the_own_word_and_the_press_need_no_reason() -> None:
    spoken = drafts.statement(speaking_for=None)
    assert lines(drafts.update(statement=spoken)) == ["a report, since its statement speaks for nobody"]
    assert lines(drafts.update("u-2", statement=drafts.statement("s-2"))) == [""]
    press = drafts.statement("s-3", speaking_for=None, attribution="media_inference")
    assert lines(drafts.update("u-3", statement=press)) == [""]


@pytest.mark.parametrize(("step", "person"), [("submit", edith), ("publish", ray)])
def test_whoever_submits_or_publishes_is_told_why_it_is_a_report(step: str, person: Any) -> None:
    claim = of_the_group()
    assert problems(bundle_of(claim.statement), today=TODAY) == []
    if step == "publish":
        steps.submit(claim.statement, by=edith())
    client: Client = signed_in(person())
    page = client.get(f"/admin/desk/statement/{claim.statement_id}/{step}/").content.decode()
    assert "a report, since its statement speaks for GBR: neither actor nor joint party of “What" in page
    drafts.membership()
    page = client.get(f"/admin/desk/statement/{claim.statement_id}/{step}/").content.decode()
    assert "a report, since" not in page
