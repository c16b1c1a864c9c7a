"""Drawings as PNG."""

import struct
import zlib

import pytest

from web.charts.raster import png

PAPER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}">'
    '<rect width="100%" height="100%" fill="#fff"/>'
)


def drawing(inner: str = "", w: int = 80, h: int = 40) -> str:
    return PAPER.format(w=w, h=h) + inner + "</svg>"


def size(picture: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", picture[16:24])
    return wide, high


def ink(picture: bytes) -> int:
    """How many bytes of the picture's rows are not white or no filter's zero."""
    data, at = b"", 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            data += picture[at + 8 : at + 8 + length]
        at += length + 12
    return sum(byte not in (0, 255) for byte in zlib.decompress(data))


def test_a_picture_has_the_size_that_is_asked_for() -> None:
    assert size(png(drawing(), 80, 40)) == (80, 40)
    assert size(png(drawing(), 80, 40, scale=2)) == (160, 80)


def test_a_picture_that_would_be_too_large_to_hold_is_smaller() -> None:
    wide, high = size(png(drawing(w=4000, h=4000), 4000, 4000, scale=2))
    assert wide == high < 2300


@pytest.mark.parametrize("word", ["Pledged", "Обіцяно", "Türkiye", "ґєії", "–…·€"])
@pytest.mark.parametrize("family", ["sans-serif", "serif"])
def test_letters_are_drawn_without_any_font_of_the_system(word: str, family: str) -> None:
    words = f'<text x="4" y="26" font-family="{family}" font-size="14">{word}</text>'
    assert ink(png(drawing(words), 80, 40)) > 20


def test_a_letter_that_the_type_knows_is_no_box() -> None:
    def drawn(letter: str) -> bytes:
        return png(drawing(f'<text x="4" y="26" font-size="20">{letter}</text>'), 80, 40)

    assert drawn("Ж") != drawn("Я") != drawn("\u4e00")


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"SVG|XML|root|parse|document"):
        png("<p>no</p>", 10, 10)
