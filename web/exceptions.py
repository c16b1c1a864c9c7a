"""What a visitor can ask for in vain: every error has a stable code; web/errors.py turns it into an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one parameter: `field` is its name as sent, `code` is stable, `detail` a sentence."""

    field: str
    code: str
    detail: str


class ParametersRefused(Exception):
    """Some parameters are unknown, or have values that nobody can mean. Names every one of them (400)."""

    code = "parameters_refused"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.detail for finding in findings))
        self.findings = tuple(findings)


class Missed(Exception):
    """There is nothing at this address (404). `code` tells whether there will be, at another moment."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class NotFound(Missed):
    """No published object has this key."""

    def __init__(self, noun: str, key: str) -> None:
        super().__init__("not_found", f"There is no {noun} {key!r}.")


class NotKnownThen(Missed):
    """The object was first recorded after the moment that was asked about."""

    def __init__(self, noun: str, key: str, known_on: str) -> None:
        super().__init__("not_known_then", f"The {noun} {key!r} was not yet known on {known_on}.")


class CursorBeyondEnd(Exception):
    """A reader of the feed is ahead of the ledger, which was restored from a backup (410).

    `lists` are the addresses of every noun's list as a whole, from which a copy is built again.
    """

    code = "cursor_beyond_end"

    def __init__(self, after: int, newest: int, snapshot: str, lists: Mapping[str, str]) -> None:
        super().__init__(
            f"The feed ends at {newest} and was asked for what follows {after}: the ledger was restored. "
            "Take every list again and go on from the newest sequence."
        )
        self.newest = newest
        self.snapshot = snapshot
        self.lists = lists
