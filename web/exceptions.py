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


class FeedGone(Exception):
    """What a reader of the feed has is not of this history (410): it takes a new copy.

    `lists` are the addresses of every noun's list as a whole, from which a copy is built again at sequence `newest`.
    """

    code: str

    def __init__(self, detail: str, newest: int, epoch: str, snapshot: str, lists: Mapping[str, str]) -> None:
        super().__init__(f"{detail} Take every list again and go on from the newest sequence.")
        self.newest = newest
        self.epoch = epoch
        self.snapshot = snapshot
        self.lists = lists


class CursorBeyondEnd(FeedGone):
    """A reader of the feed is ahead of the ledger, which was restored from a backup."""

    code = "cursor_beyond_end"


class AnotherEpoch(FeedGone):
    """A reader of the feed has read another history of this ledger, or of another one."""

    code = "another_epoch"
