"""What moved, on a published ledger: named by what moved it, in whichever lane that was said."""

import pytest

from commitments.models import Commitment
from commitments.objects import Object
from commitments.questions.compare import compare
from tests.worlds import at, published, said

pytestmark = pytest.mark.django_db


def moved(first: str, last: str) -> list[Object]:
    return compare(Commitment.objects.all(), at(first), at(last))


def test_a_retraction_in_the_other_lane_is_named_as_what_moved_the_line() -> None:
    pledge = said("u-1")
    published()
    said("r-1", "2025-08-25", kind="retraction", names=pledge, by="", attribution="media_inference")
    published()
    [move] = moved("2025-08-22", "2025-08-30")
    assert (move["commitment"], move["because"]) == ("gbr-troops", ["r-1"])


def test_a_correction_is_named_and_what_corrects_it_in_its_place() -> None:
    pledge = said("u-1", low=100)
    published()
    known = at("2025-08-30").known_at
    correction = said("u-2", kind="correction", names=pledge, low=10)
    published()
    [move] = compare(Commitment.objects.all(), at("2025-08-30", known), at("2025-08-30"))
    assert (move["direction"], move["because"]) == ("figure", ["u-2"])
    said("u-3", kind="correction", names=correction, low=11)
    published()
    [move] = compare(Commitment.objects.all(), at("2025-08-30", known), at("2025-08-30"))
    assert move["because"] == ["u-3"]


def test_a_denial_of_a_report_moves_no_line() -> None:
    report = said("u-1", by="", attribution="media_inference")
    said("d-1", "2025-08-25", kind="denial", names=report)
    published()
    assert moved("2025-08-22", "2025-08-30") == moved("2025-08-30", "2025-08-22") == []


def test_what_was_said_and_retracted_between_the_two_moves_no_line() -> None:
    pledge = said("u-1", "2025-08-23")
    published()
    said("r-1", "2025-08-25", kind="retraction", names=pledge)
    published()
    assert moved("2025-08-22", "2025-08-30") == []
    [move] = moved("2025-08-24", "2025-08-30")
    assert (move["direction"], move["after"], move["because"]) == ("gone", None, ["r-1"])
    [move] = moved("2025-08-30", "2025-08-24")
    assert (move["direction"], move["before"]) == ("new", None)
