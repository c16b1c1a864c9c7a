"""The place of each claim, kept in numbers with room between."""

from hypothesis import given
from hypothesis import strategies as st

from desk.records import placing
from desk.records.placing import place_claims
from desk.records.problems import Place
from desk.records.record import Known, Placed, Record
from desk.records.rows import Requirement
from ledger.edtf import parse

TABLE = "requirements"


def record(keys: list[str]) -> Record:
    """A record with these claims in its file, in this order."""
    found = Record(name="record")
    for line, key in enumerate(keys, 2):
        row = Requirement(key, "s", "g", parse("2019"), "change", "", None, None, "", "", (), "", "")
        found.read[TABLE].append(Placed(row, Place(0, 16, "requirements.csv", line), (key,) * 13))
    return found


def placed(*files: list[str], known: dict[str, int] | None = None) -> dict[str, int]:
    """The places of all claims of some files, published ones included."""
    there = dict(known or {})
    places, problems = place_claims([record(keys) for keys in files], Known(sequences={TABLE: there}))
    assert problems == []
    return there | {key: place for (_, key), place in places.items()}


def in_order(places: dict[str, int]) -> str:
    """The keys in the order of their places."""
    assert len(set(places.values())) == len(places)
    return "".join(sorted(places, key=places.__getitem__))


def test_the_claims_of_a_new_file_stand_in_its_order() -> None:
    assert in_order(placed(list("cab"))) == "cab"


def test_the_claims_of_a_second_record_stand_after_those_of_the_first() -> None:
    assert in_order(placed(list("ba"), list("dc"))) == "badc"
    assert in_order(placed(list("dc"), known=placed(list("ba")))) == "badc"


@given(
    st.permutations("abcdefgh"), st.sets(st.integers(0, 7)), st.lists(st.sets(st.integers(0, 7)), max_size=3)
)
def test_however_a_file_grows_the_order_is_that_of_the_file(
    keys: list[str], first: set[int], later: list[set[int]]
) -> None:
    known: dict[str, int] = {}
    there: set[int] = set()
    for step in [first, *later, set(range(8))]:
        there |= step
        known = placed([keys[number] for number in sorted(there)], known=known)
    assert in_order(known) == "".join(keys)


def test_what_grows_at_the_end_of_the_first_record_stays_before_the_second() -> None:
    known = placed(list("ab"), list("yz"))
    for end in range(3, 14):
        known = placed(list("abcdefghijklmn")[:end], known=known)
    assert in_order(known) == "abcdefghijklmyz"


def test_thousands_of_loads_of_one_more_row_find_room() -> None:
    known = placed(["first"], ["last"])
    keys = ["first"]
    for number in range(2000):
        keys = [*keys[-1:], f"k{number}"]
        known = placed(keys, known=known)
    assert max(known.values()) == known["last"]


def test_where_there_is_no_room_left_the_row_is_named() -> None:
    known = Known(sequences={TABLE: {"a": 7, "b": 8}})
    places, (problem,) = place_claims([record(["a", "between", "b"])], known)
    assert places == {}
    assert (problem.line, problem.column, problem.value) == (3, "key", "between")


def test_the_numbers_end_where_the_database_does() -> None:
    known = Known(sequences={TABLE: {"a": placing.LAST - 5}})
    assert place_claims([record(["a", "b"])], known)[1]


def test_a_file_in_another_order_than_the_ledger_puts_a_new_row_behind_the_one_before_it() -> None:
    assert in_order(placed(list("bxa"), known={"a": 10, "b": 1000, "c": 5000})) == "abxc"
