"""A condition that waits for a commitment: entered by an editor, shown everywhere, true as soon as it is reached."""

import json
from typing import Any

import pytest
from django.test import Client

from commitments.models import Reach
from desk.checks import NotReady
from guarantees.models import Condition
from ledger.models import Change
from tests import drafts
from tests.desk import steps
from tests.desk.filling import signed_in
from tests.desk.people import edith, ray
from tests.worlds import published, said

pytestmark = pytest.mark.django_db

ADD = "/admin/guarantees/condition/add/"


@pytest.fixture
def desk() -> Client:
    return signed_in(edith())


def filled(**reach: Any) -> dict[str, Any]:
    """The form of a condition, with what it waits for."""
    data = {"package": drafts.package().pk, "name": "London leads", "kind": "burden_sharing"}
    counts = {"reach-TOTAL_FORMS": 1, "reach-INITIAL_FORMS": 0}
    return {**data, **counts, **{f"reach-0-{name}": value for name, value in reach.items()}}


def refusals(page: Any) -> str:
    """What the page says of the commitment that was chosen."""
    assert page.status_code == 200
    return str(page.context["inline_admin_formsets"][0].formset.errors)


def api(path: str, **asked: str) -> Any:
    answer = Client().get(f"/api/v1/{path}", asked)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_an_editor_enters_what_a_condition_waits_for(desk: Client) -> None:
    desk.post(ADD, filled(commitment=drafts.commitment().pk, strength="pledged"))
    entered = Reach.objects.get()
    assert (entered.condition.name, entered.commitment.key, entered.strength) == (
        "London leads",
        "gbr-troops",
        "pledged",
    )


def test_a_condition_that_waits_for_nothing_is_entered_as_before(desk: Client) -> None:
    desk.post(ADD, filled(commitment="", strength=""))
    assert Condition.objects.get().name == "London leads"
    assert not Reach.objects.exists()


@pytest.mark.parametrize("missing", ["commitment", "strength"])
def test_a_commitment_and_a_strength_belong_together(desk: Client, missing: str) -> None:
    data = filled(commitment=drafts.commitment().pk, strength="pledged") | {f"reach-0-{missing}": ""}
    assert "This field is required" in refusals(desk.post(ADD, data))
    assert not Condition.objects.exists()


def test_a_commitment_of_another_package_is_refused_by_name(desk: Client) -> None:
    other = drafts.guarantee("sea", package=drafts.package("other-pact"))
    chosen = drafts.commitment("fra-sea", actor=drafts.actor("fra"), guarantee=other)
    page = desk.post(ADD, filled(commitment=chosen.pk, strength="pledged"))
    assert "This commitment belongs to another package (Other-Pact) than the condition." in refusals(page)


def test_a_condition_does_not_wait_for_a_commitment_that_requires_it(desk: Client) -> None:
    condition = drafts.condition()
    drafts.update(requires="c-peace & c-vote")
    data = filled(commitment=drafts.commitment().pk, strength="pledged")
    page = desk.post(f"/admin/guarantees/condition/{condition.pk}/change/", {**data, "key": "c-peace"})
    assert "each would wait for the other for ever" in refusals(page)
    assert not Reach.objects.exists()


def test_a_claim_may_not_require_what_waits_for_its_own_commitment() -> None:
    drafts.reach()
    claim = drafts.update(requires="c-peace")
    with pytest.raises(NotReady, match="a condition that does not wait for this commitment"):
        steps.submit(claim.statement, by=edith())


def test_what_is_published_waits_for_what_it_waits_for(desk: Client) -> None:
    reach = drafts.reach()
    steps.publish_nouns([reach.condition], by=ray())
    address = f"/admin/guarantees/condition/{reach.condition.pk}/change/"
    assert "gbr-troops" in desk.get(address).content.decode()
    assert desk.post(address, filled(commitment=reach.commitment.pk, strength="discussed")).status_code == 403
    assert Reach.objects.get().strength == "pledged"


def test_it_is_true_everywhere_once_the_commitment_has_reached_the_strength() -> None:
    drafts.reach(condition=drafts.condition("c-lead"))
    follower = drafts.commitment("fra-troops", actor=drafts.actor("fra"))
    said("u-fra", by="fra", commitment=follower, strength="pledged", requires="c-lead")
    said("u-gbr", "2025-08-20", strength="signalled")
    published()
    condition = api("conditions/c-lead/")
    assert condition["reach"] == {"commitment": "gbr-troops", "strength": "pledged"}
    assert (condition["truth"], condition["waiting"]) == ("open", ["fra-troops"])
    waiting = api("scenario/", package="pact")["waiting"]
    assert [(one["commitment"], one["why"][0]["condition"]) for one in waiting] == [("fra-troops", "c-lead")]

    said("u-gbr-2", "2025-08-25", strength="pledged")
    published()
    told = Change.objects.filter(type="condition", key="c-lead").order_by("sequence").last()
    assert json.loads(told.payload)["truth"] == "true"  # type: ignore[union-attr, arg-type]
    assert api("conditions/c-lead/")["truth"] == "true"
    assert api("conditions/c-lead/", as_of="2025-08-22")["truth"] == "open"
    firm = {one["commitment"]: one["why"] for one in api("scenario/", package="pact")["firm"]}
    assert firm["fra-troops"] == [{"condition": "c-lead", "state": "met", "assumed": False}]
    assert api("commitments/fra-troops/")["firmness"] == "firm"
    page = Client().get("/conditions/c-lead/").content.decode()
    assert "Comes true by itself when" in page
    assert "/commitments/gbr-troops/" in page
