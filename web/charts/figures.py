"""Quantities as people read them: an interval, never a false point, and no figure is not zero."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from commitments.leading import leads

CURRENCY_SIGNS: Final = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "UAH": "₴"}
COUNTED: Final[Mapping[str, Callable[[int], str]]] = {
    "personnel": lambda n: ngettext("personnel", "personnel", n),
    "aircraft": lambda n: ngettext("aircraft", "aircraft", n),
    "ships": lambda n: ngettext("ship", "ships", n),
    "batteries": lambda n: ngettext("battery", "batteries", n),
    "states": lambda n: ngettext("state", "states", n),
    "vehicles": lambda n: ngettext("vehicle", "vehicles", n),
    "missiles": lambda n: ngettext("missile", "missiles", n),
    "drones": lambda n: ngettext("drone", "drones", n),
    "rounds": lambda n: ngettext("round", "rounds", n),
    # With the sign as a place of its own: a bare one would be read as one.
    "bp_gdp": lambda n: pgettext("share", "%(sign)s of GDP") % {"sign": "%"},
}
# What stands behind a figure that comes again and again: alone behind money, else with what is counted.
ALONE: Final[Mapping[str, Callable[[], str]]] = {
    "month": lambda: pgettext("rate", "a month"),
    "year": lambda: pgettext("rate", "a year"),
}
OF_THINGS: Final[Mapping[str, Callable[[], str]]] = {
    "month": lambda: pgettext("rate", "%(things)s a month"),
    "year": lambda: pgettext("rate", "%(things)s a year"),
}
# What stands between thousands, and before decimals: a comma and a point where a language is not named here.
SEPARATORS: Final[Mapping[str, tuple[str, str]]] = {"fr": ("\u202f", ","), "uk": ("\u00a0", ",")}
# Where nothing tells how many there are, as at a scale.
MANY: Final = 1000
# Hundredths of a percent.
_HUNDREDTHS: Final = 100


class Counted(NamedTuple):
    """A unit taken apart: what is counted, and the period of a rate; both "" where there is no unit."""

    word: str
    period: str

    @property
    def is_money(self) -> bool:
        """Whether it is an ISO 4217 code."""
        return len(self.word) == 3 and self.word.isalpha() and self.word.isupper()


def taken_apart(unit: str | None) -> Counted:
    """The parts of a unit, whatever it is: a chart is drawn for a word that nobody knows any more."""
    word, _slash, period = (unit or "").partition("/")
    return Counted(word, period)


def number(value: float) -> str:
    """A number with its thousands apart: `64,000`, in French `64\u202f000`. At most four decimals."""
    thousands, point = SEPARATORS.get((get_language() or "")[:2], (",", "."))
    whole, _dot, decimals = f"{value:,.4f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", thousands) + (point + decimals if decimals else "")


def amount(value: int, unit: str | None) -> str:
    """One figure: `€7bn`, `CAD 500m`, `64,000`, of a share `0.25`. Money is shortened where nothing is lost by it."""
    of = taken_apart(unit)
    if not of.is_money:
        return _plain(value, unit)
    figure = _shortened(value)
    if of.word in CURRENCY_SIGNS:
        return pgettext("money", "%(sign)s%(figure)s") % {"sign": CURRENCY_SIGNS[of.word], "figure": figure}
    return pgettext("money", "%(code)s\u00a0%(figure)s") % {"code": of.word, "figure": figure}


def interval(low: int | None, high: int | None, unit: str | None) -> str:
    """`200–999`, `up to 30,000`, `at least €7bn`, `250`; empty without a figure."""
    if not low and high:
        return _("up to %(figure)s") % {"figure": amount(high, unit)}
    if low is None:
        return "" if high is None else amount(high, unit)
    if high is None:
        return _("at least %(figure)s") % {"figure": amount(low, unit)}
    return amount(low, unit) if low == high else f"{amount(low, unit)}–{amount(high, unit)}"


def exact(low: int | None, high: int | None, unit: str | None) -> str:
    """The interval with every digit, for a tooltip: `EUR 2,500,000,000`, `EUR 100,000,000 a year`."""

    def plain(value: int | None) -> str:
        return pgettext("an end of an interval", "open") if value is None else _plain(value, unit)

    figures = (
        plain(low)
        if low == high
        else pgettext("interval", "%(low)s to %(high)s") % {"low": plain(low), "high": plain(high)}
    )
    of = taken_apart(unit)
    return whole(f"{of.word} {figures}" if of.is_money else figures, unit)


def counted(unit: str | None, words: str | None, n: int = MANY) -> str:
    """What `n` of a unit are: `personnel`, `drones a month`; for the unit `other` the wording itself.

    Nothing for money, and `a year` for a rate of it.
    """
    word, period = taken_apart(unit)
    things = (words or "") if word == "other" else COUNTED[word](n) if word in COUNTED else ""
    if period not in OF_THINGS:
        return things
    return OF_THINGS[period]() % {"things": things} if things else ALONE[period]()


def whole(figure: str, unit: str | None) -> str:
    """A figure that says nothing without what it counts, with it: a share, and a rate of money. Others as they are."""
    of = taken_apart(unit)
    needs = of.word == "bp_gdp" or (of.is_money and of.period)
    return f"{figure} {counted(unit, None)}" if figure and needs else figure


def no_total(counted: int, uncounted: int) -> str:
    """`no total: 1 of 4 names one` for a sum that may not stand first; empty for one that may, or has no figure."""
    if not counted or leads(counted, uncounted):
        return ""
    return ngettext(
        "no total: %(counted)s of %(all)s names one", "no total: %(counted)s of %(all)s name one", counted
    ) % {"counted": number(counted), "all": number(counted + uncounted)}


def _plain(value: int, unit: str | None) -> str:
    """A number with every digit; a share in percent."""
    return number(value / _HUNDREDTHS if taken_apart(unit).word == "bp_gdp" else value)


def _shortened(value: int) -> str:
    """An amount of money in trillions, billions or millions where that is exact."""
    if value >= 10**12 and value % 10**8 == 0:
        return pgettext("money", "%(figure)stn") % {"figure": number(value / 10**12)}
    if value >= 10**9 and value % 10**5 == 0:
        return pgettext("money", "%(figure)sbn") % {"figure": number(value / 10**9)}
    if value >= 10**6 and value % 10**2 == 0:
        return pgettext("money", "%(figure)sm") % {"figure": number(value / 10**6)}
    return number(value)
