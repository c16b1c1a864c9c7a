"""What templates receive, documented here; each field says what it holds."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """This page in a language: its code, its own name, the address, and whether the page is in it."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What base.html shows on every page: the two clocks, and the ways to the same data elsewhere.

    `as_of` and `known_on` are the texts of the two boxes, empty when nothing was asked for; `seen_as_of` and
    `seen_known_on` are the times that the page really shows. `query` is `?as_of=…&known_on=…&lang=…` (or empty),
    to be put behind every link to another page. `hidden` keeps the other parameters when the dates change. `lang` is
    the language in the address (empty: English), `languages` the ways to this page in each. `through` is the
    last day of the record, as far as it is known (empty: nothing is).
    """

    as_of: str = ""
    known_on: str = ""
    seen_as_of: str = ""
    seen_known_on: str = ""
    is_past: bool = False
    basis: int | None = None
    query: str = ""
    api_url: str = ""
    cite_url: str = ""
    now_url: str = ""
    hidden: tuple[tuple[str, str], ...] = field(default=())
    lang: str = ""
    languages: tuple[Language, ...] = ()
    through: str = ""

    @property
    def is_beyond(self) -> bool:
        """Whether the page describes a day to which the record does not reach."""
        return bool(self.through) and self.through < self.seen_as_of
