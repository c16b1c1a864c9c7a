"""What a page says of itself to programs: its title and sentence once for all tags, and its data for search engines."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.utils.safestring import SafeString

register = template.Library()

# What could end the element, or be read as markup by a careless program.
_ESCAPES: Final = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


class Capture(Node):
    """Keeps what stands inside under a name, in one line, fit for an attribute."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        words = " ".join(self.nodelist.render(context).split())
        context[self.name] = SafeString(words.replace('"', "&quot;"))
        return SafeString("")


@register.tag
def capture(parser: Parser, token: Token) -> Capture:
    """`{% capture name %}…{% endcapture %}`: what stands inside, as a variable; blocks of other templates count."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return Capture(nodelist, name)


@register.filter
def linked_data(what: Mapping[str, Any]) -> SafeString:
    """A JSON-LD document in its element; no text in it can end the element."""
    text = json.dumps(what, ensure_ascii=False).translate(_ESCAPES)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
