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
        (cells.unit(), "EUR/year", "EUR/year"),
        (cells.unit(), "drones/month", "drones/month"),
        (cells.unit(), "bp_gdp", "bp_gdp"),
        (cells.country_of_three(), "UKR", "UKR"),
        (cells.wikidata(), "Q212", "Q212"),
        (cells.moment(), "", ""),
        (cells.moment(), "2025-09-04T18:30:00+02:00", "2025-09-04T18:30:00+02:00"),
        (cells.moment(), "2025-09-04t16:30:00.5z", "2025-09-04t16:30:00.5z"),
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
        (cells.unit(), "EUR/week"),
        (cells.unit(), "EUR/"),
        (cells.unit(), "/year"),
        (cells.unit(), "EUR/year\n"),
        (cells.country_of_three(), "UK"),
        (cells.wikidata(), "212"),
        (cells.wikidata(), "Q" + "9" * 20),
        (cells.moment(), "2025-09-04"),
        (cells.moment(), "2025-09-04T18:30:00"),
        (cells.moment(), "2025-09-04 18:30:00Z"),
        (cells.moment(), "2025-09-04T18:30:60Z"),
        (cells.moment(), "2025-09-04T18:30:00+24:00"),
        (cells.moment(), "0001-01-01T00:00:00+01:00"),
        (cells.language(), "en" + "-abcdefgh" * 4),
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("Kiev@en;Київ@uk;Kyiv", [("Kiev", "en"), ("Київ", "uk"), ("Kyiv", "")]),
        ("Kiev@en;Kiev@de", [("Kiev", "en"), ("Kiev", "de")]),
        ("a@b@pt-BR", [("a@b", "pt-BR")]),
        ("N" * 200, [("N" * 200, "")]),
    ],
)
def test_other_names_are_read(text: str, names: list[tuple[str, str]]) -> None:
    assert cells.aliases(text) == names


@pytest.mark.parametrize(
    "text", [";", "a;", "@en", " a", "a @en", "a@", "a@EN", "a@english", "a;a", "a@en;a@en", "N" * 201, " "]
)
def test_other_names_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        cells.aliases(text)
