"""What a second person is shown of a draft, and what is another than before."""

import pytest

from desk import keys, preview
from desk.bundle import bundle_of
from desk.publishing import publish
from ledger.versions import version_of
from tests import drafts
from tests.desk.filling import signed_in
from tests.desk.people import edith
from tests.worlds import published, said

pytestmark = pytest.mark.django_db

MOMENT = "2025-08-20T18:30:00+02:00"


def test_all_the_actors_the_moment_and_the_quotation_are_shown() -> None:
    joint = drafts.statement(
        speaking_for=[drafts.actor(), drafts.actor("fra")],
        said_at=MOMENT,
        quotation="Ми готові.",
        quotation_language="uk",
    )
    shown = preview.as_submitted(joint)
    assert shown["Speaking for"] == "FRA; GBR"
    assert (shown["Said at"], shown["Quotation"], shown["Quotation language"]) == (MOMENT, "Ми готові.", "uk")


def test_another_actor_moment_quotation_or_last_day_is_a_difference() -> None:
    claim = drafts.update(until="2027")
    statement = claim.statement
    before = preview.as_submitted(statement)
    statement.speaking_for.add(drafts.actor("fra"))
    statement.said_at, statement.quotation = MOMENT, "We stand ready."
    statement.save()
    claim.until = "2028"
    claim.save()
    found = preview.differences(before, preview.as_submitted(statement))
    assert [(one.part, one.before, one.now) for one in found[:3]] == [
        ("Speaking for", "GBR", "FRA; GBR"),
        ("Said at", "", MOMENT),
        ("Quotation", "", "We stand ready."),
    ]
    assert ("until 2027" in found[3].before, "until 2028" in found[3].now) == (True, True)


def test_what_was_submitted_before_there_were_moments_differs_in_nothing() -> None:
    now = preview.as_submitted(drafts.statement())
    before = {part: text for part, text in now.items() if part not in ("Said at", "Quotation")}
    assert preview.differences(before, now) == []


def test_a_draft_is_official_when_one_of_several_actors_is_the_committing_one() -> None:
    joint = drafts.statement(speaking_for=[drafts.actor("fra"), drafts.actor()])
    assert preview.line(drafts.update(statement=joint)).lane == "official"
    third = drafts.statement("s-2", speaking_for=[drafts.actor("fra"), drafts.actor("nor")])
    assert preview.line(drafts.update("u-2", statement=third)).lane == "reported"


def test_a_key_without_a_speaker_is_of_the_first_actor_and_without_one_of_the_publisher() -> None:
    joint = drafts.statement(speaker=None, speaking_for=[drafts.actor(), drafts.actor("fra")])
    assert keys.of_statement(joint) == "s-2025-08-20-fra"
    report = drafts.statement("s-2", speaker=None, speaking_for=None)
    assert keys.of_statement(report, first_publisher="afp") == "s-2025-08-20-afp"


def test_a_version_is_another_one_as_soon_as_a_list_or_another_name_has_changed() -> None:
    statement, actor, peace = drafts.statement(), drafts.actor(), drafts.condition()
    before = [version_of(statement), version_of(actor, ("aliases",)), version_of(peace)]
    statement.speaking_for.set([drafts.actor("fra")])
    actor.aliases.create(name="Britain")
    peace.implies.add(drafts.condition("c-truce"))
    now = [version_of(statement), version_of(actor, ("aliases",)), version_of(peace)]
    assert all(one != other for one, other in zip(before, now, strict=True))


def test_what_a_new_noun_says_of_others_is_shown_beside_it() -> None:
    drafts.condition(name="A peace treaty").implies.add(drafts.condition("c-truce", name="A truce"))
    drafts.actor().aliases.create(name="Britain", language="en")
    claim = drafts.update(requires="c-peace")
    shown = {(word, str(noun)): names for word, noun, names in preview.nouns(bundle_of(claim.statement))}
    assert shown["condition", "A peace treaty"] == "implies A truce"
    assert shown["actor alias", "Britain (en)"] == "another name of GBR"
    assert shown["actor", "GBR"] == ""
    page = signed_in(edith()).get(f"/admin/desk/statement/{claim.statement_id}/submit/").content.decode()
    assert "condition, implies A truce" in page


def test_another_implication_or_name_of_a_new_noun_is_a_difference() -> None:
    peace = drafts.condition(name="A peace treaty")
    statement = drafts.update(requires="c-peace").statement
    before = preview.as_submitted(statement)
    peace.implies.add(drafts.condition("c-truce", name="A truce"))
    drafts.actor().aliases.create(name="Britain")
    found = preview.differences(before, preview.as_submitted(statement))
    assert {(one.part, one.before, one.now) for one in found} == {
        ("New actor alias (gbr--Britain)", "", "Britain; another name of GBR"),
        ("New condition (c-peace)", "A peace treaty", "A peace treaty; implies A truce"),
        ("New condition (c-truce)", "", "A truce"),
    }


def test_what_its_claimant_asked_for_before_stands_beside_a_required_size() -> None:
    first = drafts.requirement(low=100, high=200)
    publish(bundle_of(first.statement).drafts.values())
    later = drafts.statement("s-2", said_on="2025-09-01")
    again = drafts.requirement("r-2", statement=later, effective="2025-09-01", low=500)
    assert preview.line(again).now == "GBR: 100 to 200 personnel"
    by_nobody = drafts.statement("s-3", speaking_for=None, speaker=None, attribution="media_inference")
    assert preview.line(drafts.requirement("r-3", statement=by_nobody)).now == ""


def test_a_retraction_shows_what_stands_in_the_lane_of_the_claim_that_it_removes() -> None:
    pledge = said("u-1", low=400, high=400)
    published()
    paper = said("u-2", "2025-08-21", kind="retraction", names=pledge, by=None, attribution="media_inference")
    [line] = preview.lines(paper.statement)
    assert line.lane == "reported"
    assert line.now == "offered, pledged, 400 personnel (in the official lane)"
    own = said("u-3", "2025-08-21", kind="retraction", names=pledge)
    assert preview.line(own).now == "offered, pledged, 400 personnel"
