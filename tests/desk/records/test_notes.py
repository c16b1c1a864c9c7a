"""Official words that an import takes for reports are listed with the reason; what makes them official counts."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from actors.models import Membership
from commitments.models import CommitmentUpdate
from desk.publishing import publish

from .folder import SECOND, Folder
from .test_loading import load_all

pytestmark = pytest.mark.django_db
CLAIMS = "commitment_updates"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The second record, in which Vestland says what three will do of whom nobody knows yet who they are."""
    folder = Folder(tmp_path / "record", SECOND)
    folder.add("actors", key="three", name="The Three", kind="group")
    folder.add("statements", like="sela-s8", key="said")
    folder.add("commitments", like="vest-radar", key="three-radar", actor="three")
    claim = {"statement": "said", "commitment": "three-radar", "effective": "2019-06-01", "kind": "change"}
    folder.add(CLAIMS, key="three-1", strength="pledged", standing="offered", **claim)
    return folder


def lane() -> str:
    return CommitmentUpdate.objects.get(key="three-1").lane


@pytest.mark.parametrize("known_from_sources", [True, False])
def test_a_group_with_its_members_and_its_word_in_one_record_is_official(
    folder: Folder, known_from_sources: bool
) -> None:
    folder.add("memberships", member="vestland", organisation="three", since="2019-06-01", until="2019-06-01")
    loaded = load_all(folder.path, known_from_sources=known_from_sources)
    assert lane() == "official"
    assert not [note for note in loaded.notes if note.value == "said"]


def test_an_import_lists_the_official_words_that_are_reports_with_the_reason(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    line = folder.line_of(CLAIMS, "three-1")
    notes = load_all(folder.path, dry_run=True).notes
    (note,) = [note for note in notes if note.value == "said"]
    assert (note.place.file, note.place.line, note.column) == (str(folder.file(CLAIMS)), line, "statement")
    assert note.text == (
        "a report, since its statement speaks for vestland: neither actor nor joint party of three-radar,"
        " nor (on 2019-06-01) a member of three"
    )
    call_command("import_record", str(folder.path))
    assert f"line {line}, column statement: 'said': a report, since" in capsys.readouterr().out
    assert lane() == "reported"
    assert load_all(folder.path).notes == ()


def test_a_membership_of_which_the_end_became_known_later_speaks_for_nobody_after_it(folder: Folder) -> None:
    load_all(SECOND)
    was = Membership.objects.get(member__key="vestland", organisation__key="island-friends")
    ends = date(2019, 5, 1)
    publish(
        [
            Membership.objects.create(
                member=was.member, organisation=was.organisation, since=was.since, until=ends
            )
        ]
    )
    folder.set("commitments", "three-radar", actor="island-friends")
    # Without a standing: a report needs none, the own word of the friends would.
    folder.set(CLAIMS, "three-1", standing="", strength="")
    load_all(folder.path)
    assert lane() == "reported"
