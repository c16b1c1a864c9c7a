"""States on a map."""

import importlib.util
import re
import sys
from functools import cache
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.choices import Headline
from tests.guards.tree import ROOT
from web.charts import worldmap
from web.charts.worldmap import VIEWS, State, WorldMap

from .drawn import SVG, addresses, parsed, titles

CODES = sorted(worldmap._shapes("world")["states"])
EUROPE = sorted(worldmap._shapes("europe")["states"])


@cache
def maker() -> ModuleType:
    """The script that made the shapes."""
    spec = importlib.util.spec_from_file_location("make_map", ROOT / "scripts" / "make_map.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_map"] = module
    spec.loader.exec_module(module)
    return module


def holds(view: str, iso2: str, lon: float, lat: float) -> bool:
    """Whether a place lies in a state as a view draws it."""
    make = maker()
    frame = next(frame for frame in make.frames() if frame.name == view)
    outline = worldmap._shapes(view)["states"][iso2]["d"]
    return any(make.inside(frame.place(lon, lat), ring) for ring in rings(outline))


def rings(outline: str) -> list[list[tuple[float, float]]]:
    found = []
    for part in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", outline):
        x, y = float(part[0]), float(part[1])
        ring = [(x, y)]
        steps = [float(step) for step in re.findall(r"-?\d+", part[2])]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append([*ring, ring[0]])
    return found


def shown(*states: State, view: str = "europe", beneficiary: str = "") -> WorldMap:
    return WorldMap("m", "Troops", states, view, beneficiary, "/map/")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("lon", "lat"), [(34.1, 45.1), (33.8, 44.75), (35.5, 45.3), (30.5, 50.4), (37.8, 48.0)]
)
def test_crimea_and_the_east_are_ukraines(view: str, lon: float, lat: float) -> None:
    assert holds(view, "UA", lon, lat)
    assert not holds(view, "RU", lon, lat)


@pytest.mark.parametrize("view", VIEWS)
def test_no_border_is_drawn_inside_ukraine(view: str) -> None:
    mainland = max(rings(worldmap._shapes(view)["states"]["UA"]["d"]), key=len)
    make = maker()
    frame = next(frame for frame in make.frames() if frame.name == view)
    assert make.inside(frame.place(34.1, 45.1), mainland)
    assert make.inside(frame.place(31.0, 49.0), mainland)


def test_states_lie_where_they_are() -> None:
    assert holds("europe", "XK", 20.9, 42.6)
    assert not holds("europe", "RS", 20.9, 42.6)
    assert holds("europe", "CY", 33.9, 35.3)
    assert holds("europe", "DE", 10.5, 51.0)
    assert holds("world", "NZ", 171.5, -43.5)
    assert holds("world", "RU", 177.0, 66.5)
    assert holds("world", "RU", 187.5, 66.2)
    assert holds("america", "CA", -100.0, 58.0)


@pytest.mark.parametrize("iso2", ["MT", "LU", "CY", "XK", "SG", "TV", "LI", "MC", "NR"])
def test_the_smallest_states_are_on_the_world_map(iso2: str) -> None:
    assert iso2 in CODES


@pytest.mark.parametrize(
    ("iso2", "view"), [("MT", "europe"), ("LU", "europe"), ("SG", "world"), ("TV", "world")]
)
def test_a_small_state_has_a_mark_that_leads_to_it_with_room_to_hit(iso2: str, view: str) -> None:
    tree = parsed(worldmap.draw(shown(State(iso2, "Small", "pledged", "/small/"), view=view)))
    hits = [a for a in tree.iter(f"{SVG}a") if a.find(f"{SVG}circle") is not None]
    assert [(hit.get("href"), hit.find(f"{SVG}circle").get("r")) for hit in hits] == [("/small/", "12")]  # type: ignore[union-attr]


def test_every_state_is_a_link_that_says_what_it_stands_for() -> None:
    tree = parsed(
        worldmap.draw(
            shown(
                State("FR", "France", "pledged", "/fr/", "6,000 personnel"),
                State("IT", "Italy", "ruled_out", "/it/", reported=True),
            )
        )
    )
    assert addresses(tree) == ["/fr/", "/it/"]
    assert "France: Pledged. 6,000 personnel" in titles(tree)
    assert "Italy: Ruled out, as reported" in titles(tree)
    assert "No commitment recorded" in titles(tree)


def test_a_word_has_a_texture_and_a_report_another() -> None:
    tree = parsed(
        worldmap.draw(shown(State("FR", "F", "ruled_out"), State("IT", "I", "ruled_out", reported=True)))
    )
    fills = [e.get("fill") for e in tree.iter(f"{SVG}path") if "chart-state" in e.get("class", "").split()]
    assert fills == ["url(#m-map-lines-ruled_out)", "url(#m-map-dots-ruled_out)"]
    patterns = {e.get("id") for e in tree.iter(f"{SVG}pattern")}
    assert patterns == {"m-map-lines-ruled_out", "m-map-dots-ruled_out"}


def test_the_reading_counts_what_is_official_and_names_reports_apart() -> None:
    chart = shown(
        State("FR", "France", "pledged"),
        State("EE", "Estonia", "in_place"),
        State("PT", "Portugal", "signalled"),
        State("IT", "Italy", "ruled_out"),
        State("HU", "Hungary", "lapsed"),
        State("ES", "Spain", "ruled_out", reported=True),
        State("SE", "Sweden", "none"),
    )
    assert chart.reading == (
        "2 states at least pledged, 1 signalled or discussed, 1 suspended, lapsed or withdrawn, 1 ruled out, "
        "1 known only from reports."
    )
    assert [(s.label, s.said) for s in chart.rows][:2] == [("Estonia", "In place"), ("France", "Pledged")]
    assert [(key.label, key.count) for key in chart.legend][-2:] == [
        ("Ruled out", 1),
        ("Ruled out, as reported", 1),
    ]
    assert sum(key.count or 0 for key in chart.legend) == len(chart.rows) == 6


def test_what_the_view_does_not_show_is_named() -> None:
    japan, america = State("JP", "Japan", "pledged"), State("US", "United States", "ruled_out")
    assert shown(japan, america).outside == [japan]
    assert shown(japan, america, view="world").outside == []
    nowhere = State("ZZ", "Nowhere", "pledged")
    assert shown(nowhere, view="world").outside == [nowhere]


def test_the_beneficiary_is_outlined() -> None:
    tree = parsed(worldmap.draw(shown(State("FR", "France", "pledged"), beneficiary="UA")))
    assert [e.get("class") for e in tree.iter(f"{SVG}path")].count("chart-beneficiary") == 1


def test_views_keep_the_parameters_of_the_page() -> None:
    chart = WorldMap("m", "Troops", [], "world", address="/map/?as_of=2025-12-31")
    assert [(href, current) for _name, href, current in chart.other_views] == [
        ("/map/?as_of=2025-12-31&view=europe", False),
        ("/map/?as_of=2025-12-31&view=world", True),
    ]


def test_a_view_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        worldmap.draw(shown(view="moon"))


@pytest.mark.parametrize("view", VIEWS)
def test_a_full_map_stays_light(view: str) -> None:
    states = [
        State(
            code,
            f"A state called {code}",
            Headline.values[n % 10],
            f"/actors/{code}/",
            "About 1,000 personnel",
        )
        for n, code in enumerate(EUROPE)
    ]
    assert len(worldmap.draw(shown(*states, view=view)).encode()) <= 80_000


@given(
    st.lists(
        st.builds(
            State,
            iso2=st.sampled_from([*CODES, "ZZ"]),
            label=st.text(max_size=20),
            word=st.sampled_from(Headline.values),
            href=st.sampled_from(["", "/a/?b=1&c"]),
            detail=st.text(max_size=20),
            reported=st.booleans(),
        ),
        max_size=30,
    ),
    st.sampled_from(VIEWS),
    st.sampled_from(["", "UA", "MT", "ZZ"]),
)
@settings(deadline=None, max_examples=30)
def test_every_map_is_a_drawing_with_everything_inside(
    states: list[State], view: str, beneficiary: str
) -> None:
    chart = shown(*states, view=view, beneficiary=beneficiary)
    parsed(worldmap.draw(chart))
    assert chart.reading.endswith(".")
