"""Which document of several to show first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.choices import PublisherKind, SourceKind
from sources.ranking import OFFICIAL, place

documents = st.tuples(
    st.sampled_from(SourceKind.values), st.sampled_from(PublisherKind.values), st.booleans()
)


def of(document: tuple[str, str, bool]) -> tuple[int, bool, int]:
    kind, publisher, retells = document
    return place(kind, publisher, retells=retells)


@given(documents, documents)
def test_what_is_official_stands_before_all_else(
    one: tuple[str, str, bool], other: tuple[str, str, bool]
) -> None:
    if one[0] in OFFICIAL and other[0] not in OFFICIAL:
        assert of(one) < of(other)


def test_an_agency_s_own_report_stands_before_one_that_is_retold() -> None:
    best_first = [
        ("official_document", "news_site", True),
        ("official_statement", "government", False),
        ("news_report", "news_agency", False),
        ("news_report", "news_site", False),
        ("news_report", "news_agency", True),
        ("analysis", "news_agency", False),
    ]
    places = [of(one) for one in best_first]
    assert places == sorted(set(places))


def test_a_word_of_neither_vocabulary_has_no_place() -> None:
    with pytest.raises(ValueError, match="is not in"):
        place("rumour", "news_agency", retells=False)
