"""What a correction and a retraction take from what they follow, and names of what is published already."""

from datetime import date
from typing import Any

import pytest

from desk import actions
from desk.redacting import redact
from ledger.models import Change
from tests import drafts
from tests.desk import steps
from tests.desk.people import edith, ray, rose
from tests.desk.test_actions import published, refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", [actions.correct, actions.retract])
def test_what_follows_up_is_said_by_the_same_at_the_same_moment_in_the_same_words(action: Any) -> None:
    joint = drafts.statement(
        speaking_for=[drafts.actor("fra"), drafts.actor()],
        said_at="2025-08-20T23:30:00-04:00",
        quotation="Ми готові.",
        quotation_language="uk",
    )
    claim = published(statement=joint, until="2027")
    copy = action(claim, by=edith()).statement
    assert {actor.key for actor in copy.speaking_for.all()} == {"fra", "gbr"}
    assert (copy.said_at, copy.said_at_utc) == (joint.said_at, joint.said_at_utc)
    assert (copy.quotation, copy.quotation_language) == ("Ми готові.", "uk")


def test_a_correction_lasts_as_long_as_the_claim_and_a_retraction_says_nothing_of_it() -> None:
    claim = published(until="2027")
    draft = actions.correct(claim, by=edith())
    assert (draft.until, draft.until_high, draft.said_at) == ("2027", date(2027, 12, 31), None)
    draft.delete()
    assert actions.retract(claim, by=edith()).until == ""


def test_a_name_of_a_published_actor_is_published_by_a_second_person() -> None:
    steps.publish_nouns([drafts.actor()], by=ray())
    alias = drafts.actor().aliases.create(name="Britain", language="en")
    actions.wrote(alias, by=ray())
    with refused("own_draft"):
        steps.publish_nouns([alias], by=ray())
    steps.publish_nouns([alias], by=rose())
    alias.refresh_from_db()
    assert alias.is_published
    assert Change.objects.get(type="actor_alias").key == "gbr--Britain--en"


def test_a_correction_of_words_that_were_redacted_has_neither_them_nor_their_language() -> None:
    joint = drafts.statement(quotation="Ми готові.", quotation_language="uk")
    claim = published(statement=joint)
    redact(type="statement", key=joint.key, by=edith(), approved_by=ray())
    copy = actions.correct(type(claim).objects.get(), by=edith()).statement
    assert (copy.quotation, copy.quotation_language) == ("", "")
    steps.submit(copy, by=edith())
