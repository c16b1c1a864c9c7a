"""Claims say the same of themselves on every page that lists them."""

from typing import Any

import pytest
from django.test import Client

from commitments.models import Commitment
from guarantees.choices import ConditionState
from guarantees.models import Condition, ConditionStanding
from tests import drafts
from tests.web.pages.test_contents import text_of
from tests.worlds import published, said

# Czechia talks of troops, names a condition that it drops, and the paper that said so takes it back.
TOLD = (
    "/statements/s-x-1/",
    "/sources/src-x-1/",
    "/events/x-talks/",
    "/actors/cze/",
    "/leaders/ann/",
    "/commitments/cze-land/",
)


@pytest.fixture
def told(visitor: Client) -> Any:
    """A claim in words of their own, on every page of TOLD."""
    land = Commitment.objects.get(key="cze-land")
    claim = said("x-1", "2026-01-10", by="cze", commitment=land, strength="discussed", requires="")
    claim.statement.event = drafts.event("x-talks", package=land.guarantee.package)
    claim.statement.summary = "Premature words"
    claim.statement.save()
    claim.drops.set([Condition.objects.get(key="c-peace")])
    published()
    return claim


@pytest.mark.parametrize("address", TOLD)
def test_what_is_no_longer_asked_for_is_named_with_its_state(
    told: Any, visitor: Client, address: str
) -> None:
    peace = Condition.objects.get(key="c-peace")
    state = ConditionStanding.objects.filter(condition=peace)[:1].get().state
    shown = text_of(visitor, f"{address}?as_of=2026-01-20")
    assert "c-peace" not in shown
    if "No longer asked for:" in shown:
        assert (
            f"{peace.name} {ConditionState(state).label.lower()}"
            in shown.partition("No longer asked for:")[2]
        )
    else:
        assert address.startswith(("/actors/", "/leaders/"))


@pytest.mark.parametrize("address", [*TOLD, "/actors/", "/leaders/?actor=cze", "/statements/"])
def test_what_was_taken_back_says_so_wherever_it_is_listed(told: Any, visitor: Client, address: str) -> None:
    clock = ("&" if "?" in address else "?") + "as_of="
    drafts.tenure(actor=told.commitment.actor, office="Speaker", office_class="spokesperson")
    published()
    assert "Taken back" not in text_of(visitor, f"{address}{clock}2026-01-20")
    paper = said("x-2", "2026-01-21", kind="retraction", names=told, by=None, commitment=told.commitment)
    paper.statement.speaker, paper.statement.attribution = None, "media_inference"
    paper.statement.save()
    published()
    # Known, but its day has not come.
    before = text_of(visitor, f"{address}{clock}2026-01-20")
    assert "Taken back" not in before
    assert "Replaced" not in before
    after = text_of(visitor, f"{address}{clock}2026-01-21")
    assert "Taken back" in after
    assert "Replaced" not in after


def test_what_was_taken_back_is_told_in_the_lane_in_which_it_stood(visitor: Client) -> None:
    land = drafts.commitment("x-land", guarantee=Commitment.objects.get(key="cze-land").guarantee)
    claim = said("x-1", "2026-01-10", by="gbr", commitment=land)
    published()
    said("x-2", "2026-01-11", kind="retraction", names=claim, by=None, commitment=land)
    published()
    shown = text_of(visitor, "/commitments/x-land/?as_of=2026-01-12")
    lanes = shown.partition("Official line")[2].partition("What to be careful about")[0]
    official, _, reported = lanes.partition("As reported by others")
    assert "What was said was taken back" in official
    assert "What was said was taken back" not in reported
    assert "No report on record. Only that the official word was taken back." in reported
