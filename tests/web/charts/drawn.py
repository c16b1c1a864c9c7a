"""What holds for every drawing: well-formed, every place a number inside the view, nothing from elsewhere."""

import math
import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
ACROSS = ("x", "x1", "x2")
NUMBERS = ("y", "y1", "y2", "width", "height", "r", "cx", "cy", "rx")


def parsed(markup: str) -> ElementTree.Element:
    """The drawing as a tree; fails where it is not well-formed or a place lies outside."""
    assert not re.search(r"\b(nan|inf|NaN|None)\b", re.sub(r"<(title|desc|text)[^>]*>[^<]*<", "<", markup))
    tree = ElementTree.fromstring(markup)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    height = number(tree.get("height", "0"))
    for element in tree.iter():
        for name in (*ACROSS, *NUMBERS):
            value = element.get(name)
            assert value is None or math.isfinite(number(value)), (element.tag, name, value)
            if value and value.endswith("%"):
                assert 0 <= number(value) <= 100
        assert element.get("style") is None
        assert not any(name.startswith("on") for name in element.attrib)
    for element in tree:
        if element.get("y"):
            assert 0 <= number(element.get("y", "0")) <= height
    return tree


def number(text: str) -> float:
    return float(text.removesuffix("%"))


def titles(tree: ElementTree.Element) -> list[str]:
    """What a pointer that rests on something is told, in order."""
    return [element.text or "" for element in tree.iter(f"{SVG}title")]


def addresses(tree: ElementTree.Element) -> list[str]:
    """Where the links lead, in order."""
    return [element.get("href", "") for element in tree.iter(f"{SVG}a")]


def words(tree: ElementTree.Element) -> list[str]:
    """Every line of words that is drawn."""
    return [element.text or "" for element in tree.iter(f"{SVG}text")]
