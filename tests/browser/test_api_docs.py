"""The documentation of the API in a real browser: it works under the policy and asks no other host."""

from .conftest import Visit


def test_the_documentation_lists_the_operations_and_tries_one(visit: Visit) -> None:
    page = visit.open("/api/v1/docs/")
    page.wait_for_selector(".opblock")
    assert page.locator(".opblock").count() > 30
    page.locator("#operations-questions-meta .opblock-summary").click()
    page.locator("#operations-questions-meta .try-out__btn").click()
    page.locator("#operations-questions-meta .execute").click()
    answered = page.locator("#operations-questions-meta .live-responses-table tbody .response-col_status")
    answered.wait_for()
    assert "200" in answered.inner_text()
