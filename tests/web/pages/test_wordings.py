"""Only quotations are compared as wording; what is official is told with how it was seen; grades are told in words."""

import re
from typing import Any

import pytest
from django.template import Context
from django.test import Client

from commitments.models import Commitment
from sources.choices import Credibility, Reliability
from sources.models import Source
from tests import worlds
from web.languages import LANGUAGES, speaking
from web.pages.names import Names
from web.pages.wordings import Quotation, quoted, with_words_before
from web.templatetags.grades import grade, grade_in_words, spoken_grade
from web.templatetags.named import attributed, best_first

from .test_contents import END, text_of

OURS = "How our summary changed"


def claim(key: str, lane: str = "official", commitment: str = "c") -> dict[str, Any]:
    return {"key": key, "statement": f"s-{key}", "lane": lane, "commitment": commitment, "summary": key}


def said_in(*pairs: str) -> dict[str, Quotation]:
    """`a:uk` is a quotation in Ukrainian of the statement of the claim a."""
    return {
        f"s-{key}": Quotation(f"words of {key}", language) for key, language in (p.split(":") for p in pairs)
    }


def test_quotations_are_compared_with_those_in_the_same_language_lane_and_commitment() -> None:
    told = [
        claim("f"),
        claim("e"),
        claim("d", lane="reported"),
        claim("c", commitment="other"),
        claim("b"),
        claim("a"),
    ]
    found = quoted(told, said_in("f:uk", "e:fr", "d:uk", "c:uk", "a:uk"))
    pairs = {one["after"]["key"]: one["before"] and one["before"]["key"] for one in found}
    assert pairs == {"f": "a", "e": None, "d": None, "c": None, "a": None}
    assert found[0]["words_before"] == Quotation("words of a", "uk")


def test_two_claims_of_one_statement_have_one_quotation() -> None:
    told = [claim("b"), {**claim("a"), "statement": "s-b"}]
    assert [one["before"] for one in quoted(told, said_in("b:uk"))] == [None, None]


def test_a_claim_without_a_quotation_has_none_to_compare() -> None:
    assert quoted([claim("b"), claim("a")], {}) == []
    assert [one["quoted"] for one in with_words_before([claim("b"), claim("a")])] == [None, None]


def test_where_nothing_is_quoted_the_page_says_so_and_calls_our_summary_ours(visitor: Client) -> None:
    shown = text_of(visitor, f"/commitments/fra-land/?{END}")
    wording = shown[shown.index("How the wording changed") : shown.index(OURS)]
    assert "There is no quotation on record" in wording
    assert "taken out:" not in wording
    assert "taken out:" in shown[shown.index(OURS) :]
    assert "These are our words, not the speaker" in shown
    assert "No quotation on record." in text_of(visitor, f"/statements/s-2025-08-19-bloomberg-virtual/?{END}")
    compared = text_of(visitor, "/compare/?from=2025-08-16&to=2025-09-05")
    assert "What changed in our summary" in compared
    assert "What changed in the wording" not in compared
    assert "No quotation on record." in compared


def quotation(key: str, day: str, text: str, language: str, strength: str = "pledged") -> None:
    land = Commitment.objects.get(key="gbr-land")
    row = worlds.said(key, on=day, commitment=land, strength=strength, summary=f"Told {key}.")
    row.statement.quotation, row.statement.quotation_language = text, language
    row.statement.save()
    worlds.published()


def test_quotations_are_compared_as_wording_on_every_page_of_words(visitor: Client) -> None:
    quotation("q-1", "2026-01-10", "We will send troops.", "en")
    quotation("q-2", "2026-01-12", "Ми готові.", "uk")
    quotation("q-3", "2026-01-14", "We may send troops.", "en")
    page = visitor.get("/commitments/gbr-land/?as_of=2026-01-31").content.decode()
    wording = page[page.index("How the wording changed") : page.index(OURS)]
    assert re.search(r"<del>.*?will.*?</del>.*?<ins>.*?may.*?</ins>", wording, re.S)
    assert '<blockquote class="quotation" lang="uk"><p>Ми готові.</p></blockquote>' in wording
    assert "No earlier quotation in this language to compare with." in wording
    assert re.search(r"Our summary:.*Told q-3\.", wording)
    for address in ("/actors/gbr/", "/leaders/ann/"):
        shown = text_of(visitor, f"{address}?as_of=2026-01-31")
        assert "What changed in the wording" in shown, address
    answer = visitor.get("/api/v1/statements/s-q-2/").json()
    assert (answer["quotation"], answer["quotation_language"]) == ("Ми готові.", "uk")


def test_a_comparison_shows_quotations_against_one_another(visitor: Client) -> None:
    quotation("q-1", "2026-01-10", "We will send troops.", "en")
    quotation("q-2", "2026-01-14", "We have sent troops.", "en", strength="formalised")
    page = visitor.get("/compare/?from=2026-01-11&to=2026-01-31").content.decode()
    moved = page[page.index("Told q-2.") :]
    assert "What changed in the wording" in moved
    assert re.search(r"<del>.*?will send.*?</del>.*?<ins>.*?have sent.*?</ins>", moved, re.S)
    assert "No quotation on record." not in moved


def document(kind: str, publisher: str, place: int) -> dict[str, Any]:
    return {"official": kind.startswith("official"), "publisher": publisher, "place": (place, False, 0)}


def test_an_official_text_that_only_others_have_shown_says_through_whom() -> None:
    names = Names(
        {
            "source": {
                "a": document("news_report", "TASS", 2),
                "b": document("analysis", "Stern", 3),
                "c": document("official_document", "Élysée", 0),
            }
        }
    )
    context = Context({"names": names})
    said = {"attribution": "official_document", "sources": ["b", "a"]}
    assert best_first(context, ["b", "a", "c"]) == ["c", "a", "b"]
    assert attributed(context, said) == "official text, seen through TASS and Stern"
    assert attributed(context, {**said, "sources": ["b", "c"]}) == "Official document"
    assert attributed(context, {**said, "attribution": "named_official"}) == "Named official"
    assert attributed(context, {**said, "sources": []}) == "Official document"


def test_pages_say_how_an_official_text_was_seen_and_show_the_best_source_first(visitor: Client) -> None:
    statements = visitor.get(f"/api/v1/statements/?attribution=official_document&page_size=500&{END}").json()
    kinds = dict(Source.objects.values_list("key", "kind"))
    through = {
        one["key"]: not any(kinds[key].startswith("official") for key in one["sources"])
        for one in statements["results"]
    }
    assert set(through.values()) == {True, False}
    for key in [next(k for k, own in through.items() if own is wanted) for wanted in (True, False)]:
        shown = text_of(visitor, f"/statements/{key}/?{END}")
        assert ("official text, seen through" in shown) == through[key]
        assert ("Official document" in shown[shown.index("How we know") :]) != through[key]
    for address in ("/", "/actors/fra/", "/compare/?from=2025-12-01&to=2025-12-31", "/commitments/eu-loan/"):
        address += f"{'&' if '?' in address else '?'}{END}" if "compare" not in address else ""
        assert "official text, seen through" in text_of(visitor, address), address


def test_the_best_source_of_a_statement_stands_first(visitor: Client) -> None:
    kinds = dict(Source.objects.values_list("key", "kind"))
    statements = visitor.get(f"/api/v1/statements/?page_size=500&{END}").json()["results"]
    mixed = next(
        one
        for one in statements
        if not kinds[one["sources"][0]].startswith("official")
        and any(kinds[key].startswith("official") for key in one["sources"])
    )
    page = visitor.get(f"/statements/{mixed['key']}/?{END}").content.decode()
    listed = re.findall(r'href="/sources/([\w-]+)/', page[page.index("How we know") :])
    assert kinds[listed[0]].startswith("official")
    assert set(listed) == set(mixed["sources"])


def test_a_grade_is_told_in_words_where_a_page_first_uses_it() -> None:
    context = Context({"graded": set()})
    assert spoken_grade(context, "B2") == "B2: usually reliable, probably true"
    assert spoken_grade(context, "B2") == "B2"
    assert grade(context, "A1")["words"] == "completely reliable, confirmed"
    assert grade(context, "B2")["words"] == ""
    assert (grade(Context({}), "B2")["words"], grade(context, None), spoken_grade(context, None)) == (
        "",
        {},
        "",
    )


@pytest.mark.parametrize(
    "address", ["/", "/brief/", "/commitments/gbr-land/", "/actors/usa/", "/events/e-2025-08-18-washington/"]
)
def test_each_grade_has_its_words_once_on_a_page(visitor: Client, address: str) -> None:
    page = visitor.get(f"{address}?{END}").content.decode()
    codes = re.findall(r'<abbr class="grade[^>]*>(\w\d)</abbr>', page)
    told = re.findall(
        r'<abbr class="grade[^>]*>(\w\d)</abbr><span class="grade__words">'
        r'<span class="visually-hidden">: </span>([^<]+)</span>',
        page,
    )
    assert sorted(code for code, _words in told) == sorted(set(codes))
    assert all(words == grade_in_words(code) for code, words in told)
    assert codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_grade_has_words_in_every_language(language: str) -> None:
    with speaking(language):
        for letter in Reliability.values:
            for digit in Credibility.values:
                reliability, _comma, credibility = grade_in_words(letter + digit).partition(", ")
                assert 3 < len(reliability) < 45, (letter, reliability)
                assert 3 < len(credibility) < 45, (digit, credibility)


def test_an_explanation_says_who_gave_each_figure_with_its_grade_and_best_source(visitor: Client) -> None:
    address = f"guarantee=g-land&contribution=troops&unit=personnel&{END}"
    rows = visitor.get(f"/api/v1/explain/?{address}").json()["included"]
    page = visitor.get(f"/explain/?{address}").content.decode()
    counted = page[page.index('<tbody id="counted">') : page.index("<tfoot>")]
    for key in [key for row in rows for key in row["updates"]]:
        claim = visitor.get(f"/api/v1/updates/{key}/?{END}").json()
        told = counted[counted.index(f"#{key}") :]
        assert f">{claim['grade']}</abbr>" in told
        assert any(f'href="/sources/{source}/' in told for source in claim["sources"])
