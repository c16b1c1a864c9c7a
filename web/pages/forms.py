"""Filter forms, made from the same declarations by which pages and the API read their parameters."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from actors.choices import ActorKind
from actors.models import Actor
from commitments.choices import Delivery, Headline, Lane, Standing, Strength
from guarantees.choices import ConditionState, Contribution, EventStatus
from ledger.models import Noun
from ledger.vocabulary import Vocabulary
from web.filters.parameters import Day, Flag, KeyOf, OneOf, Parameter

from .visits import Visit

# More names than this are not offered in a list but typed as a key.
LONGEST_LIST: Final = 300
# A field stands in the form under this name; others under their own, with spaces.
LABELS: Final[Mapping[str, str]] = {
    "actor": "Actor",
    "condition": "Requires",
    "from": "From",
    "has_quantity": "Figure",
    "headline": "Official line",
    "lane": "Lane",
    "member_of": "Member of",
    "origin": "First reported by",
    "strength_at_least": "At least",
    "to": "Until",
}
FLAG_WORDS: Final = {"true": "With a figure", "false": "Without a figure"}
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
    label = LABELS.get(parameter.name, parameter.name.replace("_", " ").capitalize())
    field: dict[str, Any] = {"name": parameter.name, "label": label, "value": value, "about": parameter.about}
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
    column = "title" if parameter.name == "commitment" else "name"
    found = list(rows.order_by(column).values_list("key", column)[: LONGEST_LIST + 1])
    return found if len(found) <= LONGEST_LIST else []


def _words(parameter: OneOf, vocabulary: type[Vocabulary] | None) -> Iterable[tuple[str, str]]:
    """Words with their labels, in the order of their vocabulary."""
    fits = vocabulary or next(
        (one for one in _VOCABULARIES if tuple(one.values) == tuple(parameter.words)), None
    )
    return [(word, str(fits(word).label) if fits else word) for word in parameter.words]
