"""Ways through the demo record in a real browser."""

from .conftest import Visit


def test_an_analyst_gets_from_a_cell_to_the_words_and_back_in_time(visit: Visit) -> None:
    page = visit.open("/matrix/?package=ukr-postwar&as_of=2025-12-31")
    page.get_by_role("row", name="United Kingdom").get_by_role("link", name="Pledged").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "British troops for the multinational force"
    assert page.get_by_text("Russia rejects this contribution").is_visible()
    page.get_by_label("True on").fill("2025-07-01")
    page.get_by_role("button", name="Show").click()
    assert "as_of=2025-07-01" in page.url
    assert page.get_by_role("status").get_by_text("You are looking back").is_visible()


def test_a_filter_form_leaves_a_short_address(visit: Visit) -> None:
    page = visit.open("/commitments/")
    page.get_by_label("Official line").select_option("ruled_out")
    page.locator(".filters").get_by_role("button", name="Show").click()
    page.wait_for_url("**/commitments/?headline=ruled_out")
    assert page.locator("tbody .headline--ruled_out").count() > 5
