"""A template filter that marks the words that were looked for."""

from collections.abc import Collection

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commitments.searching import WORDS, fold

register = template.Library()


@register.filter
def emphasised(text: str | None, beginnings: Collection[str]) -> SafeString:
    """A text, escaped, in which every word that begins with one of these (folded) stands between `<mark>`s."""
    shown = text or ""
    pieces: list[tuple[str, str]] = []
    end = 0
    for found in WORDS.finditer(shown):
        if fold(found[0]).startswith(tuple(beginnings) or ("\0",)):
            pieces.append((shown[end : found.start()], found[0]))
            end = found.end()
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), shown[end:])
