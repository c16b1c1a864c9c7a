"""The few numbers with which a reader begins: of the youngest package, and of what most of its promises are about."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import ActorKind
from commitments.choices import Firmness, Headline
from commitments.leading import leads, pledgers
from commitments.objects import Object
from commitments.questions.scenario import scenario
from web.charts.figures import counted, interval
from web.filters.parameters import Found
from web.filters.promises import commitments

from .first_numbers import claimed_in_words, sized, unlisted_size
from .hurdles import without_triggers
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
            *_scenario(asked, Found(subject.package.key, subject.package.pk), visit),
        ],
    }


def _states(package: Object | None, asked: dict[str, str], visit: Visit) -> list[Object]:
    """How many states are bound by name, how many more are claimed, and how many talk or refuse."""
    if package is None or asked["contribution"] not in package["matrix"]["columns"]:
        return []
    column = package["matrix"]["columns"].index(asked["contribution"])
    cells = {row["actor"]: row["cells"][column] for row in package["matrix"]["rows"]}
    words = {key: cell["headline"] for key, cell in cells.items() if cell}
    actors = list(sized(visit.at).filter(key__in=words))
    states = [one.key for one in actors if one.kind == ActorKind.STATE]
    groups = {one.key: size for one in actors if (size := unlisted_size(one))}
    bound = pledgers(words, states, groups)
    talk = sum(words[key] in TALK for key in states)
    out = sum(words[key] == Headline.RULED_OUT for key in states)
    others = {"talk": talk, "out": out}
    claimed = claimed_in_words(bound.claimed)
    if claimed:
        label = _("by name, %(claimed)s") % {"claimed": claimed}
        note = _("states that have pledged it or more; %(talk)s talk of it, %(out)s rule it out") % others
    else:
        label = ngettext("state has pledged it or more", "states have pledged it or more", bound.by_name)
        note = _("%(talk)s talk of it, %(out)s rule it out") % others
    url = visit.elsewhere("matrix", **asked)
    return [{"value": str(bound.by_name), "label": label, "note": note, "url": url}]


def _largest_sum(sums: Sequence[Object], subject: Subject) -> list[Object]:
    """The sum of the contribution to which most commitments belong; where few of them name a figure, that."""
    own = [one for one in sums if one["contribution"] == subject.contribution]
    if not own:
        return []
    most = max(own, key=lambda one: one["counted"] + one["uncounted"])
    n, without = most["counted"], most["uncounted"]
    if n and not leads(n, without):
        value = _("no total:")
        label = ngettext("%(counted)s of %(all)s names one", "%(counted)s of %(all)s name one", n)
        label %= {"counted": n, "all": n + without}
    else:
        value = interval(most["low"], most["high"], most["unit"]) if n else _("no figure")
        label = counted(most["unit"], None) if n else ""
    note = ngettext(
        "pledged or firmer; %(n)s more names no figure",
        "pledged or firmer; %(n)s more name no figure",
        without,
    ) % {"n": without}
    return [{"value": value, "label": label, "note": note, "url": most["explain_page"]}]


def _scenario(asked: dict[str, str], package: Found, visit: Visit) -> list[Object]:
    """How many pledges are firm or wait, talk beside them, and the one condition that would make most of them firm.

    Of the subject alone, as all that stands beside it.
    """
    found = scenario(commitments({**asked, "package": package}, visit.at), visit.at, assumptions={})
    firm, waiting, blocked = (found["pledged_only"][word]["count"] for word in Firmness.values)
    notes = [
        _("%(waiting)s wait for a condition, %(blocked)s are blocked")
        % {"waiting": waiting, "blocked": blocked}
    ]
    if talk := sum(found["talk"].values()):
        notes.append(ngettext("%(n)s more is only talk", "%(n)s more are only talk", talk) % {"n": talk})
    figures: list[Object] = [
        {
            "value": str(firm),
            "label": ngettext("pledge is firm", "pledges are firm", firm),
            "note": "; ".join(notes),
            "url": visit.elsewhere("scenario", **asked),
        }
    ]
    for stone in without_triggers(found["keystones"])[:1]:
        n = len(stone["unlocks_pledged"])
        if not n:
            break
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
