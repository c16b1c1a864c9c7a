"""`make screenshots`: the pictures of README are among those that it takes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts import screenshots


def test_every_picture_of_readme_is_made_by_the_command() -> None:
    shown = set(
        re.findall(r"\(docs/img/([^)]+)\)", (screenshots.ROOT / "README.md").read_text(encoding="utf-8"))
    )
    assert shown == set(screenshots.KEPT)
    assert {page for page, _ in screenshots.KEPT.values()} <= screenshots.PAGES.keys()


def test_a_page_is_taken_in_one_look_and_on_paper(
    browser: Browser, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screenshots, "OUT", tmp_path)
    monkeypatch.setattr(screenshots, "KEPT", {})
    monkeypatch.setattr(screenshots, "PAGES", {"brief": screenshots.PAGES["brief"]})
    monkeypatch.setattr(screenshots, "PRINTED", ("brief",))
    screenshots.take(browser, site, "dark", screenshots.LOOKS["dark"])
    screenshots.print_pages(browser, site)
    assert (tmp_path / "brief-dark.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "brief-print.pdf").read_bytes().startswith(b"%PDF")
