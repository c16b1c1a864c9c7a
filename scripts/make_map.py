"""Makes web/charts/shapes/*.json, the outlines of states for the maps. Run again only for newer outlines:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/make_map.py package/countries-50m.json

Pure Python. Borders are thinned arc by arc, so that neighbours keep sharing theirs. web/charts/shapes/README.md says
where the outlines come from, and what we decided about disputed ones.
"""

import heapq
import json
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

SHAPES: Final = Path(__file__).parents[1] / "web" / "charts" / "shapes"
Point = tuple[float, float]
Projection = Callable[[float, float], Point]

# ISO 3166-1: the number that the atlas has, and the two letters that we have.
CODES: Final = (
    "004AF 008AL 012DZ 016AS 020AD 024AO 028AG 031AZ 032AR 036AU 040AT 044BS 048BH 050BD 051AM 052BB 056BE 060BM "
    "064BT 068BO 070BA 072BW 076BR 084BZ 086IO 090SB 092VG 096BN 100BG 104MM 108BI 112BY 116KH 120CM 124CA 132CV "
    "136KY 140CF 144LK 148TD 152CL 156CN 158TW 170CO 174KM 178CG 180CD 184CK 188CR 191HR 192CU 196CY 203CZ 204BJ "
    "208DK 212DM 214DO 218EC 222SV 226GQ 231ET 232ER 233EE 234FO 238FK 239GS 242FJ 246FI 248AX 250FR 258PF 260TF "
    "262DJ 266GA 268GE 270GM 275PS 276DE 288GH 296KI 300GR 304GL 308GD 316GU 320GT 324GN 328GY 332HT 334HM 336VA "
    "340HN 344HK 348HU 352IS 356IN 360ID 364IR 368IQ 372IE 376IL 380IT 384CI 388JM 392JP 398KZ 400JO 404KE 408KP "
    "410KR 414KW 417KG 418LA 422LB 426LS 428LV 430LR 434LY 438LI 440LT 442LU 446MO 450MG 454MW 458MY 462MV 466ML "
    "470MT 478MR 480MU 484MX 492MC 496MN 498MD 499ME 500MS 504MA 508MZ 512OM 516NA 520NR 524NP 528NL 531CW 533AW "
    "534SX 540NC 548VU 554NZ 558NI 562NE 566NG 570NU 574NF 578NO 580MP 583FM 584MH 585PW 586PK 591PA 598PG 600PY "
    "604PE 608PH 612PN 616PL 620PT 624GW 626TL 630PR 634QA 642RO 643RU 646RW 652BL 654SH 659KN 660AI 662LC 663MF "
    "666PM 670VC 674SM 678ST 682SA 686SN 688RS 690SC 694SL 702SG 703SK 704VN 705SI 706SO 710ZA 716ZW 724ES 728SS "
    "729SD 732EH 740SR 748SZ 752SE 756CH 760SY 762TJ 764TH 768TG 776TO 780TT 784AE 788TN 792TR 795TM 796TC 800UG "
    "804UA 807MK 818EG 826GB 831GG 832JE 833IM 834TZ 840US 850VI 854BF 858UY 860UZ 862VE 876WF 882WS 887YE 894ZM"
)
ALPHA: Final = {code[:3]: code[3:] for code in CODES.split()}
# What the atlas draws apart and has no number for.
UNNUMBERED: Final = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Indian Ocean Ter.": "AU"}
# Nobody's in our maps: drawn as ground, never coloured.
NOBODY: Final = "-"
# A point in Crimea: the part of Russia in which the atlas has it goes to Ukraine.
CRIMEA: Final = (34.1, 45.2)
# States that the atlas leaves out, by longitude and latitude.
POINTS: Final = {"TV": (179.2, -8.5)}


@dataclass
class Atlas:
    """Arcs in degrees; for each state its rings, each a list of arcs (`~n` is arc n backwards)."""

    arcs: list[list[Point]]
    states: dict[str, list[list[int]]]


@dataclass(frozen=True)
class Frame:
    """A view: its projection, the corners in its units, how wide it is drawn, and how coarse it may be.

    `tolerance` and `least` are areas in square units of the drawing: of the smallest corner and island kept.
    """

    name: str
    project: Projection
    corners: tuple[float, float, float, float]
    width: int
    tolerance: float
    least: float
    states: frozenset[str] | None = None

    @property
    def scale(self) -> float:
        left, _top, right, _bottom = self.corners
        return self.width / (right - left)

    @property
    def height(self) -> int:
        _left, top, _right, bottom = self.corners
        return round((bottom - top) * self.scale)

    def place(self, lon: float, lat: float) -> Point:
        """Where a place lies in the drawing."""
        x, y = self.project(lon, lat)
        return (x - self.corners[0]) * self.scale, (y - self.corners[1]) * self.scale


def equal_earth(middle: float) -> Projection:
    """The Equal Earth projection (Savric, Patterson, Jenny 2018): areas are right. Radians, y downwards."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796

    def project(lon: float, lat: float) -> Point:
        theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
        t2 = theta * theta
        t6 = t2**3
        x = math.radians(lon - middle) * math.cos(theta)
        x /= math.sqrt(3) / 2 * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2))
        return x, -theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))

    return project


def azimuthal(lon0: float, lat0: float) -> Projection:
    """Lambert's equal-area azimuthal projection around a place, as Europe's official maps have it."""
    sin0, cos0 = math.sin(math.radians(lat0)), math.cos(math.radians(lat0))

    def project(lon: float, lat: float) -> Point:
        phi, lam = math.radians(lat), math.radians(lon - lon0)
        cosine = sin0 * math.sin(phi) + cos0 * math.cos(phi) * math.cos(lam)
        k = math.sqrt(2 / max(1 + cosine, 0.02))
        x = k * math.cos(phi) * math.sin(lam)
        return x, -k * (cos0 * math.sin(phi) - sin0 * math.cos(phi) * math.cos(lam))

    return project


# ---- reading


def read(topology: dict[str, Any]) -> Atlas:
    """The atlas with every state's parts joined, Crimea in Ukraine, Antarctica left out."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    parts: dict[str, list[list[list[int]]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name, number = shape["properties"]["name"], shape.get("id")
        if name != "Antarctica":
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            parts.setdefault(ALPHA.get(number) or UNNUMBERED.get(name) or NOBODY, []).extend(polygons)
    move_crimea(parts, arcs)
    return Atlas(arcs, {state: joined(polygons, arcs) for state, polygons in parts.items()})


def move_crimea(parts: dict[str, list[list[list[int]]]], arcs: list[list[Point]]) -> None:
    """Takes the polygon that holds Crimea out of Russia and puts it into Ukraine; fails where there is none."""
    found = [polygon for polygon in parts["RU"] if inside(CRIMEA, line(polygon[0], arcs))]
    if len(found) != 1:
        raise SystemExit(f"{len(found)} parts of Russia hold Crimea; one was expected")
    parts["RU"].remove(found[0])
    parts["UA"].append(found[0])


def joined(polygons: list[list[list[int]]], arcs: list[list[Point]]) -> list[list[int]]:
    """The rings of a state without the borders inside it: an arc that is there in both directions goes."""
    rings = [ring for polygon in polygons for ring in polygon]
    every = {arc for ring in rings for arc in ring}
    inner = {arc for arc in every if ~arc in every}
    if not inner:
        return rings
    outer = [arc for ring in rings for arc in ring if arc not in inner]
    loose = {end(arcs, arc, first=True): arc for arc in outer}
    if len(loose) != len(outer):
        raise SystemExit(
            "two borders of one state begin at one place: they cannot be joined without a choice"
        )
    done = []
    while loose:
        start, arc = loose.popitem()
        ring = [arc]
        while (here := end(arcs, ring[-1], first=False)) != start:
            ring.append(loose.pop(here))
        done.append(ring)
    return done


def end(arcs: list[list[Point]], arc: int, *, first: bool) -> Point:
    """Where an arc begins or ends in the direction in which it is used."""
    return arcs[arc][0 if first else -1] if arc >= 0 else arcs[~arc][-1 if first else 0]


def line(ring: Iterable[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """A ring as points; the last is the first again."""
    points: list[Point] = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points.extend(part[1:] if points else part)
    return points


# ---- geometry


def area(points: Sequence[Point]) -> float:
    """The area inside a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2


def inside(place: Point, ring: Sequence[Point]) -> bool:
    """Whether a point lies inside a ring."""
    x, y = place
    crossed = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def thinned(arc: list[Point], tolerance: float) -> list[Point]:
    """Visvalingam's rule: the corner that spans the smallest triangle goes, until all span at least the tolerance."""
    if len(arc) <= 2:
        return arc
    left = [index - 1 for index in range(len(arc))]
    right = [index + 1 for index in range(len(arc))]
    heap = [(triangle(arc, n - 1, n, n + 1), n, n - 1, n + 1) for n in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    gone: set[int] = set()
    # An island must stay a triangle.
    most = len(arc) - (4 if arc[0] == arc[-1] else 2)
    while heap and len(gone) < most:
        size, n, a, b = heapq.heappop(heap)
        if n in gone or (left[n], right[n]) != (a, b):
            continue
        if size >= tolerance:
            break
        gone.add(n)
        right[a], left[b] = b, a
        for m in (a, b):
            if 0 < m < len(arc) - 1:
                again = max(size, triangle(arc, left[m], m, right[m]))
                heapq.heappush(heap, (again, m, left[m], right[m]))
    return [point for n, point in enumerate(arc) if n not in gone]


def triangle(arc: Sequence[Point], a: int, b: int, c: int) -> float:
    """The area between three points of an arc."""
    return area([arc[a], arc[b], arc[c], arc[a]])


def clipped(ring: list[Point], left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The part of a ring inside a rectangle (Sutherland and Hodgman)."""
    edges = ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1))
    for axis, limit, sign in edges:
        out: list[Point] = []
        for a, b in pairwise(ring):
            a_in, b_in = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if a_in != b_in:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if b_in:
                out.append(b)
        ring = [*out, out[0]] if out else []
    return ring


def middle(ring: Sequence[Point]) -> Point:
    """The place inside a ring that is about farthest from its border: where a mark stands best."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    best, where = -1.0, (sum(xs) / len(xs), sum(ys) / len(ys))
    for i in range(1, 24):
        for j in range(1, 24):
            place = (
                min(xs) + (max(xs) - min(xs)) * i / 24,
                min(ys) + (max(ys) - min(ys)) * j / 24,
            )
            far = min(math.dist(place, corner) for corner in ring) if inside(place, ring) else -1
            if far > best:
                best, where = far, place
    return where


# ---- drawing


def draw(atlas: Atlas, frame: Frame) -> dict[str, Any]:
    """A view as data: its size; for each state its path, the place for a mark, and how big it is across."""
    arcs = [thinned([frame.place(*p) for p in unwrapped(arc)], frame.tolerance) for arc in atlas.arcs]
    points = {state: frame.place(*place) for state, place in POINTS.items()}
    states = {}
    for state, rings in sorted(atlas.states.items()):
        if frame.states is None or state in frame.states:
            outlines = [line(ring, arcs) for ring in rings]
            drawn = _visible(outlines, frame)
            if drawn:
                x, y = middle(drawn[0])
                size = round(math.sqrt(sum(area(ring) for ring in drawn)))
                states[state] = {"d": "".join(map(path, drawn)), "x": round(x), "y": round(y), "size": size}
            elif len(outlines) == 1:
                # Thinned away: it is smaller than a corner may be.
                points[state] = outlines[0][0]
    for state, (x, y) in points.items():
        if frame.states is None and 0 <= x <= frame.width and 0 <= y <= frame.height:
            states[state] = {"d": "", "x": round(x), "y": round(y), "size": 0}
    states = dict(sorted(states.items()))
    return {"width": frame.width, "height": frame.height, "states": states}


def unwrapped(arc: list[Point]) -> list[Point]:
    """What reaches over the date line, at the right edge of the world: it is cut in the Bering Strait instead."""
    lons = [lon for lon, _lat in arc]
    if max(lons) > 100 or sum(lons) / len(lons) < -169:
        return [(lon + 360 if lon < 0 else lon, lat) for lon, lat in arc]
    return arc


def _visible(rings: list[list[Point]], frame: Frame) -> list[list[Point]]:
    """The rings of a state that are seen, biggest first; of a very small state the biggest in any case."""
    edge = 24
    seen = [clipped(ring, -edge, -edge, frame.width + edge, frame.height + edge) for ring in rings]
    seen = sorted((ring for ring in seen if len(ring) > 3 and _touches(ring, frame)), key=area, reverse=True)
    return [ring for n, ring in enumerate(seen) if n == 0 or area(ring) >= frame.least]


def _touches(ring: Sequence[Point], frame: Frame) -> bool:
    return any(0 <= x <= frame.width and 0 <= y <= frame.height for x, y in ring)


def path(ring: Sequence[Point]) -> str:
    """A ring as SVG writes it: whole numbers, steps after the first point."""
    points = [(round(x), round(y)) for x, y in ring]
    kept = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    if kept[0] == kept[-1] and len(kept) > 1:
        kept.pop()
    if len(kept) < 3:
        x, y = kept[0]
        return f"M{x} {y}h1v1z"
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def frames() -> list[Frame]:
    """The views that we draw."""
    europe = azimuthal(15, 53)
    left, right = europe(-10.5, 37)[0], europe(44, 40)[0]
    top, bottom = europe(26, 71.8)[1], europe(20, 33.8)[1]
    america = azimuthal(-97, 52)
    world = equal_earth(11)
    return [
        Frame("europe", europe, (left, top, right, bottom), 2000, tolerance=4, least=8),
        Frame(
            "america",
            america,
            (america(-172, 60)[0], america(-97, 79)[1], america(-53, 47)[0], america(-97, 24)[1]),
            500,
            tolerance=4,
            least=14,
            states=frozenset({"US", "CA"}),
        ),
        Frame(
            "world",
            world,
            (world(-168.9, 0)[0], world(0, 84)[1], world(190.9, 0)[0], world(0, -56.5)[1]),
            2000,
            tolerance=3,
            least=5,
        ),
    ]


def main() -> None:
    """Reads the atlas named on the command line and writes one file for each view."""
    atlas = read(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    for frame in frames():
        data = draw(atlas, frame)
        states = ",\n".join(f'  "{key}": {json.dumps(value)}' for key, value in data["states"].items())
        head = f'{{"width": {data["width"]}, "height": {data["height"]}, "states": {{\n'
        target = SHAPES / f"{frame.name}.json"
        target.write_text(f"{head}{states}\n}}}}\n", encoding="utf-8")
        sys.stdout.write(f"{target.name}: {len(data['states'])} states, {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
