"""Rows of totals for the tests: by hand, and random ones."""

from hypothesis import strategies as st

from commitments.choices import Standing, Strength
from commitments.firmness import Promise
from commitments.strength import headline
from commitments.totals import TotalRow

figures = st.one_of(
    st.tuples(st.none(), st.none()),
    st.tuples(st.integers(0, 50), st.none()),
    st.tuples(st.none(), st.integers(0, 50)),
    st.tuples(st.integers(0, 50), st.integers(50, 99)),
)


def row(
    commitment: str,
    figure: tuple[int | None, int | None] = (None, None),
    *,
    strength: str | None = "pledged",
    standing: str | None = "offered",
    guarantee: str = "g-land",
    contribution: str = "troops",
    unit: str | None = "personnel",
    is_whole: bool = False,
    has_claim: bool = True,
    updates: tuple[str, ...] = (),
) -> TotalRow:
    """The official lane of a commitment."""
    return TotalRow(
        commitment=commitment,
        guarantee=guarantee,
        package="p",
        contribution=contribution,
        unit=unit,
        is_whole=is_whole,
        headline=headline(standing, None, strength),
        strength=strength,
        standing=standing,
        low=figure[0],
        high=figure[1],
        has_claim=has_claim,
        figure_updates=updates,
    )


@st.composite
def rows(draw: st.DrawFn, most: int = 8) -> list[TotalRow]:
    """Rows of two guarantees and several units, of every standing and strength."""
    return [
        row(
            f"c{number}",
            draw(figures),
            strength=draw(st.sampled_from([None, *Strength.values])),
            standing=draw(st.sampled_from([None, "offered", "offered", *Standing.values])),
            guarantee=draw(st.sampled_from(["g-land", "g-sea"])),
            unit=draw(st.sampled_from([None, "personnel", "EUR"])),
            is_whole=draw(st.sampled_from([False, False, False, True])),
            has_claim=draw(st.sampled_from([True, True, True, False])),
            updates=(f"u{number}",),
        )
        for number in range(draw(st.integers(0, most)))
    ]


@st.composite
def promises(draw: st.DrawFn, conditions: str) -> list[Promise]:
    """Promises that require the conditions named by single letters, in up to two alternatives."""
    alternatives = st.lists(st.sampled_from(conditions), min_size=1, max_size=3, unique=True).map(tuple)
    requires = st.lists(alternatives, max_size=2, unique=True).map(tuple)
    return [Promise(one, draw(requires)) for one in draw(rows())]
