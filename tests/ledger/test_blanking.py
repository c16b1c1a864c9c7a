"""What a redaction takes from an object of the feed, and what the database lets it write."""

import json

import pytest

from ledger.blanking import blank, blank_texts, digest_of, is_blank, left_by, vouched
from ledger.clock import Entry, Left, changeset
from tests.drafts import refused

from .test_triggers import run, told

STATE = {
    "words": "secret",
    "restrictions": None,
    "reported": {"words": "secret", "restrictions": "by day"},
    "requirements": [{"words": "known"}, {"words": "secret"}],
    "title": "secret",
}


def test_named_fields_become_null_and_what_held_nothing_is_not_named() -> None:
    payload = {"words": "x", "restrictions": None, "low": 1}
    assert blank(payload, ["words", "restrictions", "quotation"]) == ["words"]
    assert payload == {"words": None, "restrictions": None, "low": 1}


def test_a_text_is_taken_wherever_words_hold_it_and_the_paths_are_told() -> None:
    payload = json.loads(json.dumps(STATE))
    paths = blank_texts(payload, {"words", "restrictions"}, {"secret"})
    assert paths == ["words", "reported.words", "requirements.words"]
    assert all(is_blank(payload, path) for path in paths)
    assert not is_blank(payload, "reported.restrictions")
    assert (payload["title"], payload["requirements"][0]["words"]) == ("secret", "known")
    assert list(payload) == list(STATE)


def test_the_text_of_the_redacted_row_vouches_for_what_is_left() -> None:
    left = Left(7, '{"words":null}', '["words"]')
    text = vouched('{"type":"update","version":3,"row":{"id":"1"}}', [left])
    assert left_by(text) == {7: digest_of(left.payload, left.redacted)}
    assert left_by('{"type":"update","version":3,"row":{"id":"1"}}') == {}
    assert left_by("[[]]") == {}


@pytest.mark.django_db
def test_an_object_is_blanked_by_its_own_redaction_alone_and_the_text_of_its_row_goes_for_good() -> None:
    row = told()
    blanking = "UPDATE ledger_change SET payload = '{}', redacted = '[\"key\"]' WHERE sequence = %s"
    with refused("a row of the feed is never changed or deleted"):
        run(blanking, row.sequence)
    with changeset() as opened:
        opened.add(Entry("redacted", "actor", "fra", "{}"))
        with refused("a row of the feed is never changed or deleted"):
            run(blanking, row.sequence)
    with changeset() as opened:
        opened.add(Entry("redacted", "actor", "gbr", "{}"))
        opened.leave([Left(row.sequence, "{}", '["key"]')])
    row.refresh_from_db()
    assert (row.payload, row.redacted) == ("{}", '["key"]')
    with changeset() as opened:
        opened.add(Entry("redacted", "actor", "gbr", "{}"))
    with refused("a row of the feed is never changed or deleted"):
        run("UPDATE ledger_change SET row = '{}' WHERE sequence = %s", row.sequence)
