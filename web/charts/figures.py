"""Quantities as people read them: an interval, never a false point, and no figure is not zero."""

from collections.abc import Callable, Mapping
from typing import Final, TypeGuard

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

CURRENCY_SIGNS: Final = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "UAH": "₴"}
COUNTED: Final[Mapping[str, Callable[[int], str]]] = {
    "personnel": lambda n: ngettext("personnel", "personnel", n),
    "aircraft": lambda n: ngettext("aircraft", "aircraft", n),
    "ships": lambda n: ngettext("ship", "ships", n),
    "batteries": lambda n: ngettext("battery", "batteries", n),
    "states": lambda n: ngettext("state", "states", n),
}
# What stands between thousands, and before decimals: a comma and a point where a language is not named here.
SEPARATORS: Final[Mapping[str, tuple[str, str]]] = {"fr": ("\u202f", ","), "uk": ("\u00a0", ",")}
# Where nothing tells how many there are, as at a scale.
MANY: Final = 1000


def number(value: float) -> str:
    """A number with its thousands apart: `64,000`, in French `64\u202f000`. At most four decimals."""
    thousands, point = SEPARATORS.get((get_language() or "")[:2], (",", "."))
    whole, _dot, decimals = f"{value:,.4f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", thousands) + (point + decimals if decimals else "")


def amount(value: int, unit: str | None) -> str:
    """One figure: `€7bn`, `CAD 500m`, `64,000`. Money is shortened only where nothing is lost by it."""
    if not is_currency(unit):
        return number(value)
    figure = _shortened(value)
    if unit in CURRENCY_SIGNS:
        return pgettext("money", "%(sign)s%(figure)s") % {"sign": CURRENCY_SIGNS[unit], "figure": figure}
    return pgettext("money", "%(code)s\u00a0%(figure)s") % {"code": unit, "figure": figure}


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
    """The interval with every digit, for a tooltip: `EUR 2,500,000,000`."""

    def plain(value: int | None) -> str:
        return pgettext("an end of an interval", "open") if value is None else number(value)

    figures = (
        plain(low)
        if low == high
        else pgettext("interval", "%(low)s to %(high)s") % {"low": plain(low), "high": plain(high)}
    )
    return f"{unit} {figures}" if is_currency(unit) else figures


def counted(unit: str | None, words: str | None, n: int = MANY) -> str:
    """What `n` of a unit are: `personnel`; for the unit `other` the wording itself; nothing for money."""
    if unit == "other":
        return words or ""
    return COUNTED[unit](n) if unit and unit in COUNTED else ""


def is_currency(unit: str | None) -> TypeGuard[str]:
    """Whether a unit is an ISO 4217 code."""
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()


def _shortened(value: int) -> str:
    """An amount of money in trillions, billions or millions where that is exact."""
    if value >= 10**12 and value % 10**8 == 0:
        return pgettext("money", "%(figure)stn") % {"figure": number(value / 10**12)}
    if value >= 10**9 and value % 10**5 == 0:
        return pgettext("money", "%(figure)sbn") % {"figure": number(value / 10**9)}
    if value >= 10**6 and value % 10**2 == 0:
        return pgettext("money", "%(figure)sm") % {"figure": number(value / 10**6)}
    return number(value)
