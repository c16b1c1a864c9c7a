"""Records of format 2: what the third record says is refused where it is wrong, and loaded where it is not."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import Actor, ActorAlias, Leader, LeaderAlias
from commitments.models import CommitmentState, CommitmentUpdate
from desk.records import checking, reading, tables
from desk.records.loading import Refused
from desk.records.problems import Problem
from desk.records.record import Known
from desk.verifying import verify
from guarantees.models import Condition, Statement
from sources.models import PublisherAlias

from .broken_format_2 import BROKEN
from .folder import DEMO, SECOND, THIRD, Folder
from .test_checking import known_from, points_at, problems_of
from .test_loading import load_all, state

LATER = {table.name: table.later for table in tables.IN_FILES if table.later}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A copy of the third record."""
    return Folder(tmp_path / "record", THIRD)


@pytest.fixture
def other(tmp_path: Path) -> Folder:
    """Another copy of it, which a test makes into a second record."""
    return Folder(tmp_path / "other", THIRD)


def refused(*folders: Path) -> list[Problem]:
    """What a load is refused for."""
    with pytest.raises(Refused) as caught:
        load_all(*folders)
    return list(caught.value.problems)


def known_conditions() -> dict[str, datetime]:
    """When each condition became part of the record."""
    return {
        row.key: row.recorded_at for row in Condition.objects.exclude(recorded_at=None) if row.recorded_at
    }


def in_the_first_format(folder: Folder) -> None:
    """Take from a record what came with the second format."""
    for table, later in LATER.items():
        header, *rows = folder.rows(table)
        kept = [number for number, name in enumerate(header) if name not in later]
        folder.write(table, [[row[number] for number in kept] for row in (header, *rows)])
    folder.file("aliases").unlink()


def with_columns_in_order(folder: Folder, table: str, order: list[str]) -> None:
    """Write the columns of a file in another order."""
    rows = folder.rows(table)
    places = [rows[0].index(name) for name in order]
    folder.write(table, [[row[place] for place in places] for row in rows])


def test_the_third_record_is_sound_alone_and_behind_others_and_uses_every_column(
    folder: Folder,
) -> None:
    assert problems_of(THIRD) == []
    assert problems_of(DEMO, SECOND, THIRD) == []
    for table, later in LATER.items():
        header, *rows = folder.rows(table)
        for column in later:
            assert any(row[header.index(column)] for row in rows), column


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_of_the_second_format_is_refused_with_file_line_column_and_value(
    name: str, folder: Folder
) -> None:
    refusal = BROKEN[name](folder)
    problems = problems_of(folder.path)
    assert any(points_at(problem, refusal) for problem in problems), [str(problem) for problem in problems]
    assert len(problems) <= 3


@pytest.mark.django_db
def test_the_third_record_is_loaded_and_verified_and_loading_it_again_changes_nothing() -> None:
    loaded = load_all(THIRD, known_from_sources=True)
    assert loaded.new == {name: count for name, count in state()[0].items() if count}
    assert {name: loaded.new[name] for name in tables.ALIASED.values()} == {
        "publisher_aliases": 3,
        "actor_aliases": 7,
        "leader_aliases": 2,
    }
    assert verify().findings == []
    before = state()
    for known_from_sources in (True, False):
        again = load_all(THIRD, known_from_sources=known_from_sources)
        assert (again.total, again.repeated, again.changes) == (0, loaded.total, 0)
    assert state() == before


@pytest.mark.django_db
def test_claims_of_one_day_are_folded_in_the_order_in_which_they_were_said(folder: Folder) -> None:
    load_all(folder.path, known_from_sources=True)
    folded = CommitmentState.objects.filter(
        commitment__key="branta-drones", lane="official", true_from=date(2021, 6, 3)
    ).latest("known_from")
    assert (folded.low, folded.until) == (900, "2024-06-30")
    said = CommitmentUpdate.objects.filter(day=date(2021, 6, 3)).order_by("said_at")
    assert [(claim.key, claim.said_at) for claim in said] == [
        ("branta-2", datetime(2021, 6, 3, 14, tzinfo=UTC)),
        ("branta-3", datetime(2021, 6, 3, 16, tzinfo=UTC)),
    ]


@pytest.mark.django_db
def test_without_moments_claims_of_one_day_are_folded_in_the_order_of_the_file(folder: Folder) -> None:
    for key in ("mirra-s2", "mirra-s3"):
        folder.set("statements", key, said_at="")
    load_all(folder.path, known_from_sources=True)
    folded = CommitmentState.objects.filter(
        commitment__key="branta-drones", lane="official", true_from=date(2021, 6, 3)
    ).latest("known_from")
    assert folded.low == 700


@pytest.mark.django_db
def test_a_joint_declaration_is_the_own_word_of_each_of_those_who_declare() -> None:
    load_all(THIRD)
    statement = Statement.objects.get(key="mirra-s1")
    assert set(statement.speaking_for.values_list("key", flat=True)) == {"branta", "corvia", "dunmark"}
    declared = CommitmentUpdate.objects.filter(statement=statement)
    assert dict(declared.values_list("commitment__key", "lane")) == {
        "branta-drones": "official",
        "corvia-fund": "official",
        "dunmark-share": "official",
    }


@pytest.mark.django_db
def test_other_names_become_published_rows() -> None:
    load_all(THIRD)
    assert not any(model.objects.drafts().exists() for model in (ActorAlias, LeaderAlias, PublisherAlias))
    assert set(ActorAlias.objects.values_list("actor__key", "name", "language")) == {
        ("branta", "Brantia", "en"),
        ("branta", "Бранта", "uk"),
        ("branta", "Old Branta", ""),
        ("branta", "Republic of Branta, the", ""),
        ("dunmark", "Dunmarken", "de"),
        ("tern-league", "League of Terns", ""),
        ("mirra", "Мірра", "uk"),  # noqa: RUF001 - in Ukrainian
    }
    assert set(LeaderAlias.objects.values_list("leader__key", "name", "language")) == {
        ("cora-bran", "Кора Бран", "uk"),  # noqa: RUF001 - in Ukrainian
        ("dov-corv", "D. Corv", ""),
    }
    assert set(PublisherAlias.objects.values_list("publisher__key", "name", "language")) == {
        ("mirra-gazette", "The Gazette", ""),
        ("mirra-gazette", "Мірська газета", "uk"),
        ("tern-wire", "TW", ""),
    }


@pytest.mark.django_db
def test_codes_quotations_units_and_implications_are_kept() -> None:
    load_all(THIRD)
    branta = Actor.objects.get(key="branta")
    assert (branta.iso2, branta.iso3, branta.wikidata) == ("XC", "XCA", "Q900000001")
    assert Leader.objects.get(key="cora-bran").wikidata == "Q900000003"
    statement = Statement.objects.get(key="mirra-s2")
    assert (statement.quotation, statement.quotation_language) == ("Ми дамо дев'ятсот, не менше.", "uk")
    assert statement.said_at == "2021-06-03T11:00:00-05:00"
    peace = Condition.objects.get(key="mirra-peace")
    assert set(peace.implies.values_list("key", flat=True)) == {"mirra-truce", "mirra-lines"}
    units = CommitmentUpdate.objects.values_list("commitment__key", "commitment__unit").distinct()
    assert dict(units.order_by()) == {
        "branta-drones": "drones",
        "corvia-fund": "EUR/year",
        "dunmark-share": "bp_gdp",
    }
    corvia = CommitmentUpdate.objects.get(key="corvia-1")
    assert (corvia.until, corvia.until_low, corvia.until_high) == (
        "2021-06/2026-06",
        date(2021, 6, 1),
        date(2026, 6, 30),
    )


@pytest.mark.django_db
def test_what_a_condition_implies_is_known_with_it() -> None:
    load_all(THIRD, known_from_sources=True)
    known = known_conditions()
    required = datetime(2021, 6, 2, tzinfo=UTC)
    assert known["mirra-peace"] == known["mirra-lines"] == known["mirra-truce"] == required


@pytest.mark.django_db
def test_what_is_implied_by_a_condition_of_which_no_claim_speaks_is_known_from_the_beginning(
    folder: Folder,
) -> None:
    folder.add("conditions", like="mirra-lines", key="mirra-dawn", implies="mirra-lines")
    load_all(folder.path, known_from_sources=True)
    known = known_conditions()
    assert known["mirra-dawn"] == known["mirra-lines"] == known["mirra-truce"] < known["mirra-peace"]
    assert verify().findings == []


@pytest.mark.django_db
def test_a_new_condition_may_imply_a_published_one(folder: Folder) -> None:
    load_all(THIRD)
    folder.add("conditions", like="mirra-lines", key="mirra-dawn", implies="mirra-peace")
    assert load_all(folder.path).new == {"conditions": 1}
    folder.add("conditions", like="mirra-lines", key="mirra-noon", implies="mirra-dawn;mirra-noon")
    (problem,) = refused(folder.path)
    assert problem.expected == "conditions that do not imply this one (mirra-noon -> mirra-noon)"


@pytest.mark.parametrize("table", LATER)
def test_columns_of_the_second_format_may_stand_in_any_order(table: str, folder: Folder) -> None:
    wanted = reading.read_folder(str(THIRD))[0]
    header = folder.rows(table)[0]
    for order in (header[::-1], [*header[3:], *header[:3]], sorted(header)):
        with_columns_in_order(folder, table, order)
        record, problems = reading.read_folder(str(folder.path))
        assert problems == []
        for name, placed_rows in wanted.read.items():
            assert [one.row for one in record.read[name]] == [one.row for one in placed_rows]
        assert problems_of(THIRD, folder.path) == []


def test_a_file_may_have_some_of_the_columns_of_the_second_format(folder: Folder) -> None:
    rows = folder.rows("statements")
    with_columns_in_order(
        folder, "statements", [name for name in rows[0] if not name.startswith("quotation")]
    )
    assert problems_of(folder.path) == []
    record = reading.read_folder(str(folder.path))[0]
    assert [one.row.quotation for one in record.read["statements"]] == [""] * 4
    assert record.read["statements"][1].row.said_at == "2021-06-03T11:00:00-05:00"


def test_the_columns_of_the_first_format_alone_have_their_order(folder: Folder) -> None:
    in_the_first_format(folder)
    assert problems_of(folder.path) == []
    with_columns_in_order(folder, "leaders", ["name", "key"])
    (problem,) = [one for one in problems_of(folder.path) if one.line == 1]
    assert (problem.column, problem.value) == ("key", "name")


@pytest.mark.django_db
def test_a_file_of_the_first_format_repeats_what_is_published_from_one_of_the_second(folder: Folder) -> None:
    load_all(THIRD)
    before = state()
    in_the_first_format(folder)
    assert load_all(folder.path).total == 0
    assert state() == before


def test_a_file_of_the_first_format_repeats_what_a_record_of_the_second_gives_before_it(
    folder: Folder,
) -> None:
    in_the_first_format(folder)
    assert problems_of(THIRD, folder.path) == []


def test_what_a_file_of_the_second_format_adds_to_one_of_the_first_is_told_and_not_lost(
    folder: Folder,
) -> None:
    in_the_first_format(folder)
    together = problems_of(folder.path, THIRD)
    apart = problems_of(THIRD, known=known_from(reading.read_folder(str(folder.path))[0]))
    said = {(Path(one.file).name, one.line, one.column, one.value) for one in together}
    assert ("actors.csv", 2, "iso3", "XCA") in said
    assert ("actors.csv", 2, "aliases", "Brantia@en") in said
    assert {(Path(one.file).name, one.line, one.column, one.value) for one in apart} == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "key", "column", "value", "published"),
    [
        ("actors", "branta", "iso3", "XCB", "XCA"),
        ("actors", "branta", "iso3", "", "XCA"),
        ("leaders", "cora-bran", "wikidata", "Q900000004", "Q900000003"),
        ("statements", "mirra-s2", "said_at", "2021-06-03T16:00:00Z", "2021-06-03T11:00:00-05:00"),
        ("statements", "mirra-s2", "quotation_language", "ru", "uk"),
        ("statements", "mirra-s1", "speaking_for", "branta;corvia", "branta;corvia;dunmark"),
        ("commitment_updates", "branta-2", "until", "2024-06", "2024-06-30"),
        ("commitment_updates", "branta-3", "until", "2024", ""),
        ("conditions", "mirra-peace", "implies", "mirra-lines", "mirra-truce;mirra-lines"),
    ],
)
def test_what_is_published_stays_in_every_column_of_the_second_format(
    table: str, key: str, column: str, value: str, published: str, folder: Folder
) -> None:
    load_all(THIRD)
    line = folder.set(table, key, **{column: value})
    (problem,) = refused(folder.path)
    assert (Path(problem.file).name, problem.line, problem.column) == (f"{table}.csv", line, column)
    assert problem.value == value
    assert problem.expected.startswith(f"'{published}', as it is published")


@pytest.mark.django_db
def test_further_names_of_what_is_published_stand_in_the_file_of_names_and_not_in_a_cell(
    folder: Folder,
) -> None:
    load_all(THIRD)
    line = folder.set("actors", "dunmark", aliases="Dunmarken@de;Danmark@da")
    (problem,) = refused(folder.path)
    assert (Path(problem.file).name, problem.line, problem.column, problem.value) == (
        "actors.csv",
        line,
        "aliases",
        "Danmark@da",
    )
    assert "names that dunmark was given before; aliases.csv adds further ones" in problem.expected
    folder.set("actors", "dunmark", aliases="Dunmarken@de")
    folder.add("aliases", type="actor", key="dunmark", name="Danmark", language="da")
    assert load_all(folder.path).new == {"actor_aliases": 1}
    assert load_all(folder.path, THIRD).total == 0
    assert verify().findings == []


def test_further_names_of_a_noun_of_the_record_before_stand_in_the_file_of_names_and_not_in_a_cell(
    other: Folder,
) -> None:
    line = other.set("publishers", "tern-wire", aliases="Wire")
    (problem,) = problems_of(THIRD, other.path)
    assert (problem.file, problem.line, problem.column, problem.value) == (
        str(other.file("publishers")),
        line,
        "aliases",
        "Wire",
    )
    other.set("publishers", "tern-wire", aliases="")
    other.add("aliases", type="publisher", key="tern-wire", name="Wire")
    assert problems_of(THIRD, other.path) == []


def test_a_ring_is_told_where_it_is_given_although_a_file_of_the_first_format_repeats_it(
    folder: Folder, other: Folder
) -> None:
    line = folder.set("conditions", "mirra-truce", implies="mirra-peace")
    in_the_first_format(other)
    problems = problems_of(folder.path, other.path)
    assert problems == problems_of(folder.path)
    assert (problems[0].line, problems[0].column) == (line, "implies")


def test_a_record_without_the_file_of_names_is_sound(folder: Folder) -> None:
    folder.file("aliases").unlink()
    assert problems_of(folder.path) == []


@pytest.mark.django_db
def test_a_tag_as_long_as_the_database_takes_is_loaded(folder: Folder) -> None:
    longest = "en" + "-abcdefgh" * 3 + "-abcde"
    assert len(longest) == 35
    folder.set("statements", "mirra-s2", quotation_language=longest)
    folder.set("actors", "dunmark", aliases=f"Dunmarken@{longest}")
    load_all(folder.path)
    assert ActorAlias.objects.get(name="Dunmarken").language == longest


FILES = {name: (THIRD / f"{name}.csv").read_bytes() for name in (*LATER, tables.ALIASES)}
CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        [
            *("", "Q1", "Q0", "XCA", "2021-06-03T11:00:00-05:00", "2021-06-03T11:00:00", "9999-12-31T23:59:59-12:00"),
            *("0001-01-01T00:00:00+14:00", "a@en;a@de", "a@", "@en", ";", "a;a", "mirra-truce", "mirra-peace"),
            *("pact-vote", "2021-05/2021-07", "2020", "branta;corvia", "uk", "actor", "leader", "mirra"),
        ]
    ),
)  # fmt: skip
PLACES = [
    *((name, column) for name, later in LATER.items() for column in later),
    ("statements", "speaking_for"),
    *((tables.ALIASES, column) for column in tables.ALIASES_HEADER),
]


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A record in which one file after the other is damaged and mended."""
    return Folder(tmp_path_factory.mktemp("fuzz") / "record", THIRD)


def kept(folder: Folder, table: str, line: int, column: str) -> list[str]:
    """What the rows that stand in a line have in a column, as texts."""
    record = reading.read_folder(str(folder.path))[0]
    path = str(folder.file(table))
    found: list[str] = []
    for placed_rows in record.read.values():
        for placed in placed_rows:
            if (placed.place.file, placed.place.line) == (path, line):
                names = tables.OF_ROW[type(placed.row)].names
                if column == tables.ALIASES and placed.column:
                    _, name, language = placed.cells
                    found.append(f"{name}@{language}" if language else name)
                elif column in names and not placed.column:
                    found.append(placed.cells[names.index(column)])
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120, deadline=None)
@given(place=st.sampled_from(PLACES), data=st.data(), value=CELLS)
def test_any_text_in_a_cell_of_the_second_format_raises_nothing_and_is_kept_or_told(
    damaged: Folder, place: tuple[str, str], data: st.DataObject, value: str
) -> None:
    table, column = place
    try:
        rows = damaged.rows(table)
        line = data.draw(st.integers(2, len(rows)))
        rows[line - 1][rows[0].index(column)] = value
        damaged.write(table, rows)
        records, unreadable = checking.read_all([str(damaged.path)])
        problems = checking.check(records, Known(), unreadable)
        for problem in problems:
            assert problem.line
            assert problem.expected
            assert "\n" not in str(problem)
        if not problems and column != "type":
            assert ";".join(kept(damaged, table, line, column)) == value
    finally:
        damaged.rewrite(table, lambda _: FILES[table])
