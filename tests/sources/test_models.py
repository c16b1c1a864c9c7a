"""What the database refuses about publishers and documents, and under which name."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from sources.models import PublisherAlias, Source
from tests.constraints import named_constraints
from tests.drafts import publisher, refused, source

pytestmark = pytest.mark.django_db

BROKEN: dict[str, Callable[[], object]] = {
    "publisher_kind_is_in_the_vocabulary": lambda: publisher(kind="gazette"),
    "publisheralias_is_given_once": lambda: [
        PublisherAlias.objects.create(publisher=publisher(), name="Agency") for _ in range(2)
    ],
    "source_kind_is_in_the_vocabulary": lambda: source(kind="rumour"),
    "source_address_is_http_or_https": lambda: source(url="ftp://example.org/1"),
}
# SQLite names the columns of a plain unique constraint in place of its name.
NAMED_BY_COLUMNS = {"publisheralias_is_given_once": "sources_publisheralias.name"}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_a_constraint_forbids(name: str) -> None:
    with refused(name, or_else=NAMED_BY_COLUMNS.get(name)):
        BROKEN[name]()


def test_every_constraint_of_the_sources_is_broken_here() -> None:
    assert named_constraints("sources") == set(BROKEN)


def test_a_report_originates_with_its_own_publisher_unless_another_is_named() -> None:
    own, copied = source(), source("bbc-1", publisher=lambda: publisher("bbc"), origin=publisher)
    assert (own.origin_key, copied.origin_key) == ("afp", "afp")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/1", "example.org"])
def test_an_address_that_is_no_web_address_is_refused_at_its_field(url: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Source(url=url).full_clean()
    assert "url" in caught.value.message_dict
