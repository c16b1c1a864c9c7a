"""Two moments side by side, on either clock."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .test_contents import text_of

WEEK = "/compare/?from=2025-08-29&to=2025-09-05"
AUGUST = "/compare/?from=2025-08-15&to=2025-08-24"


def test_the_week_to_5_september_moved_and_none_of_it_was_a_correction_of_ours(visitor: Client) -> None:
    shown = text_of(visitor, WEEK)
    assert "11 official lines moved. None of it is a correction of ours" in shown
    assert "2 Hardened 6 New 3 Conditions changed" in shown


def test_a_move_shows_both_states_and_the_claim_with_speaker_grade_and_source(visitor: Client) -> None:
    shown = text_of(visitor, WEEK)
    canada = shown[shown.index("Canadian forces after a ceasefire") :]
    assert re.match(
        r"Canadian forces after a ceasefire Before: Signalled .*? → After: Pledged .*? "
        r"4 Sep 2025 Change Mark Carney , official text, seen through .*? A1 : completely reliable, \w+ Willing .*? "
        r"Before, 24 Aug 2025 : Troops not excluded\.",
        canada,
    )


def test_a_correction_of_what_did_not_stand_before_moved_nothing_and_is_listed(visitor: Client) -> None:
    shown = text_of(visitor, "/compare/?known_from=2025-08-21&known_to=2025-08-26&as_of=2025-12-31&actor=est")
    assert "None of it is a correction of ours, but 1 claim of ours was corrected in these days" in shown
    assert "up to a company" in shown[shown.index("Corrections of ours") :]


def test_conditions_that_changed_are_shown_as_what_went_and_what_came(visitor: Client) -> None:
    shown = text_of(visitor, f"{AUGUST}&actor=est")
    assert "1 official line moved." in shown
    assert "1 Conditions changed" in shown
    assert "Gained a condition" not in shown
    assert "no longer named: Ceasefire in force unmet now Peace agreement signed unmet" in shown
    assert "Riigikogu" not in shown[shown.index("no longer named") : shown.index("now Peace")]


def test_leaving_a_refusal_is_not_told_as_a_hardening(visitor: Client) -> None:
    shown = text_of(visitor, f"{AUGUST}&actor=fin")
    assert "1 No longer ruled out" in shown
    assert "Hardened" not in shown


def test_what_stays_ruled_out_has_not_moved(visitor: Client) -> None:
    for days in ("from=2025-08-15&to=2025-09-10", "from=2025-09-10&to=2025-08-15"):
        moved = visitor.get(f"/api/v1/compare/?{days}").json()["moved"]
        assert "usa-land" not in {one["commitment"] for one in moved}
        assert "American troops" not in text_of(visitor, f"/compare/?{days}")


def test_what_others_report_has_a_section_of_its_own_and_every_number_leads_to_it(visitor: Client) -> None:
    page = visitor.get(AUGUST).content.decode()
    lead = re.search(r'<a href="#reported">\s*(\d+) lines moved as others report them', page)
    assert lead is not None
    official, reported = page.split('id="reported"')
    reported = reported.partition('id="corrections"')[0]
    assert reported.count('class="moves__one') == int(lead[1])
    api = [visitor.get(f"/api/v1{AUGUST}&lane={lane}").json()["moved"] for lane in ("official", "reported")]
    assert (official.count('class="moves__one'), int(lead[1])) == tuple(len(moved) for moved in api)
    assert reported.count("moves__one--reported") == int(lead[1])
    assert "headline--reported" in reported
    assert "headline--reported" not in official
    anchors = set(re.findall(r'<a href="#(\w+)">', page[page.index("standfirst") : page.index("</main>")]))
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_the_other_clock_tells_what_we_came_to_know(visitor: Client) -> None:
    shown = text_of(visitor, "/compare/?known_from=2025-09-01&known_to=2025-09-05&as_of=2025-08-20")
    assert "What we came to know" in shown
    assert "As known here: 1 Sep 2025 → 5 Sep 2025" in shown


def test_without_a_span_it_is_the_week_to_the_newest_change(visitor: Client) -> None:
    shown = text_of(visitor, "/compare/?as_of=2025-09-06")
    assert "In the world: 28 Aug 2025 → 4 Sep 2025" in shown or "→ 5 Sep 2025" in shown
    page = visitor.get("/compare/?as_of=2025-09-06").content.decode().replace("&amp;", "&")
    api = re.search(r'href="(/api/v1/compare/[^"]+)"', page)
    assert api is not None
    official = page.partition('id="reported"')[0]
    assert len(visitor.get(api[1]).json()["moved"]) == official.count('class="moves__one')


def test_it_can_be_narrowed_to_an_actor(visitor: Client) -> None:
    page = visitor.get(f"{WEEK}&actor=can").content.decode()
    assert page.partition('id="reported"')[0].count('class="moves__one') == 1


@pytest.mark.parametrize(
    ("wrong", "named"), [("from=2025-09-01", "to"), ("known_to=2025-09-01", "known_from"), ("form=1", "form")]
)
def test_half_a_span_is_refused_by_name(visitor: Client, wrong: str, named: str) -> None:
    page = visitor.get(f"/compare/?{wrong}")
    assert page.status_code == 400
    assert named in page.content.decode()


def test_nothing_moved_says_so(visitor: Client) -> None:
    shown = text_of(visitor, "/compare/?from=2025-08-01&to=2025-08-01")
    assert "No official line moved" in shown
    assert "No official line moved between these two" in shown


def test_the_number_of_queries_does_not_grow_with_the_span(visitor: Client) -> None:
    for address in (
        WEEK,
        "/compare/?from=2024-01-01&to=2025-12-31",
        "/compare/?from=2025-08-01&to=2025-08-01",
    ):
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(address).status_code == 200
        assert len(captured) <= 49, address
