"""The views over the record: what all commitments together come to. Each is one question of commitments/questions/."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from django.http import HttpResponseBase
from django.urls import reverse

from commitments.choices import Lane
from commitments.questions import compare as comparing
from commitments.questions import coverage as covering
from commitments.questions import figures
from commitments.questions import matrix as matrices
from commitments.questions import scenario as supposing
from commitments.questions import timeline as telling
from web.filters import negotiation, promises, together
from web.filters.parameters import Parameter, Schema
from web.formats import streamed

from . import answers
from .endpoint import FORMAT, Endpoint, as_json
from .lists import CURSOR, LIST_FORMAT, PAGE_SIZE, enveloped, page_of
from .question import Question
from .selection import Built, Object
from .shapes import Shape

# What is asked beside the sum that is to be explained, or is said by the total itself.
NOT_OF_A_SUM: Final = frozenset({"guarantee", "contribution", "fields", "format", "assume", "reading"})
CELL_COLUMNS: Final = ("package", "actor", "contribution", *answers.CELL)
# A timeline is read from end to end: a page holds as much as a page may.
TIMELINE_PAGE: Final = replace(PAGE_SIZE, default=500)


class Matrix(Endpoint):
    """A row for every package and actor that has a commitment in the filter, a cell for every contribution."""

    def parameters(self) -> Sequence[Parameter]:
        return (*promises.MATRIX, LIST_FORMAT)

    def schema_of_answer(self) -> Schema:
        return answers.MATRIX

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """The rows, and the totals of the same filter; as CSV or JSON Lines the cells alone."""
        chosen = promises.commitments(question.values, question.at)
        rows = matrices.matrix(chosen, question.at)
        if question.format != "json":
            return streamed(_cells(rows), CELL_COLUMNS, question.format, "matrix")
        return as_json({**question.clocks, "rows": rows, "totals": totals_of(question)})


class Totals(Endpoint):
    """What the commitments add up to, for each guarantee, contribution and unit."""

    def parameters(self) -> Sequence[Parameter]:
        return (*promises.TOTALS, LIST_FORMAT)

    def schema_of_answer(self) -> Schema:
        return answers.TOTALS

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """One total after the other, each with the address of its explanation."""
        return results(question, totals_of(question), answers.TOTAL, "totals")


class Explain(Endpoint):
    """The commitments in one total, and those that are not, with the reason."""

    def parameters(self) -> Sequence[Parameter]:
        return (*promises.EXPLAIN, FORMAT)

    def schema_of_answer(self) -> Schema:
        return answers.EXPLAIN

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """Rows in, rows out, and the rule."""
        found = figures.explain(
            summed(question), question.at, unit=question.values["unit"] or None, **_counting(question)
        )
        return as_json({**question.clocks, **found})


class Coverage(Endpoint):
    """How far what is pledged reaches against each required size."""

    def parameters(self) -> Sequence[Parameter]:
        return (*promises.COVERAGE, LIST_FORMAT)

    def schema_of_answer(self) -> Schema:
        return answers.COVERAGE

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """One answer for each guarantee."""
        elements = negotiation.guarantees(question.values, question.at).order_by("key")
        return results(question, covering.coverage(list(elements), question.at), answers.COVERED, "coverage")


class Scenario(Endpoint):
    """Which promises of a package are firm, wait or are blocked, also if some conditions were otherwise."""

    def parameters(self) -> Sequence[Parameter]:
        return (*promises.SCENARIO, FORMAT)

    def schema_of_answer(self) -> Schema:
        return answers.SCENARIO

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """The three lists, the totals before and after, and the keystones."""
        chosen = promises.commitments(question.values, question.at)
        found = supposing.scenario(
            chosen,
            question.at,
            assumptions=together.assumptions_of(question.values),
            reading=together.reading_of(question.values),
        )
        # What explains one names every commitment to the same sum; those of them that are firm are counted here.
        for sums in (found["totals"], *(one["totals"] for one in found["pledged_only"].values())):
            for totals in sums.values():
                explained(question, totals)
        return as_json({**question.clocks, **found})


class Compare(Endpoint):
    """What moved in one lane between the ends of two days, or between two moments of knowledge."""

    def parameters(self) -> Sequence[Parameter]:
        return (*promises.COMPARE, FORMAT)

    def schema_of_answer(self) -> Schema:
        return answers.COMPARE

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """The commitments that moved."""
        before, after = together.moments_of(question.values, question.at)
        kept = {name: value for name, value in question.values.items() if name in ("package", "actor")}
        chosen = promises.commitments(kept, max(before, after, key=lambda at: at.known_at))
        lane = question.values.get("lane", Lane.OFFICIAL.value)
        return as_json({**question.clocks, "moved": comparing.compare(chosen, before, after, lane=lane)})


class Timeline(Endpoint):
    """Events and claims in one order."""

    def parameters(self) -> Sequence[Parameter]:
        return (*promises.TIMELINE, TIMELINE_PAGE, CURSOR, LIST_FORMAT)

    def schema_of_answer(self) -> Schema:
        return answers.TIMELINE

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """One page, or everything as CSV or JSON Lines."""
        rows = Built(_told(question))
        if question.format != "json":
            entries = (row for chunk in rows.chunks() for row in chunk)
            return streamed(entries, list(answers.ENTRY), question.format, "timeline")
        page = page_of(question, size=TIMELINE_PAGE.default)
        return as_json(enveloped(question, page, rows.count(), rows.part(page.offset, page.size)))


def results(question: Question, rows: Sequence[Object], shape: Shape, title: str) -> HttpResponseBase:
    """Rows that are not cut into pages, in the format that is asked for."""
    if question.format != "json":
        return streamed(rows, list(shape), question.format, title)
    return as_json({**question.clocks, "results": rows})


def _cells(rows: Iterable[Object]) -> Iterator[Object]:
    """The cells of a matrix, one after the other."""
    for row in rows:
        for contribution, cell in row["cells"].items():
            yield {"package": row["package"], "actor": row["actor"], "contribution": contribution, **cell}


def totals_of(question: Question) -> list[Object]:
    """The totals of a question, each with the address of its explanation."""
    return explained(question, figures.totals(summed(question), question.at, **_counting(question)))


def explained(question: Question, totals: list[Object]) -> list[Object]:
    """Totals, with the address that explains each."""
    kept = [pair for pair in question.pairs if pair[0] not in NOT_OF_A_SUM]
    path = reverse("api-explain")
    for total in totals:
        own = {name: total[name] for name in ("guarantee", "contribution")}
        pairs = [*kept, *own.items(), ("unit", total["unit"] or "none")]
        total["explain"] = question.address(path, sorted(pairs))
    return totals


def summed(question: Question) -> Any:
    """The commitments that a total is about: the strength and the lane decide about figures, not about rows."""
    kept = {
        name: value for name, value in question.values.items() if name not in ("strength_at_least", "lane")
    }
    return promises.commitments(kept, question.at)


def _counting(question: Question) -> dict[str, Any]:
    return {
        "lane": question.values.get("lane", Lane.OFFICIAL.value),
        "strength_at_least": question.values.get("strength_at_least"),
    }


def _told(question: Question) -> list[Object]:
    """Events and claims that fit."""
    kept = {name: value for name, value in question.values.items() if name in ("package", "actor")}
    together.refuse_empty_range(question.values)
    return telling.timeline(
        negotiation.events(kept, question.at),
        promises.updates(kept, question.at),
        question.at,
        since=question.values.get("from"),
        until=question.values.get("to"),
    )
