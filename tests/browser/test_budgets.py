"""What the two heaviest pages cost a reader: bytes, movement of what is being read, and a browser that hangs."""

import pytest
from playwright.sync_api import Browser, Page

HEAVY = ["/", "/matrix/"]
MOST_BYTES = 150_000
# Every element is laid out before the page can be read.
MOST_ELEMENTS = {"/": 3_000, "/matrix/": 5_000}
# A busy machine makes any task long, so the longest task of a page is held against a fixed piece of work in the same
# tab: milliseconds say nothing, the ratio does. The best of a few loads tells of the page itself.
LOADS = 5
MOST_OF_FIXED_WORK = 0.3
FIXED_WORK = """
() => {
  const begin = performance.now();
  const table = document.createElement("table");
  for (let row = 0; row < 2000; row++) {
    const line = table.insertRow();
    for (let cell = 0; cell < 10; cell++) line.insertCell().textContent = `${row}, ${cell}`;
  }
  document.body.append(table);
  table.getBoundingClientRect();
  table.remove();
  return performance.now() - begin;
}
"""
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


@pytest.mark.parametrize(("path", "most"), MOST_ELEMENTS.items())
def test_a_page_has_few_elements(browser: Browser, site: str, path: str, most: int) -> None:
    page, _ = loaded(browser, site + path)
    elements = page.evaluate("document.querySelectorAll('*').length")
    page.context.close()
    assert 100 < elements <= most


@pytest.mark.parametrize("path", HEAVY)
def test_nothing_moves_while_the_page_loads_and_no_task_is_long(
    browser: Browser, site: str, path: str
) -> None:
    moved, shares = [], []
    for _ in range(LOADS):
        page, _ = loaded(browser, site + path)
        moved.append(page.evaluate("window.moved"))
        shares.append(page.evaluate("window.longest") / page.evaluate(FIXED_WORK))
        page.context.close()
        if shares[-1] <= MOST_OF_FIXED_WORK and not moved[-1]:
            break
    assert min(moved) == 0
    assert min(shares) <= MOST_OF_FIXED_WORK


def test_a_task_as_long_as_the_fixed_work_is_seen(browser: Browser, site: str) -> None:
    page, _ = loaded(browser, site + "/")
    page.evaluate(f"new Promise(done => setTimeout(() => {{ ({FIXED_WORK})(); setTimeout(done, 100); }}))")
    share = page.evaluate("window.longest") / page.evaluate(FIXED_WORK)
    page.context.close()
    assert share > MOST_OF_FIXED_WORK
