"""The record and its events in the words of schema.org, for search engines and catalogues of data."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from actors.models import ActorAlias, LeaderAlias
from commitments.models import CommitmentUpdate
from commitments.objects import Object
from guarantees.choices import EventStatus, Role
from ledger.asof import AsOf
from web.asof import printed
from web.wikidata import item

from .names import Names
from .visits import Visit

CONTEXT: Final = "https://schema.org"
# By noun and key.
OtherNames = Mapping[tuple[str, str], list[str]]
# What is measured of every commitment, in the API's field names.
MEASURED: Final[Mapping[str, str]] = {
    "strength": "How firmly an actor is bound.",
    "standing": "Whether the promise stands.",
    "delivery": "How much of it is there.",
    "low": "The least of what is given.",
    "high": "The most of what is given.",
    "requires": "The conditions on which it depends.",
}
_STATUS: Final = {EventStatus.CANCELLED: "EventCancelled"}
_TYPES: Final = {"state": "GovernmentOrganization"}


def dataset_of(site: str, visit: Visit) -> dict[str, Any]:
    """The record as a whole, as it is read here. One query."""
    span = CommitmentUpdate.objects.said_by(visit.at).aggregate(first=Min("day"), last=Max("day"))
    named = {"@type": "Organization", "name": "Guarantees", "url": f"{site}/"}
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": _("Guarantees: who has committed what, when, how firmly"),
        "description": _(
            "An append-only record of negotiations over security guarantees: every claim with the day on which it took "
            "effect, the moment at which it was published here, who said it and in which source."
        ),
        "url": f"{site}/",
        "dateModified": printed(visit.at.known_at),
        "version": str(visit.asked.basis),
        "isAccessibleForFree": True,
        "creator": named,
        "publisher": named,
        "measurementTechnique": f"{site}/method/",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "description": about} for name, about in MEASURED.items()
        ],
        "distribution": [_download(site, *one) for one in _DOWNLOADS],
    }
    if span["first"]:
        found["temporalCoverage"] = f"{span['first']}/{span['last']}"
    return found


_DOWNLOADS: Final = tuple(
    (name, form, kind)
    for name in ("commitments", "updates")
    for form, kind in (("csv", "text/csv"), ("jsonl", "application/jsonl"))
)


def _download(site: str, name: str, form: str, kind: str) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": name,
        "encodingFormat": kind,
        "contentUrl": f"{site}/api/v1/{name}/?format={form}",
    }


def event_of(event: Object, names: Names, site: str, at: AsOf) -> dict[str, Any]:
    """An event with who took part. A vague date is given as far as it is known. Two queries."""
    also = _other_names(event["participants"], at)
    first, _slash, last = (event["held"] or "").replace("~", "").partition("/")
    hosts = [row for row in event["participants"] if row["role"] == Role.HOST]
    others = [row for row in event["participants"] if row["role"] != Role.HOST]
    found = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": event["name"],
        "description": event["summary"],
        "url": f"{site}/events/{event['key']}/",
        "startDate": first,
        "endDate": last or first,
        "eventStatus": f"{CONTEXT}/{_STATUS.get(EventStatus(event['status']), 'EventScheduled')}",
        "location": _place(event),
        "organizer": [_party(row, names, also) for row in hosts],
        "attendee": [_party(row, names, also) for row in others],
        "about": {"@type": "Thing", "name": names.of("package", event["package"])["name"]}
        if event["package"]
        else None,
    }
    return {name: value for name, value in found.items() if value}


def _place(event: Object) -> dict[str, Any] | None:
    address = {"addressLocality": event["place"], "addressCountry": event["country"]}
    known = {name: value for name, value in address.items() if value}
    if not known:
        return None
    named = event["place"] or event["country"]
    return {"@type": "Place", "name": named, "address": {"@type": "PostalAddress", **known}}


def _party(row: Object, names: Names, also: OtherNames) -> dict[str, Any]:
    """A leader with whom it was there for; without one the actor itself."""
    actor = names.of("actor", row["actor"])
    party = {"@type": _TYPES.get(actor.get("kind", ""), "Organization"), **_identity("actor", actor, also)}
    if not row["leader"]:
        return party
    leader = names.of("leader", row["leader"])
    return {"@type": "Person", **_identity("leader", leader, also), "affiliation": party}


def _identity(noun: str, who: Mapping[str, Any], also: OtherNames) -> dict[str, Any]:
    """By which names somebody is known, here and elsewhere."""
    found = {
        "name": who["name"],
        "alternateName": also.get((noun, who["key"]), []),
        "sameAs": item(who["wikidata"]) if who.get("wikidata") else "",
    }
    return {name: value for name, value in found.items() if value}


def _other_names(present: Sequence[Object], at: AsOf) -> OtherNames:
    """The other names of those who took part, as far as they are known. Two queries."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for model in (ActorAlias, LeaderAlias):
        noun = model.named
        keys = {row[noun] for row in present if row[noun]}
        manager: Any = model._default_manager
        known = manager.known(at).filter(**{f"{noun}__key__in": keys}).order_by()
        # One name may be given for several languages.
        for key, name in sorted(set(known.values_list(f"{noun}__key", "name"))):
            found[noun, key].append(name)
    return found
