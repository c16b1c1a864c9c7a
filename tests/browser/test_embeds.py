"""Embeds in a frame on another origin: they are drawn there, and nothing else of the site is."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, ViewportSize

from .conftest import Visit

EMBEDS = [
    "/embed/matrix/?package=ukr-postwar&as_of=2025-12-31",
    "/embed/map/?as_of=2025-12-31",
    "/embed/timeline/?as_of=2025-12-31",
]
SIZES: list[ViewportSize] = [{"width": 320, "height": 640}, {"width": 1360, "height": 800}]


class _Newsroom(BaseHTTPRequestHandler):
    """A page of somebody else that holds in a frame whatever its query says."""

    # A browser opens connections in advance, on which nothing is ever asked.
    timeout = 2

    def do_GET(self) -> None:
        source = unquote(self.path.partition("?")[2])
        body = (
            '<!doctype html><title>News</title><link rel="icon" href="data:,">'
            f'<iframe src="{source}" width="100%" height="560"></iframe>'
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class _Patient(ThreadingHTTPServer):
    # Closing waits for every connection.
    daemon_threads = False


@pytest.fixture
def newsroom() -> Iterator[str]:
    """Another origin."""
    server = _Patient(("127.0.0.1", 0), _Newsroom)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_embed_is_drawn_on_another_origin_and_scrolls_inside(site: str, page: Page, newsroom: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    for size in SIZES:
        page.set_viewport_size(size)
        for address in EMBEDS:
            page.goto(f"{newsroom}?{quote(site + address)}", wait_until="networkidle")
            frame = page.frames[1]
            assert frame.locator("footer a", has_text="Guarantees").is_visible()
            box = frame.locator("svg.chart:visible, table.matrix").first.bounding_box()
            assert box
            assert box["height"] > 30
            assert frame.evaluate("document.documentElement.scrollWidth") <= size["width"]
            assert frame.evaluate("document.documentElement.scrollHeight") <= 560
    page.goto(f"{newsroom}?{quote(site + EMBEDS[1])}", wait_until="networkidle")
    with page.context.expect_page() as opened:
        page.frames[1].get_by_role("link", name="France").first.click()
    assert "/commitments/" in opened.value.url
    assert page.context.cookies() == []
    assert complaints == []


def test_no_other_page_is_drawn_in_a_frame(site: str, page: Page, newsroom: str) -> None:
    for address in ("/matrix/", "/map/", "/"):
        page.goto(f"{newsroom}?{quote(site + address)}", wait_until="networkidle")
        assert page.frames[1].url.startswith("chrome-error:")


def test_no_embed_keeps_anybody_out(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 640})
    faults = []
    for address in EMBEDS:
        for theme in ("light", "dark"):
            visit.open(f"{address}&theme={theme}")
            faults += [f"{address} {theme}: {barrier}" for barrier in visit.barriers()]
    assert faults == []
