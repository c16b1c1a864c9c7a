"""The main pages on the demo record in a real browser: they fit, keep the policy and keep nobody out."""

from typing import Literal

import pytest
from playwright.sync_api import ViewportSize

from .conftest import Visit
from .serving import DEMO as DEMO

PAGES = [
    "/",
    "/matrix/",
    "/actors/",
    "/actors/gbr/",
    "/leaders/macron/",
    "/packages/ukr-postwar/",
    "/guarantees/",
    "/guarantees/g-land/",
    "/commitments/",
    "/commitments/gbr-land/",
    "/events/",
    "/events/e-2025-08-18-washington/",
    "/conditions/",
    "/conditions/c-ceasefire/",
    "/statements/s-2025-08-19-bloomberg-virtual/",
    "/sources/",
    "/sources/govuk-2024-01-12/",
    "/changes/",
    "/explain/?guarantee=g-land&contribution=troops&unit=personnel",
    "/method/",
]
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide", "narrow"])
def test_every_page_fits_the_screen_and_keeps_nobody_out(
    visit: Visit, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    faults = []
    visit.page.set_viewport_size(size)
    visit.page.emulate_media(color_scheme=scheme)
    for address in PAGES:
        page = visit.open(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{address} is {width} wide on {size['width']}"] if width > size["width"] else []
        faults += [f"{address}: {barrier}" for barrier in visit.barriers()]
    assert faults == []


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
    assert page.url.endswith("/commitments/?headline=ruled_out")
    assert page.locator("tbody .headline--ruled_out").count() > 5
