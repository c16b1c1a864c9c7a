"""What stands between a draft and the record, with the field that is to be mended."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actors.models import ActorAlias
from desk.bundle import bundle_of, gather
from desk.checks import problems
from guarantees.models import Citation, Statement
from tests import drafts
from tests.drafts import stamped

pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 31)


def found(statement: Statement) -> list[tuple[str, str]]:
    """The key and the field of every problem of a draft."""
    return [(one.draft.key, one.field) for one in problems(bundle_of(statement), today=TODAY)]


def said(statement: Statement) -> str:
    return "\n".join(map(str, problems(bundle_of(statement), today=TODAY)))


def second(key: str = "s-2", **fields: Any) -> Callable[[], Statement]:
    return lambda: drafts.statement(key, **fields)


def in_the_record(**fields: Any) -> Any:
    """A published pledge of 100 to 200 soldiers."""
    claim = drafts.update(**{"low": 100, "high": 200, **fields})
    bundle = bundle_of(claim.statement)
    stamped(*bundle.drafts.values())
    claim.refresh_from_db()
    return claim


def test_a_good_draft_has_no_problem() -> None:
    assert found(drafts.update().statement) == []


def test_a_refinement_lies_inside_what_it_refines() -> None:
    first = in_the_record()
    inside = drafts.update("u-2", statement=second(), kind="refinement", relates_to=first, low=150, high=200)
    assert found(inside.statement) == []
    inside.high = 201
    inside.save()
    assert found(inside.statement) == [("u-2", "high")]
    assert "if it lies outside, this is a change or a correction" in said(inside.statement)


def test_a_reaffirmation_without_a_figure_opens_no_door_to_a_refinement() -> None:
    first = in_the_record()
    bare = drafts.update("u-2", statement=second(), kind="reaffirmation", relates_to=first)
    stamped(bare.statement, bare)
    wider = drafts.update(
        "u-3", statement=second("s-3"), kind="refinement", relates_to=bare, low=100, high=900
    )
    assert found(wider.statement) == [("u-3", "high")]
    assert "100 to 200, the figure of u-1 that stands" in said(wider.statement)
    wider.high = 150
    wider.save()
    assert found(wider.statement) == []


def test_a_required_size_is_refined_within_what_its_claimant_asks_for() -> None:
    first = drafts.requirement(low=100, high=200)
    stamped(*bundle_of(first.statement).drafts.values())
    bare = drafts.requirement("r-2", statement=second(), kind="reaffirmation", relates_to=first, low=None)
    stamped(bare.statement, bare)
    wider = drafts.requirement(
        "r-3", statement=second("s-3"), kind="refinement", relates_to=bare, low=100, high=900
    )
    assert found(wider.statement) == [("r-3", "high")]


def test_a_claim_relates_to_a_claim_of_the_same_subject() -> None:
    first = in_the_record()
    other = drafts.update(
        "u-2",
        statement=second(),
        kind="reaffirmation",
        relates_to=first,
        commitment=lambda: drafts.commitment("gbr-air"),
    )
    assert ("u-2", "relates_to") in found(other.statement)


def test_a_reaffirmation_stays_in_its_lane() -> None:
    first = in_the_record()
    reported = second(speaking_for=lambda: drafts.actor("fra"))
    claim = drafts.update("u-2", statement=reported, kind="reaffirmation", relates_to=first)
    assert ("u-2", "relates_to") in found(claim.statement)
    assert "same lane" in said(claim.statement)


def test_a_third_party_may_deny_what_it_never_claimed_itself() -> None:
    first = in_the_record()
    third = second(speaking_for=lambda: drafts.actor("fra"))
    denial = drafts.update("u-2", statement=third, kind="denial", relates_to=first, standing="", strength="")
    assert found(denial.statement) == []


def test_the_first_claim_of_a_lane_is_a_change() -> None:
    first = in_the_record()
    third = second(speaking_for=lambda: drafts.actor("fra"))
    denial = drafts.update("u-2", statement=third, kind="denial", relates_to=first, standing="", strength="")
    denial.lane = "reported"
    stamped(*denial.statement.speaking_for.all(), denial.statement, denial)
    reported = drafts.update(
        "u-3",
        statement=second("s-3", speaking_for=lambda: drafts.actor("fra")),
        kind="reaffirmation",
        relates_to=denial,
    )
    assert ("u-3", "kind") in found(reported.statement)


def test_the_actors_own_word_has_a_standing() -> None:
    assert found(drafts.update(standing="", strength="").statement) == [("u-1", "standing")]


def test_a_reported_claim_needs_no_standing() -> None:
    statement = second(speaker=None, speaking_for=None, attribution="anonymous_sources")
    assert found(drafts.update(statement=statement, standing="", strength="").statement) == []


def test_a_claim_rests_on_sources_of_its_statement() -> None:
    claim = drafts.update()
    claim.sources.add(drafts.source("bbc-1"))
    assert found(claim.statement) == [("u-1", "sources")]


def test_two_claims_on_one_subject_rest_on_different_sources() -> None:
    claim = drafts.update()
    other = drafts.update("u-2", low=5)
    assert [field for _, field in found(claim.statement)] == ["sources"]
    Citation.objects.create(statement=claim.statement, source=drafts.source("afp-2"))
    claim.sources.set([drafts.source("afp-1")])
    other.sources.set([drafts.source("afp-2")])
    assert found(claim.statement) == []


def test_sources_that_overlap_are_the_same_sources() -> None:
    claim = drafts.update()
    other = drafts.update("u-2", low=5)
    for key in ("afp-2", "afp-3"):
        Citation.objects.create(statement=claim.statement, source=drafts.source(key))
    claim.sources.set([drafts.source("afp-1"), drafts.source("afp-2")])
    other.sources.set([drafts.source("afp-2"), drafts.source("afp-3")])
    assert found(claim.statement) == [("u-2", "sources")]
    assert "other sources than those of u-1, which rests on afp-2 as well" in said(claim.statement)


def test_a_denial_may_stand_beside_another_claim_on_the_same_sources() -> None:
    first = in_the_record()
    claim = drafts.update("u-2", statement=second(), strength="discussed")
    drafts.update("u-3", statement=second(), kind="denial", relates_to=first, standing="", strength="")
    assert found(claim.statement) == []


def test_a_statement_has_a_source() -> None:
    assert found(drafts.statement(cites="")) == [("s-1", "sources")]


def test_what_anonymous_sources_say_is_said_for_nobody() -> None:
    assert found(drafts.statement(attribution="anonymous_sources")) == [("s-1", "speaking_for")]


def test_nothing_was_said_or_published_after_today() -> None:
    source = drafts.source("afp-9", published_on=date(2026, 1, 1))
    statement = drafts.statement(said_on="2026-01-01", cites=source.key)
    assert sorted(found(statement)) == [("afp-9", "published_on"), ("s-1", "said_on")]


def test_a_claim_waits_for_conditions_of_its_own_package() -> None:
    drafts.condition("c-other", package=lambda: drafts.package("other"))
    assert found(drafts.update(requires="c-other").statement) == [("u-1", "requires")]


def test_a_condition_that_nobody_has_entered_is_named() -> None:
    assert found(drafts.update(requires="c-nobody").statement) != []
    assert "'c-nobody'" in said(Statement.objects.get())


def test_a_claim_of_another_draft_is_published_first() -> None:
    first = drafts.update()
    other = drafts.update("u-2", statement=second(), kind="reaffirmation", relates_to=first)
    assert "publish s-1 first" in said(other.statement)
    assert first not in bundle_of(other.statement).drafts.values()


def test_draft_nouns_are_checked_as_the_import_checks_them() -> None:
    whole = drafts.commitment("whole")
    part = drafts.commitment("part", part_of=whole)
    whole.part_of = part
    whole.save()
    claim = drafts.update(commitment=part)
    assert {key for key, field in found(claim.statement) if field == "part_of"} == {"whole", "part"}


def test_what_is_published_already_is_not_published_again() -> None:
    first = in_the_record()
    claim = drafts.update("u-2", statement=second(), kind="reaffirmation", relates_to=first)
    keys = {row.key for row in bundle_of(claim.statement).drafts.values()}
    assert keys == {"s-2", "u-2"}


def test_a_draft_noun_comes_with_all_that_it_rests_on() -> None:
    keys = [row.key for row in gather([drafts.commitment()]).nouns]
    assert sorted(keys) == ["gbr", "gbr-troops", "pact", "pact-troops"]


def test_checking_asks_a_constant_number_of_queries(django_assert_max_num_queries: Any) -> None:
    first = in_the_record()
    for number in range(2, 12):
        later = drafts.update(
            f"u-{number}", statement=second(f"s-{number}"), kind="reaffirmation", relates_to=first
        )
        stamped(later.statement, later)
    claim = drafts.update("u-20", statement=second("s-20"), kind="reaffirmation", relates_to=first)
    statement = Statement.objects.get(pk=claim.statement.pk)
    with django_assert_max_num_queries(50):
        assert problems(bundle_of(statement), today=TODAY) == []


def test_a_moment_lies_in_the_days_of_its_statement() -> None:
    claim = drafts.update(statement=second("s-1", said_at="2025-08-20T23:30:00-05:00"))
    assert found(claim.statement) == []
    Statement.objects.update(said_at="2025-08-21T04:30:00Z")
    assert found(Statement.objects.get()) == [("s-1", "said_at")]


def test_a_quotation_has_words_and_not_a_language_alone() -> None:
    statement = drafts.statement(quotation="Так.", quotation_language="uk")
    assert found(statement) == []
    statement.quotation = ""
    statement.save()
    assert found(statement) == [("s-1", "quotation_language")]


def test_what_is_promised_does_not_end_before_it_begins() -> None:
    assert found(drafts.update(until="2025-08-20").statement) == []
    other = drafts.update("u-2", statement=second(), until="2025-07", effective="2025-08-20")
    assert ("u-2", "until") in found(other.statement)


def test_a_claim_names_none_that_was_said_later_on_the_same_day() -> None:
    first = in_the_record(statement=second("s-1", said_at="2025-08-20T12:00:00Z"))
    later = second("s-2", said_at="2025-08-20T15:00:00+02:00")
    claim = drafts.update("u-2", statement=later, kind="reaffirmation", relates_to=first)
    assert found(claim.statement) == []
    claim.statement.said_at = "2025-08-20T13:00:00+02:00"
    claim.statement.save()
    claim.save()
    assert ("u-2", "relates_to") in found(claim.statement)


def test_a_joint_declaration_is_the_own_word_of_each() -> None:
    joint = second("s-1", speaking_for=lambda: [drafts.actor("fra"), drafts.actor()])
    assert found(drafts.update(statement=joint, standing="", strength="").statement) == [("u-1", "standing")]


def test_a_member_speaks_for_its_group_beside_others() -> None:
    joint = second("s-1", speaking_for=lambda: [drafts.actor("fra"), drafts.actor()])
    of_the_group = drafts.commitment("willing-any", actor=drafts.group())
    claim = drafts.update(statement=joint, commitment=of_the_group, standing="", strength="")
    assert found(claim.statement) == []
    drafts.membership()
    assert found(claim.statement) == [("u-1", "standing")]


def test_conditions_imply_others_of_their_package_and_never_themselves() -> None:
    peace, truce = drafts.condition(), drafts.condition("c-truce")
    peace.implies.add(truce)
    claim = drafts.update(requires="c-peace")
    assert found(claim.statement) == []
    assert {row.key for row in bundle_of(claim.statement).nouns} >= {"c-peace", "c-truce"}
    truce.implies.add(peace)
    assert found(claim.statement) == [("c-peace", "implies"), ("c-truce", "implies")]
    truce.implies.set([drafts.condition("c-other", package=lambda: drafts.package("other"))])
    assert found(claim.statement) == [("c-truce", "implies")]


def test_other_names_go_with_what_they_name_and_alone_once_it_is_published() -> None:
    actor = drafts.actor()
    alias = actor.aliases.create(name="Britain", language="en")
    assert alias in bundle_of(drafts.update().statement).nouns
    assert [row.key for row in gather([alias]).nouns] == ["gbr--Britain--en", "gbr"]
    stamped(actor, alias)
    further = ActorAlias.objects.create(actor=actor, name="Albion")
    assert gather([further]).nouns == [further]
    assert problems(gather([further]), today=TODAY) == []


def test_a_second_head_is_told_at_his_first_day_also_while_the_end_of_the_first_is_a_draft() -> None:
    head = {"office": "Premier", "office_class": "head_of_government"}
    first = stamped(drafts.tenure(since=date(2020, 1, 1), **head))
    stamped(first.leader, first.actor)
    later = drafts.tenure(leader=drafts.leader("bob"), since=date(2025, 9, 4), **head)
    told = [str(one) for one in problems(gather([later]), today=TODAY)]
    assert len(told) == 1
    assert "ann, from 2020-01-01 to an open day (published) holds Premier of gbr" in told[0]
    end = drafts.tenure(since=date(2020, 1, 1), until=date(2025, 9, 4), **head)
    told = [str(one) for one in problems(gather([later]), today=TODAY)]
    assert f"the end of the tenure before to be published first: {end.key} is a draft" in told[1]
    assert problems(gather([later, end]), today=TODAY) == []
