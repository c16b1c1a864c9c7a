"""What the strict content policy would block, and what would ask another host, found before any browser."""

import re

import pytest

from .tree import ROOT, shown, template_files

FORBIDDEN = {
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=[\"']application/(ld\+)?json[\"'])", re.I
    ),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a script in an address": re.compile(r"[\"']\s*javascript:", re.I),
    "something from another host": re.compile(
        r"(\bsrc|\bsrcset|\bposter|<link\b[^>]*\bhref|<use\b[^>]*\bhref)\s*=\s*[\"']?\s*(https?:)?//", re.I
    ),
}
OUTSIDE_IN_STYLES = re.compile(r"@import|url\(\s*[\"']?\s*(https?:)?//|expression\(", re.I)
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.S)
STYLE_COMMENTS = re.compile(r"/\*.*?\*/", re.S)


def faults(markup: str) -> list[str]:
    """What in this template the browser would refuse, or fetch elsewhere."""
    text = COMMENTS.sub("", markup)
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_no_template_holds_what_the_policy_blocks() -> None:
    found = {shown(file): faults(file.read_text(encoding="utf-8")) for file in template_files()}
    assert {file: what for file, what in found.items() if what} == {}


def test_no_style_sheet_asks_another_host() -> None:
    found = [
        shown(file)
        for file in sorted((ROOT / "static").rglob("*.css"))
        if OUTSIDE_IN_STYLES.search(STYLE_COMMENTS.sub("", file.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<script>go()</script>", "an inline script"),
        ("<script type='module'>go()</script>", "an inline script"),
        ('<td style="color: red">', "an inline style"),
        ("<style>td { color: red }</style>", "an inline style"),
        ('<a href="/" onclick="go()">', "an inline handler"),
        ('<a href="javascript:go()">', "a script in an address"),
        ('<img src="https://example.org/a.png">', "something from another host"),
        ('<link rel="stylesheet" href="//example.org/a.css">', "something from another host"),
    ],
)
def test_each_fault_is_found(markup: str, what: str) -> None:
    assert faults(markup) == [what]


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="/static/js/dates.js" defer></script>',
        '<script type="application/json" id="data">{}</script>',
        '<a href="https://example.org/">a source</a>',
        "{# style=never #}<p class='on'>standing=offered</p>",
    ],
)
def test_what_is_allowed_is_not_called_a_fault(markup: str) -> None:
    assert faults(markup) == []
