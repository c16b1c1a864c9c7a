"""What every page is made of, in a real browser: nothing refused, nothing fetched elsewhere, nobody kept out."""

import pytest

from .conftest import Visit

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_component_keeps_the_policy_and_fits_the_screen(visit: Visit, size: dict[str, int]) -> None:
    visit.page.set_viewport_size(size)
    page = visit.open("/gallery/")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_component_keeps_anybody_out(visit: Visit, scheme: str) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    visit.open("/gallery/")
    assert visit.barriers() == []


def test_the_sign_in_page_works_under_the_policy(visit: Visit) -> None:
    page = visit.open("/admin/login/")
    page.fill("[name=username]", "nobody")
    page.fill("[name=password]", "wrong")
    page.click("[type=submit]")
    assert page.locator(".errornote").is_visible()
