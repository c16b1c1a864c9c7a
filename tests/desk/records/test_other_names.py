"""Other names stand in cells and in a file of their own; given twice the same they are one name."""

from pathlib import Path

import pytest

from actors.models import ActorAlias
from desk.records.loading import Refused
from desk.verifying import verify
from guarantees.models import Package
from ledger.models import BEGINNING, Change
from tests import drafts

from .folder import DEMO, THIRD, Folder
from .test_checking import problems_of
from .test_loading import load_all


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A copy of the third record."""
    return Folder(tmp_path / "record", THIRD)


def without_rows(path: Path) -> Folder:
    """A record of which every table is empty."""
    folder = Folder(path, THIRD)
    for file in folder.path.glob("*.csv"):
        folder.write(file.stem, folder.rows(file.stem)[:1])
    return folder


@pytest.mark.django_db
def test_the_file_of_names_may_repeat_what_stands_in_a_cell(folder: Folder) -> None:
    folder.add("aliases", type="actor", key="dunmark", name="Dunmarken", language="de")
    loaded = load_all(folder.path, known_from_sources=True)
    assert (loaded.new["actor_aliases"], loaded.repeated) == (7, 1)
    assert ActorAlias.objects.filter(name="Dunmarken").count() == 1
    assert load_all(THIRD).total == 0


@pytest.mark.django_db
def test_the_file_of_names_may_repeat_what_is_published_and_add_to_it(tmp_path: Path) -> None:
    load_all(THIRD)
    names = without_rows(tmp_path / "names")
    names.add("aliases", type="leader", key="cora-bran", name="Кора Бран", language="uk")  # noqa: RUF001 - in Ukrainian
    assert load_all(names.path).total == 0
    names.add("aliases", type="leader", key="cora-bran", name="Кора Бран", language="")  # noqa: RUF001 - in Ukrainian
    names.add("aliases", type="publisher", key="tern-wire", name="Кора Бран", language="uk")  # noqa: RUF001 - in Ukrainian
    assert load_all(names.path).new == {"leader_aliases": 1, "publisher_aliases": 1}
    assert load_all(THIRD).total == 0
    assert verify().findings == []


@pytest.mark.django_db
def test_a_record_may_name_what_one_of_the_first_format_gives(tmp_path: Path) -> None:
    names = without_rows(tmp_path / "names")
    names.add("aliases", type="actor", key="nld", name="Holland", language="en")
    assert problems_of(DEMO, names.path) == []
    (problem,) = problems_of(names.path)
    assert (problem.column, problem.value) == ("key", "nld")
    (problem,) = problems_of(names.path, DEMO)
    assert "loaded later: name it first" in problem.expected


@pytest.mark.django_db
def test_other_names_are_known_from_the_beginning_and_stand_in_the_feed(folder: Folder) -> None:
    load_all(folder.path, known_from_sources=True)
    known = set(ActorAlias.objects.values_list("recorded_at__year", flat=True))
    assert known == {BEGINNING.year}
    told = Change.objects.filter(type__endswith="_alias", action="created").values_list("key", flat=True)
    assert len(told) == 12
    assert {"dunmark--Dunmarken--de", "tern-wire--TW"} <= set(told)
    assert Package.objects.get(key="mirra-pact").recorded_at == ActorAlias.objects.all()[0].recorded_at


def test_a_row_that_is_given_twice_is_told_once_whatever_its_names(folder: Folder) -> None:
    line = folder.add("actors", like="branta")
    (problem,) = problems_of(folder.path)
    assert (problem.line, problem.column, problem.value) == (line, "key", "branta")


def test_names_that_could_not_be_read_are_not_missed_in_a_later_record(
    folder: Folder, tmp_path: Path
) -> None:
    later = Folder(tmp_path / "later", THIRD)
    later.set("actors", "mirra", aliases="Мірра@uk")  # noqa: RUF001 - in Ukrainian
    assert problems_of(folder.path, later.path) == []
    folder.rewrite("aliases", lambda content: b"\xef\xbb\xbf" + content)
    (problem,) = problems_of(folder.path, later.path)
    assert problem.file == str(folder.file("aliases"))


@pytest.mark.django_db
def test_a_name_that_a_draft_has_taken_is_shown_as_it_stands_in_the_cell(folder: Folder) -> None:
    load_all(THIRD)
    branta = ActorAlias.objects.get(name="Brantia").actor
    branta.aliases.create(name="Brantland", language="en")
    folder.add("aliases", type="actor", key="branta", name="Brantland", language="en")
    with pytest.raises(Refused) as caught:
        load_all(folder.path)
    (problem,) = caught.value.problems
    assert (Path(problem.file).name, problem.column, problem.value) == ("aliases.csv", "key", "branta")
    folder.write("aliases", folder.rows("aliases")[:-1])
    line = folder.set("actors", "branta", aliases="Brantia@en;Brantland@en")
    with pytest.raises(Refused) as caught:
        load_all(folder.path)
    assert {(one.line, one.column, one.value) for one in caught.value.problems} == {
        (line, "aliases", "Brantland@en")
    }


@pytest.mark.django_db
def test_a_noun_with_a_draft_of_another_name_is_repeated_without_it() -> None:
    load_all(THIRD)
    drafts.actor("branta").aliases.create(name="Brantland")
    assert load_all(THIRD).total == 0
