"""Several people at work at once: each in a thread of its own, with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

import pytest
from django.db import connection

from actors.models import Actor
from commitments.models import Commitment
from desk.publishing import publish
from guarantees.models import Condition, Guarantee
from ledger.clock import Changeset
from tests import drafts

T = TypeVar("T")

needs_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="the tests' SQLite lives in memory, where connections refuse each other instead of waiting",
)


def together(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Do these jobs at once, all beginning at the same moment; what each returned, or the first failure."""
    ready = Barrier(len(jobs))

    def done(job: Callable[[], T]) -> T:
        try:
            ready.wait(timeout=30)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(done, job) for job in jobs]]


class Writer:
    """Somebody who publishes one statement after the other, on subjects that everybody else speaks of as well.

    Every third claim on a commitment corrects the writer's own one before it, so that rows are superseded meanwhile.
    """

    def __init__(
        self, name: str, *, actor: str, commitments: Sequence[str], condition: str, guarantee: str
    ) -> None:
        self.name = name
        self.actor = Actor.objects.get(key=actor)
        self.commitments = [Commitment.objects.get(key=key) for key in commitments]
        self.condition = Condition.objects.get(key=condition)
        self.guarantee = Guarantee.objects.get(key=guarantee)
        self.said: list[Any] = []

    def publish(self, number: int, *, claims: int) -> Changeset:
        """Draft a statement with so many claims, and publish it."""
        key = f"{self.name}-{number}"
        day = f"2025-02-{1 + number % 28:02}"
        statement = drafts.statement(
            f"s-{key}", cites=f"src-{self.name}", speaking_for=self.actor, said_on=day
        )
        rows = [self._claim(f"{key}-{n}", n, statement=statement, effective=day) for n in range(claims)]
        return publish([*self._first(), statement, *rows])

    def _claim(self, key: str, n: int, **said: Any) -> Any:
        size = len(self.said) + n
        if n % 7 == 4:
            state = ("unmet", "met", "partly_met")[size % 3]
            return drafts.condition_update(key, condition=self.condition, state=state, **said)
        if n % 7 == 5:
            stance = ("supports", "opposes")[size % 2]
            about = {"actor": self.actor, "guarantee": self.guarantee}
            return drafts.position(key, stance=stance, **about, **said)
        if n % 7 == 6:
            return drafts.requirement(key, guarantee=self.guarantee, low=size, **said)
        return self._update(key, size, **said)

    def _update(self, key: str, size: int, **said: Any) -> Any:
        commitment = self.commitments[size % len(self.commitments)]
        mended = self.said[-1] if self.said and len(self.said) % 3 == 2 else None
        if mended is not None:
            said |= {"kind": "correction", "relates_to": mended}
            commitment = mended.commitment
        needed = self.condition.key if size % 8 == 1 else ""
        self.said.append(drafts.update(key, commitment=commitment, low=size, requires=needed, **said))
        return self.said[-1]

    def _first(self) -> list[Any]:
        """What a writer's first statement brings along."""
        source = drafts.source(f"src-{self.name}")
        return [] if source.is_published else [source]
