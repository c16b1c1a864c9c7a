"""Filters, dates and other ways to change a page, in place: the address is right, and a reader loses nothing."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Visit

ALIVE = "window.isTheSamePage = true"
IS_ALIVE = "window.isTheSamePage === true"


def begun(visit: Visit, address: str) -> Page:
    """A page with a mark that goes when the page is loaded anew."""
    page = visit.open(address)
    page.evaluate(ALIVE)
    return page


def test_a_filter_changes_the_page_in_place_under_a_short_address_and_back_again(visit: Visit) -> None:
    page = begun(visit, "/commitments/")
    before = page.locator(".result-line strong").inner_text()
    page.get_by_label("Official line").select_option("ruled_out")
    page.locator(".filters").get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile(r"/commitments/\?headline=ruled_out$"))
    expect(page.locator("tbody .headline--ruled_out").first).to_be_visible()
    expect(page.locator(".result-line strong")).not_to_have_text(before)
    assert page.evaluate(IS_ALIVE)
    expect(page.locator(".filters").get_by_role("button", name="Show")).to_be_focused()
    assert page.locator("#told").inner_text().startswith(page.locator(".result-line strong").inner_text())
    page.go_back()
    expect(page.locator(".result-line strong")).to_have_text(before)
    assert page.url.endswith("/commitments/")
    page.go_forward()
    expect(page.locator("tbody .headline--ruled_out").first).to_be_visible()


def test_dates_change_all_that_depends_on_them(visit: Visit) -> None:
    page = begun(visit, "/matrix/")
    page.get_by_label("True on").fill("2025-07-01")
    page.get_by_role("form", name="Dates of this page").get_by_role("button").click()
    page.wait_for_url(re.compile(r"as_of=2025-07-01"))
    expect(page.locator("#past")).to_contain_text("You are looking back: 1 Jul 2025")
    assert page.evaluate(IS_ALIVE)
    menu = page.get_by_role("navigation", name="Main").get_by_role("link", name="Brief")
    assert "as_of=2025-07-01" in str(menu.get_attribute("href"))
    expect(page.locator("#foot")).to_contain_text("True on 1 Jul 2025")


def test_the_matrix_is_arranged_in_place_and_its_arrows_go_on_working(visit: Visit) -> None:
    page = begun(visit, "/matrix/?package=ukr-postwar")
    page.get_by_role("link", name="By membership").click()
    page.wait_for_url(re.compile("group=membership"))
    expect(page.locator(".matrix__group").first).to_be_visible()
    assert page.evaluate(IS_ALIVE)
    expect(page.get_by_role("link", name="By membership")).to_be_focused()
    page.locator("table.matrix .cell[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.classList.contains('cell')")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/scenario/", "Ceasefire in force, but no American backstop"),
        ("/map/?as_of=2025-12-31", "Training (7)"),
        ("/commitments/", "Disputed"),
    ],
)
def test_a_switch_changes_its_page_in_place(visit: Visit, address: str, name: str) -> None:
    page = begun(visit, address)
    before = page.url
    page.locator("#main").get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_url(lambda url: url != before)
    expect(page.locator("#main").get_by_role("link", name=name, exact=True).first).to_have_attribute(
        "aria-current", "true"
    )
    assert page.evaluate(IS_ALIVE)


def test_what_cannot_be_asked_is_told_in_place_too(visit: Visit) -> None:
    page = begun(visit, "/timeline/")
    page.evaluate("document.querySelector('#as-of').type = 'text'")
    page.get_by_label("True on").fill("2025-02-30")
    page.get_by_role("form", name="Dates of this page").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(".+"))
    expect(page.locator("#main")).to_contain_text("is not a day of the calendar")
    assert page.evaluate(IS_ALIVE)
    # The browser itself notes the refusal.
    visit.complaints[:] = [text for text in visit.complaints if "400" not in text]


@pytest.mark.parametrize("address", ["/", "/matrix/", "/commitments/?headline=ruled_out"])
def test_a_page_says_the_same_without_scripts(browser: Browser, visit: Visit, address: str) -> None:
    """What stands in the document, not what is folded away."""
    told = visit.open(address).locator("main").evaluate("main => main.textContent")
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(visit.root + address)
    assert plain.locator("main").text_content() == told
    plain.context.close()
