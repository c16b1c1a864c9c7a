"""The last word of an actor is the newest that is its own, whoever spoke for it."""

import re
from collections import defaultdict

import pytest
from django.test import Client

from commitments.models import Commitment
from tests import drafts
from tests.web.pages.test_contents import END, text_of
from tests.worlds import published, said


def last_word(visitor: Client, actor: str, clock: str = END) -> str:
    """The statement that an actor's page shows as its last word, which the list of actors shows as well."""
    page = visitor.get(f"/actors/{actor}/?{clock}").content.decode()
    [first] = re.findall(r"<h2>Last word.*?/statements/([\w-]+)/", page, re.S)
    kind = visitor.get(f"/api/v1/actors/{actor}/?{clock}").json()["kind"]
    rows = visitor.get(f"/actors/?kind={kind}&{clock}").content.decode()
    row = next(
        one for one in rows.split("<tr>") if re.search(rf'<th scope="row">.*?/actors/{actor}/', one, re.S)
    )
    [listed] = re.findall(r"/statements/([\w-]+)/", row)
    assert listed == first
    return str(first)


def test_no_last_word_is_older_than_what_the_table_beside_it_says(visitor: Client) -> None:
    newest: dict[str, str] = defaultdict(str)
    for one in visitor.get(f"/api/v1/commitments/?page_size=500&{END}").json()["results"]:
        for actor in (one["actor"], *one["joint_with"]):
            newest[actor] = max(newest[actor], one["last_said"] or "")
    said_on = {
        one["key"]: one["said_high"]
        for one in visitor.get(f"/api/v1/statements/?page_size=500&{END}").json()["results"]
    }
    checked = [actor for actor, day in newest.items() if day][:12]
    assert all(said_on[last_word(visitor, actor)] >= newest[actor] for actor in checked)
    assert checked


def test_what_its_partners_said_for_a_joint_promise_is_its_word(visitor: Client) -> None:
    assert last_word(visitor, "nor") == "s-2025-12-03-deu-nor-pol-nato"
    shown = text_of(visitor, f"/actors/nor/?{END}")
    words = shown.partition("Its words, in order")[2]
    assert "Joint package of Germany, Norway and Poland" in words.partition("24 Aug 2025")[0]


@pytest.mark.parametrize(("attribution", "own"), [("named_official", True), ("anonymous_sources", False)])
def test_what_its_group_says_of_its_promise_officially_is_its_word(
    visitor: Client, attribution: str, own: bool
) -> None:
    before = last_word(visitor, "nor", "as_of=2026-01-05")
    group = drafts.group("x-group")
    drafts.membership(member=drafts.actor("nor"), organisation=group)
    promise = Commitment.objects.filter(actor__key="nor", part_of=None).order_by("pk")[:1].get()
    said("x-1", "2026-01-04", by="x-group", attribution=attribution, commitment=promise)
    published()
    assert last_word(visitor, "nor", "as_of=2026-01-05") == ("s-x-1" if own else before)
    assert (
        "4 Jan 2026" in text_of(visitor, "/actors/nor/?as_of=2026-01-05").partition("Its words")[2]
    ) == own
    assert last_word(visitor, "nor", "as_of=2026-01-03") == before
