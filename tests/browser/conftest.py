"""Chromium on the demo record, with an ear for what the browser refuses and for requests to other hosts."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

from .serving import site as serve

# Playwright keeps an event loop in this thread; the queries of a test run beside it, never inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# WCAG 2.2, A and AA, and what axe holds to be good practice.
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            # The first of them waits for the site, which a busy machine may be long in loading.
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, object]:
    """Debian's Chromium, with nothing running in its background."""
    return {"executable_path": chromium, "args": QUIET}


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on the demo record, loaded once for all tests; BASE_URL names one that runs already."""
    if running := os.environ.get("BASE_URL"):
        yield running.rstrip("/")
        return
    with serve(tmp_path_factory.mktemp("site")) as address:
        yield address


@dataclass
class Visit:
    """A page in the browser, and everything that went wrong on it."""

    page: Page
    root: str
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Opens an address of the site and waits until it is still; the answer must be 200."""
        answer = self.page.goto(self.root + address, wait_until="networkidle")
        assert answer is not None
        assert answer.status == 200, f"{address} answered {answer.status}"
        return self.page

    def barriers(self, *rules: str) -> list[str]:
        """What axe finds that keeps somebody out, by these rules or all: each with the first element that breaks it."""
        asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARD}
        options = {"runOnly": asked, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=options).response["violations"]
        return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found]


@pytest.fixture
def visit(page: Page, site: str) -> Iterator[Visit]:
    """A visit that fails at its end when the browser complained or another host was asked."""
    visit = Visit(page, site)
    page.on("console", _listen(visit.complaints))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("request", _watch(visit))
    yield visit
    assert visit.complaints == []


def _listen(complaints: list[str]) -> Callable[[ConsoleMessage], None]:
    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    return hear


def _watch(visit: Visit) -> Callable[[Request], None]:
    def see(request: Request) -> None:
        if request.url.startswith("data:"):
            return
        if urlsplit(request.url).netloc != urlsplit(visit.root).netloc:
            visit.complaints.append(f"asked another host: {request.url}")

    return see
