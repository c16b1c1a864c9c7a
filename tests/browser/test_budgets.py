"""What the two heaviest pages cost a reader: bytes, movement of what is being read, and a browser that hangs."""

import os

import pytest
from playwright.sync_api import Browser, Page

HEAVY = ["/", "/matrix/"]
MOST_BYTES = 150_000
# Milliseconds. A busy machine makes any task long: the best of a few loads tells of the page itself, and where more
# processes wait than there are processors, a task takes so many times longer.
LOADS = 5
LONG_TASK = 50
WATCH = """
window.moved = 0;
window.longest = 0;
const watch = (type, see) =>
  new PerformanceObserver(list => list.getEntries().forEach(see)).observe({type, buffered: true});
watch("layout-shift", one => { window.moved += one.value; });
watch("longtask", one => { window.longest = Math.max(window.longest, one.duration); });
"""


def loaded(browser: Browser, address: str) -> tuple[Page, list[float]]:
    """A page at its first load, with nothing kept, and the bytes of each answer as they came."""
    page = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
    page.add_init_script(WATCH)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    return page, sizes


@pytest.mark.parametrize("path", HEAVY)
def test_a_first_visit_takes_few_bytes(browser: Browser, site: str, path: str) -> None:
    page, sizes = loaded(browser, site + path)
    page.context.close()
    assert len(sizes) > 5
    assert sum(sizes) < MOST_BYTES


@pytest.mark.parametrize("path", HEAVY)
def test_nothing_moves_while_the_page_loads_and_no_task_is_long(
    browser: Browser, site: str, path: str
) -> None:
    moved, longest = [], []
    for _ in range(LOADS):
        page, _ = loaded(browser, site + path)
        moved.append(page.evaluate("window.moved"))
        longest.append(page.evaluate("window.longest"))
        page.context.close()
        if longest[-1] <= LONG_TASK and not moved[-1]:
            break
    assert min(moved) == 0
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert min(longest) <= LONG_TASK * busy
