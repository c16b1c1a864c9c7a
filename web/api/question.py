"""A request that was read: its clocks, its parameters, and the address under which the same answer is found again."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ledger.asof import AsOf
from web.asof import Asked
from web.filters.checking import Given

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """What an endpoint answers. `site` is scheme and host, `path` the endpoint's own."""

    given: Given
    asked: Asked
    site: str
    path: str

    @property
    def at(self) -> AsOf:
        """The two times that queries take."""
        return self.asked.at

    @property
    def values(self) -> dict[str, Any]:
        """The parameters that were given, but for the clocks, by name."""
        return self.given.values

    @property
    def format(self) -> str:
        """`json`, `csv` or `jsonl`."""
        return str(self.values.get("format", "json"))

    @property
    def clocks(self) -> dict[str, Any]:
        """What every answer repeats."""
        asked = self.asked
        return {"as_of": asked.as_of.isoformat(), "known_on": asked.known_on, "basis": asked.basis}

    @property
    def pairs(self) -> Pairs:
        """All parameters with both clocks resolved, in the order of their names; a cursor is not among them."""
        texts = {name: values for name, values in self.given.texts.items() if name != "cursor"}
        texts["as_of"] = [self.asked.as_of.isoformat()]
        texts["known_on"] = [self.asked.known_on]
        return [(name, value) for name in sorted(texts) for value in sorted(texts[name])]

    def here(self, **more: str | None) -> str:
        """The absolute address of this question, with both clocks; parameters in `more` replaced or (None) left out."""
        kept = [(name, value) for name, value in self.pairs if name not in more]
        put = [(name, value) for name, value in more.items() if value is not None]
        return self.address(self.path, [*kept, *put])

    def address(self, path: str, pairs: Pairs) -> str:
        """An absolute address on this site."""
        return f"{self.site}{path}?{urlencode(pairs)}" if pairs else f"{self.site}{path}"
