"""What stands between drafts and the record. The rules are those of the import (desk/records), asked of drafts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from actors.models import Membership, Tenure
from commitments.models import Commitment, CommitmentUpdate, Reach
from guarantees import requires
from guarantees.models import (
    ConditionUpdate,
    PositionUpdate,
    RequirementUpdate,
    Statement,
    StatementClaim,
)
from ledger.choices import Kind
from ledger.exceptions import RuleBroken
from sources.models import Source

from .bundle import TABLE_OF, Bundle, place_of
from .records import problems as reports
from .records import tables
from .records.checking import check
from .records.notes import notes
from .records.published import read_value
from .records.record import Known, Placed, Record, as_text
from .records.world import World

SUBJECT: dict[type[StatementClaim], tuple[str, ...]] = {
    CommitmentUpdate: ("commitment",),
    ConditionUpdate: ("condition",),
    PositionUpdate: ("actor", "guarantee", "contribution"),
    RequirementUpdate: ("guarantee",),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the draft, its field ("" for the draft as a whole), what stands there, what should."""

    draft: Any
    field: str
    value: str
    expected: str

    @property
    def field_label(self) -> str:
        return self.field.replace("_", " ") or "as a whole"

    def __str__(self) -> str:
        found = f", not {reports.shortened(self.value)}" if self.value else ""
        return f"{self.draft._meta.verbose_name} {self.draft.key}, {self.field_label}: expected {self.expected}{found}"


class NotReady(RuleBroken):
    """Drafts cannot be published as they are. `problems` names every field that is to be mended."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("not_ready", "; ".join(map(str, problems)), field=problems[0].field or None)
        self.problems = problems


def check_ready(bundle: Bundle, *, today: date) -> None:
    """Raises NotReady with everything that is wrong."""
    found = problems(bundle, today=today)
    if found:
        raise NotReady(found)


def problems(bundle: Bundle, *, today: date) -> list[Problem]:
    """Everything that keeps these drafts from being published; the claims of the same subjects are read as well."""
    drafts, record = _as_a_record(bundle)
    found = [
        Problem(drafts[report.line], report.column, report.value, report.expected)
        for report in check([record], _known(bundle))
    ]
    return [*found, *_of_the_desk(bundle, today)]


def reasons_of_reports(bundle: Bundle) -> dict[int, str]:
    """Why a claim of an official statement on a commitment would be a report, by the primary key of the draft."""
    if not bundle.of(CommitmentUpdate):
        return {}
    drafts, record = _as_a_record(bundle)
    told = notes(World([record], _known(bundle)), by_name=True)
    return {drafts[note.place.line].pk: note.text for note in told}


def _as_a_record(bundle: Bundle) -> tuple[list[Any], Record]:
    """Drafts as the rows of a record; the line of each is its place in the list."""
    record = Record("the draft")
    drafts: list[Any] = list(bundle.drafts.values())
    for line, draft in enumerate(drafts):
        table = TABLE_OF[type(draft)]
        row = row_of(draft)
        cells = tuple(as_text(getattr(row, column.name)) for column in table.columns)
        place = reports.Place(0, tables.PLACE[table.name], draft.key, line)
        record.read[table.name].append(Placed(row, place, cells))
    return drafts, record


def row_of(row: Any) -> Any:
    """A row of the database as the row of a record that it would be."""
    table = TABLE_OF[type(row)]
    return table.row(**{column.name: _value(row, column) for column in table.columns})


def _value(row: Any, column: tables.Column) -> Any:
    value = getattr(row, column.attribute)
    if column.cell.is_set:
        return tuple(other.key for other in value.all())
    if column.refers_to and column.name != "requires":
        return value.key if value else ""
    return read_value(column, value)


def _known(bundle: Bundle) -> Known:
    """The part of the ledger that the rules look at: what is named, and the claims about the same subjects."""
    rows = dict(bundle.published)
    claims = _claims_on_the_same(bundle)
    rows |= {place_of(claim): claim for claim in claims}
    claims = [row for row in rows.values() if isinstance(row, StatementClaim)]
    rows |= {place_of(claim.statement): claim.statement for claim in claims}
    rows |= {
        place_of(row): row for row in (*_memberships(bundle), *_tenures(bundle), *_wholes(rows.values()))
    }
    rows |= {place_of(row.guarantee): row.guarantee for row in rows.values() if isinstance(row, Commitment)}
    known = Known()
    for row in sorted(rows.values(), key=lambda row: getattr(row, "sequence", 0)):
        name = TABLE_OF[type(row)].name
        known.published[name] = [*known.published.get(name, ()), row_of(row)]
        if isinstance(row, CommitmentUpdate):
            known.lanes[row.key] = row.lane
    return known


def _claims_on_the_same(bundle: Bundle) -> list[Any]:
    """The published claims about the subjects of the drafts."""
    found: list[Any] = []
    for model, fields in SUBJECT.items():
        subjects = Q()
        for claim in bundle.of(model):
            subjects |= Q(**{name: getattr(claim, name) for name in fields})
        if subjects:
            found += _whole(model._default_manager.filter(subjects, recorded_at__isnull=False))
    return found


def _whole(claims: "QuerySet[Any]") -> "QuerySet[Any]":
    """Claims with everything that their rows show, in a constant number of queries."""
    own = [
        field.name for field in claims.model._meta.fields if field.is_relation and field.name != "relates_to"
    ]
    statement = [f"statement__{name}" for name in ("speaker", "event")]
    lists = [field.name for field in claims.model._meta.many_to_many]
    return claims.select_related(*own, *statement, "relates_to").prefetch_related(
        *lists, "statement__sources", "statement__speaking_for"
    )


def _memberships(bundle: Bundle) -> Iterable[Any]:
    """The memberships that tell whether a statement speaks for the actor of a commitment."""
    speakers = {actor.pk for row in bundle.of(Statement) for actor in row.speaking_for.all()}
    if not speakers:
        return ()
    between = Membership.objects.filter(Q(member__in=speakers) | Q(organisation__in=speakers))
    current = between.filter(recorded_at__isnull=False, superseded_at__isnull=True)
    return current.select_related("member", "organisation")


def _tenures(bundle: Bundle) -> Iterable[Any]:
    """The tenures beside those of the drafts, but for those that a draft takes the place of: one head at a time."""
    own = bundle.of(Tenure)
    if not own:
        return ()
    replaced = {tuple(getattr(row, name) for name in Tenure.identity) for row in own}
    current = Tenure.objects.published().filter(
        actor__in={row.actor_id for row in own}, superseded_at__isnull=True
    )
    beside = current.select_related("leader", "actor")
    return [row for row in beside if tuple(getattr(row, name) for name in Tenure.identity) not in replaced]


def _wholes(rows: Iterable[Any]) -> Iterator[Any]:
    """The wholes of which commitments are a part, up to the last."""
    for row in rows:
        seen: set[int] = set()
        whole = row.part_of if isinstance(row, Commitment) else None
        while whole is not None and whole.pk not in seen:
            seen.add(whole.pk)
            yield whole
            whole = whole.part_of


def _of_the_desk(bundle: Bundle, today: date) -> Iterator[Problem]:
    """What a file cannot be held against: today, other drafts, and what was done to a claim meanwhile."""
    for draft, name, other in bundle.elsewhere:
        yield Problem(draft, name, other.key, f"a published claim; publish {other.statement.key} first")
    for statement in bundle.of(Statement):
        if not statement.sources.exists():
            yield Problem(statement, "sources", "", "a source at least")
        if statement.said_low > today:
            yield Problem(statement, "said_on", statement.said_on, f"a day that has come; today is {today}")
    for tenure in bundle.of(Tenure):
        yield from _ended_in_another_draft(tenure, bundle)
    for source in bundle.of(Source):
        if source.published_on > today:
            value = source.published_on.isoformat()
            yield Problem(source, "published_on", value, f"a day that has come; today is {today}")
    for claim in bundle.of(StatementClaim):
        named = claim.relates_to
        if named is not None and claim.kind in (Kind.CORRECTION, Kind.RETRACTION) and named.superseded_at:
            yield Problem(
                claim, "relates_to", named.key, "a claim that was not corrected or retracted before"
            )
    for claim in bundle.of(CommitmentUpdate):
        yield from _waiting_for_itself(claim)


def _ended_in_another_draft(tenure: Tenure, bundle: Bundle) -> Iterator[Problem]:
    """The one who held an office before leaves it by a draft only, which is not published with this one."""
    held = Tenure.objects.filter(actor=tenure.actor_id, office=tenure.office).exclude(leader=tenure.leader_id)
    ends = held.drafts().filter(until__isnull=False)
    for end in ends:
        open_end = held.published().filter(leader=end.leader_id, since=end.since, superseded_at__isnull=True)
        if place_of(end) not in bundle.drafts and open_end.filter(until__isnull=True).exists():
            told = f"the end of the tenure before to be published first: {end.key} is a draft"
            yield Problem(tenure, "since", str(tenure.since or ""), told)


def _waiting_for_itself(claim: CommitmentUpdate) -> Iterator[Problem]:
    """A commitment that requires what comes true by what it reaches itself."""
    asked_for = requires.keys(requires.parse(claim.requires))
    reached = Reach.objects.filter(condition__key__in=asked_for, commitment=claim.commitment)
    for key in reached.order_by("pk").values_list("condition__key", flat=True):
        yield Problem(claim, "requires", key, "a condition that does not wait for this commitment")
