"""What stands if certain conditions come true, or cannot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commitments import objects
from commitments.choices import Firmness, Reading, Talk
from commitments.firmness import is_pledge, said_as
from commitments.objects import Object
from commitments.questions.scenario import scenario
from commitments.strength import STRONGEST_FIRST
from guarantees.choices import ConditionKind, ConditionState
from guarantees.models import Condition, Guarantee, Package
from web.filters.parameters import Found
from web.filters.promises import SCENARIO, commitments
from web.filters.together import assumptions_of, reading_of

from .defaults import packages_youngest_first
from .forms import form_of
from .hurdles import without_triggers
from .showing import show
from .visits import Visit, page

# The API wants to be told which package; the page takes the youngest.
PARAMETERS: Final = tuple(replace(one, required=False) for one in SCENARIO)
SWITCH: Final = (ConditionState.MET, ConditionState.IMPOSSIBLE)
ENDS_OF_WAR: Final = (ConditionKind.CEASEFIRE, ConditionKind.PEACE_AGREEMENT)
MOST_PRESETS: Final = 6


@page(*PARAMETERS)
def scenario_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Firm, waiting and blocked under the assumptions, beside how it stands; and what would unlock most."""
    packages = packages_youngest_first(visit.at)
    meant = in_one_package(visit, packages)
    if meant is None:
        return show(request, visit, "scenario.html", {"package": None})
    assumed = assumptions_of(dict(meant.values))
    answer = outcome(meant, assumed)
    content = {
        "package": meant.values["package"].key,
        "packages": [(one.key, one.name, other_package(visit, one.key)) for one in packages],
        "filters": narrowing(visit, meant),
        **answer,
        **switches(meant, assumed, answer["before"], answer["found"]),
    }
    return show(request, meant, "scenario.html", content, api="scenario/")


def in_one_package(visit: Visit, packages: Sequence[Package]) -> Visit | None:
    """The visit with a package, the youngest where none was named; None where there is none at all."""
    if "package" in visit.values:
        return visit
    if not packages:
        return None
    first = packages[0]
    return replace(
        visit,
        values={**visit.values, "package": Found(first.key, first.pk)},
        pairs=(("package", first.key), *visit.pairs),
    )


def other_package(visit: Visit, key: str) -> str:
    """The page for a package, with nothing assumed: conditions belong to one package."""
    return visit.address(assume=None, guarantee=None, package=key)


def supposing(visit: Visit, assumed: Mapping[str, str]) -> str:
    """The page under these assumptions."""
    kept = [pair for pair in visit.pairs if pair[0] != "assume"]
    pairs = [*kept, *(("assume", f"{key}:{word}") for key, word in assumed.items())]
    return f"{visit.path}?{urlencode(pairs, safe=':')}"


def narrowing(visit: Visit, meant: Visit) -> dict[str, Any]:
    """The filter form; only guarantees of the package are offered."""
    form = form_of(visit, "guarantee", "contribution")
    own = set(
        Guarantee.objects.filter(package=meant.values["package"].pk).order_by().values_list("key", flat=True)
    )
    form["fields"][0]["choices"] = [one for one in form["fields"][0]["choices"] if one[0] in own]
    form["reset_url"] = visit.address(guarantee=None, contribution=None) if form["reset_url"] else ""
    return form


def outcome(visit: Visit, assumed: Mapping[str, str]) -> dict[str, Any]:
    """Pledges in the three lists and talk beside them, what moved first; sums before and after, keystones and rings."""
    chosen = commitments(visit.values, visit.at)
    reading = reading_of(visit.values)
    found = scenario(chosen, visit.at, assumptions=assumed, reading=reading)
    before = scenario(chosen, visit.at, assumptions={}, reading=reading) if assumed else found
    facts = facts_of(chosen)
    was = {one["commitment"]: word for word, rows in by_word(before).items() for one in rows}
    parts = {word: _list(word, rows, was, facts) for word, rows in by_word(found).items()}
    sums = _totals(found["pledged_only"][Firmness.FIRM.value]["totals"])
    hurdles = without_triggers(found["keystones"])
    unlocking = [one for one in hurdles if one["unlocks_pledged"]]
    return {
        "assumed": [
            {"condition": key, "state": word, "drop_url": supposing(visit, _without(assumed, key))}
            for key, word in assumed.items()
        ],
        "before": before,
        "found": found,
        "conflicts": conflicts(parts, facts),
        "lists": [parts[word] for word in Firmness.values],
        "talk": [parts[word] for word in Talk.values],
        "totals": [one for one in sums if one["is_firm"]],
        "without_firm": sum(not one["is_firm"] for one in sums),
        "keystones": [_keystone(one, facts, visit, assumed) for one in unlocking],
        "unlock_talk": len(hurdles) - len(unlocking),
        "cycles": found["cycles"],
        "rule": found["rule"],
        "clear_url": supposing(visit, {}),
        "permalink": supposing(visit, assumed),
    }


def by_word(found: Object) -> dict[str, list[Object]]:
    """The promises of a scenario by the word for them: that of their list for pledges, else what sort of talk it is."""
    rows: dict[str, list[Object]] = {word: [] for word in (*Firmness.values, *Talk.values)}
    for word in Firmness.values:
        for one in found[word]:
            rows[said_as(word, one["headline"], one["strength"])].append(one)
    return rows


def conflicts(parts: Mapping[str, Object], facts: Mapping[str, Object]) -> list[Object]:
    """The pledged wholes that are blocked while pledged parts of theirs are firm, with these and who makes them."""
    blocked = {row["commitment"] for row in parts[Firmness.BLOCKED.value]["rows"]}
    firm: dict[str, list[Object]] = defaultdict(list)
    for row in parts[Firmness.FIRM.value]["rows"]:
        if row["whole"] and (whole := _whole_of(row["commitment"], blocked, facts)):
            firm[whole].append(row)
    return [
        {
            "commitment": whole,
            "parts": [row["commitment"] for row in rows],
            "joint_with": sorted({row["actor"] for row in rows}),
        }
        for whole, rows in sorted(firm.items())
    ]


def _whole_of(key: str, blocked: set[str], facts: Mapping[str, Object]) -> str:
    """The nearest blocked whole of a promise; "" where it is not among those that the page is about."""
    whole = facts[key]["part_of"]
    while whole and whole not in blocked:
        whole = facts[whole]["part_of"] if whole in facts else None
    return whole or ""


def facts_of(chosen: Any) -> dict[str, Object]:
    """By commitment key: who makes it, what its figure counts, and the whole that it is a part of."""
    rows = chosen.order_by().values_list("key", "actor__key", "unit", "title", "part_of__key")
    return {
        key: {"actor": actor, "unit": unit or None, "title": title, "part_of": whole}
        for key, actor, unit, title, whole in rows
    }


def switches(visit: Visit, assumed: Mapping[str, str], before: Object, found: Object) -> dict[str, Any]:
    """The conditions of the package with their three positions: those that somebody waits for, then the others.

    They stand where they stand `before` anything is assumed; who waits or is blocked is as it is `found` now.
    """
    rows = Condition.objects.known(visit.at).filter(package=visit.values["package"].pk)
    built = objects.conditions(rows, visit.at)
    if reading_of(visit.values) == Reading.STRICT:
        built = [{**one, **held_by(one["key"], before)} for one in built]
    built.sort(key=lambda one: (-len(one["waiting"]), one["name"]))
    shown = [
        {
            **one,
            **held_by(one["key"], found),
            "is_awaited": bool(one["waiting"]) or one["key"] in assumed,
            "assumed": one["key"] in assumed,
            "positions": _positions(one["key"], visit, assumed),
        }
        for one in built
    ]
    return {
        "awaited": [one for one in shown if one["is_awaited"]],
        "unawaited": [one for one in shown if not one["is_awaited"]],
        "presets": presets(built, visit),
        "readings": readings(visit),
    }


def held_by(condition: str, found: Object) -> Object:
    """Who waits for a condition and whom it blocks in a scenario, and which of both are pledges."""
    held: Object = {}
    for word in (Firmness.WAITING.value, Firmness.BLOCKED.value):
        rows = [one for one in found[word] if condition in {why["condition"] for why in one["why"]}]
        held[word] = [one["commitment"] for one in rows]
        held[f"{word}_pledged"] = [
            one["commitment"] for one in rows if is_pledge(one["headline"], one["strength"])
        ]
    return held


def readings(visit: Visit) -> list[Object]:
    """The two readings of what is asked for no longer, each with its address, the one that holds marked."""
    now = reading_of(visit.values)
    return [
        {
            "word": str(word),
            "url": visit.address(reading=None if word == Reading.STATED else word.value),
            "current": word == now,
        }
        for word in Reading
    ]


def presets(conditions: Sequence[Object], visit: Visit) -> list[tuple[str, str]]:
    """Scenarios that are asked for most: the guns fall silent, with and without a backstop; and the two extremes."""
    awaited = [one for one in conditions if one["waiting"]]
    ends = [one for one in awaited if one["kind"] in ENDS_OF_WAR]
    backstops = [one for one in awaited if one["kind"] == ConditionKind.BACKSTOP]
    hurdles = [one for one in awaited if one["kind"] != ConditionKind.TRIGGER]
    found = [(one["name"], {one["key"]: "met"}) for one in ends]
    found += [
        (
            _("%(met)s, but no %(impossible)s") % {"met": end["name"], "impossible": backstop["name"]},
            {end["key"]: "met", backstop["key"]: "impossible"},
        )
        for end in ends[:1]
        for backstop in backstops
    ]
    extremes = [
        (_("Every hurdle is cleared"), {one["key"]: "met" for one in hurdles}),
        (_("None ever is"), {one["key"]: "impossible" for one in hurdles}),
    ]
    chosen = [*found[: MOST_PRESETS - len(extremes)], *(extremes if len(hurdles) > 1 else ())]
    return [(words, supposing(visit, assumed)) for words, assumed in chosen]


def _without(assumed: Mapping[str, str], key: str) -> dict[str, str]:
    return {other: word for other, word in assumed.items() if other != key}


def _positions(key: str, visit: Visit, assumed: Mapping[str, str]) -> list[Object]:
    """As it stands, met, impossible: each with its address, the one that holds marked."""
    others = _without(assumed, key)
    now = assumed.get(key)
    held = [*SWITCH, *((ConditionState(now),) if now and now not in SWITCH else ())]
    return [
        {"word": "", "label": _("As it stands"), "url": supposing(visit, others), "current": now is None},
        *(
            {
                "word": str(word),
                "label": word.label,
                "url": supposing(visit, {**others, key: str(word)}),
                "current": now == word,
            }
            for word in held
        ),
    ]


def _list(
    word: str, outcomes: Iterable[Object], was: Mapping[str, str], facts: Mapping[str, Object]
) -> Object:
    """The promises for one word: what the assumptions brought here first, then by firmness of the headline."""
    rows: list[Object] = [
        {
            **one,
            "actor": facts[one["commitment"]]["actor"],
            "unit": facts[one["commitment"]]["unit"],
            "part_of": facts[one["commitment"]]["part_of"] if one["whole"] else None,
            "was": was[one["commitment"]] if was[one["commitment"]] != word else "",
        }
        for one in outcomes
    ]
    rows.sort(
        key=lambda row: (
            not row["was"],
            STRONGEST_FIRST.index(row["headline"]),
            facts[row["commitment"]]["title"],
        )
    )
    before = list(was.values()).count(word)
    return {"word": word, "rows": rows, "difference": len(rows) - before, "less": before - len(rows)}


def _totals(sums: Mapping[str, Sequence[Object]]) -> list[Object]:
    """Each total of the firm pledges, before and after, those that the assumptions change first."""
    paired = [
        {
            "guarantee": before["guarantee"],
            "contribution": before["contribution"],
            "unit": before["unit"],
            "before": before,
            "after": after,
            "is_firm": bool(before["counted"] + before["uncounted"] + after["counted"] + after["uncounted"]),
            "changed": before != after,
        }
        for before, after in zip(sums["before"], sums["after"], strict=True)
    ]
    return sorted(paired, key=lambda one: not one["changed"])


def _keystone(one: Object, facts: Mapping[str, Object], visit: Visit, assumed: Mapping[str, str]) -> Object:
    """A keystone by its pledges, with their unit, the talk that it unlocks beside, and the page that assumes it."""
    pledges = one["unlocks_pledged"]
    units = {facts[key]["unit"] for key in pledges if key in facts}
    return {
        "condition": one["condition"],
        "pledges": [_by_whom(key, facts) for key in pledges],
        "talk": [_by_whom(key, facts) for key in one["unlocks"] if key not in pledges],
        "low": one["low_pledged"],
        "high": one["high_pledged"],
        "unit": units.pop() if len(units) == 1 else None,
        "url": supposing(visit, {**assumed, one["condition"]: "met"}),
    }


def _by_whom(key: str, facts: Mapping[str, Object]) -> Object:
    """A promise beside the actor that makes it."""
    return {"commitment": key, "actor": facts[key]["actor"]}
