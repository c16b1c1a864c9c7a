"""What a timeline says and shows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.choices import Headline
from ledger.choices import Kind
from web.charts import timeline
from web.charts.scale import Window
from web.charts.timeline import Event, Lane, Period, Point, Timeline

YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))
END = date(2025, 12, 31)


def chart(
    *lanes: Lane, window: Window = YEAR, as_of: date = END, events: list[Event] | None = None
) -> Timeline:
    return Timeline("t", "Troops", window, as_of, lanes, events or [])


def lane(name: str, *words: tuple[int, str], reported: bool = False) -> Lane:
    """A lane whose words begin on the first of these months."""
    firsts = [date(2025, month, 1) for month, _word in words]
    ends = [*firsts[1:], None]
    periods = [
        Period(first, end, word, reported=reported)
        for first, end, (_month, word) in zip(firsts, ends, words, strict=True)
    ]
    return Lane(name, periods)


def test_one_commitment_is_read_lane_by_lane() -> None:
    own = Lane("Official", [Period(date(2025, 2, 16), None, "signalled")])
    told = Lane(
        "Reported", [Period(date(2025, 8, 19), date(2025, 9, 4), "pledged", "200–999", reported=True)]
    )
    assert chart(own, told, as_of=date(2025, 8, 31)).reading == (
        "Official: signalled since 16 Feb 2025; Reported: pledged, 200–999, since 19 Aug 2025."
    )
    assert chart(own, told).reading == "Official: signalled since 16 Feb 2025; Reported: nothing."


def test_many_lanes_are_read_together() -> None:
    many = [
        lane("A", (2, "discussed"), (4, "pledged")),
        lane("B", (2, "signalled"), (5, "ruled_out")),
        lane("C", (2, "pledged")),
        lane("D", (3, "pledged"), reported=True),
    ]
    assert chart(*many).reading == (
        "On 31 Dec 2025, of 4 shown, 2 stood at least pledged and 1 ruled out; "
        "since 1 Jan 2025 words hardened once and softened once."
    )


def test_nothing_recorded_is_said() -> None:
    empty = chart(lane("A", (11, "pledged")), as_of=date(2025, 3, 1))
    assert empty.reading == "Nothing is recorded between 1 Jan 2025 and 31 Dec 2025."


def test_what_follows_as_of_is_not_shown() -> None:
    shown = chart(lane("A", (2, "discussed"), (4, "pledged")), as_of=date(2025, 3, 1))
    assert [p.word for p in shown.periods_of(shown.lanes[0])] == ["discussed"]
    assert shown.rows[0][1][0][1] == "since 1 Feb 2025"


def test_a_period_that_ended_says_until_when() -> None:
    period = Period(date(2025, 9, 4), date(2025, 10, 6), "pledged", "200–999 personnel")
    assert period.in_words(END) == "pledged, 200–999 personnel, from 4 Sep 2025 until 6 Oct 2025"


def test_a_window_leaves_out_what_ended_before_it_and_keeps_what_reaches_into_it() -> None:
    window = Window(date(2025, 4, 1), date(2025, 4, 30))
    shown = chart(lane("A", (2, "discussed"), (4, "pledged"), (5, "formalised")), window=window)
    assert [p.word for p in shown.periods_of(shown.lanes[0])] == ["pledged"]


def test_a_claim_of_a_vague_day_is_shown_when_any_of_its_days_is() -> None:
    told = Point(date(2025, 4, 30), "change", "In April", earliest=date(2025, 4, 1))
    shown = chart(Lane("A", [], [told]), window=Window(date(2025, 3, 1), date(2025, 4, 2)))
    assert shown.points_of(shown.lanes[0]) == [told]
    assert told.days == "1–30 Apr 2025"


def test_the_whole_reaches_from_the_first_of_everything_to_as_of() -> None:
    lanes = [Lane("A", [], [Point(date(2025, 4, 30), "change", "x", earliest=date(2025, 4, 1))])]
    events = [
        Event(date(2025, 3, 3), date(2025, 3, 4), "Summit"),
        Event(date(2026, 3, 3), date(2026, 3, 4), "Next"),
    ]
    found = timeline.whole(lanes, events, END)
    assert (found.first, found.last) == (date(2025, 3, 3), date(2026, 1, 1))


def test_zooms_keep_the_parameters_of_the_page_and_mark_the_current_one() -> None:
    found = timeline.zooms("/timeline/?as_of=2025-12-31", YEAR, YEAR, END)
    assert [(z.label, z.current) for z in found] == [
        ("All", True),
        ("6 months", False),
        ("3 months", False),
        ("1 month", False),
    ]
    assert found[-1].href == "/timeline/?as_of=2025-12-31&from=2025-12-01&to=2025-12-31"
    assert timeline.zoomed("/timeline/", YEAR) == "/timeline/?from=2025-01-01&to=2025-12-31"


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Window(END, date(2025, 1, 1))


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
anything = st.text(max_size=40)
periods = st.builds(
    Period,
    first=days,
    until=st.none() | days,
    word=st.sampled_from(Headline.values),
    figure=anything,
    reported=st.booleans(),
    href=st.sampled_from(["", "/commitments/a/?b=1&c='2'"]),
)
points = st.builds(
    Point,
    day=days,
    kind=st.sampled_from(Kind.values),
    label=anything,
    href=st.sampled_from(["", "/updates/a/"]),
    earliest=st.none() | days,
    reported=st.booleans(),
)
lanes_of = st.builds(
    Lane,
    label=anything,
    periods=st.lists(periods, max_size=4),
    points=st.lists(points, max_size=6),
    href=st.sampled_from(["", "/actors/a/"]),
    note=anything,
)
events_of = st.builds(
    lambda first, length, label, rank: Event(
        first, first + timedelta(days=length), label, "/events/a/", rank=rank
    ),
    days,
    st.integers(0, 400),
    anything,
    st.integers(0, 5),
)
windows = st.tuples(days, days).map(lambda pair: Window(min(pair), max(pair)))
timelines = st.builds(
    Timeline,
    key=st.just("t"),
    title=anything,
    window=windows,
    as_of=days,
    lanes=st.lists(lanes_of, max_size=5),
    events=st.lists(events_of, max_size=8),
)


@given(timelines)
def test_every_timeline_has_a_reading_and_a_row_for_every_lane(shown: Timeline) -> None:
    assert shown.reading.endswith(".")
    assert [row[0] for row in shown.rows] == list(shown.lanes)
    assert all(shown.window.shows(p.since, p.day) for _lane, _periods, said in shown.rows for p in said)
