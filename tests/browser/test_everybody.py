"""Nobody is kept out of any page, light or dark, wide or narrow; and every chart is told in words and as a table."""

import re

import pytest
from django.urls import URLPattern
from playwright.sync_api import Locator

from web.urls import urlpatterns

from .conftest import Visit

END = "as_of=2025-12-31"
# One address for each page of web/urls.py, by its name.
EXAMPLES = {
    "overview": f"/?{END}",
    "matrix": f"/matrix/?{END}&package=ukr-postwar",
    "map": f"/map/?{END}",
    "timeline": f"/timeline/?{END}",
    "actor-list": f"/actors/?{END}",
    "actor": f"/actors/gbr/?{END}",
    "leader": f"/leaders/macron/?{END}",
    "package": f"/packages/ukr-postwar/?{END}",
    "guarantee-list": f"/guarantees/?{END}",
    "guarantee": f"/guarantees/g-land/?{END}",
    "commitment-list": f"/commitments/?{END}&contribution=troops",
    "commitment": f"/commitments/unnamed-land/?{END}",
    "event-list": f"/events/?{END}",
    "event": f"/events/e-2025-08-18-washington/?{END}",
    "condition-list": f"/conditions/?{END}",
    "condition": f"/conditions/c-ceasefire/?{END}",
    "statement": f"/statements/s-2025-08-19-bloomberg-virtual/?{END}",
    "leader-list": f"/leaders/?{END}",
    "statement-list": f"/statements/?{END}&actor=gbr",
    "source-list": "/sources/?publisher=kyivindependent",
    "source": f"/sources/govuk-2024-01-12/?{END}",
    "change-list": f"/changes/?{END}",
    "explain": f"/explain/?guarantee=g-land&contribution=troops&unit=personnel&{END}",
    "brief": "/brief/?as_of=2025-09-05",
    "cite": f"/cite/?path=/matrix/?{END}%26known_on=2026-01-06",
    "compare": "/compare/?from=2025-08-01&to=2025-09-05",
    "search": "/search/?q=troops&as_of=2025-12-31",
    "scenario": f"/scenario/?{END}&assume=c-ceasefire:met",
    "method": "/method/",
    "gallery": "/gallery/",
}
# What is no page but a file, a picture or a frame, by its name. test_embeds.py looks at the frames.
NO_PAGE = re.compile(r"(embed|social)-.*|.*-(calendar|csv|png|svg)")
WIDE, NARROW = {"width": 1360, "height": 900}, {"width": 390, "height": 844}
# By these alone a page may differ in its colours, or in its width; the other rules have been held once by then.
OF_COLOUR, OF_WIDTH = ("color-contrast",), ("color-contrast", "target-size")


def test_every_page_has_an_example_here() -> None:
    names = {str(one.name) for one in urlpatterns if isinstance(one, URLPattern)}
    assert {name for name in names if not NO_PAGE.fullmatch(name)} == EXAMPLES.keys()


@pytest.mark.parametrize("address", EXAMPLES.values())
def test_a_page_fits_the_screen_and_keeps_nobody_out(visit: Visit, address: str) -> None:
    faults = []
    for size, scheme, rules in (
        (WIDE, "light", ()),
        (WIDE, "dark", OF_COLOUR),
        (NARROW, "dark", ()),
        (NARROW, "light", OF_WIDTH),
    ):
        visit.page.set_viewport_size(size)
        visit.page.emulate_media(color_scheme=scheme)
        page = visit.page if faults or rules else visit.open(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{width} wide on {size['width']}"] if width > size["width"] else []
        faults += [f"{scheme}, {size['width']}: {barrier}" for barrier in visit.barriers(*rules)]
    assert faults == []


@pytest.mark.parametrize("name", ["map", "timeline", "commitment", "guarantee"])
def test_every_chart_is_told_in_a_sentence_and_as_a_table(visit: Visit, name: str) -> None:
    figures = visit.open(EXAMPLES[name]).locator("figure:has(svg.chart)")
    assert figures.count() > 0
    for figure in figures.all():
        assert told(figure) == []


def told(figure: Locator) -> list[str]:
    """What a chart lacks for somebody who does not see it."""
    sentence = figure.locator(".chart-figure__reading").inner_text().strip()
    rows = figure.locator(".chart-figure__table tbody tr").count()
    return [
        *([] if len(sentence) > 20 and sentence.endswith(".") else [f"no sentence but {sentence!r}"]),
        *([] if rows else ["no table"]),
    ]
