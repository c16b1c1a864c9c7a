"""What may be counted twice in a total."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from actors.models import Membership
from commitments import overlaps as rules
from commitments.models import Commitment
from commitments.objects import Object
from commitments.objects.fields import keys_through
from ledger.asof import AsOf


@dataclass(frozen=True, slots=True)
class Company:
    """Who makes each of some commitments (by key), and who of all these belongs to whom on the day."""

    parties: Mapping[str, tuple[str, ...]]
    belonging: frozenset[tuple[str, str]]

    def overlaps(self, counted: Iterable[str]) -> list[Object]:
        """What may be counted twice among the commitments of one total, as data."""
        made = (rules.Made(key, self.parties.get(key, ())) for key in counted)
        return [asdict(one) for one in rules.overlaps(made, self.belonging)]


def company_of(rows: Sequence[Commitment], at: AsOf) -> Company:
    """The company of commitments, which are read with their actors. Two queries."""
    joint = keys_through(Commitment.joint_with.through, "commitment", "actor", [row.pk for row in rows])
    parties = {row.key: (row.actor.key, *joint[row.pk]) for row in rows}
    everybody = {party for own in parties.values() for party in own}
    between = Membership.objects.holding(at).filter(
        member__key__in=everybody, organisation__key__in=everybody
    )
    return Company(parties, frozenset(between.order_by().values_list("member__key", "organisation__key")))
