"""A claim that leaves out what its lane stands on is asked about: dropped, or not mentioned?"""

from typing import Any

import pytest

from commitments.models import CommitmentUpdate
from desk import preview
from desk.leaving_out import left_out
from guarantees.models import Condition
from ledger.exceptions import RuleBroken
from tests import drafts
from tests.desk import steps
from tests.desk.filling import signed_in
from tests.desk.people import edith, ray
from tests.desk.steps import press

pytestmark = pytest.mark.django_db


def condition(key: str, name: str) -> Condition:
    return drafts.condition(key, name=name)


def written(key: str, day: str, requires: str, **fields: Any) -> CommitmentUpdate:
    statement = drafts.statement(f"s-{key}", said_on=day, recorded_by=edith())
    claim: CommitmentUpdate = drafts.update(
        key, statement=statement, effective=day, requires=requires, **fields
    )
    return claim


@pytest.fixture(autouse=True)
def first() -> CommitmentUpdate:
    """Britain asks for a backstop and a ceasefire."""
    condition("c-backstop", "An American backstop")
    condition("c-truce", "A ceasefire")
    claim = written("u-1", "2025-08-20", "c-backstop & c-truce")
    steps.submit(claim.statement, by=edith())
    steps.publish(claim.statement, by=ray())
    return claim


def step(claim: CommitmentUpdate, name: str) -> str:
    return f"/admin/desk/statement/{claim.statement_id}/{name}/"


def test_nothing_is_submitted_before_the_question_is_answered() -> None:
    claim = written("u-2", "2025-09-01", "c-truce")
    (question,) = left_out(claim.statement)
    editor = signed_in(edith())
    page = editor.get(step(claim, "submit")).content.decode()
    assert "no longer names “An American backstop”: dropped, or not mentioned?" in page
    assert page.count(f'name="{question.name}"') == 2
    assert "Say which of the two it is." in press(editor, step(claim, "submit")).content.decode()
    assert not claim.statement.reviews.exists()
    with pytest.raises(RuleBroken) as caught:
        steps.submit(claim.statement, by=edith())
    assert (caught.value.code, caught.value.field) == ("not_answered", question.name)


@pytest.mark.parametrize(("said", "dropped"), [("dropped", ["c-backstop"]), ("not_mentioned", [])])
def test_what_is_dropped_is_kept_and_the_second_person_sees_the_answer(said: str, dropped: list[str]) -> None:
    claim = written("u-2", "2025-09-01", "c-truce")
    (question,) = left_out(claim.statement)
    press(signed_in(edith()), step(claim, "submit"), **{question.name: said})
    assert [one.key for one in claim.drops.all()] == dropped
    page = signed_in(ray()).get(step(claim, "publish")).content.decode()
    assert ("drops An American backstop" in page) == bool(dropped)
    assert ("Leaves out without dropping: An American backstop" in page) != bool(dropped)
    press(signed_in(ray()), step(claim, "publish"))
    claim.refresh_from_db()
    assert claim.recorded_at is not None
    assert [one.key for one in claim.drops.all()] == dropped
    assert claim.requires == "c-truce"
    assert preview.line(claim).unsaid == ""


@pytest.mark.parametrize(
    ("requires", "fields"),
    [
        ("c-truce & c-backstop", {}),
        ("c-truce | c-backstop", {}),
        ("", {}),
        ("", {"standing": "withdrawn", "strength": ""}),
        ("c-truce", {"standing": "refused", "strength": ""}),
        ("c-truce", {"kind": "reaffirmation"}),
        ("c-peace", {}),
    ],
)
def test_nothing_is_asked_where_nothing_is_left_out(
    requires: str, fields: dict[str, Any], first: CommitmentUpdate
) -> None:
    peace = condition("c-peace", "Peace")
    peace.implies.set(Condition.objects.exclude(pk=peace.pk))
    named = {"relates_to": first} if fields.get("kind") else {}
    assert left_out(written("u-2", "2025-09-01", requires, **fields, **named).statement) == []


def test_what_a_claim_drops_already_is_not_asked_about_and_the_other_lane_is_another() -> None:
    claim = written("u-2", "2025-09-01", "c-truce")
    claim.drops.add(Condition.objects.get(key="c-backstop"))
    assert left_out(claim.statement) == []
    claim.drops.clear()
    claim.statement.speaking_for.set([drafts.actor("fra")])
    assert left_out(claim.statement) == []


def test_what_was_one_of_two_alternatives_is_not_left_out() -> None:
    either = written("u-2", "2025-09-01", "c-truce | c-backstop")
    steps.submit(either.statement, by=edith())
    steps.publish(either.statement, by=ray())
    assert left_out(written("u-3", "2025-12-28", "c-truce").statement) == []
    condition("c-vote", "A vote")
    neither = written("u-4", "2025-12-29", "c-vote")
    assert [one.condition.key for one in left_out(neither.statement)] == ["c-backstop", "c-truce"]
