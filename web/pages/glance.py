"""The few numbers with which a reader begins: of the youngest package, and of what most of its promises are about."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import ActorKind
from actors.models import Actor
from commitments.choices import Headline
from commitments.objects import Object
from commitments.questions.scenario import scenario
from commitments.strength import AT_LEAST_PLEDGED
from guarantees.models import Package
from web.charts.figures import counted, interval
from web.filters.parameters import Found
from web.filters.promises import commitments

from .subjects import Subject, subject_of
from .visits import Visit

TALK: Final = (Headline.SIGNALLED, Headline.DISCUSSED)


def glance(visit: Visit, packages: Sequence[Object], sums: Sequence[Object]) -> dict[str, Any]:
    """Figures with what they count and where they lead.

    `packages` are the matrices, `sums` what is pledged or firmer. Without a package there are none.
    """
    subject = subject_of(visit)
    if subject.package is None:
        return {"subject": None, "figures": []}
    asked = {"package": subject.package.key, "contribution": subject.contribution.value}
    shown = next((one for one in packages if one["package"] == subject.package.key), None)
    return {
        "subject": subject,
        "figures": [
            *_states(shown, asked, visit),
            *_largest_sum(sums, subject),
            *_scenario(subject.package, visit),
        ],
    }


def _states(package: Object | None, asked: dict[str, str], visit: Visit) -> list[Object]:
    """How many states are bound, talk, or refuse."""
    if package is None or asked["contribution"] not in package["matrix"]["columns"]:
        return []
    column = package["matrix"]["columns"].index(asked["contribution"])
    cells = {row["actor"]: row["cells"][column] for row in package["matrix"]["rows"]}
    states = Actor.objects.filter(key__in=cells, kind=ActorKind.STATE).values_list("key", flat=True)
    words = [cell["headline"] for key in states if (cell := cells[key])]
    bound = sum(word in AT_LEAST_PLEDGED for word in words)
    talk = sum(word in TALK for word in words)
    out = words.count(Headline.RULED_OUT)
    return [
        {
            "value": str(bound),
            "label": ngettext("state has pledged it or more", "states have pledged it or more", bound),
            "note": _("%(talk)s talk of it, %(out)s rule it out") % {"talk": talk, "out": out},
            "url": visit.elsewhere("matrix", **asked),
        }
    ]


def _largest_sum(sums: Sequence[Object], subject: Subject) -> list[Object]:
    """The sum of the contribution to which most commitments belong."""
    own = [one for one in sums if one["contribution"] == subject.contribution]
    if not own:
        return []
    most = max(own, key=lambda one: one["counted"] + one["uncounted"])
    figure = interval(most["low"], most["high"], most["unit"]) if most["counted"] else _("no figure")
    note = ngettext(
        "pledged or firmer; %(n)s more names no figure",
        "pledged or firmer; %(n)s more name no figure",
        most["uncounted"],
    ) % {"n": most["uncounted"]}
    return [
        {
            "value": figure,
            "label": counted(most["unit"], None) if most["counted"] else "",
            "note": note,
            "url": most["explain_page"],
        }
    ]


def _scenario(package: Package, visit: Visit) -> list[Object]:
    """What is firm and what waits, and the one condition that would make most of it firm."""
    values = {"package": Found(package.key, package.pk)}
    found = scenario(commitments(values, visit.at), visit.at, assumptions={})
    asked = {"package": package.key}
    firm, waiting, blocked = (len(found[word]) for word in ("firm", "waiting", "blocked"))
    figures: list[Object] = [
        {
            "value": str(firm),
            "label": ngettext("promise is firm", "promises are firm", firm),
            "note": _("%(waiting)s wait for a condition, %(blocked)s are blocked")
            % {"waiting": waiting, "blocked": blocked},
            "url": visit.elsewhere("scenario", **asked),
        }
    ]
    for stone in found["keystones"][:1]:
        n = len(stone["unlocks"])
        figures.append(
            {
                "value": f"+{n}",
                "label": ngettext("would be firm with", "would be firm with", n),
                "condition": stone["condition"],
                "note": _("the one condition that unlocks most"),
                "url": visit.elsewhere("scenario", **asked, assume=f"{stone['condition']}:met"),
            }
        )
    return figures
