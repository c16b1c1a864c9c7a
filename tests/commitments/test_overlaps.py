from hypothesis import given
from hypothesis import strategies as st

from commitments.overlaps import Made, Overlap, overlaps

UNION = frozenset({("deu", "eu"), ("fra", "eu"), ("eu", "cow")})


def test_what_a_member_gives_may_be_inside_what_all_give() -> None:
    made = [Made("y-eu", ("eu",)), Made("y-deu", ("deu",)), Made("y-usa", ("usa",))]
    assert overlaps(made, UNION) == (Overlap("y-deu", "y-eu"),)


def test_one_of_several_parties_is_enough() -> None:
    joint = Made("joint", ("nor", "fra"))
    assert overlaps([joint, Made("y-eu", ("eu",))], UNION) == (Overlap("joint", "y-eu"),)
    together = Made("together", ("nor", "eu"))
    assert overlaps([Made("y-deu", ("deu",)), together], UNION) == (Overlap("y-deu", "together"),)


def test_a_member_of_a_member_is_not_asked_for() -> None:
    assert overlaps([Made("y-deu", ("deu",)), Made("y-cow", ("cow",))], UNION) == ()


def test_two_of_one_actor_and_two_members_of_one_union_are_no_double_count() -> None:
    made = [Made("a", ("deu",)), Made("b", ("deu",)), Made("c", ("fra",))]
    assert overlaps(made, UNION) == ()


def test_a_joint_commitment_of_a_union_and_its_member_is_not_inside_itself() -> None:
    assert overlaps([Made("a", ("deu", "eu"))], UNION) == ()


keys = st.sampled_from(["deu", "fra", "nor", "eu", "cow"])
commitments = st.lists(st.lists(keys, min_size=1, max_size=2, unique=True).map(tuple), max_size=6).map(
    lambda every: [Made(f"c{n}", parties) for n, parties in enumerate(every)]
)


@given(commitments, st.sets(st.tuples(keys, keys), max_size=6))
def test_a_pair_is_told_if_and_only_if_a_party_of_the_one_belongs_to_a_party_of_the_other(
    made: list[Made], belonging: set[tuple[str, str]]
) -> None:
    assert overlaps(made, belonging) == tuple(
        sorted(
            Overlap(one.commitment, whole.commitment)
            for one in made
            for whole in made
            if one != whole
            and any(
                (party, organisation) in belonging for party in one.parties for organisation in whole.parties
            )
        )
    )
