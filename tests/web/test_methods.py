"""Pages are read, and nothing else is done to them."""

import pytest
from django.test import Client

from . import addresses

pytestmark = [pytest.mark.usefixtures("small"), pytest.mark.django_db]
PAGES = addresses.read_by_people()


@pytest.mark.parametrize(("path", "needed"), PAGES, ids=[path for path, _ in PAGES])
def test_a_page_refuses_every_other_method_and_says_which_it_takes(path: str, needed: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        answer = strict.generic(method, addresses.address(path, needed))
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS"), method
        assert "This page is only read." in answer.content.decode()
    asked = strict.options(path)
    assert (asked.status_code, asked["Allow"], asked.content) == (204, "GET, HEAD, OPTIONS", b"")


def test_the_head_of_a_page_is_that_of_the_page() -> None:
    page, head = Client().get("/matrix/"), Client().head("/matrix/")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", page["ETag"])
