"""Pieces of SVG."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.charts import svg


@given(st.text(), st.text())
def test_any_text_gives_a_well_formed_element_and_comes_back(words: str, title: str) -> None:
    tree = ElementTree.fromstring(svg.tag("text", svg.escape(words), data_title=title))
    assert (tree.text or "").replace("\r", "\n") == svg._NOT_XML.sub("", words).replace("\r\n", "\n").replace(
        "\r", "\n"
    )


def test_what_is_no_number_is_refused() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="no place"):
            svg.tag("rect", x=value)


def test_an_attribute_without_a_value_is_left_out() -> None:
    assert svg.tag("rect", x=0, class_=None, stroke_width=1.256) == '<rect x="0" stroke-width="1.26"/>'


def test_a_share_outside_is_brought_to_the_edge() -> None:
    assert [svg.percent(share) for share in (-1, 0.12345, 2)] == ["0%", "12.35%", "100%"]


def test_shapes_come_from_the_sprite_and_unknown_ones_are_left_out() -> None:
    drawn = svg.symbols(["change", "change", "nothing-such"], "c")
    assert drawn.startswith('<symbol id="c-change"')
    assert drawn.count("<symbol") == 1


@given(st.text(alphabet="abc d", max_size=60), st.floats(30, 200), st.integers(1, 3))
def test_wrapped_words_fit(words: str, room: float, lines: int) -> None:
    found = svg.wrapped(words, room, lines)
    assert len(found) <= lines
    assert all(svg.width_of(line) <= room for line in found)
