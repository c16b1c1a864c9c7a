"""A chart as a file of its own: title, drawing, legend and source in one SVG that needs nothing else.

Programs that open SVG files know neither variables nor layers, so the styles are written out in plain values, in the
light colours, and put into the file; on a page they come from the style sheets.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from . import svg
from .fills import Key

STYLES: Final = Path(__file__).parents[2] / "static" / "css"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.S)
_TOKEN: Final = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
_LIGHT_DARK: Final = re.compile(r"light-dark\(([^,()]+),\s*[^()]+\)")
_VARIABLE: Final = re.compile(r"var\(--([a-z0-9-]+)\)")
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_BLOCK: Final = re.compile(r"@container[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
# Said of the place on a page, and nothing of a file.
_PLACE: Final = re.compile(
    r"(?:max-)?(?:inline|block)-size:[^;]*;|aspect-ratio:[^;]*;|display:[^;]*;|cursor:[^;]*;"
)
_ROOT: Final = re.compile(r"<svg\b[^>]*>")
_HEIGHT: Final = re.compile(r'\bheight="([0-9.]+)"')
_SIZE: Final = re.compile(r'\b(width|height)="([0-9.]+)"')
_HREF: Final = re.compile(r'(<a href=")(/[^"]*)"')
_TITLE, _KEY, _FOOT = 40, 24, 28
_MARGIN: Final = 16


def standalone(
    drawing: str,
    css: str,
    *,
    title: str = "",
    source: str = "",
    legend: Sequence[Key] = (),
    base: str = "",
    width: int = 960,
) -> str:
    """A drawing as an SVG document.

    `css` are plain rules (`styles()`); `title` stands above, the legend and the line of `source` below; links are
    made whole with the address `base`.
    """
    high = _height(drawing, width)
    rows = _rows(legend, width)
    top = _TITLE if title else 0
    foot = top + high + 8
    body = [
        svg.tag("style", svg.escape(css)),
        svg.tag("rect", width="100%", height="100%", class_="chart-paper"),
        svg.text(title, x=_MARGIN, y=26, class_="chart-title") if title else "",
        svg.tag("svg", sized(drawing, width), x=_MARGIN, y=top, width=width, height=high),
        *(_line(row, foot + n * _KEY) for n, row in enumerate(rows)),
        svg.text(source, x=_MARGIN, y=foot + len(rows) * _KEY + 16, class_="chart-note") if source else "",
    ]
    whole_width, whole_height = width + 2 * _MARGIN, foot + len(rows) * _KEY + (_FOOT if source else 8)
    document = svg.tag(
        "svg",
        *body,
        xmlns=svg.NAMESPACE,
        width=whole_width,
        height=whole_height,
        viewBox=f"0 0 {whole_width} {svg.number(whole_height)}",
        class_="chart",
    )
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _HREF.sub(
        lambda link: f'{link[1]}{svg.escape(urljoin(base, link[2])) if base else link[2]}"', document
    )


def sized(drawing: str, width: float) -> str:
    """A drawing so wide; one that takes the whole width of its place is as it was."""
    found = _ROOT.match(drawing)
    if found is None or not re.search(r'\bwidth="[0-9.]+"', found[0]):
        return drawing
    sizes = {"width": svg.number(width), "height": svg.number(round(_height(drawing, width), 2))}
    root = _SIZE.sub(lambda size: f'{size[1]}="{sizes[size[1]]}"', found[0])
    return root + drawing[found.end() :]


def size_of(document: str) -> tuple[float, float]:
    """Width and height of a document that `standalone` made."""
    root = _ROOT.search(document)
    found = dict(_SIZE.findall(root[0])) if root else {}
    return float(found["width"]), float(found["height"])


@cache
def styles() -> str:
    """The rules of charts.css in plain values: no layers, no containers, no states of a pointer, light colours."""
    tokens = dict(_TOKEN.findall(_plain("tokens")))
    sheet = _BLOCK.sub("", _plain("charts"))
    sheet = sheet[sheet.index("{") + 1 : sheet.rindex("}")]
    rules = [
        f"{' '.join(selector.split())}{{{_resolved(_PLACE.sub('', body), tokens).strip()}}}"
        for selector, body in _RULE.findall(sheet)
        if ":" not in selector and "figure" not in selector and "color-mix" not in body
    ]
    paper, ink = _resolved("var(--paper)", tokens), _resolved("var(--ink)", tokens)
    rules += [
        f".chart-paper{{fill:{paper}}}",
        f".chart .chart-title{{font:700 18px {_resolved('var(--serif)', tokens)};fill:{ink}}}",
    ]
    # Weights between the hundreds are known to browsers alone.
    return "\n".join(rule for rule in rules if "{}" not in rule).replace(
        "font-weight: 650", "font-weight: 700"
    )


def _plain(name: str) -> str:
    return _COMMENT.sub("", (STYLES / f"{name}.css").read_text(encoding="utf-8"))


def _resolved(text: str, tokens: dict[str, str]) -> str:
    """Text without variables. KeyError for a variable that the tokens do not have."""
    while _VARIABLE.search(text):
        text = _VARIABLE.sub(lambda found: tokens[found[1]].strip(), text)
    return " ".join(_LIGHT_DARK.sub(lambda found: found[1].strip(), text).split())


def _height(drawing: str, width: float) -> float:
    """How high a drawing is when it is so wide: a map keeps its proportions, everything else its height."""
    root = _ROOT.match(drawing)
    found = _HEIGHT.search(root[0]) if root else None
    if root is None or found is None:
        raise ValueError("a drawing begins with <svg> and says how high it is")
    scaled = re.search(r'\bwidth="([0-9.]+)"', root[0])
    return float(found[1]) * (width / float(scaled[1]) if scaled else 1)


def _rows(legend: Sequence[Key], width: int) -> list[list[tuple[float, Key, str]]]:
    """The legend in lines: each key with its place and its words."""
    rows: list[list[tuple[float, Key, str]]] = []
    x = width + 1.0
    for key in legend:
        words = key.label if key.count is None else f"{key.label} {key.count}"
        room = 34 + svg.width_of(words) + 18
        if x + room > width:
            rows.append([])
            x = _MARGIN
        rows[-1].append((x, key, words))
        x += room
    return rows


def _line(row: Sequence[tuple[float, Key, str]], y: float) -> str:
    return "".join(
        svg.tag("svg", key.swatch, svg.text(words, x=30, y=13), x=x, y=y, overflow="visible")
        for x, key, words in row
    )
