"""The matrix as a drawing."""

from web.charts.matrix import Cell, MatrixChart, Part, Row, draw

from .drawn import SVG, addresses, parsed, titles, words

FRANCE = Row(
    "France", [Cell("pledged", figures=["2,000 personnel", "Signalled: 9"], notes=["if 2"], href="/a/"), None]
)
POLAND = Row("Poland", [Cell("ruled_out"), Cell("signalled", reported=True)])


def chart(*parts: Part) -> MatrixChart:
    return MatrixChart(
        "m", "Who offers what", parts or (Part("One", ["Troops", "Finance"], [("", [FRANCE, POLAND])]),)
    )


def test_every_cell_says_its_word_in_a_mark_a_texture_and_letters() -> None:
    tree = parsed(draw(chart()))
    assert words(tree) == [
        "Troops",
        "Finance",
        "France",
        "Pledged",
        "2,000 personnel",
        "Signalled: 9",
        "if 2",
        "·",
        "Poland",
        "Ruled out",
        "Signalled",
    ]
    assert titles(tree)[1:] == [
        "Pledged, 2,000 personnel, Signalled: 9, if 2",
        "Ruled out",
        "Signalled, as reported",
    ]
    assert addresses(tree) == ["/a/"]
    marks = [one.get("href") for one in tree.iter(f"{SVG}use")]
    assert marks == ["#m-matrix-pledged", "#m-matrix-ruled_out", "#m-matrix-signalled"]
    bars = [one for one in tree.iter(f"{SVG}rect") if "chart-band" in one.get("class", "")]
    assert [bar.get("fill") for bar in bars] == [
        "currentColor",
        "url(#m-matrix-lines-ruled_out)",
        "url(#m-matrix-dots-signalled)",
    ]


def test_what_is_only_reported_is_hollow_broken_and_has_no_ground() -> None:
    tree = parsed(draw(chart()))
    assert sum("chart-band--reported" in one.get("class", "") for one in tree.iter(f"{SVG}rect")) == 1
    assert sum("chart-mark--hollow" in one.get("class", "") for one in tree.iter(f"{SVG}use")) == 1
    assert sum(one.get("fill-opacity") == "0.09" for one in tree.iter(f"{SVG}rect")) == 2


def test_groups_and_packages_have_their_headings() -> None:
    one = Part("One", ["Troops", "Finance"], [("Pledged", [FRANCE]), ("Ruled out", [POLAND])])
    assert "Pledged (1)" in words(parsed(draw(chart(one))))
    both = words(parsed(draw(chart(one, Part("Two", ["Troops"], [("", [Row("Spain", [None])])])))))
    assert {"One", "Two", "Spain"} <= set(both)
    assert "One" not in words(parsed(draw(chart(one))))


def test_a_wide_matrix_is_a_wide_drawing_and_an_empty_one_says_so() -> None:
    many = Part("One", ["Troops"] * 20, [("", [Row("Spain", [None] * 20)])])
    assert chart(many).width == 190 + 20 * 128
    parsed(draw(chart(many)))
    empty = MatrixChart("m", "Nothing", [])
    assert words(parsed(draw(empty))) == ["Nothing is on record for this."]


def test_the_legend_has_every_word_once() -> None:
    assert [(key.word, key.reported) for key in chart().legend] == [
        ("pledged", False),
        ("signalled", True),
        ("ruled_out", False),
    ]
