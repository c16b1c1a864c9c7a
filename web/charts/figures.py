"""Quantities as people read them: an interval, never a false point, and no figure is not zero."""

from typing import Final

CURRENCY_SIGNS: Final = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "UAH": "₴"}
COUNTED: Final = {
    "personnel": "personnel",
    "aircraft": "aircraft",
    "ships": "ships",
    "batteries": "batteries",
    "states": "states",
}
_SCALES: Final = ((1_000_000_000_000, "tn"), (1_000_000_000, "bn"), (1_000_000, "m"))


def amount(value: int, unit: str | None) -> str:
    """One figure: `€7bn`, `CAD 500m`, `64,000`. Money is shortened only where nothing is lost by it."""
    if not is_currency(unit):
        return f"{value:,}"
    sign = CURRENCY_SIGNS.get(str(unit), f"{unit}\u00a0")
    for scale, letters in _SCALES:
        if value >= scale and value * 10_000 % scale == 0:
            return f"{sign}{value / scale:,.4f}".rstrip("0").rstrip(".") + letters
    return f"{sign}{value:,}"


def interval(low: int | None, high: int | None, unit: str | None) -> str:
    """`200–999`, `up to 30,000`, `at least €7bn`, `250`; empty without a figure."""
    if not low and high:
        return f"up to {amount(high, unit)}"
    if low is None:
        return "" if high is None else amount(high, unit)
    if high is None:
        return f"at least {amount(low, unit)}"
    return amount(low, unit) if low == high else f"{amount(low, unit)}–{amount(high, unit)}"


def exact(low: int | None, high: int | None, unit: str | None) -> str:
    """The interval with every digit, for a tooltip: `EUR 2,500,000,000`."""

    def plain(value: int | None) -> str:
        return "open" if value is None else f"{value:,}"

    figures = plain(low) if low == high else f"{plain(low)} to {plain(high)}"
    return f"{unit} {figures}" if is_currency(unit) else figures


def counted(unit: str | None, words: str | None) -> str:
    """What the figure counts: `personnel`; for the unit `other` the wording itself; nothing for money."""
    if unit == "other":
        return words or ""
    return COUNTED.get(unit or "", "")


def is_currency(unit: str | None) -> bool:
    """Whether a unit is an ISO 4217 code."""
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()
