"""To which actors and packages a row of the feed belongs: to all to which its object does.

A commitment belongs to its actor and its joint parties, and so do the claims about it; an event to those who take part;
a statement to those in whose name it is and to whatever its claims belong to; a leader to those whose offices he has
held; a condition to the one whose act or decision it is; a claim about a condition or a required size to those who
speak. Everything of a package belongs to that package. So whoever filters the feed gets the objects that the lists
give for the same actor or package.

What belongs to an object can become known after it (a participation, a claim of a statement): then the feed tells of
the object again, and it is the later row that belongs to more. A row says what was known at its own moment, so it is
the same for ever, and can be made anew from the record.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, Final, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from actors.models import Actor, ActorAlias, Leader, Membership, Tenure
from commitments.models import Commitment, CommitmentUpdate
from guarantees.models import (
    Condition,
    ConditionUpdate,
    Guarantee,
    NegotiationEvent,
    Package,
    Participation,
    PositionUpdate,
    RequirementUpdate,
    Statement,
)
from ledger.clock import belongings_of
from ledger.models import Belonging, Change, Recorded, recorded_models
from ledger.references import links_of

BATCH: Final = 500


class Path(NamedTuple):
    """A way from a row to the key of an actor or a package. `through` leads to the row that makes it known later."""

    noun: str
    to: str
    through: str = ""


class Link(NamedTuple):
    """An actor or a package to which an object belongs, from a moment on; None: as long as there is the object."""

    since: datetime | None
    noun: str
    key: str


class Belongs(NamedTuple):
    """The keys to which an object belongs at a moment."""

    actors: tuple[str, ...]
    packages: tuple[str, ...]


def _actor(to: str, through: str = "") -> Path:
    return Path(Belonging.ACTOR, to, through)


def _package(to: str, through: str = "") -> Path:
    return Path(Belonging.PACKAGE, to, through)


_OF_A_CLAIM: Final[dict[type[Recorded], tuple[Path, ...]]] = {
    CommitmentUpdate: (
        _actor("commitment__actor__key"),
        _actor("commitment__joint_with__key"),
        _package("commitment__guarantee__package__key"),
    ),
    ConditionUpdate: (_actor("statement__speaking_for__key"), _package("condition__package__key")),
    PositionUpdate: (_actor("actor__key"), _package("guarantee__package__key")),
    RequirementUpdate: (_actor("statement__speaking_for__key"), _package("guarantee__package__key")),
}
PATHS: Final[dict[type[Recorded], tuple[Path, ...]]] = {
    Actor: (_actor("key"),),
    ActorAlias: (_actor("actor__key"),),
    Membership: (_actor("member__key"), _actor("organisation__key")),
    Leader: (_actor("tenures__actor__key", "tenures"),),
    Tenure: (_actor("actor__key"),),
    Package: (_package("key"),),
    Guarantee: (_package("package__key"),),
    Condition: (_actor("actor__key"), _package("package__key")),
    NegotiationEvent: (_actor("participations__actor__key", "participations"), _package("package__key")),
    Participation: (_actor("actor__key"), _package("event__package__key")),
    Commitment: (_actor("actor__key"), _actor("joint_with__key"), _package("guarantee__package__key")),
    Statement: (
        _actor("speaking_for__key"),
        *(
            Path(path.noun, f"{model._meta.model_name}s__{path.to}", f"{model._meta.model_name}s")
            for model, paths in _OF_A_CLAIM.items()
            for path in paths
            if not path.to.startswith("statement__")
        ),
    ),
    **_OF_A_CLAIM,
}


def belonging_of(model: type[Recorded], rows: Sequence[Any], known_at: datetime) -> dict[int, Belongs]:
    """What rows of a model belong to as known at a moment, by primary key. One query for each path of the model."""
    links = _links(model, model.objects.filter(pk__in=[row.pk for row in rows]))
    return {row.pk: _by(links.get(row.pk, ()), known_at) for row in rows}


def are_lacking() -> bool:
    """Whether the feed has rows of before it was kept what they belong to."""
    beside = Belonging.objects.filter(change=OuterRef("pk"))
    return Change.objects.exclude(actor="", package="").filter(~Exists(beside)).exists()


def rebuild() -> int:
    """Make what every row of the feed belongs to anew from the record; how many there are."""
    Belonging.objects.all().delete()
    made = [
        one
        for sequence, belongs in _from_the_record()
        for one in belongings_of(sequence, belongs.actors, belongs.packages)
    ]
    Belonging.objects.bulk_create(made, batch_size=BATCH)
    return len(made)


def differences() -> list[str]:
    """A sentence for each row of the feed that is not found by what its object belonged to at its moment."""
    there: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for sequence, noun, key in Belonging.objects.values_list("change_id", "noun", "key"):
        there[sequence].add((noun, key))
    found = []
    for sequence, belongs in _from_the_record():
        wanted = {(Belonging.ACTOR, key) for key in belongs.actors}
        wanted |= {(Belonging.PACKAGE, key) for key in belongs.packages}
        if there.pop(sequence, set()) != wanted:
            found.append(f"change {sequence}: it is not found by all to which its object belongs")
    return [*found, *(f"change {sequence}: it belongs to nobody, but is found" for sequence in sorted(there))]


def _from_the_record() -> Iterator[tuple[int, Belongs]]:
    """What each row of the feed belongs to, by its sequence, as the record says it; rows that belong to nothing too."""
    for model in recorded_models():
        if model not in PATHS:
            continue
        by_key = _links_by_key(model)
        told = Change.objects.filter(type=model.feed_type).order_by("sequence")
        for sequence, key, moment in told.values_list("sequence", "key", "recorded_at").iterator():
            yield sequence, _by(by_key.get(key, ()), moment)


def _links_by_key(model: type[Recorded]) -> dict[str, list[Link]]:
    """The links of all published rows by the name that the feed has for them."""
    rows: QuerySet[Any] = model.objects.published().order_by("pk")
    links = _links(model, rows)
    if not any(field.name == "key" for field in model._meta.concrete_fields):
        rows = rows.select_related(*(link.name for link in links_of(model)))
    found: dict[str, list[Link]] = defaultdict(list)
    for row in rows:
        found[row.key] += links.get(row.pk, ())
    return found


def _links(model: type[Recorded], rows: "QuerySet[Any]") -> dict[int, list[Link]]:
    """All that rows ever belong to, by primary key, path by path."""
    found: dict[int, list[Link]] = defaultdict(list)
    for path in PATHS.get(model, ()):
        moment = F(f"{path.through}__recorded_at" if path.through else "recorded_at")
        # Both lead over the same rows: what is annotated shares its joins, which filters would not.
        named = rows.annotate(known_since=moment, belongs_to=F(path.to)).order_by()
        pairs = named.filter(known_since__isnull=False, belongs_to__isnull=False)
        for pk, since, key in sorted(
            pairs.values_list("pk", "known_since", "belongs_to").distinct(), key=itemgetter(0, 2)
        ):
            found[pk].append(Link(since if path.through else None, path.noun, key))
    return found


def _by(links: Iterable[Link], known_at: datetime) -> Belongs:
    """The keys of what is known at a moment, each once, in the order of the links."""
    known = [link for link in links if link.since is None or link.since <= known_at]
    return Belongs(
        tuple(dict.fromkeys(link.key for link in known if link.noun == Belonging.ACTOR)),
        tuple(dict.fromkeys(link.key for link in known if link.noun == Belonging.PACKAGE)),
    )
