"""What a figure counts: a word of the vocabulary or a currency, as a sum or as a rate (units/v1).

`EUR` and `personnel` are sums, `EUR/year` and `drones/month` rates: so much in each month or year. A rate is never
added to a sum, nor one rate to another, since totals are of one unit. `bp_gdp` counts hundredths of a percent of GDP.
"""

import re
from typing import NamedTuple

from .choices import Unit
from .currencies import CURRENCIES

RULE = "units/v1"

PERIODS = ("month", "year")
LONGEST = 24
#: What the database asks of a unit: a currency by its form alone.
PATTERN = rf"^({'|'.join(Unit.values)}|[A-Z]{{3}})(/({'|'.join(PERIODS)}))?$"
HELP = "personnel, aircraft, ... or an ISO 4217 code; with /month or /year for a rate: EUR/year."
EXPECTED = (
    f"one of {', '.join(Unit.values)}, or the ISO 4217 code of a currency,"
    " and /month or /year behind it for a rate"
)
_PARTS = re.compile(PATTERN)


class Counted(NamedTuple):
    """A unit taken apart: the `word` of the vocabulary or currency, and the period of a rate, "" for a sum."""

    word: str
    period: str


def parse(unit: str) -> Counted:
    """The parts of a unit. Raises ValueError with what was expected."""
    found = _PARTS.fullmatch(unit)
    if found is None or (found[1] not in Unit.values and found[1] not in CURRENCIES):
        raise ValueError(f"expected {EXPECTED}")
    return Counted(found[1], found[3] or "")


def is_known(unit: str) -> bool:
    """Whether a text is a unit."""
    try:
        parse(unit)
    except ValueError:
        return False
    return True
