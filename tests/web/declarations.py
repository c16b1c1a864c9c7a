"""A small record of how actors really speak: together, at an hour, in their own words, until a day, by the month.

The declarations are known on 5 September 2025, the other names of those who made them on 1 October.
"""

from datetime import UTC, datetime
from typing import Any

from actors.models import ActorAlias, LeaderAlias
from sources.models import PublisherAlias
from tests import drafts, worlds

SEPTEMBER = datetime(2025, 9, 5, 12, tzinfo=UTC)
OCTOBER = datetime(2025, 10, 1, 12, tzinfo=UTC)
JOINT = "2025-09-04"
QUOTED = "Nous serons là."


def build() -> None:
    """Publish the whole of it."""
    _declared()
    worlds.published(at=SEPTEMBER)
    _named()
    worlds.published(at=OCTOBER)


def _declared() -> None:
    britain = drafts.actor("gbr", name="United Kingdom", wikidata="Q145")
    france = drafts.actor("fra", name="France", iso3="FRA")
    drafts.actor("eu", name="European Union", kind="organisation", iso2="")
    drafts.leader("ann", name="Ann Example", wikidata="Q1")
    event = drafts.event("summit", held=JOINT)
    drafts.participation(event=event, actor=france, role="host")
    drafts.participation(event=event, actor=britain, leader=drafts.leader("ann"))
    together = drafts.statement(
        "s-together", said_on=JOINT, said_at="2025-09-04T18:30:00+02:00", speaking_for=None, event=event,
        quotation=QUOTED, quotation_language="fr", summary="Both will come.",
    )  # fmt: skip
    # One after the other: the order of entry is kept.
    together.speaking_for.add(france)
    together.speaking_for.add(britain)
    _promises(together, britain, france)
    _conditions(together)


def _promises(together: Any, britain: Any, france: Any) -> None:
    """A joint promise with a last day; and what comes by the month or year, or is a share."""
    troops = drafts.commitment("gbr-troops", actor=britain, title="A joint force")
    troops.joint_with.set([france])
    drafts.update(
        "u-together", statement=together, commitment=troops, effective=JOINT, low=100, high=200,
        until="2025-12", summary="A force until the end of the year.",
    )  # fmt: skip
    before = drafts.statement("s-before", said_on=JOINT, said_at="2025-09-04T19:00:00+03:00", cites="afp-2")
    # Logged later, said earlier: half an hour before, though the clock in Kyiv hung ahead.
    drafts.update(
        "u-before", statement=before, commitment=troops, effective=JOINT, strength="discussed",
        summary="Something is talked of.",
    )  # fmt: skip
    money = drafts.guarantee("pact-money", kind="finance")
    for key, contribution, unit, figure in (
        ("gbr-money", "finance", "EUR/year", 100_000_000),
        ("gbr-share", "finance", "bp_gdp", 25),
        ("gbr-drones", "supplies", "drones/month", 1000),
    ):
        made = drafts.commitment(key, guarantee=money, contribution=contribution, unit=unit)
        fields = {"statement": together, "effective": JOINT, "low": figure, "high": figure}
        drafts.update(f"u-{key}", commitment=made, **fields)
    drafts.requirement("r-share", statement=together, guarantee=money, effective=JOINT, low=50, unit="bp_gdp")


def _conditions(together: Any) -> None:
    """A signed peace implies a ceasefire, and is signed."""
    peace = drafts.condition("c-peace", name="Peace is signed")
    peace.implies.set([drafts.condition("c-ceasefire", name="The guns are silent", kind="ceasefire")])
    drafts.condition_update("cu-peace", statement=together, condition=peace, effective=JOINT, state="met")


def _named() -> None:
    britain, france = drafts.actor("gbr"), drafts.actor("fra")
    ActorAlias.objects.create(actor=britain, name="Велика Британія", language="uk")
    ActorAlias.objects.create(actor=britain, name="Albion")
    ActorAlias.objects.create(actor=france, name="Hexagone", language="fr")
    LeaderAlias.objects.create(leader=drafts.leader("ann"), name="Анна Приклад", language="uk")
    PublisherAlias.objects.create(
        publisher=drafts.publisher("afp"), name="Agence France-Presse", language="fr"
    )
