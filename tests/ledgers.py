"""Small ledgers for the tests of the rules: claims by hand, and random ones."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from commitments.choices import Delivery, Standing, Strength
from commitments.folding import CommitmentClaim
from ledger import edtf
from ledger.asof import AsOf
from ledger.choices import Kind

DAYS = range(1, 8)


def day(number: int) -> date:
    """A day of the month in which these ledgers live."""
    return date(2025, 8, number)


def moment(number: int) -> datetime:
    """Noon of a day, in UTC."""
    return datetime(2025, 8, number, 12, tzinfo=UTC)


def at(true_on: int, known_on: int = 28) -> AsOf:
    """The two clocks by days of the month."""
    return AsOf(day(true_on), moment(known_on))


def claim(
    key: str,
    kind: str = "change",
    on: int = 1,
    *,
    known: int | None = None,
    sequence: int = 0,
    names: str | None = None,
    lane: str = "official",
    strength: str | None = None,
    delivery: str | None = None,
    standing: str | None = None,
    figure: tuple[int | None, int | None, str | None] = (None, None, None),
    requires: tuple[tuple[str, ...], ...] = (),
    restrictions: str | None = None,
    speaker: str | None = None,
    speaking_for: tuple[str, ...] = (),
    until: str | None = None,
    said_at: datetime | None = None,
    origins: tuple[str, ...] = (),
) -> CommitmentClaim:
    """A claim about a commitment whose day is `on` and which is known on `known` (else on its day)."""
    return CommitmentClaim(
        key=key,
        kind=kind,
        relates_to=names,
        day=day(on),
        sequence=sequence,
        recorded_at=moment(known or on),
        lane=lane,
        strength=strength,
        delivery=delivery,
        standing=standing,
        low=figure[0],
        high=figure[1],
        words=figure[2],
        requires=requires,
        restrictions=restrictions,
        until=edtf.parse(until) if until else None,
        said_at=said_at,
        speaker=speaker,
        speaking_for=speaking_for,
        origins=origins,
    )


_figures = st.sampled_from(
    [(None, None, None), (None, None, "some"), (1, 2, None), (None, 9, "up to"), (0, None, None)]
)
_single = st.builds(
    claim,
    st.just("?"),
    st.sampled_from(Kind.values),
    st.sampled_from(DAYS),
    known=st.sampled_from(DAYS),
    lane=st.sampled_from(["official", "reported"]),
    strength=st.sampled_from([None, *Strength.values]),
    delivery=st.sampled_from([None, *Delivery.values]),
    standing=st.sampled_from([None, *Standing.values]),
    figure=_figures,
    requires=st.sampled_from([(), (("c",),), (("a", "b"), ("c",))]),
    restrictions=st.sampled_from([None, "far from the front"]),
    until=st.sampled_from([None, None, "2025-08-04", "2025-08"]),
    said_at=st.sampled_from([None, None, moment(1), moment(2)]),
    speaker=st.sampled_from([None, "ann"]),
    speaking_for=st.sampled_from([(), ("gbr",), ("fra", "gbr")]),
    origins=st.sampled_from([("afp",), ("bbc", "afp")]),
)


@st.composite
def ledgers(draw: st.DrawFn, most: int = 9) -> list[CommitmentClaim]:
    """Claims about one commitment; each but a change may name an earlier one of any lane and day."""
    claims: list[CommitmentClaim] = []
    for number, one in enumerate(draw(st.lists(_single, max_size=most))):
        names = None
        if claims and one.kind != Kind.CHANGE:
            names = draw(st.sampled_from([None, *(earlier.key for earlier in claims)]))
        claims.append(replace(one, key=f"k{number}", sequence=number * 1000, relates_to=names))
    return draw(st.permutations(claims))
