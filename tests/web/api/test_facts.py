"""The facts of tests/facts/facts.csv about the record, each asked of the API."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from .conftest import Api

FACTS = list(
    csv.DictReader(
        (Path(__file__).parents[2] / "facts" / "facts.csv").read_text(encoding="utf-8").splitlines()
    )
)
AT_LEAST_PLEDGED = {"pledged", "formalised", "in_place", "fulfilled"}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The record of the demo, known from the days of its sources."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command(
            "import_record",
            str(settings.BASE_DIR / "desk/demo/ukraine"),
            known_from_sources=True,
            verbosity=0,
        )
        yield
        transaction.set_rollback(True)


class Ask:
    """The API at the two times of a fact."""

    def __init__(self, api: Api, fact: dict[str, str]) -> None:
        self.api = api
        self.clocks = {name: fact[name] for name in ("as_of", "known_on") if fact[name]}

    def __call__(self, path: str, **parameters: Any) -> Any:
        return self.api.get(path, **self.clocks, **parameters)

    def rows(self, path: str, **parameters: Any) -> list[dict[str, Any]]:
        document = self(path, page_size=500, **parameters)
        assert document["complete"]
        return list(document["results"])

    def states(self, rows: Iterable[dict[str, Any]], field: str = "actor") -> list[str]:
        """The states among the parties of some rows."""
        states = {row["key"] for row in self.rows("actors/", kind="state")}
        return sorted({row[field] for row in rows} & states)


def interval(one: dict[str, Any]) -> str:
    low, high = ("" if one[end] is None else str(one[end]) for end in ("low", "high"))
    return f"{low}..{high}" if low or high else "none"


def lanes(ask: Ask, key: str, *, headline: bool = True, figure: bool = True) -> str:
    """What stands in both lanes of a commitment."""
    one = ask(f"commitments/{key}/")
    reported = one["reported"] or {"headline": "none", "low": None, "high": None}
    shown = []
    for name, lane in (("official", one), ("reported", reported)):
        parts = [*([lane["headline"]] if headline else []), *([interval(lane)] if figure else [])]
        shown.append(f"{name} {' '.join(parts)}")
    return "; ".join(shown)


def greek(ask: Ask) -> str:
    """A commitment that was first recorded later is not there at all: nothing stands in either lane."""
    assert ask.api.refused("commitments/grc-purl/", 404, **ask.clocks)["code"] == "not_known_then"
    assert "grc-purl" not in {row["key"] for row in ask.rows("commitments/")}
    return "official none none; reported none none"


def refused(ask: Ask, guarantee: str, contribution: str, **lane: str) -> str:
    rows = ask.rows(
        "commitments/", guarantee=guarantee, contribution=contribution, standing="refused", **lane
    )
    states = ask.states(rows)
    return f"{len(states)}: {','.join(states)}"


def at_least_pledged(ask: Ask, package: str, contribution: str) -> str:
    rows = ask("matrix/", package=package, contribution=contribution)["rows"]
    bound = [row for row in rows if row["cells"][contribution]["headline"] in AT_LEAST_PLEDGED]
    states = ask.states(bound)
    return f"{len(states)}: {','.join(states)}"


def total(ask: Ask, guarantee: str, unit: str) -> str:
    [one] = [row for row in ask("totals/", guarantee=guarantee)["results"] if row["unit"] == unit]
    figures = [f"{name} {one[name]}" for name in ("counted", "uncounted", "refused")]
    return "; ".join([interval(one), *figures])


def headline_of(key: str) -> Callable[[Ask], str]:
    return lambda ask: str(ask(f"commitments/{key}/")["headline"])


def condition(key: str) -> Callable[[Ask], str]:
    return lambda ask: "; ".join(ask(f"conditions/{key}/")[name] for name in ("state", "truth"))


def british(ask: Ask) -> str:
    one = ask("commitments/gbr-land/")
    return f"{one['headline']}; {one['firmness']}"


def american(ask: Ask) -> str:
    one = ask("commitments/usa-bsa/", include="conditions")
    kinds = {row["key"]: row["kind"] for row in one["conditions"]}
    opened = ", ".join(f"{key} ({kinds[key]})" for key in one["open_conditions"])
    return f"{one['headline']}; {one['firmness']}; {opened}"


def estonian(ask: Ask) -> str:
    one = ask("commitments/est-land/")
    return f"{one['headline']} {interval(one)}"


def rows_of_joint(ask: Ask) -> str:
    rows = ask("matrix/", contribution="supplies")["rows"]
    return ",".join(row["actor"] for row in rows if "dnp-purl" in row["cells"]["supplies"]["commitments"])


def origins(ask: Ask) -> str:
    counts = [len(ask(f"updates/{key}/")["origins"]) for key in ("usa-land-20250212", "gbr-land-20250819")]
    return " and ".join(map(str, counts))


def head_of_romania(ask: Ask) -> str:
    heads = [one for one in ask("actors/rou/")["leaders"] if one["office_class"] == "head_of_state"]
    return ", ".join(f"{one['leader']}{' (acting)' if one['acting'] else ''}" for one in heads)


def sizes(ask: Ask) -> str:
    [row] = ask("coverage/", guarantee="g-land")["results"]
    return "; ".join(f"{size['claimed_by'] or 'unnamed'} {interval(size)}" for size in row["requirements"])


def refused_in_both(ask: Ask) -> str:
    official = refused(ask, "g-finance", "finance")
    return f"official {official}; reported {refused(ask, 'g-finance', 'finance', lane='reported')}"


ANSWERS: dict[str, Callable[[Ask], str]] = {
    "f01": british,
    "f02": lambda ask: lanes(ask, "gbr-land", headline=False),
    "f04": headline_of("fin-land"),
    "f05": headline_of("fin-land"),
    "f06": headline_of("usa-land"),
    "f08": greek,
    "f10": condition("c-us-backstop"),
    "f11": condition("c-us-backstop"),
    "f13": estonian,
    "f15": lambda ask: refused(ask, "g-land", "troops"),
    "f16": lambda ask: refused(ask, "g-land", "troops"),
    "f18": lambda ask: at_least_pledged(ask, "ukr-postwar", "troops"),
    "f19": lambda ask: at_least_pledged(ask, "ukr-postwar", "supplies"),
    "f21": lambda ask: total(ask, "g-land", "personnel"),
    "f23": lambda ask: total(ask, "g-supplies", "USD"),
    "f24": lambda ask: total(ask, "g-finance", "GBP"),
    "f26": rows_of_joint,
    "f28": american,
    "f29": lambda ask: lanes(ask, "jpn-bsa", figure=False),
    "f30": lambda ask: lanes(ask, "cow-land"),
    "f31": origins,
    "f32": head_of_romania,
    "f34": sizes,
    "f36": refused_in_both,
}


def test_every_fact_is_asked() -> None:
    assert len(FACTS) == 24
    assert [fact["id"] for fact in FACTS] == list(ANSWERS)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_the_fact_holds(fact: dict[str, str], api: Api) -> None:
    assert ANSWERS[fact["id"]](Ask(api, fact)) == fact["expected"], fact["question"]
