"""Template tags that show the words of the record: a mark for each word, beside the word itself.

Plain values in, markup out: no tag reads the database. A word of a vocabulary is shown with its shape
(from `static/img/marks.svg`), its label and its definition, so that nothing is told by colour alone.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from actors.choices import ActorKind, OfficeClass
from commitments import firmness as firm
from commitments import strength
from commitments.choices import (
    Delivery,
    Direction,
    Firmness,
    Headline,
    Lane,
    Reading,
    Reason,
    Standing,
    Strength,
    Talk,
)
from guarantees.choices import (
    Attribution,
    ConditionKind,
    ConditionState,
    Contribution,
    EventKind,
    EventStatus,
    Role,
    Stance,
    Unit,
)
from guarantees.conditions import truth_of_word
from ledger.choices import Action, Kind
from ledger.vocabulary import Vocabulary
from sources.choices import PublisherKind, SourceKind
from web.charts import figures
from web.languages import ENGLISH, spoken_now

register = template.Library()

VOCABULARIES: Final[Mapping[str, type[Vocabulary]]] = {
    "action": Action,
    "actor": ActorKind,
    "attribution": Attribution,
    "condition_kind": ConditionKind,
    "condition": ConditionState,
    "contribution": Contribution,
    "delivery": Delivery,
    "direction": Direction,
    "event": EventKind,
    "event_status": EventStatus,
    "firmness": Firmness,
    "reading": Reading,
    "talk": Talk,
    "headline": Headline,
    "kind": Kind,
    "lane": Lane,
    "office": OfficeClass,
    "publisher": PublisherKind,
    "reason": Reason,
    "role": Role,
    "source": SourceKind,
    "stance": Stance,
    "standing": Standing,
    "strength": Strength,
    "unit": Unit,
}
LADDER: Final = (
    Headline.DISCUSSED,
    Headline.SIGNALLED,
    Headline.PLEDGED,
    Headline.FORMALISED,
    Headline.IN_PLACE,
    Headline.FULFILLED,
)
FIRMNESS_MARKS: Final = {
    "firm": "met",
    "waiting": "unmet",
    "blocked": "impossible",
    "nothing_asked_for": "talk",
    "with_conditions": "talk_with_conditions",
}
MARK_OF_TRUTH: Final = {"true": "met", "false": "impossible"}
NAV: Final = (
    (_("Overview"), "overview"),
    (_("Brief"), "brief"),
    (_("Matrix"), "matrix"),
    (_("Map"), "map"),
    (_("Timeline"), "timeline"),
    (_("Scenario"), "scenario"),
    (_("Compare"), "compare"),
    (_("Actors"), "actor-list"),
    (_("Leaders"), "leader-list"),
    (_("Guarantees"), "guarantee-list"),
    (_("Commitments"), "commitment-list"),
    (_("Conditions"), "condition-list"),
    (_("Events"), "event-list"),
    (_("Statements"), "statement-list"),
    (_("Sources"), "source-list"),
    (_("Changes"), "change-list"),
    (_("Method"), "method"),
)
SIGNALS: Final = (
    ("disputed", "denied", _("Disputed"), _("Somebody denies a claim that counts here.")),
    ("clashes", "clash", _("Clash"), _("A red line of another actor stands against this.")),
    (
        "unreaffirmed",
        "unreaffirmed",
        _("Not reaffirmed"),
        _("The last official word is from somebody who has left office."),
    ),
    (
        "stale",
        "stale",
        _("Stale"),
        _("No official word for more than six months, up to the day of this page or the end of the record."),
    ),
    (
        "no_longer_named",
        "silent",
        _("Condition no longer named"),
        _("It asked for something once that later words neither name nor drop."),
    ),
)
# The field without which a row cannot carry a warning, and what is said of a table of which all rows do.
CARRIED_BY: Final = {
    "disputed": "key",
    "clashes": "standing",
    "unreaffirmed": "last_said",
    "stale": "last_said",
}
CLASHING: Final = (Standing.OFFERED, Standing.SUSPENDED)
EVERY_ROW: Final = {
    "disputed": _("Somebody denies a claim about every commitment below."),
    "clashes": _("A red line stands against every offer below."),
    "unreaffirmed": _("Every last official word below is from somebody who has left office."),
    "stale": _(
        "Every last official word below is more than six months old, "
        "on the day of this page or at the end of the record."
    ),
}


def _word(vocabulary: str, value: str) -> Vocabulary:
    return VOCABULARIES[vocabulary](value)


@register.simple_tag
def mark(name: str, hollow: bool = False) -> SafeString:
    """One shape of the sprite. It is decoration: the word stands beside it."""
    return format_html(
        '<svg class="mark{}" viewBox="0 0 16 16" aria-hidden="true"><use href="{}#{}"/></svg>',
        " mark--hollow" if hollow else "",
        static("img/marks.svg"),
        name,
    )


@register.simple_tag
def label(vocabulary: str, value: str | None) -> str:
    """The label of a word: `{% label "contribution" "air_support" %}` is `Air support`; empty for none."""
    return str(_word(vocabulary, value).label) if value else ""


@register.simple_tag
def define(vocabulary: str, value: str | None) -> str:
    """The definition of a word, for a `title`; empty for none."""
    return _word(vocabulary, value).definition if value else ""


@register.inclusion_tag("_components/column.html")
def column(sorts: Mapping[str, Any] | None, field: str, title: str, look: str = "") -> dict[str, Any]:
    """The heading of a column; where the list can be sorted by its field, with the link that does it."""
    return {"head": (sorts or {}).get(field), "title": title, "look": look}


@register.inclusion_tag("_components/headline.html")
def headline(word: str | None, lane: str = "official", size: str = "") -> dict[str, Any]:
    """The one word for a commitment with its shape; hollow and dashed in the reported lane."""
    value = word or Headline.NONE
    return {"word": Headline(value), "reported": lane == Lane.REPORTED, "size": size}


@register.inclusion_tag("_components/ladder.html")
def ladder(official: str | None, reported: str | None = None) -> dict[str, Any]:
    """All steps from talk to delivery, with where the commitment stands, officially and as reported."""
    reached = LADDER.index(Headline(official)) if official in LADDER else -1
    steps = [
        {"word": word, "reached": n <= reached, "current": word == official, "reported": word == reported}
        for n, word in enumerate(LADDER)
    ]
    off = Headline(official) if official and official not in LADDER else None
    off_reported = Headline(reported) if reported and reported not in LADDER else None
    return {"steps": steps, "off": off, "off_reported": off_reported}


@register.inclusion_tag("_components/quantity.html")
def quantity(
    low: int | None,
    high: int | None,
    unit: str | None = None,
    words: str | None = None,
    lane: str | None = "official",
) -> dict[str, Any]:
    """An interval with its unit and the source's own wording; says so when there is no figure."""
    figure = figures.interval(low, high, unit)
    return {
        "figure": figure,
        "exact": figures.exact(low, high, unit),
        "counted": figures.counted(unit, words, high or low or 0),
        # The unit `other` is named by the wording itself.
        "words": None if figures.taken_apart(unit).word == Unit.OTHER and figure else words,
        "reported": lane == Lane.REPORTED,
    }


@register.inclusion_tag("_components/total.html")
def total(row: Mapping[str, Any]) -> dict[str, Any]:
    """A sum, where it may stand first; else that there is none, with what the few figures come to beside it."""
    return {"row": row, "no_total": figures.no_total(row["counted"], row["uncounted"])}


@register.inclusion_tag("_components/lane.html")
def lane(word: str) -> dict[str, Any]:
    """Whose word it is: the actor's own, or others'."""
    return {"word": Lane(word)}


@register.inclusion_tag("_components/condition_state.html")
def condition_state(word: str | None) -> dict[str, Any]:
    """The state of a condition with its diamond; without a claim, nobody looked."""
    return {"word": ConditionState(word) if word else None}


@register.simple_tag
def talking(condition: Mapping[str, Any]) -> int:
    """How many commitments below a pledge wait for a condition."""
    return len(condition["waiting"]) - len(condition["waiting_pledged"])


@register.simple_tag
def follows(condition: Mapping[str, Any]) -> SafeString | str:
    """Where a condition counts as true or false by what follows from others, not by what was said of it."""
    if condition["truth"] == truth_of_word(condition["state"]):
        return ""
    words = (
        _("counts as met: it follows")
        if condition["truth"] == "true"
        else _("counts as impossible: it follows")
    )
    return format_html(
        '<span class="soft follows">{}{}</span>', mark(MARK_OF_TRUTH[condition["truth"]]), words
    )


@register.filter
def claimed_headline(claim: Mapping[str, Any]) -> str:
    """The word for what a claim itself says about a commitment; empty when it does not speak of that."""
    word = strength.headline(claim.get("standing"), claim.get("delivery"), claim.get("strength"))
    return "" if word == Headline.NONE else word


@register.inclusion_tag("_components/firmness.html")
def firmness(word: str | None) -> dict[str, Any]:
    """Firm, waiting or blocked, or what sort of talk it is; with a mark that never looks like a pledge's for talk."""
    if not word:
        return {}
    vocabulary: type[Vocabulary] = Talk if word in Talk.values else Firmness
    return {"word": vocabulary(word), "shape": FIRMNESS_MARKS[word]}


@register.inclusion_tag("_components/firmness.html")
def firmness_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same for a commitment: firm, waiting and blocked are said of pledges alone."""
    word = row["firmness"]
    return firmness(firm.said_as(word, row["headline"], row["strength"]) if word else None)


@register.inclusion_tag("_components/stance.html")
def stance(word: str) -> dict[str, Any]:
    """Where an actor stands on a contribution of others."""
    return {"word": Stance(word)}


@register.inclusion_tag("_components/move.html")
def move(way: str) -> dict[str, Any]:
    """How a commitment moved: a direction, `reopened` for the way up that leads from ruled out, or `unnamed` where
    a condition is only not mentioned any more.
    """
    if way == "reopened":
        return {"shape": Direction.UP, "text": _("No longer ruled out")}
    if way == "unnamed":
        return {"shape": Direction.REQUIRES_CHANGED, "text": _("A condition is no longer named")}
    word = Direction(way)
    brief = word in (Direction.NEW, Direction.GONE)
    return {"shape": word, "text": word.label if brief else str(word.definition).rstrip(".")}


@register.inclusion_tag("_components/signals.html")
def signals(commitment: Mapping[str, Any], said: Collection[str] = ()) -> dict[str, Any]:
    """What a reader should be warned of: disputed, clash, not reaffirmed, stale; but for what is said elsewhere."""
    # What is said of a promise that is old is not said where none stands.
    of_none = ("unreaffirmed", "stale") if commitment.get("since", "") is None else ()
    found = [row[1:] for row in SIGNALS if commitment.get(row[0]) and row[0] not in (*said, *of_none)]
    return {"found": found}


@register.simple_tag
def shared_signals(commitments: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The warnings of a whole table, said once above it: every row that can carry one does, and there are several.

    `said` are their keys, for the rows to leave out; `found` is what is shown; `actors` are those whose red lines stand
    against every offer. Red lines of different actors stay with their rows.
    """
    rows = {key: [row for row in commitments if row.get(field)] for key, field in CARRIED_BY.items()}
    rows["clashes"] = [row for row in rows["clashes"] if row["standing"] in CLASHING]
    against = {frozenset(one["actor"] for one in row.get("clashes") or ()) for row in rows["clashes"]}
    shared = [
        (key, shape, name, EVERY_ROW[key])
        for key, shape, name, _why in SIGNALS
        if len(rows.get(key, ())) > 1
        and all(row.get(key) for row in rows[key])
        and (key != "clashes" or len(against) == 1)
    ]
    said = [key for key, *_rest in shared]
    return {
        "said": said,
        "found": [(shape, name, words) for _key, shape, name, words in shared],
        "actors": sorted(*against) if "clashes" in said else [],
    }


@register.simple_tag
def entry(found: Mapping[str, Any], key: str) -> Any:
    """What a mapping has under a key; None where it has nothing."""
    return found.get(key)


@register.simple_tag
def record_lang() -> SafeString:
    """The attribute that says that some words are the record's, in English, on a page in another language."""
    return mark_safe("" if spoken_now() == ENGLISH else ' lang="en"')  # noqa: S308


@register.filter
def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


@register.filter
def sheets(names: str) -> list[str]:
    """The addresses of the style sheets with these names."""
    return [static(f"css/{name}.css") for name in names.split()]


@register.inclusion_tag("_components/nav.html")
def nav(path: str, query: str = "") -> dict[str, Any]:
    """The main pages, keeping both dates; the one that holds the reader is marked."""
    items = []
    for title, page in NAV:
        address = reverse(page)
        inside = page != "overview" and path.startswith(address)
        current = "page" if path == address else "true" if inside else ""
        items.append({"label": title, "url": f"{address}{query}", "current": current})
    return {"items": items}
