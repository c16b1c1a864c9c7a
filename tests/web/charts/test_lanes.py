"""The drawing of a timeline."""

from datetime import date

import pytest
from hypothesis import given, settings

from web.charts import lanes
from web.charts.axis import BREADTHS, NARROW, WIDE, Breadth
from web.charts.scale import Window
from web.charts.timeline import Event, Lane, Period, Point, Timeline

from .drawn import SVG, addresses, parsed, titles, words
from .test_timeline import END, YEAR, chart, lane, timelines


@given(timelines)
@settings(deadline=None)
def test_every_timeline_is_a_drawing_with_everything_inside(shown: Timeline) -> None:
    for breadth in BREADTHS:
        parsed(lanes.draw(shown, breadth))


@pytest.mark.parametrize("breadth", BREADTHS)
def test_every_claim_can_be_reached_in_order_and_says_what_it_is(breadth: Breadth) -> None:
    claims = [Point(date(2025, 8, day), "change", f"Said {day}", f"/updates/{day}/") for day in (19, 18, 20)]
    tree = parsed(lanes.draw(chart(Lane("A", [], claims)), breadth))
    assert addresses(tree) == ["/updates/18/", "/updates/19/", "/updates/20/"]
    assert "Change, 19 Aug 2025: Said 19" in titles(tree)


def test_claims_of_one_day_do_not_cover_one_another() -> None:
    claims = [Point(date(2025, 8, 19), "change", str(n), "/u/") for n in range(3)]
    tree = parsed(lanes.draw(chart(Lane("A", [], claims)), NARROW))
    heights = [e.get("y") for e in tree.iter(f"{SVG}svg") if e.find(f"{SVG}a") is not None]
    assert len(set(heights)) == 3


def test_events_that_stand_too_near_become_one_mark_with_their_number() -> None:
    events = [Event(date(2025, 8, d), date(2025, 8, d), f"Call {d}", f"/e/{d}/") for d in (18, 19)]
    events += [Event(date(2025, 3, 2), date(2025, 3, 3), "Summit", "/e/summit/")]
    tree = parsed(lanes.draw(chart(lane("A", (1, "pledged")), events=events), WIDE))
    assert addresses(tree) == ["/e/summit/", "#t-events"]
    assert "2 events: Call 18, 18 Aug 2025; Call 19, 19 Aug 2025" in titles(tree)
    assert "Summit, 2–3 Mar 2025" in titles(tree)


def test_a_stronger_word_stands_higher_and_a_refusal_hangs_below_the_line() -> None:
    shown = chart(lane("A", (1, "discussed"), (4, "pledged"), (8, "ruled_out")))
    tree = parsed(lanes.draw(shown, WIDE))
    bands = [e for e in tree.iter(f"{SVG}rect") if "chart-band" in e.get("class", "")]
    tops = [float(e.get("y", "0")) for e in bands]
    base = float(next(e for e in tree.iter(f"{SVG}line") if e.get("class") == "chart-base").get("y1", "0"))
    assert tops[1] < tops[0] < base == tops[2]


def test_a_reported_band_has_its_own_texture_and_says_so() -> None:
    tree = parsed(lanes.draw(chart(lane("A", (1, "pledged"), reported=True)), WIDE))
    band = next(e for e in tree.iter(f"{SVG}rect") if "chart-band--reported" in e.get("class", ""))
    assert band.get("fill") == "url(#t-wide-dots-pledged)"
    assert "A (as reported): pledged since 1 Jan 2025" in titles(tree)


def test_the_last_word_is_written_beside_the_band() -> None:
    tree = parsed(lanes.draw(chart(lane("A", (1, "discussed"), (12, "formalised"))), WIDE))
    assert {"Discussed", "Formalised"} <= set(words(tree))


def test_what_lies_behind_as_of_is_veiled() -> None:
    early = chart(lane("A", (1, "pledged")), as_of=date(2025, 9, 1))
    assert "Not known on 1 Sep 2025" in titles(parsed(lanes.draw(early, WIDE)))
    assert "Not known on 31 Dec 2025" not in titles(
        parsed(lanes.draw(chart(lane("A", (1, "pledged"))), WIDE))
    )


def test_markup_in_the_record_stays_text() -> None:
    nasty = '<script>alert("x")</script>&'
    shown = Timeline(
        "t",
        nasty,
        YEAR,
        END,
        [Lane(nasty, [Period(date(2025, 1, 1), None, "pledged", nasty)], href='/"><b>')],
    )
    drawn = lanes.draw(shown, WIDE)
    assert "<script" not in drawn
    assert "<b>" not in drawn
    assert addresses(parsed(drawn)) == ['/"><b>']


def test_a_window_of_one_day_is_drawn() -> None:
    day = Window(END, END)
    assert words(parsed(lanes.draw(chart(lane("A", (1, "pledged")), window=day), WIDE)))[0] == "31 Dec"
