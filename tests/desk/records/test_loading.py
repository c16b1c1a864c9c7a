"""Records in the ledger: all or nothing, once, in their order, known when their sources were published."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment, CommitmentUpdate
from desk.publishing import publish
from desk.records import loading
from desk.records.loading import Loaded, Refused, load
from desk.records.published import MODELS
from desk.records.tables import CLAIM_TABLES
from guarantees.models import Condition, ConditionUpdate, NegotiationEvent, Participation, Statement
from ledger.models import BEGINNING, Change, Counter, Recorded
from sources.models import Publisher, Source

from .folder import DEMO, SECOND, Folder
from .test_checking import COUNTS, NO_ALIASES

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
FIRST = BEGINNING + timedelta(microseconds=1)


def load_all(
    *folders: Path, known_from_sources: bool = False, dry_run: bool = False, today: date = TODAY
) -> Loaded:
    """Load folders as of a fixed day."""
    return load(
        [str(folder) for folder in folders],
        today=today,
        known_from_sources=known_from_sources,
        dry_run=dry_run,
    )


def state() -> tuple[dict[str, int], int, str]:
    """Everything that a load that changes nothing must leave alone."""
    counter = Counter.objects.get()
    return (
        {name: model.objects.count() for name, model in MODELS.items()},
        counter.sequence,
        counter.head,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A copy of the second record."""
    return Folder(tmp_path / "record", SECOND)


def test_the_demo_has_the_counts_of_its_readme_and_loading_it_again_changes_nothing() -> None:
    loaded = load_all(DEMO, known_from_sources=True)
    assert loaded.new == COUNTS
    assert state()[0] == COUNTS | NO_ALIASES
    assert not any(model.objects.drafts().exists() for model in MODELS.values())
    lanes = list(CommitmentUpdate.objects.values_list("lane", flat=True))
    assert (lanes.count("official"), lanes.count("reported")) == (143, 53)
    before = state()
    for known_from_sources in (True, False):
        again = load_all(DEMO, known_from_sources=known_from_sources)
        assert (again.total, again.repeated, again.changes) == (0, 1417, 0)
    assert state() == before


def test_two_records_stand_side_by_side_and_share_a_row_that_is_the_same() -> None:
    loaded = load_all(DEMO, SECOND)
    assert loaded.repeated == 2
    again = load_all(SECOND, DEMO)
    assert again.total == 0
    packages = set(Commitment.objects.values_list("guarantee__package__key", flat=True))
    assert packages == {"ukr-postwar", "ukr-bilateral", "sela-accord"}


def test_a_load_now_is_one_changeset_with_a_stamp_of_now() -> None:
    loaded = load_all(SECOND)
    assert loaded.changesets == 1
    (stamp,) = Change.objects.order_by().values_list("recorded_at", flat=True).distinct()
    assert datetime.now(UTC) - stamp < timedelta(minutes=1)


def test_the_number_of_queries_of_a_repeated_load_does_not_grow_with_the_rows() -> None:
    load_all(SECOND)
    with CaptureQueriesContext(connection) as few:
        load_all(SECOND)
    load_all(DEMO)
    with CaptureQueriesContext(connection) as many:
        load_all(DEMO, SECOND)
    assert len(many) == len(few)


def test_a_dry_run_tells_the_same_as_the_load_and_leaves_nothing_behind() -> None:
    before = state()
    tried = load_all(SECOND, known_from_sources=True, dry_run=True)
    assert state() == before
    assert load_all(SECOND, known_from_sources=True) == tried


def known(model: type[Recorded], key: str) -> datetime:
    """When something became part of the record."""
    found: Any = model.objects.filter(**{"key": key}).get()
    moment: datetime = found.recorded_at
    return moment


@pytest.mark.parametrize(
    ("model", "key", "day"),
    [
        (CommitmentUpdate, "ost-troops-1", date(2019, 3, 2)),
        # Of the two sources of its statement this claim rests on the newer one alone.
        (CommitmentUpdate, "vest-ships-press", date(2019, 3, 10)),
        # The correction rests on the older one, and is known before what it corrects.
        (CommitmentUpdate, "vest-ships-right", date(2019, 3, 5)),
        (ConditionUpdate, "vote-1", date(2019, 3, 5)),
        (Commitment, "ost-troops", date(2019, 3, 2)),
        (Commitment, "sela-force", date(2019, 3, 12)),
        # Required by a claim of 2 March, claimed about on 12 March.
        (Condition, "sela-truce", date(2019, 3, 2)),
        (Statement, "sela-s3", date(2019, 3, 5)),
        (Statement, "sela-s9", date(2019, 3, 20)),
        (NegotiationEvent, "sela-summit", date(2019, 3, 12)),
        # Without a source: known with the first statement there.
        (NegotiationEvent, "sela-call", date(2019, 3, 5)),
        (Source, "study-04", date(2019, 4, 15)),
        # What is known is known with its evidence, also with what was published later.
        (Source, "post-0305", date(2019, 3, 2)),
    ],
)
def test_things_are_known_from_the_days_of_their_sources(model: type[Recorded], key: str, day: date) -> None:
    load_all(SECOND, known_from_sources=True)
    assert known(model, key) == datetime(day.year, day.month, day.day, tzinfo=UTC)


def test_what_no_claim_speaks_of_is_known_from_the_beginning() -> None:
    load_all(SECOND, known_from_sources=True)
    for model, key in (
        (Publisher, "harbour-post"),
        (Condition, "sela-unnamed"),
        (Commitment, "vest-radar"),
        (NegotiationEvent, "sela-review"),
    ):
        assert known(model, key) == FIRST


def test_who_took_part_is_known_with_the_event() -> None:
    load_all(SECOND, known_from_sources=True)
    for row in Participation.objects.select_related("event"):
        assert row.recorded_at == row.event.recorded_at


def test_a_row_is_superseded_from_the_moment_at_which_both_it_and_its_correction_are_known() -> None:
    load_all(SECOND, known_from_sources=True)
    corrected = CommitmentUpdate.objects.get(key="vest-ships-press")
    assert corrected.superseded_at == corrected.recorded_at
    retracted = CommitmentUpdate.objects.get(key="ost-troops-1")
    assert retracted.superseded_at == known(CommitmentUpdate, "ost-troops-2")


def test_the_feed_follows_the_days_then_the_file() -> None:
    load_all(SECOND, known_from_sources=True)
    told = list(Change.objects.filter(type="update").exclude(action="updated").values_list("key", flat=True))
    assert told == [
        "ost-troops-1",
        "vest-ships-1",
        "vest-ships-2",
        "vest-ships-right",
        "friends-fund-1",
        "vest-ships-press",
        "sela-force-1",
        "joint-fund-1",
        "ost-troops-2",
        "ost-troops-3",
        "vest-ships-4",
        "friends-fund-2",
    ]


def order() -> list[str]:
    """The claims about commitments in the order of the ledger."""
    return list(CommitmentUpdate.objects.order_by("sequence").values_list("key", flat=True))


def test_an_added_row_becomes_a_claim_between_its_neighbours(folder: Folder) -> None:
    load_all(folder.path)
    before = order()
    folder.add(
        "commitment_updates",
        like="ost-troops-3",
        after="sela-force-1",
        key="joint-fund-0",
        commitment="vest-radar",
        effective="2019-05-01",
    )
    loaded = load_all(folder.path)
    assert loaded.new == {"commitment_updates": 1}
    place = before.index("sela-force-1") + 1
    assert order() == [*before[:place], "joint-fund-0", *before[place:]]


def test_a_row_added_at_the_end_of_a_record_stands_before_those_of_a_later_record(folder: Folder) -> None:
    load_all(folder.path, DEMO)
    folder.add("commitment_updates", like="ost-troops-3", key="radar-1", commitment="vest-radar")
    load_all(folder.path)
    found = order()
    place = found.index("radar-1")
    assert found[place - 1] == "friends-fund-2"
    assert found[place + 1] == "gbr-bsa-20240112"


def test_a_row_added_at_the_top_stands_first(folder: Folder) -> None:
    load_all(folder.path)
    rows = folder.rows("commitment_updates")
    folder.add("commitment_updates", like="ost-troops-3", key="radar-1", commitment="vest-radar")
    added = folder.rows("commitment_updates")[-1]
    folder.write("commitment_updates", [rows[0], added, *rows[1:]])
    load_all(folder.path)
    assert order()[0] == "radar-1"


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "published"),
    [
        ("publishers", "harbour-post", "name", "The Post", "The Harbour Post"),
        ("sources", "post-0302", "published_on_is_approximate", "1", "0"),
        ("sources", "post-0302", "origin", "tidewire", ""),
        ("actors", "island-friends", "size_high", "4", "3"),
        ("memberships", "vestland,pact", "until", "2020-01-01", ""),
        ("tenures", "anna-ost,ostria", "until", "2019-04-14", "2019-04-15"),
        ("packages", "sela-accord", "opened_on", "", "2019-02-28"),
        ("events", "sela-call", "held", "2019-03-04/2019-03-06", "2019-03-04/2019-03-06~"),
        ("participations", "sela-summit,ostria", "role", "host", "signatory"),
        ("statements", "sela-s3", "sources", "wire-0310", "wire-0310;post-0305"),
        ("commitments", "joint-fund", "joint_with", "", "vestland"),
        ("commitments", "ost-troops", "part_of", "", "sela-force"),
        ("commitment_updates", "ost-troops-1", "low", "401", "400"),
        ("commitment_updates", "ost-troops-1", "requires", "sela-truce", "sela-truce & sela-lease | sela-vote"),
        ("commitment_updates", "vest-ships-press", "sources", "", "wire-0310"),
        ("condition_updates", "truce-1", "state", "partly_met", "met"),
        ("positions", "sela-pos-2", "credibility", "", "5"),
        ("requirements", "sela-req-1", "words", "", "more than"),
    ],
)  # fmt: skip
def test_a_changed_published_row_is_refused_with_the_advice_to_correct(
    folder: Folder, table: str, key: str, column: str, value: str, published: str
) -> None:
    load_all(folder.path)
    before = state()
    line = folder.set(table, key, **{column: value})
    with pytest.raises(Refused) as refused:
        load_all(folder.path)
    problem = next(one for one in refused.value.problems if one.column == column)
    assert (problem.file, problem.line, problem.value) == (str(folder.file(table)), line, value)
    assert problem.expected.startswith(f"'{published}', as it is published")
    advice = {
        "claims": "log a correction instead",
        "dated": "set the last day of the published one in the desk, or add another one with its own first day",
        "nouns": "give what differs a key of its own",
    }
    kind = "claims" if table in (*CLAIM_TABLES, "statements") else "nouns"
    said = advice["dated" if table in ("tenures", "memberships") else kind]
    assert said in problem.expected
    assert state() == before


def test_a_draft_that_has_taken_a_key_is_not_overwritten(folder: Folder) -> None:
    Publisher.objects.create(key="tidewire", name="Somebody's draft", kind="other")
    with pytest.raises(Refused) as refused:
        load_all(folder.path)
    assert [(one.column, one.value) for one in refused.value.problems][:1] == [("key", "tidewire")]


def test_what_was_known_before_the_newest_of_the_ledger_is_not_slipped_in(folder: Folder) -> None:
    load_all(DEMO, known_from_sources=True)
    with pytest.raises(Refused) as refused:
        load_all(folder.path, known_from_sources=True)
    assert "2026-01-06, the newest in the ledger" in refused.value.problems[0].expected
    assert load_all(folder.path).total == 76


def test_what_became_known_after_the_newest_of_the_ledger_is_added_on_its_day(folder: Folder) -> None:
    load_all(folder.path, known_from_sources=True)
    folder.add(
        "sources", like="wire-0601", key="wire-0701", url="https://wire.example/7", published_on="2019-07-01"
    )
    folder.add("statements", like="sela-s8", key="sela-s10", said_on="2019-06-30", sources="wire-0701")
    folder.add(
        "commitment_updates",
        like="vest-ships-4",
        key="vest-ships-5",
        statement="sela-s10",
        kind="reaffirmation",
        relates_to="vest-ships-4",
    )
    assert load_all(folder.path, known_from_sources=True).total == 3
    assert known(CommitmentUpdate, "vest-ships-5") == datetime(2019, 7, 1, tzinfo=UTC)


def test_nothing_becomes_known_tomorrow(folder: Folder) -> None:
    with pytest.raises(Refused) as refused:
        load_all(folder.path, known_from_sources=True, today=date(2019, 5, 1))
    assert ("sources.csv", "published_on", "2019-05-02") in {
        (Path(one.file).name, one.column, one.value) for one in refused.value.problems
    }


def test_what_is_older_than_every_ledger_is_known_from_its_first_moments_in_order(folder: Folder) -> None:
    folder.set("sources", "post-0302", published_on="1938-09-30")
    folder.set("sources", "wire-0305", published_on="1938-10-01")
    load_all(folder.path, known_from_sources=True)
    first, second = known(CommitmentUpdate, "ost-troops-1"), known(CommitmentUpdate, "vest-ships-1")
    assert FIRST < first < second < FIRST + timedelta(seconds=1)


def test_a_failure_in_the_middle_of_publishing_leaves_nothing_behind(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state()
    calls: list[int] = []

    def failing(*args: object, **kwargs: object) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("the power is gone")
        publish(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "publish", failing)
    with pytest.raises(RuntimeError, match="power"):
        load_all(folder.path, known_from_sources=True)
    assert state() == before
