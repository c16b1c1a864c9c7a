"""What may stand in a cell."""

import pytest

from desk.records import cells
from desk.records.cells import Cell, Unreadable
from guarantees.choices import Attribution


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (cells.figure(), "0", 0),
        (cells.figure(), "9223372036854775807", 9223372036854775807),
        (cells.figure(), "", None),
        (cells.text(), "", ""),
        (cells.references(), "", ()),
        (cells.references(), "b;a", ("b", "a")),
        (cells.flag(), "1", True),
        (cells.requirement(), "a&b|c", (("a", "b"), ("c",))),
        (cells.unit(), "personnel", "personnel"),
        (cells.unit(), "UAH", "UAH"),
        (cells.unit(), "DEM", "DEM"),
        (cells.url(), "https://sela.example:8443/договір?q=a&b=[1]#x", "https://sela.example:8443/договір?q=a&b=[1]#x"),
        (cells.language(), "pt-BR", "pt-BR"),
        (cells.key(), "c-2025-02", "c-2025-02"),
    ],
)  # fmt: skip
def test_a_cell_is_read(cell: Cell, text: str, value: object) -> None:
    assert cell.read(text) == value


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (cells.figure(), "+1"),
        (cells.figure(), "1e3"),
        (cells.figure(), "1_000"),
        (cells.figure(), "٣"),
        (cells.figure(), "9" * 5000),
        (cells.day(), "2025-2-3"),
        (cells.day(), "20250203"),
        (cells.day(), "0000-01-01"),
        (cells.day(), "2025-02"),
        (cells.span(), "2025-08-19T00:00"),
        (cells.span(), "2025-08/2025-09/2025-10"),
        (cells.flag(), ""),
        (cells.requirement(), " "),
        (cells.requirement(), "(a & b) | c"),
        (cells.requirement(), "a & a"),
        (cells.requirement(), "a & b | b & a"),
        (cells.unit(), "Personnel"),
        (cells.unit(), "EURO"),
        (cells.url(), "HTTPS://sela.example"),
        (cells.url(), "//sela.example"),
        (cells.url(), "https://[sela"),
        (cells.url(), "https://sela.example:99999/"),
        (cells.url(), "https://sela.example/\u00a0x"),
        (cells.url(), "https://user@/x"),
        (cells.url(), "data:text/html,http://sela.example"),
        (cells.references(), "a;;b"),
        (cells.references(), "a; b"),
        (cells.key(), "a--b"),
        (cells.key(), "-a"),
        (cells.key(), "a\n"),
        (cells.country(), "Gb"),
        (cells.text(3), "four"),
        (cells.text(), "   "),
        (cells.words(Attribution), "OFFICIAL_DOCUMENT"),
    ],
)
def test_a_cell_is_refused(cell: Cell, text: str) -> None:
    with pytest.raises(Unreadable):
        cell.read(text)


def test_a_word_is_refused_with_the_whole_vocabulary() -> None:
    with pytest.raises(Unreadable, match=r"^one of official_document, named_official, spokesperson, "):
        cells.words(Attribution).read("press")


def test_an_alternative_that_is_named_twice_is_said_to_be() -> None:
    assert "no alternative twice" in cells.requirement().expected
