"""What actors say together, at an hour, in their own words, until a day: on the pages."""

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.template import Context
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import drafts, worlds
from web.pages.names import Names
from web.templatetags.named import said_by

from .declarations import OCTOBER
from .pages.test_contents import text_of

pytestmark = [pytest.mark.usefixtures("declared"), pytest.mark.django_db]

NOW = "as_of=2025-10-02&known_on=2025-10-02"
LATE = "as_of=2026-01-02"
BEFORE_THE_NAMES = "known_on=2025-09-30"


def html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


# ---- who speaks, when, in which words


def test_a_statement_links_each_actor_of_a_joint_declaration(client: Client) -> None:
    page = html(client, f"/statements/s-together/?{NOW}")
    assert re.search(
        r'href="/actors/fra/[^"]*">France</a>.*?href="/actors/gbr/[^"]*">United Kingdom</a>', page, re.S
    )
    assert "Ann Example for France and United Kingdom" in text_of(client, f"/statements/s-together/?{NOW}")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("", "France and United Kingdom"),
        ("uk", "Франція і Велика Британія"),  # noqa: RUF001 -- the Ukrainian "and" is one letter
        ("fr", "France et Royaume-Uni"),
    ],
)
def test_several_actors_are_named_as_a_sentence_of_the_language_names_them(
    client: Client, lang: str, words: str
) -> None:
    assert words in text_of(client, f"/commitments/gbr-troops/?{NOW}{lang and f'&lang={lang}'}")


def test_lists_of_claims_name_all_for_whom_a_speaker_spoke(client: Client) -> None:
    assert "Ann Example for France and United Kingdom , Named official" in text_of(
        client, f"/actors/fra/?{NOW}"
    )
    found = text_of(client, f"/compare/?from=2025-09-03&to=2025-09-04&{NOW}")
    assert "Ann Example for France and United Kingdom , Named official" in found
    brief = html(client, f"/brief/?since=2025-09-03&format=md&{NOW}")
    assert "(Ann Example for France and United Kingdom, 4 Sep 2025" in brief


def test_a_name_in_a_text_is_no_markup() -> None:
    names = Names(
        {"actor": {"civ": {"key": "civ", "name": "Côte d'Ivoire"}, "fra": {"key": "fra", "name": "France"}}}
    )
    said = {"speaker": None, "speaking_for": ["civ", "fra"]}
    assert said_by(Context({"names": names}), said, False) == "Côte d'Ivoire and France"
    assert "d&#x27;Ivoire</a> and <a" in said_by(Context({"names": names}), said)


def test_the_hour_of_a_statement_stands_beside_its_day_with_its_own_offset(client: Client) -> None:
    page = html(client, f"/statements/s-together/?{NOW}")
    assert '<time class="soft" datetime="2025-09-04T18:30:00+02:00">18:30, UTC+2</time>' in page
    assert "4 Sep 2025 18:30, UTC+2" in text_of(client, f"/statements/s-together/?{NOW}")


def test_a_quotation_stands_in_the_language_in_which_it_was_said(client: Client) -> None:
    page = html(client, f"/statements/s-together/?{NOW}")
    assert re.search(r'<blockquote[^>]* lang="fr">\s*<p>Nous serons là\.</p></blockquote>', page)
    assert "<blockquote" not in html(client, f"/statements/s-before/?{NOW}")


@pytest.mark.parametrize("actor", ["fra", "gbr"])
def test_the_words_of_an_actor_hold_what_was_said_for_it_with_others_each_once(
    client: Client, actor: str
) -> None:
    page = html(client, f"/actors/{actor}/?{NOW}")
    assert page.count("A force until the end of the year.") == 1
    assert text_of(client, f"/actors/{actor}/?as_of=2025-09-03").count("A force until") == 0


def test_the_story_has_the_claims_of_one_day_in_the_order_of_the_hour_the_newest_first(
    client: Client,
) -> None:
    page = html(client, f"/commitments/gbr-troops/?{NOW}")
    assert re.findall(r'<li class="claim [^"]*" id="([\w-]+)">', page) == ["u-together", "u-before"]


def test_whoever_still_speaks_for_one_of_several_has_not_left(client: Client) -> None:
    assert "A joint force" in text_of(client, "/").partition("Promised by those who left")[2]
    drafts.tenure(leader=drafts.leader("ann"), actor=drafts.actor("gbr"), since=date(2025, 1, 1))
    worlds.published(at=OCTOBER + timedelta(days=1))
    assert "A joint force" not in text_of(client, "/").partition("Promised by those who left")[2]


# ---- until when, and in which unit


def test_a_commitment_says_until_when_it_is_promised_and_that_it_lapsed_after_that_day(
    client: Client,
) -> None:
    shown = text_of(client, f"/commitments/gbr-troops/?{NOW}")
    assert "until 31 Dec 2025" in shown
    assert "Promised until 31 Dec 2025" in shown
    assert "lapsed" not in shown.lower().partition("the story")[0]
    late = text_of(client, f"/commitments/gbr-troops/?{LATE}")
    assert "promised until 31 Dec 2025 , lapsed after that" in late
    assert "Promised until 31 Dec 2025 lapsed on the day after" in late
    assert "until" not in text_of(client, f"/commitments/gbr-money/?{NOW}").partition("The story")[0]


def test_lists_and_cells_say_until_when(client: Client) -> None:
    assert "Pledged until 31 Dec 2025" in text_of(client, f"/commitments/?{NOW}")
    assert "promised until 31 Dec 2025 , lapsed after that" in text_of(client, f"/commitments/?{LATE}")
    assert 'title="promised until 31 Dec 2025"' in html(client, f"/matrix/?{NOW}")
    assert "promised until 31 Dec 2025" in html(client, f"/map/?contribution=troops&{NOW}")


def test_a_lapse_that_nobody_declared_is_a_move_with_its_reason(client: Client) -> None:
    span = "from=2025-12-31&to=2026-01-01"
    assert "The last day for which it was promised has passed." in text_of(client, f"/compare/?{span}")
    brief = html(client, "/brief/?since=2025-12-31&as_of=2026-01-01&format=md")
    assert re.search(r"\*\*Lapsed[^*]*\(promised until 31 Dec 2025\)\*\*", brief), brief


@pytest.mark.parametrize(
    ("key", "lang", "figure"),
    [
        ("gbr-money", "", "€100m a year"),
        ("gbr-money", "uk", "на рік"),
        ("gbr-money", "fr", "par an"),
        ("gbr-drones", "", "1,000 drones a month"),
        ("gbr-drones", "uk", "1\u00a0000 дронів на місяць"),
        ("gbr-drones", "fr", "1\u202f000 drones par mois"),
        ("gbr-share", "", "0.25 % of GDP"),
        ("gbr-share", "uk", "0,25 % ВВП"),
        ("gbr-share", "fr", "0,25 % du PIB"),
    ],
)  # fmt: skip
def test_rates_and_shares_are_told_in_every_language(
    client: Client, key: str, lang: str, figure: str
) -> None:
    words = html(client, f"/commitments/{key}/?{NOW}{lang and f'&lang={lang}'}")
    shown = re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", words))
    assert figure in shown


def test_a_chart_of_shares_says_percent_of_gdp_beside_each_size(client: Client) -> None:
    page = html(client, f"/guarantees/pact-money/?{NOW}")
    assert "0.5 % of GDP" in page
    assert "0.25 % of GDP" in page


# ---- by which names


def test_an_actor_shows_its_other_names_its_codes_and_where_it_stands_in_wikidata(client: Client) -> None:
    page = html(client, f"/actors/gbr/?{NOW}")
    assert '<span lang="uk">Велика Британія</span>' in page
    assert "<span>Albion</span>" in page
    assert "GB, GBR" in text_of(client, f"/actors/gbr/?{NOW}")
    assert '<a href="https://www.wikidata.org/wiki/Q145" rel="noreferrer external">' in page
    assert "Albion" not in html(client, f"/actors/gbr/?{BEFORE_THE_NAMES}")


def test_a_leader_shows_other_names_and_where_they_stand_in_wikidata(client: Client) -> None:
    page = html(client, f"/leaders/ann/?{NOW}")
    assert '<span lang="uk">Анна Приклад</span>' in page
    assert "https://www.wikidata.org/wiki/Q1" in page
    assert "Анна" not in html(client, f"/leaders/ann/?{BEFORE_THE_NAMES}")


def test_a_condition_says_what_it_implies_and_from_what_it_follows(client: Client) -> None:
    assert "Where it is met, so is The guns are silent" in text_of(client, f"/conditions/c-peace/?{NOW}")
    implied = text_of(client, f"/conditions/c-ceasefire/?{NOW}")
    assert "Follows from Peace is signed" in implied
    assert "counts as true" in implied


def test_search_engines_are_told_the_other_names_of_those_who_took_part(client: Client) -> None:
    page = html(client, f"/events/summit/?{NOW}")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found is not None
    [ann] = json.loads(found[1])["attendee"]
    assert (ann["alternateName"], ann["sameAs"]) == (["Анна Приклад"], "https://www.wikidata.org/wiki/Q1")
    assert ann["affiliation"]["sameAs"] == "https://www.wikidata.org/wiki/Q145"
    [host] = json.loads(found[1])["organizer"]
    assert host == {"@type": "GovernmentOrganization", "name": "France", "alternateName": ["Hexagone"]}


def test_another_name_finds_its_actor_once_on_the_page_too(client: Client) -> None:
    page = html(client, f"/search/?q=albion&{NOW}")
    assert "1 hit for" in re.sub(r"\s+", " ", page)
    assert "<mark>Albion</mark>" in page
    shown = text_of(client, f"/search/?q=albion&{BEFORE_THE_NAMES}")
    assert "1 hit was not yet known on that date" in shown


def test_the_changes_tell_of_other_names_and_lead_to_whom_they_belong(client: Client) -> None:
    page = html(client, f"/changes/?{NOW}")
    assert re.search(r'Other name of an actor: <a href="/actors/gbr/[^"#]*">Albion</a>', page)
    assert "Other name of a publisher: Agence France-Presse" in page


def test_no_row_of_the_feed_is_read_with_the_text_of_the_ledger(client: Client) -> None:
    for address in ("/changes/", "/api/v1/changes/", "/search/?q=nobody&known_on=2025-09-30", "/"):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        assert not any('"ledger_change"."row"' in one["sql"] for one in captured.captured_queries), address
