"""The look keeps its promises: shape beside colour, contrast in both schemes, nothing inline."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client

from commitments.choices import Direction, Headline
from guarantees.choices import ConditionState, Stance
from ledger.choices import Kind
from web.pages.contexts import Frame
from web.pages.names import Names

ROOT = Path(settings.BASE_DIR)
TOKENS = dict(
    re.findall(r"--([\w-]+): light-dark\((#\w{6}, #\w{6})\)", (ROOT / "static/css/tokens.css").read_text())
)
SPRITE = (ROOT / "static/img/marks.svg").read_text()
TEXT = ["ink", "ink-soft", "accent", "ruled-out", "caution"]
MARKS = [str(word).replace("_", "-") for word in Headline]


def render(source: str, **values: object) -> str:
    return Template("{% load days grades record named %}" + source).render(Context(values))


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(name: str, ground: str, scheme: int) -> float:
    one, two = sorted(luminance(TOKENS[token].split(", ")[scheme]) for token in (name, ground))
    return (two + 0.05) / (one + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "paper-sunk"])
def test_text_has_the_contrast_of_wcag_aa_in_both_schemes(ground: str, scheme: int) -> None:
    assert {
        name: round(contrast(name, ground, scheme), 2)
        for name in TEXT
        if contrast(name, ground, scheme) < 4.5
    } == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_mark_stands_out_from_the_ground_three_to_one(scheme: int) -> None:
    assert {
        name: contrast(name, "paper", scheme) for name in MARKS if contrast(name, "paper", scheme) < 3
    } == {}


def test_every_word_that_is_shown_with_a_mark_has_a_shape_of_its_own() -> None:
    words = [*Headline, *ConditionState, *Stance, *Kind, *Direction]
    assert [word for word in words if f'<symbol id="{word}"' not in SPRITE] == []


def test_a_headline_is_told_by_shape_word_and_class_and_the_reported_one_says_so() -> None:
    official, reported = render('{% headline "pledged" %}'), render('{% headline "pledged" "reported" %}')
    assert "#pledged" in official
    assert "Pledged" in official
    assert "mark--hollow" not in official
    assert "mark--hollow" in reported
    assert "(reported)" in reported


def test_no_figure_is_never_shown_as_zero() -> None:
    assert "no figure" in render('{% quantity None None "personnel" %}')
    assert "up to 50" in render('{% quantity 0 50 "personnel" %}')


def test_a_grade_explains_both_of_its_characters() -> None:
    shown = render('{% grade "B2" %}')
    assert "Usually reliable" in shown
    assert "Probably true" in shown
    assert render("{% grade None %}").strip() == ""


def named(name: str, iso2: str) -> Names:
    return Names({"actor": {"one": {"key": "one", "name": name, "iso2": iso2}}})


def test_a_state_has_its_flag_and_another_actor_its_letters() -> None:
    assert "img/flags/xk" in render('{% actor "one" %}', names=named("Kosovo", "XK"))
    assert ">NA<" in render('{% actor "one" %}', names=named("Northern Alliance", ""))
    assert "nobody named" in render("{% actor None %}")


def test_names_from_the_record_are_escaped() -> None:
    shown = render('{% actor "one" %}', names=named("<b>&", "../x"))
    assert "<b>" not in shown
    assert "flag--text" in shown


def test_a_key_of_which_nothing_is_known_is_its_own_name() -> None:
    assert ">some-key<" in render('{% link "commitment" "some-key" %}')


def test_links_keep_both_dates() -> None:
    at = Frame(query="?as_of=2025-09-01")
    assert "/actors/one/?as_of=2025-09-01" in render(
        '{% link "actor" "one" %}', at=at, names=named("One", "")
    )


def test_no_template_holds_inline_style_or_script_or_an_outside_address() -> None:
    bad = re.compile(r"""\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=["']|(?:src|href)="https?://""")
    found = [path.name for path in (ROOT / "templates").rglob("*.html") if bad.search(path.read_text())]
    assert found == []


def test_templates_stay_short() -> None:
    assert [
        p.name for p in (ROOT / "templates").rglob("*.html") if len(p.read_text().splitlines()) > 200
    ] == []


def test_the_gallery_shows_every_headline_and_the_past_banner(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    assert [word.label for word in Headline if str(word.label) not in page] == []
    assert "You are looking back" in page
    assert '<a class="skip" href="#main">' in page
