"""Filter forms, made from the same declarations by which pages and the API read their parameters."""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actors.choices import ActorKind
from actors.models import Actor
from commitments.choices import Delivery, Headline, Lane, Standing, Strength
from guarantees.choices import ConditionState, Contribution, EventStatus
from ledger.models import Noun
from ledger.vocabulary import Vocabulary
from web.filters.parameters import Day, Flag, KeyOf, OneOf, Parameter
from web.languages import ENGLISH, local_name, spoken_now

from .visits import Visit

# More names than this are not offered in a list but typed as a key.
LONGEST_LIST: Final = 300
# A field stands in the form under this name.
LABELS: Final[Mapping[str, Any]] = {
    "actor": _("Actor"),
    "event": _("Event"),
    "office_class": _("Office"),
    "speaker": _("Speaker"),
    "condition": _("Requires"),
    "from": _("From"),
    "has_quantity": _("Figure"),
    "headline": _("Official line"),
    "guarantee": _("Guarantee"),
    "contribution": _("Contribution"),
    "kind": _("Kind"),
    "lane": _("Lane"),
    "member_of": _("Member of"),
    "package": _("Package"),
    "publisher": _("Publisher"),
    "state": _("State"),
    "status": _("Status"),
    "origin": _("First reported by"),
    "strength_at_least": _("At least"),
    "to": _("Until"),
}
FLAG_WORDS: Final = {"true": _("With a figure"), "false": _("Without a figure")}
_VOCABULARIES: Final[tuple[type[Vocabulary], ...]] = (
    Contribution,
    Headline,
    Strength,
    Standing,
    Delivery,
    Lane,
    ConditionState,
    EventStatus,
)


def form_of(
    visit: Visit, *names: str, vocabularies: Mapping[str, type[Vocabulary]] | None = None
) -> dict[str, Any]:
    """The fields of these parameters with what was asked for; every other parameter is kept hidden.

    `vocabularies` names the words of a parameter where its words alone do not tell (a `kind`).
    """
    declared = {parameter.name: parameter for parameter in visit.declared}
    shown = [declared[name] for name in names]
    given = dict(visit.others)
    hidden = [pair for pair in visit.pairs if pair[0] not in names and pair[0] != "page"]
    return {
        "hidden": hidden,
        "fields": [_field(one, given.get(one.name, ""), visit, vocabularies or {}) for one in shown],
        "reset_url": visit.address(**dict.fromkeys(given)) if given else "",
    }


def _field(
    parameter: Parameter, value: str, visit: Visit, named: Mapping[str, type[Vocabulary]]
) -> dict[str, Any]:
    label = LABELS[parameter.name]
    field: dict[str, Any] = {
        "name": parameter.name,
        "label": label,
        "value": value,
        "about": gettext(parameter.about),
    }
    match parameter:
        case KeyOf():
            field["choices"] = _names(parameter, visit)
        case OneOf():
            field["choices"] = _words(parameter, named.get(parameter.name))
        case Flag():
            field["choices"] = [(word, FLAG_WORDS.get(word, word)) for word in parameter.words]
        case Day():
            field["type"] = "date"
    return field


def _names(parameter: KeyOf, visit: Visit) -> list[tuple[str, str]]:
    """Keys and names of what a field may name; nothing where there are too many to choose from."""
    model: type[Noun] = parameter.noun
    rows = model.objects.known(visit.at)
    if parameter.name == "member_of":
        rows = Actor.objects.known(visit.at).exclude(kind=ActorKind.STATE)
    if model is Actor:
        return _actors(rows)
    column = "title" if parameter.name == "commitment" else "name"
    found = list(rows.order_by(column).values_list("key", column)[: LONGEST_LIST + 1])
    return found if len(found) <= LONGEST_LIST else []


def _actors(rows: Any) -> list[tuple[str, str]]:
    """Actors in the order of their names in the language of the page."""
    found = rows.order_by("name").values_list("key", "name", "kind", "iso2")[: LONGEST_LIST + 1]
    named = [(key, local_name(name, kind, iso2)) for key, name, kind, iso2 in found]
    if spoken_now() != ENGLISH:
        named.sort(key=itemgetter(1))
    return named if len(named) <= LONGEST_LIST else []


def _words(parameter: OneOf, vocabulary: type[Vocabulary] | None) -> Iterable[tuple[str, str]]:
    """Words with their labels, in the order of their vocabulary."""
    fits = vocabulary or next(
        (one for one in _VOCABULARIES if tuple(one.values) == tuple(parameter.words)), None
    )
    return [(word, str(fits(word).label) if fits else word) for word in parameter.words]
