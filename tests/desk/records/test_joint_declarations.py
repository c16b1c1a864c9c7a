"""A declaration of several is the own word of each of them, and of nobody else, on top of the demo record too."""

from pathlib import Path

import pytest

from commitments.models import CommitmentUpdate
from desk.records import tables
from desk.verifying import verify
from ledger.models import Change

from .folder import DEMO, Folder
from .test_checking import problems_of
from .test_loading import load_all

CLAIM = {
    "statement": "x-said",
    "effective": "2026-02-10",
    "kind": "change",
    "strength": "pledged",
    "standing": "offered",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A record on top of the demo: Norway, Denmark and the Eight sign for seamen that they train."""
    folder = Folder(tmp_path / "record")
    for table in tables.IN_FILES:
        folder.write(table.name, folder.rows(table.name)[:1])
    folder.add(
        "publishers", key="x-office", name="Office of the signatories", kind="government", country="NO"
    )
    folder.add(
        "sources",
        key="x-text",
        publisher="x-office",
        title="Text of the declaration",
        published_on="2026-02-10",
        published_on_is_approximate="0",
        kind="official_document",
    )
    folder.add(
        "statements",
        key="x-said",
        speaking_for="nor;dnk;nb8",
        attribution="official_document",
        said_on="2026-02-10",
        source_reliability="A",
        information_credibility="1",
        sources="x-text",
    )
    return folder


def promised(folder: Folder, actor: str, **cells: str) -> None:
    """Let the declaration promise something for an actor."""
    key = f"x-{actor}"
    folder.add("commitments", key=key, actor=actor, guarantee="g-training", contribution="training", **cells)
    folder.add("commitment_updates", key=f"{key}-1", commitment=key, **CLAIM)


def lanes() -> dict[str, str]:
    """The lane of each claim of the declaration."""
    return dict(CommitmentUpdate.objects.filter(statement__key="x-said").values_list("key", "lane"))


@pytest.mark.django_db
def test_each_signatory_speaks_officially_and_so_does_a_group_for_its_members(folder: Folder) -> None:
    for actor in ("nor", "dnk", "nb8", "swe", "fra"):
        promised(folder, actor)
    promised(folder, "ita", joint_with="esp;dnk")
    loaded = load_all(DEMO, folder.path, known_from_sources=True)
    assert loaded.new["commitments"] > 6
    assert lanes() == {
        "x-nor-1": "official",
        "x-dnk-1": "official",
        "x-nb8-1": "official",
        "x-swe-1": "official",
        "x-ita-1": "official",
        "x-fra-1": "reported",
    }
    assert verify().findings == []
    assert load_all(folder.path).total == 0
    said = Change.objects.get(type="statement", key="x-said").payload
    assert said is not None
    assert [said.index(f'"{key}"') > 0 for key in ("nor", "dnk", "nb8")] == [True] * 3


def test_the_own_word_of_one_of_several_has_a_standing(folder: Folder) -> None:
    for actor in ("dnk", "fra"):
        promised(folder, actor)
        line = folder.set("commitment_updates", f"x-{actor}-1", standing="", strength="")
    (problem,) = problems_of(DEMO, folder.path)
    assert (problem.line, problem.column, problem.value) == (line - 1, "standing", "")


def test_a_member_speaks_for_a_group_beside_others(folder: Folder) -> None:
    folder.add("actors", key="x-three", name="The Three", kind="group")
    promised(folder, "x-three")
    folder.set("commitment_updates", "x-x-three-1", standing="", strength="")
    folder.set("statements", "x-said", speaking_for="fra;dnk")
    assert problems_of(DEMO, folder.path) == []
    folder.add("memberships", member="dnk", organisation="x-three", since="2026-02-11")
    assert problems_of(DEMO, folder.path) == []
    folder.set("memberships", "dnk,x-three", since="2026-02-10")
    (problem,) = problems_of(DEMO, folder.path)
    assert problem.column == "standing"


def test_what_one_of_several_says_is_reaffirmed_in_the_lane_of_the_declaration(folder: Folder) -> None:
    promised(folder, "dnk")
    folder.add("statements", like="x-said", key="x-again", speaking_for="fra;dnk", said_on="2026-02-11")
    folder.add(
        "commitment_updates",
        like="x-dnk-1",
        key="x-dnk-2",
        statement="x-again",
        effective="2026-02-11",
        kind="reaffirmation",
        relates_to="x-dnk-1",
    )
    assert problems_of(DEMO, folder.path) == []
    line = folder.line_of("commitment_updates", "x-dnk-2")
    folder.set("statements", "x-again", speaking_for="fra;deu")
    assert {(one.line, one.column) for one in problems_of(DEMO, folder.path)} >= {(line, "relates_to")}
