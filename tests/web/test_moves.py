"""How what moved is told on the comparison, the overview and the brief, in small records of one promise or two."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests import drafts
from tests.worlds import published, said

from .pages.test_contents import text_of

pytestmark = pytest.mark.django_db

COMPARED = "/compare/?from=2025-08-22&to=2025-08-30"
# The overview, the brief, and the brief as Markdown, of the same days.
OTHERS = (
    "/?since=2025-08-22&as_of=2025-08-30",
    "/brief/?since=2025-08-22&as_of=2025-08-30",
    "/brief/?since=2025-08-22&as_of=2025-08-30&format=md",
)
EVERYWHERE = (COMPARED, *OTHERS)


def told(client: Client, address: str) -> str:
    """The words of a page, or of the brief as Markdown."""
    if "format=md" in address:
        return client.get(address).content.decode()
    return text_of(client, address)


def asked_for(*claims: tuple[str, str]) -> None:
    """A pledge that asked for peace and a backstop on 20 August; then claims of a day that ask and drop these."""
    ceasefire = drafts.condition("c-ceasefire", name="Ceasefire")
    drafts.condition("c-peace", name="Peace").implies.set([ceasefire])
    backstop = drafts.condition("c-backstop", name="Backstop")
    said("u-0", requires="c-ceasefire & c-backstop")
    for day, (requires, drops) in enumerate(claims, 24):
        claim = said(f"u-{day}", f"2025-08-{day}", requires=requires)
        claim.drops.set([backstop] if drops else [])
    published()


@pytest.mark.parametrize("address", EVERYWHERE)
def test_what_is_not_mentioned_is_no_longer_named_and_not_told_as_dropped(
    client: Client, address: str
) -> None:
    asked_for(("c-ceasefire", ""))
    shown = told(client, address)
    assert "no longer named: Backstop" in shown
    assert "no longer asked for:" not in shown
    assert "ardened" not in shown
    assert "Lost a condition" not in shown


@pytest.mark.parametrize("address", EVERYWHERE)
def test_what_a_word_drops_is_no_longer_asked_for(client: Client, address: str) -> None:
    asked_for(("c-ceasefire", "c-backstop"))
    shown = told(client, address)
    assert "no longer asked for: Backstop" in shown
    assert "no longer named:" not in shown
    assert "ardened" in shown or "Lost a condition" in shown


@pytest.mark.parametrize("address", EVERYWHERE)
def test_what_the_new_condition_implies_is_neither(client: Client, address: str) -> None:
    asked_for(("c-peace & c-backstop", ""))
    shown = told(client, address)
    assert "follows from what is asked for now: Ceasefire" in shown
    assert "no longer named:" not in shown


@pytest.mark.parametrize("address", EVERYWHERE)
def test_what_was_dropped_and_asked_for_again_is_judged_by_the_last_word(
    client: Client, address: str
) -> None:
    asked_for(("c-ceasefire", "c-backstop"), ("c-ceasefire & c-backstop", ""), ("c-ceasefire", ""))
    assert "no longer named: Backstop" in told(client, address)


@pytest.mark.parametrize("address", EVERYWHERE)
def test_an_offer_after_a_refusal_begins_anew(client: Client, address: str) -> None:
    drafts.condition("c-backstop", name="Backstop")
    said("u-1", requires="c-backstop")
    said("u-2", "2025-08-24", strength="", standing="refused")
    said("u-3", "2025-08-25")
    published()
    assert "no longer asked for: Backstop" in told(client, address)


@pytest.mark.parametrize("address", EVERYWHERE)
def test_of_a_refusal_no_condition_is_told(client: Client, address: str) -> None:
    drafts.condition("c-backstop", name="Backstop")
    said("u-1", requires="c-backstop")
    said("u-2", "2025-08-24", strength="", standing="refused")
    published()
    shown = told(client, address)
    assert "no longer asked for:" not in shown
    assert "no longer named:" not in shown


@pytest.mark.parametrize("address", OTHERS)
def test_what_was_taken_back_is_gone_and_neither_softened_nor_a_correction_of_ours(
    client: Client, address: str
) -> None:
    pledge = said("u-1")
    published()
    said("r-1", "2025-08-25", kind="retraction", names=pledge)
    published()
    shown = told(client, address)
    assert re.search(r"1 ?official line moved: 1 ?gone\.", shown)
    assert "oftened" not in shown
    assert re.search(r"1 ?claim was taken back by its source\.", shown)
    assert "None of the moves is a correction of ours." in shown
    assert shown.count("orrection of ours") == 1
    assert "None of it is a correction of ours: nothing that we had published was corrected." in told(
        client, COMPARED
    )


@pytest.mark.parametrize("address", OTHERS)
def test_who_takes_a_report_back_reports_nothing(client: Client, address: str) -> None:
    report = said("u-1", attribution="media_inference")
    published()
    said("r-1", "2025-08-25", kind="retraction", names=report, attribution="media_inference")
    published()
    shown = told(client, address)
    assert re.search(r"0 ?reported by others,", shown)
    assert "Taken back" in shown


@pytest.mark.parametrize("address", OTHERS)
def test_a_figure_that_moved_is_counted_apart_from_words(client: Client, address: str) -> None:
    for key in ("fra", "gbr", "deu"):
        actor = drafts.actor(key)
        promise = drafts.commitment(f"{key}-troops", actor=actor)
        said(f"u-{key}", by=key, commitment=promise, low=10)
        more = {"restrictions": "in the west"} if key == "deu" else {"low": 20}
        said(f"v-{key}", "2025-08-25", by=key, commitment=promise, **more)
    published()
    shown = told(client, address)
    assert re.search(r"3 ?official lines moved: 2 ?figures moved, 1 ?reworded\.", shown)


def test_only_what_stood_before_and_was_wrong_is_a_correction_of_ours(client: Client) -> None:
    said("u-1", "2025-08-20")
    wrong = said("u-2", "2025-08-25", low=10)
    published(at=datetime(2025, 8, 25, 10, tzinfo=UTC))
    said("u-3", "2025-08-25", kind="correction", names=wrong, low=20)
    published(at=datetime(2025, 8, 27, 10, tzinfo=UTC))
    for address in (COMPARED, *OTHERS):
        assert re.search(r"None of (it|the moves) is a correction of ours", told(client, address)), address
    learned = told(client, "/compare/?known_from=2025-08-26&known_to=2025-08-28&as_of=2025-08-30")
    assert "1 of these moves is a correction of ours" in learned
    back = told(client, "/compare/?known_from=2025-08-24&known_to=2025-08-28&as_of=2025-08-30")
    assert "None of it is a correction of ours, but 1 claim of ours was corrected" in back
