"""What a cited address carries: it is read as it was written, and only this site can have written it."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

import commitments.strength
from web.citations import CITED, OF_THE_FIRST, ONLY_ON, Citation, cited_now, newer_than, versions_on
from web.filters.parameters import Refused
from web.method import rules
from web.pages.citable import DETAILS, LISTS, VIEWS

ADDRESS = "/matrix/?as_of=2025-09-05&known_on=2025-09-06"
names = st.sampled_from([rule.name for rule in rules()])
facts = st.tuples(
    st.sampled_from(["headline", "headline.in_place", "low", "direction.up"]),
    st.sampled_from(["pledged", "0", "15000", "in_place"]),
)


@given(st.dictionaries(names, st.integers(2, 999), max_size=4), st.lists(facts, max_size=4))
def test_a_citation_is_read_as_it_was_written(
    versions: dict[str, int], result: list[tuple[str, str]]
) -> None:
    written = Citation(versions, tuple(result)).sealed(ADDRESS)
    read = CITED.read(written.text())
    assert read == written
    assert read.is_of(ADDRESS)
    assert not read.is_of(ADDRESS.replace("2025-09-05", "2025-09-04"))
    assert not Citation({**versions, "headline": 1000}, read.result, read.seal).is_of(ADDRESS)
    assert not Citation(versions, (*read.result, ("low", "1")), read.seal).is_of(ADDRESS)


@given(st.text(max_size=60))
def test_whatever_else_is_refused_with_a_code(text: str) -> None:
    with pytest.raises(Refused) as caught:
        CITED.read(text)
    assert caught.value.code == "not_a_citation"


def test_the_key_of_before_still_confirms_what_it_sealed() -> None:
    with override_settings(SECRET_KEY="one"):
        citation = cited_now("matrix", (("rows", "3"),), ADDRESS)
    with override_settings(SECRET_KEY="two", SECRET_KEY_FALLBACKS=["one"]):
        assert citation.is_of(ADDRESS)
    with override_settings(SECRET_KEY="two"):
        assert not citation.is_of(ADDRESS)


def test_a_rule_has_a_newer_version_where_its_page_was_cited_under_an_older_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    citation = cited_now("matrix", (), ADDRESS)
    assert newer_than(citation, "matrix") == []
    now = versions_on("matrix")["headline"]
    monkeypatch.setattr(commitments.strength, "RULE", f"headline/v{now + 1}")
    assert newer_than(citation, "matrix") == [("headline", now, now + 1)]
    # Without a word of its rules a citation is of the first versions.
    assert ("headline", 1, now + 1) in newer_than(OF_THE_FIRST, "matrix")


def test_a_rule_counts_where_it_decides_and_one_that_nobody_placed_counts_everywhere() -> None:
    pages = {*LISTS, *VIEWS, *DETAILS}
    assert set(ONLY_ON) <= {rule.name for rule in rules()}
    assert all(named <= pages for named in ONLY_ON.values())
    assert "scenario" not in versions_on("matrix")
    assert all("headline" in versions_on(page) for page in pages)
