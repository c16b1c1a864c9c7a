"""A template filter that marks the words that were looked for."""

from collections.abc import Collection

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commitments.searching import WORDS, begun_by, fold

register = template.Library()


@register.filter
def emphasised(text: str | None, tokens: Collection[str]) -> SafeString:
    """A text, escaped, in which every word that one of these (folded) finds stands between `<mark>`s."""
    shown = text or ""
    pieces: list[tuple[str, str]] = []
    end = 0
    for found in WORDS.finditer(shown):
        if any(begun_by(fold(found[0]), token) for token in tokens):
            pieces.append((shown[end : found.start()], found[0]))
            end = found.end()
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), shown[end:])
