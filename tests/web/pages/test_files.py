"""The charts of the pages as files."""

import csv
import re
import struct
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.test import Client

from web import caching
from web.pages.names import Names

END = "as_of=2025-12-31"
STILL = f"{END}&known_on=2025-12-31"
CHARTS = ["matrix", "map", "timeline"]
SVG = "{http://www.w3.org/2000/svg}"


def words_of(body: bytes) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(body).iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", CHARTS)
def test_an_svg_is_whole_by_itself_and_says_its_dates_and_source(visitor: Client, chart: str) -> None:
    answer = visitor.get(f"/{chart}.svg?package=ukr-postwar&{STILL}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    words = words_of(answer.content)
    assert words[-1] == (
        "True on 31 Dec 2025, as known on 31 Dec 2025. "
        f"Source: Guarantees, testserver/{chart}/?package=ukr-postwar"
    )
    tree = ElementTree.fromstring(answer.content)
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    text = answer.content.decode()
    assert "url(http" not in text
    assert 'href="/' not in text
    assert "var(--" not in text


def test_the_matrix_as_a_file_shows_what_the_page_shows(visitor: Client) -> None:
    asked = f"package=ukr-postwar&hide=troops&group=strength&sort=name&actor=fra&{STILL}"
    words = words_of(visitor.get(f"/matrix.svg?{asked}").content)
    assert words[0] == "Who offers what, how firmly: Post-war security guarantees for Ukraine"
    assert "France" in words
    assert "Formalised (1)" in words
    assert "Troops" not in words
    assert "Poland" not in words
    everybody = words_of(visitor.get(f"/matrix.svg?package=ukr-postwar&{STILL}").content)
    assert {"Troops", "Poland", "Ruled out", "€2bn"} <= set(everybody)


def test_a_png_is_a_picture_of_its_svg(visitor: Client) -> None:
    asked = f"package=ukr-postwar&actor=fra&{STILL}"
    tree = ElementTree.fromstring(visitor.get(f"/matrix.svg?{asked}").content)
    answer = visitor.get(f"/matrix.png?{asked}")
    assert answer["Content-Type"] == "image/png"
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", answer.content[16:24])
    assert wide == 2 * int(tree.get("width", "0"))
    assert high == pytest.approx(2 * float(tree.get("height", "0")), abs=1)
    assert 'filename="guarantees-matrix-2025-12-31.png"' in answer["Content-Disposition"]


def test_the_matrix_as_csv_has_a_line_for_each_cell_that_the_page_shows(visitor: Client) -> None:
    asked = f"package=ukr-postwar&hide=troops&group=strength&sort=name&{STILL}"
    page = visitor.get(f"/matrix/?{asked}").content.decode()
    link = re.findall(r'href="(/matrix\.csv[^"]*)"', page)[0].replace("&amp;", "&")
    answer = visitor.get(link)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    matrix = page[page.index('<table class="matrix') : page.index("</table>")]
    assert len(rows) == matrix.count('<a class="cell')
    assert {row["package"] for row in rows} == {"ukr-postwar"}
    assert "troops" not in {row["contribution"] for row in rows}
    first = next(row for row in rows if row["name"] == "France" and row["contribution"] == "command")
    assert (first["actor"], first["group"], first["headline"]) == ("fra", "Formalised", "formalised")


def test_names_cannot_break_out_of_a_file(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    name = '<script>alert(1)</script>&"'
    evil = Names({"actor": {"fra": {"key": "fra", "name": name}}})
    monkeypatch.setattr("web.pages.files.names_of", lambda *_objects: evil)
    caching.KEPT.clear()
    body = visitor.get(f"/matrix.svg?actor=fra&package=ukr-postwar&{END}").content
    caching.KEPT.clear()
    assert b"<script" not in body
    assert any(words.startswith("<script>") for words in words_of(body))


@pytest.mark.parametrize("kind", ["svg", "png"])
@pytest.mark.parametrize("chart", CHARTS)
def test_a_file_refuses_what_it_does_not_know(visitor: Client, chart: str, kind: str) -> None:
    for wrong in ("as_of=2025-02-30", "package=none", "theme=dark"):
        answer = visitor.get(f"/{chart}.{kind}?{wrong}")
        assert answer.status_code == 400
        assert wrong.partition("=")[0] in answer.content.decode()


@pytest.mark.parametrize("chart", CHARTS)
def test_a_file_of_nothing_is_a_file(visitor: Client, chart: str) -> None:
    answer = visitor.get(f"/{chart}.svg?known_on=2000-01-01")
    assert answer.status_code == 200
    ElementTree.fromstring(answer.content)


def test_a_file_is_kept_by_its_basis_and_not_sent_twice(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    caching.KEPT.clear()
    drawn: list[object] = []
    monkeypatch.setattr("web.pages.files.png", lambda *a, **k: drawn.append(a) or b"picture")
    first = visitor.get(f"/map.png?{STILL}")
    again = visitor.get(f"/map.png?{STILL}")
    other = visitor.get(f"/map.png?{STILL}&view=world")
    assert first.content == again.content == b"picture"
    assert len(drawn) == 2
    assert other["ETag"] != first["ETag"]
    assert first["Cache-Control"] == "public, max-age=86400"
    assert visitor.get("/map.png")["Cache-Control"] == "public, max-age=0, must-revalidate"
    held = visitor.get(f"/map.png?{STILL}", headers={"if-none-match": first["ETag"]})
    assert held.status_code == 304
    assert held.content == b""


def test_map_and_timeline_link_to_their_files(visitor: Client) -> None:
    for chart in ("map", "timeline"):
        shown = visitor.get(f"/{chart}/?package=ukr-postwar&{END}").content.decode()
        for kind in ("svg", "png"):
            assert f'href="/{chart}.{kind}?package=ukr-postwar&amp;{END}"' in shown
