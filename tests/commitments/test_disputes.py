from commitments.disputes import Dispute, disputes
from ledger.folding import counting
from tests.ledgers import at, claim

REPORT = claim("a", lane="reported", strength="pledged")


def test_a_denial_disputes_across_lanes_by_whom_it_speaks_for() -> None:
    denial = claim("b", "denial", 2, names="a", speaking_for=("ita",), origins=("ansa",))
    assert disputes([REPORT, denial]) == (Dispute(update="a", by=("ita",), denial="b"),)


def test_an_anonymous_denial_is_by_the_origins_of_its_sources() -> None:
    denial = claim("b", "denial", 2, names="a", lane="reported", origins=("reuters", "afp", "reuters"))
    assert disputes([REPORT, denial]) == (Dispute(update="a", by=("afp", "reuters"), denial="b"),)


def test_nothing_is_disputed_without_a_denial() -> None:
    assert disputes([REPORT, claim("b", on=2, standing="refused")]) == ()


def test_a_retracted_denial_disputes_nothing() -> None:
    claims = [
        REPORT,
        claim("b", "denial", 2, names="a", speaking_for=("ita",), sequence=1),
        claim("c", "retraction", 4, names="b", sequence=2),
    ]
    assert len(disputes(counting(claims, at(3)))) == 1
    assert disputes(counting(claims, at(4))) == ()


def test_a_claim_that_was_corrected_is_not_disputed_any_more() -> None:
    claims = [
        REPORT,
        claim("b", "denial", 2, names="a", speaking_for=("ita",), sequence=1),
        claim("c", "correction", 1, known=3, names="a", lane="reported", sequence=2),
    ]
    assert len(disputes(counting(claims, at(5, 2)))) == 1
    assert disputes(counting(claims, at(5, 3))) == ()


def test_two_denials_are_two_disputes() -> None:
    found = disputes(
        [
            REPORT,
            claim("b", "denial", 2, names="a", speaking_for=("ita",)),
            claim("c", "denial", 3, names="a", speaking_for=("pol",)),
        ]
    )
    assert [(one.denial, one.by) for one in found] == [("b", ("ita",)), ("c", ("pol",))]
