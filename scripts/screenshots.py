"""Pictures of the main pages, light, dark, on a phone and on paper: `make screenshots`.

Into screenshots/, which is not kept; those of README stand in docs/img and are made anew there. It looks at the
server that runs at BASE_URL, and starts one on the demo record otherwise.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import site

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "screenshots"
DAY = "as_of=2025-12-31"
PAGES = {
    "home": f"/?{DAY}",
    "matrix": f"/matrix/?package=ukr-postwar&{DAY}",
    "map": f"/map/?{DAY}",
    "timeline": f"/timeline/?{DAY}",
    "guarantee": f"/guarantees/g-land/?{DAY}",
    "commitment": f"/commitments/gbr-land/?{DAY}",
    "actor": f"/actors/fra/?{DAY}",
    "leader": f"/leaders/macron/?{DAY}",
    "event": f"/events/e-2025-08-18-washington/?{DAY}",
    "scenario": f"/scenario/?assume=c-ceasefire:met&assume=c-us-backstop:impossible&{DAY}",
    "compare": "/compare/?from=2025-08-01&to=2025-09-05",
    "explain": f"/explain/?guarantee=g-land&contribution=troops&unit=personnel&{DAY}",
    "search": f"/search/?q=troops&{DAY}",
    "brief": "/brief/?as_of=2025-09-05",
}
PRINTED = ("brief", "matrix", "commitment")
# What README shows, the top of a page: the picture in docs/img, the page and the look.
KEPT = {
    "home.png": ("home", "light"),
    "matrix.png": ("matrix", "light"),
    "map.png": ("map", "dark"),
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "dark"},
    "mobile": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "is_mobile": True},
}


def main() -> None:
    """Take every picture, and say where they are."""
    chromium = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    if chromium is None:
        sys.exit("No Chromium is installed (Debian: apt-get install chromium).")
    OUT.mkdir(exist_ok=True)
    with address() as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for look, options in LOOKS.items():
            take(browser, root, look, options)
        print_pages(browser, root)
        browser.close()
    sys.stdout.write(f"{len(list(OUT.iterdir()))} pictures in {OUT.relative_to(ROOT)}/\n")


def take(browser: Browser, root: str, look: str, options: dict[str, Any]) -> None:
    """Every page in one look."""
    page = browser.new_context(**options).new_page()
    for name, path in PAGES.items():
        page.goto(root + path)
        page.screenshot(path=OUT / f"{name}-{look}.png", full_page=True)
        for kept, wanted in KEPT.items():
            if wanted == (name, look):
                page.screenshot(path=ROOT / "docs" / "img" / kept)
    page.context.close()


def print_pages(browser: Browser, root: str) -> None:
    """The pages that people print, as A4."""
    page = browser.new_page()
    for name in PRINTED:
        page.goto(root + PAGES[name])
        page.pdf(path=OUT / f"{name}-print.pdf", format="A4")


@contextmanager
def address() -> Iterator[str]:
    """Where the site is served."""
    if running := os.environ.get("BASE_URL"):
        yield running.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as started:
        yield started


if __name__ == "__main__":
    main()
