"""A chart as a file of its own."""

from datetime import date
from xml.etree import ElementTree

import pytest

from web.charts import lanes, worldmap
from web.charts.axis import WIDE
from web.charts.standalone import standalone, styles
from web.charts.timeline import Lane, Point
from web.charts.worldmap import State, WorldMap

from .drawn import SVG, addresses, words
from .test_timeline import chart

CHART = chart(Lane("France", [], [Point(date(2025, 8, 19), "change", "Said", "/updates/a/")]))
MAP = WorldMap("m", "Troops", [State("FR", "France", "pledged", "/fr/")])


def file(drawing: str, **more: object) -> ElementTree.Element:
    return ElementTree.fromstring(standalone(drawing, styles(), **more))  # type: ignore[arg-type]


def test_the_styles_are_plain_values() -> None:
    for word in ("var(", "light-dark", "@", "color-mix", ":hover", "/*"):
        assert word not in styles()
    assert ".tone-pledged{color: #2160a6;}" in styles()
    assert ".chart-band{" in styles()


def test_a_file_holds_its_title_legend_source_and_styles_and_asks_for_nothing() -> None:
    tree = file(worldmap.draw(MAP), title="Troops & all", source="As of 31 Dec 2025", legend=MAP.legend)
    assert {"Troops & all", "As of 31 Dec 2025", "Pledged 1"} <= set(words(tree))
    assert tree.find(f"{SVG}style") is not None
    assert tree.get("viewBox", "").startswith("0 0 992 ")
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    used = [e.get("href", "")[1:] for e in tree.iter(f"{SVG}use")]
    assert set(used) <= set(ids)
    assert "url(/" not in standalone(worldmap.draw(MAP), styles())


def test_links_are_made_whole() -> None:
    tree = file(lanes.draw(CHART, WIDE), base="https://guarantees.example/", legend=lanes.kind_keys(CHART))
    assert addresses(tree) == ["https://guarantees.example/updates/a/"]
    assert "Change" in words(tree)


def test_a_map_keeps_its_proportions() -> None:
    small = file(worldmap.draw(MAP), width=500).get("height", "")
    assert float(small) == pytest.approx(500 * 1814 / 2000 + 16, abs=2)


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with"):
        standalone("<p>no</p>", "")
