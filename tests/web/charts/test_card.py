"""The picture of a link."""

from xml.etree import ElementTree

from web.charts.card import Picture, card, ladder

from .drawn import SVG, words


def told(picture: Picture | None = None, title: str = "Who & what") -> ElementTree.Element:
    return ElementTree.fromstring(card(title, "Of 3 actors, 2 pledged.", "True on 31 Dec 2025.", picture))


def test_a_card_has_its_name_title_sentence_and_dates() -> None:
    tree = told()
    assert words(tree) == ["Guarantees", "Who & what", "Of 3 actors, 2 pledged.", "True on 31 Dec 2025."]
    assert (tree.get("width"), tree.get("height")) == ("1200", "630")


def test_a_long_title_takes_two_lines_and_is_cut() -> None:
    lines = words(told(title="A title that goes on " * 12))[1:-2]
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_a_ladder_shows_how_far_both_lanes_have_come() -> None:
    tree = told(ladder("pledged", "in_place"))
    said = words(tree)
    assert said.index("official line") == said.index("Pledged") + 1
    assert said.index("as reported") == said.index("In place") + 1
    filled = [one for one in tree.iter(f"{SVG}rect") if one.get("class") == "chart-band"]
    assert sum(one.get("fill") != "none" for one in filled) == 3


def test_a_word_off_the_ladder_stands_under_it() -> None:
    assert "Ruled out" in words(told(ladder("ruled_out", None)))
    assert "Ruled out" not in words(told(ladder("none", None)))
