"""Embeds in a frame on another origin: they are drawn there, and nothing else of the site is."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread
from urllib.parse import quote, unquote

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, ViewportSize

from .conftest import Visit
from .test_pages import DEMO

EMBEDS = ["/embed/matrix/?package=ukr-postwar&as_of=2025-12-31", "/embed/map/", "/embed/timeline/"]
SIZES: list[ViewportSize] = [{"width": 320, "height": 640}, {"width": 1360, "height": 800}]


class _Newsroom(BaseHTTPRequestHandler):
    """A page of somebody else that holds in a frame whatever its query says."""

    def do_GET(self) -> None:
        source = unquote(self.path.partition("?")[2])
        body = f'<!doctype html><title>News</title><iframe src="{source}" width="100%" height="560"></iframe>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def newsroom() -> Iterator[str]:
    """Another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Newsroom)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def record(live_server: object) -> None:
    call_command("import_record", str(DEMO), known_from_sources=True, stdout=StringIO(), stderr=StringIO())


@pytest.mark.parametrize("size", SIZES, ids=["narrow", "wide"])
@pytest.mark.parametrize("address", EMBEDS)
def test_an_embed_is_drawn_on_another_origin_and_scrolls_inside(
    record: None, page: Page, live_server: object, newsroom: str, address: str, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    page.goto(newsroom + "?" + quote(f"{live_server}{address}"), wait_until="networkidle")
    frame = page.frames[1]
    assert frame.locator("footer a", has_text="Guarantees").is_visible()
    drawing = frame.locator("svg.chart:visible, table.matrix").first
    box = drawing.bounding_box()
    assert box
    assert box["height"] > 100
    assert frame.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert frame.evaluate("document.documentElement.scrollHeight") <= 560
    assert page.context.cookies() == []
    assert complaints == []


@pytest.mark.parametrize("address", ["/matrix/", "/map/", "/"])
def test_no_other_page_is_drawn_in_a_frame(
    record: None, page: Page, live_server: object, newsroom: str, address: str
) -> None:
    page.goto(newsroom + "?" + quote(f"{live_server}{address}"), wait_until="networkidle")
    assert page.frames[1].url.startswith("chrome-error:")


def test_a_link_in_an_embed_opens_beside_the_frame(
    record: None, page: Page, live_server: object, newsroom: str
) -> None:
    page.goto(newsroom + "?" + quote(f"{live_server}/embed/map/?as_of=2025-12-31"), wait_until="networkidle")
    with page.context.expect_page() as opened:
        page.frames[1].get_by_role("link", name="France: Pledged").first.click()
    assert "/commitments/" in opened.value.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", EMBEDS)
def test_an_embed_keeps_nobody_out(record: None, visit: Visit, address: str, scheme: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 640})
    visit.open(f"{address}{'&' if '?' in address else '?'}theme={scheme}")
    assert visit.barriers() == []
