"""Publishers and documents are entered as drafts, often from the pop-up beside a statement."""

import pytest

from sources.models import Publisher, Source
from tests import drafts
from tests.desk.filling import errors_of, signed_in
from tests.desk.people import edith

pytestmark = pytest.mark.django_db

SOURCE = {
    "url": "https://example.org/1",
    "title": "She will send soldiers",
    "published_on": "2025-08-20",
    "kind": "news_report",
}

PUBLISHER = {"name": "Le Soir", "kind": "newspaper", "aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}


def test_a_document_is_known_by_its_publisher_and_day() -> None:
    desk = signed_in(edith())
    for number in range(2):
        url = f"https://example.org/{number}"
        desk.post("/admin/sources/source/add/", {**SOURCE, "url": url, "publisher": drafts.publisher().pk})
    assert list(Source.objects.values_list("key", flat=True)) == ["afp-2025-08-20", "afp-2025-08-20-2"]


def test_a_document_is_not_entered_twice_unless_somebody_says_so() -> None:
    desk, filled = signed_in(edith()), {**SOURCE, "publisher": drafts.publisher().pk}
    desk.post("/admin/sources/source/add/", filled)
    page = desk.post("/admin/sources/source/add/", filled)
    assert "afp-2025-08-20" in errors_of(page)["is_another"][0]
    assert Source.objects.count() == 1
    desk.post("/admin/sources/source/add/", {**filled, "is_another": "on"})
    assert Source.objects.count() == 2


def test_a_publisher_is_made_in_the_pop_up_and_handed_back() -> None:
    page = signed_in(edith()).post("/admin/sources/publisher/add/?_popup=1", {**PUBLISHER, "_popup": "1"})
    assert Publisher.objects.get().key == "le-soir"
    assert "popup_response.js" in page.content.decode()


@pytest.mark.parametrize(("field", "value"), [("url", "javascript:alert(1)"), ("published_on", "2025-02-30")])
def test_a_wrong_cell_is_told_at_its_field(field: str, value: str) -> None:
    data = {**SOURCE, "publisher": drafts.publisher().pk, field: value}
    page = signed_in(edith()).post("/admin/sources/source/add/", data)
    assert list(errors_of(page)) == [field]
    assert not Source.objects.exists()


def test_other_names_are_entered_with_a_publisher_and_find_it() -> None:
    desk = signed_in(edith())
    names = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": "Soir", "aliases-0-language": "fr"}
    desk.post("/admin/sources/publisher/add/", PUBLISHER | names)
    assert str(Publisher.objects.get().aliases.get()) == "Soir (fr)"
    drafts.publisher()
    assert desk.get("/admin/sources/publisher/", {"q": "soir"}).context["cl"].result_count == 1
