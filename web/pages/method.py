"""The method: every rule and every word, made from the code's own texts."""

import re
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from web.method import rules, vocabularies

from .showing import show
from .visits import Visit, page

# Vocabularies whose words have a shape in the sprite.
MARKED: Final = frozenset({"headline", "condition_state", "stance", "kind", "direction"})

_INLINE: Final = ((r"\*\*(.+?)\*\*", r"<strong>\1</strong>"), (r"\*(.+?)\*", r"<em>\1</em>"))
_ITEM: Final = re.compile(r"^(?:\d+\.|-)\s+")


@page()
def method(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The rules in words, and the closed lists of words with their definitions."""
    content = {
        "rules": [
            {"name": rule.name, "version": rule.version, "title": _title(rule.text), "html": _body(rule.text)}
            for rule in rules()
        ],
        "vocabularies": [
            {
                "name": name,
                "title": name.replace("_", " ").capitalize(),
                "about": (words.__doc__ or "").strip(),
                "has_marks": name in MARKED,
                "words": list(words),
            }
            for name, words in vocabularies().items()
        ],
    }
    return show(request, visit, "method.html", content, api="meta/")


def _title(text: str) -> str:
    """The first sentence of a rule, without its version."""
    return re.sub(r"\s*\([a-z-]+/v\d+\)\.?$", "", text.split("\n\n")[0].replace("\n", " "))


def _body(text: str) -> SafeString:
    """The rest of a rule as HTML: paragraphs, numbered and plain lists, bold, emphasis and code."""
    blocks = text.split("\n\n")[1:]
    return mark_safe("".join(_block(block.splitlines()) for block in blocks if block.strip()))  # noqa: S308


def _block(lines: list[str]) -> SafeString:
    if not _ITEM.match(lines[0]):
        intro = next((n for n, line in enumerate(lines) if _ITEM.match(line)), len(lines))
        rest = _block(lines[intro:]) if intro < len(lines) else ""
        return format_html("<p>{}</p>{}", _words(lines[:intro]), rest)
    items: list[list[str]] = []
    for line in lines:
        if _ITEM.match(line):
            items.append([])
        items[-1].append(line)
    body = format_html_join("", "<li>{}</li>", ((_words(item),) for item in items))
    return format_html("<ol>{}</ol>" if lines[0][0].isdigit() else "<ul>{}</ul>", body)


def _words(lines: list[str]) -> SafeString:
    """One run of text; what stands between backticks is left as it is."""
    text = _ITEM.sub("", " ".join(line.strip() for line in lines))
    parts: list[Any] = []
    for n, part in enumerate(text.split("`")):
        safe = str(escape(part))
        if n % 2:
            parts.append(f"<code>{safe}</code>")
            continue
        for pattern, replacement in _INLINE:
            safe = re.sub(pattern, replacement, safe)
        parts.append(safe)
    return mark_safe("".join(parts))  # noqa: S308
