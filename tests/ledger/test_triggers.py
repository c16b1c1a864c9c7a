"""What is published cannot be changed, deleted or back-dated, whoever asks the database and however."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from actors.models import ActorAlias, Alias, LeaderAlias
from commitments.models import CommitmentUpdate
from desk.models import DraftAuthor, Review
from guarantees.models import Citation
from ledger import guards
from ledger.clock import Entry, Left, changeset
from ledger.models import Change, Counter, Recorded, part_models
from sources.models import PublisherAlias
from tests import drafts
from tests.desk.people import edith, ray
from tests.drafts import refused, stamped

pytestmark = pytest.mark.django_db


def alias_of(model: type[Alias], named: Callable[[], Any]) -> Callable[..., Any]:
    return lambda **fields: model._default_manager.create(
        **{model.named: named(), "name": "Albion", **fields}
    )


MAKE: dict[str, Callable[..., Any]] = {
    "actor": drafts.actor,
    "actor_alias": alias_of(ActorAlias, drafts.actor),
    "leader_alias": alias_of(LeaderAlias, drafts.leader),
    "publisher_alias": alias_of(PublisherAlias, drafts.publisher),
    "membership": drafts.membership,
    "leader": drafts.leader,
    "tenure": drafts.tenure,
    "publisher": drafts.publisher,
    "source": drafts.source,
    "package": drafts.package,
    "guarantee": drafts.guarantee,
    "condition": drafts.condition,
    "event": drafts.event,
    "participation": drafts.participation,
    "statement": drafts.statement,
    "commitment": drafts.commitment,
    "update": drafts.update,
    "condition_update": drafts.condition_update,
    "position": drafts.position,
    "requirement": drafts.requirement,
}
CLAIM_TYPES = {"update", "condition_update", "position", "requirement"}
# SQLite's trigger has this one sentence for every forbidden update.
CHANGED = "a published row is never changed"
SET_ONCE = {"recorded_at", "superseded_at", "redacted_at"}


def guarded() -> list[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def columns() -> Iterator[tuple[str, str]]:
    """Every column of every table of the record that nothing may change once its row is published."""
    for model in guarded():
        for field in model._meta.concrete_fields:
            if field.name not in SET_ONCE and not field.primary_key:
                yield model.feed_type, field.name


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def put(row: models.Model, **values: object) -> None:
    """Change columns behind the back of the models."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def other(row: models.Model, name: str) -> object:
    """Another value that the column could hold."""
    field, value = row._meta.get_field(name), getattr(row, name)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.ForeignKey):
        return (value.pk if value else 0) + 1
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    if isinstance(field, models.DateTimeField):
        return (value or datetime(2025, 8, 1, tzinfo=UTC)) + timedelta(seconds=1)
    if isinstance(field, models.JSONField):
        return {"planted": value}
    if field.choices:
        return next(choice for choice, _ in field.flatchoices if choice != value)
    if isinstance(field, models.DateField):
        return (value or date(2025, 8, 1)) + timedelta(days=1)
    return f"{value}"[:-1] + "x"


def test_every_table_of_the_record_is_tried_here() -> None:
    assert {model.feed_type for model in guarded()} == set(MAKE)


@pytest.mark.parametrize(("feed_type", "column"), list(columns()))
def test_no_column_of_a_published_row_is_changed(feed_type: str, column: str) -> None:
    row = stamped(MAKE[feed_type]())
    with refused(CHANGED):
        put(row, **{column: other(row, column)})


@pytest.mark.parametrize("feed_type", MAKE)
def test_a_published_row_is_not_deleted(feed_type: str) -> None:
    row = stamped(MAKE[feed_type]())
    with refused("a published row is never deleted"):
        run(f'DELETE FROM "{row._meta.db_table}" WHERE id = %s', row.pk)


@pytest.mark.parametrize("feed_type", MAKE)
def test_a_published_row_does_not_become_a_draft_again_and_is_not_stamped_twice(feed_type: str) -> None:
    row = stamped(MAKE[feed_type]())
    with refused(CHANGED):
        put(row, recorded_at=None)
    with changeset() as opened, refused(CHANGED):
        put(row, recorded_at=opened.stamp)


@pytest.mark.parametrize("feed_type", MAKE)
@pytest.mark.parametrize("shift", [-1, 1])
def test_a_row_is_stamped_with_the_stamp_of_this_moment_only(feed_type: str, shift: int) -> None:
    row = MAKE[feed_type]()
    if isinstance(row, CommitmentUpdate):
        put(row, lane="official")
    with changeset() as opened, refused("recorded_at is not the stamp of this moment", or_else=CHANGED):
        put(row, recorded_at=opened.stamp + timedelta(microseconds=shift))


@pytest.mark.parametrize("feed_type", MAKE)
def test_a_row_is_not_inserted_with_a_date_in_the_past(feed_type: str) -> None:
    row = MAKE[feed_type]()
    stamped(drafts.actor("fra"))
    row.pk, row.recorded_at = None, Counter.objects.get().stamp - timedelta(days=1)
    with refused("recorded_at is not the stamp of this moment"):
        row.save(force_insert=True)


@pytest.mark.parametrize("feed_type", MAKE)
def test_a_draft_may_be_changed_and_deleted(feed_type: str) -> None:
    row = MAKE[feed_type]()
    row.save()
    Citation.objects.all().delete()
    row.delete()
    assert not type(row).objects.filter(pk=row.pk).exists()


def followed(row: Any) -> None:
    """What takes the place of a row: a published correction, or for what holds for a time the draft of its end."""
    if row.identity:
        draft = type(row).objects.get(pk=row.pk)
        draft.pk, draft.recorded_at, draft.until = None, None, date(2030, 1, 1)
        draft.save()
    else:
        stamped(MAKE[row.feed_type]("follows", kind="correction", relates_to=row))


REPLACEABLE = ["membership", "tenure", "update", "condition_update", "position", "requirement"]


@pytest.mark.parametrize("feed_type", REPLACEABLE)
def test_a_published_row_is_superseded_once_at_the_stamp_of_the_moment(feed_type: str) -> None:
    row = stamped(MAKE[feed_type]())
    with refused("superseded_at is set once", or_else=CHANGED):
        put(row, superseded_at=row.recorded_at + timedelta(days=1))
    with changeset() as opened, refused("nothing takes its place"):
        put(row, superseded_at=opened.stamp)
    followed(row)
    with refused("superseded_at is set once", or_else=CHANGED):
        put(row, superseded_at=Counter.objects.get().stamp)
    with changeset() as opened:
        put(row, superseded_at=opened.stamp)
    row.refresh_from_db()
    assert row.superseded_at == opened.stamp
    with changeset() as again, refused("superseded_at is set once", or_else=CHANGED):
        put(row, superseded_at=again.stamp)
    with refused("superseded_at is set once", or_else=CHANGED):
        put(row, superseded_at=None)


REDACTED = {model.feed_type: model.redactable for model in guarded() if model.redactable}


@pytest.mark.parametrize(("feed_type", "column"), [(t, c) for t, own in REDACTED.items() for c in own])
def test_a_redaction_blanks_words_and_nothing_else(feed_type: str, column: str) -> None:
    row = stamped(MAKE[feed_type](**{column: "his name"}))
    with changeset() as opened:
        with refused("never changed"):
            put(row, redacted_at=opened.stamp, key="x")
        put(row, **{"redacted_at": opened.stamp, column: ""})
    row.refresh_from_db()
    assert (getattr(row, column), row.redacted_at) == ("", opened.stamp)
    with refused("never changed"):
        put(row, **{column: "his name"})


LISTED = {"actor": "fra", "source": "afp-9", "condition": "c-other"}


def lists() -> Iterator[tuple[str, str]]:
    """Every list of every model of the record."""
    for model in guarded():
        for field in model._meta.many_to_many:
            yield model.feed_type, field.name


@pytest.mark.parametrize(("feed_type", "name"), list(lists()))
def test_what_belongs_to_a_published_row_is_neither_added_nor_moved_nor_removed(
    feed_type: str, name: str
) -> None:
    row = MAKE[feed_type]()
    related = getattr(row, name)
    added = MAKE[related.model.feed_type](LISTED[related.model.feed_type])
    related.add(added)
    stamped(row)
    listed = list(related.all())
    fixed = "what belongs to a published row is never changed"
    mine = related.through._base_manager.filter(**{related.source_field_name: row.pk})
    with refused(fixed):
        related.remove(added)
    with refused(fixed):
        mine.update(**{related.target_field_name: added.pk + 1})
    with refused(fixed):
        mine.delete()
    with refused(fixed):
        related.add(MAKE[related.model.feed_type](LISTED[related.model.feed_type] + "2"))
    assert list(related.all()) == listed


def test_a_citation_is_neither_added_to_a_published_statement_nor_taken_from_it() -> None:
    statement = stamped(drafts.statement())
    fixed = "what belongs to a published row is never changed"
    with refused(fixed):
        Citation.objects.create(statement=statement, source=drafts.source("afp-2"))
    with refused(fixed):
        statement.citations.all().delete()
    draft = drafts.statement("s-2", cites="afp-2")
    with refused(fixed):
        draft.citations.update(statement=statement)


def test_what_a_published_condition_waits_for_is_not_moved() -> None:
    reach = drafts.reach()
    stamped(reach.condition)
    with refused("what belongs to a published row is never changed"):
        put(reach, strength="discussed")
    with refused("what belongs to a published row is never changed"):
        reach.delete()


def told() -> Change:
    with changeset() as opened:
        opened.add(Entry("created", "actor", "gbr", '{"key":"gbr"}', row='{"row":{"key":"gbr"}}'))
    return Change.objects.get()


FIXED_IN_THE_FEED = {
    "sequence": 7,
    "recorded_at": "2025-01-01",
    "action": "deleted",
    "type": "leader",
    "key": "fra",
    "package": "pact",
    "actor": "fra",
    "payload": "{}",
    "redacted": "[]",
    "row": "{}",
    "payload_digest": "0",
    "digest": "0",
    "hash": "0",
}


@pytest.mark.parametrize("column", FIXED_IN_THE_FEED)
def test_no_column_of_the_feed_is_changed(column: str) -> None:
    row = told()
    with refused("a row of the feed is never changed or deleted"):
        run(
            f'UPDATE ledger_change SET "{column}" = %s WHERE sequence = %s',
            FIXED_IN_THE_FEED[column],
            row.sequence,
        )


BLANK = "UPDATE ledger_change SET payload = NULL WHERE sequence = %s"


def test_the_payload_of_a_row_of_the_feed_is_blanked_by_the_redaction_of_its_object_alone() -> None:
    row = told()
    with refused("a payload goes only with a redaction"):
        run(BLANK, row.sequence)
    with changeset() as opened:
        opened.add(Entry("redacted", "actor", "fra", "{}"))
        with refused("a payload goes only with a redaction"):
            run(BLANK, row.sequence)
    with refused("a payload goes only with a redaction"):
        run(BLANK, row.sequence)
    with changeset() as opened:
        opened.add(Entry("redacted", "actor", "gbr", "{}"))
        opened.leave([Left(row.sequence, None, '["name"]')])
    assert dict(Change.objects.values_list("sequence", "payload")) == {1: None, 2: "{}", 3: "{}"}
    with refused("a payload goes only with a redaction"):
        run(BLANK, 3)


@pytest.mark.parametrize("feed_type", MAKE)
def test_nothing_becomes_part_of_the_record_while_no_changeset_is_open(feed_type: str) -> None:
    row = MAKE[feed_type]()
    stamped(drafts.actor("fra"))
    stamp = Counter.objects.get().stamp
    if isinstance(row, CommitmentUpdate):
        put(row, lane="official")
    with refused("recorded_at is not the stamp of this moment", or_else=CHANGED):
        put(row, recorded_at=stamp)
    row.pk, row.recorded_at = None, stamp
    with refused("recorded_at is not the stamp of this moment"):
        row.save(force_insert=True)


@pytest.mark.parametrize("feed_type", REDACTED)
def test_no_text_is_blanked_while_no_changeset_is_open(feed_type: str) -> None:
    row = stamped(MAKE[feed_type](summary="his name"))
    with refused("redacted_at is set once", or_else=CHANGED):
        put(row, redacted_at=row.recorded_at, summary="")


def test_a_changeset_is_opened_by_a_later_stamp_alone_and_once() -> None:
    told()
    with refused("the counter never goes back"):
        Counter.objects.update(head="")
    with changeset(), pytest.raises(RuntimeError, match="open already"), changeset():
        pass


def test_the_feed_gets_no_row_while_no_changeset_is_open() -> None:
    row = told()
    row.sequence = 2
    with refused("recorded_at is not the stamp of this moment"):
        row.save(force_insert=True)


def test_reviews_and_authors_of_a_published_statement_are_kept() -> None:
    statement = drafts.statement()
    review = Review.objects.create(
        statement=statement, status="submitted", submitted_by=edith(), submitted_at=statement_time()
    )
    author = DraftAuthor.objects.create(
        type="statement", row=statement.pk, person=edith(), last_at=statement_time()
    )
    put(review, note="Still being written.")
    put(author, last_at=statement_time())
    stamped(statement)
    fixed = "what belongs to a published row is never changed"
    for row, change in ((review, {"submitted_by": ray()}), (author, {"person": ray()}), (author, {"row": 0})):
        with refused(fixed):
            type(row)._base_manager.filter(pk=row.pk).update(**change)
        with refused(fixed):
            row.delete()
    review.pk = author.pk = None
    author.person = ray()
    for row in (review, author):
        with refused(fixed):
            row.save(force_insert=True)


@pytest.mark.parametrize("feed_type", [name for name in MAKE if name not in CLAIM_TYPES])
def test_the_authors_of_anything_published_are_kept(feed_type: str) -> None:
    row = MAKE[feed_type]()
    author = DraftAuthor.objects.create(type=feed_type, row=row.pk, person=edith(), last_at=statement_time())
    stamped(row)
    with refused("what belongs to a published row is never changed"):
        author.delete()


def statement_time() -> datetime:
    return datetime(2025, 8, 20, tzinfo=UTC)


def test_a_row_of_the_feed_is_not_deleted() -> None:
    told()
    with refused("a row of the feed is never changed or deleted"):
        run("DELETE FROM ledger_change")


def test_a_row_of_the_feed_is_not_back_dated() -> None:
    row = told()
    row.sequence, row.recorded_at = 2, row.recorded_at - timedelta(seconds=1)
    with refused("recorded_at is not the stamp of this moment"):
        row.save(force_insert=True)


@pytest.mark.parametrize("step", [{"stamp": datetime(2001, 1, 1, tzinfo=UTC)}, {"sequence": 0}])
def test_the_counter_never_goes_back(step: dict[str, Any]) -> None:
    told()
    with refused("the counter never goes back"):
        Counter.objects.update(**step)


def test_the_counter_is_not_deleted() -> None:
    with refused("the counter never goes back"):
        run("DELETE FROM ledger_counter")


@pytest.mark.parametrize("text", ["payload", "row"])
def test_the_text_of_a_row_goes_with_a_redaction_alone(text: str) -> None:
    row = told()
    with refused("a payload goes only with a redaction"):
        run(f'UPDATE ledger_change SET "{text}" = NULL WHERE sequence = %s', row.sequence)
    with changeset() as opened:
        opened.add(Entry("redacted", "actor", "gbr", "{}"))
        opened.leave([Left(row.sequence, None, "", row_goes=True)])
    row.refresh_from_db()
    assert getattr(row, text) is None


def tables() -> list[str]:
    """Every table that has a guard: of the record, of what belongs to its rows, and of the feed."""
    return sorted({guard.table for guard in guards.declared()})


def test_every_table_of_the_record_and_of_what_belongs_to_it_has_a_guard() -> None:
    models_ = [*guarded(), Change, Counter, Review, DraftAuthor, Citation, *part_models()]
    links = [field.remote_field.through for model in models_ for field in model._meta.many_to_many]
    assert set(tables()) == {model._meta.db_table for model in (*models_, *links)}
    assert guards.missing(connection) == []


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has no TRUNCATE; its DELETE is tried row by row"
)
@pytest.mark.parametrize("table", [*tables(), "auth_user"])
def test_no_table_of_the_record_is_emptied_by_truncate_not_even_through_another_one(table: str) -> None:
    with refused("a table of the record is never emptied"):
        run(f'TRUNCATE "{table}" CASCADE')


ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no OR REPLACE")


def put_over(row: models.Model, **values: object) -> None:
    """INSERT OR REPLACE: what stands in the way is deleted without a trigger being asked."""
    own = {field.column: field.value_from_object(row) for field in row._meta.concrete_fields} | values
    marks = ", ".join(["%s"] * len(own))
    names = ", ".join(f'"{name}"' for name in own)
    run(f'INSERT OR REPLACE INTO "{row._meta.db_table}" ({names}) VALUES ({marks})', *own.values())


@ON_SQLITE
@pytest.mark.parametrize("feed_type", MAKE)
def test_no_row_is_put_in_the_place_of_a_published_one(feed_type: str) -> None:
    row = stamped(MAKE[feed_type]())
    row.refresh_from_db()
    with refused("a published row is never replaced"):
        put_over(row, recorded_at=None)
    if "key" in [field.name for field in row._meta.concrete_fields]:
        with refused("a published row is never replaced"):
            put_over(row, recorded_at=None, id=row.pk + 5000)


@ON_SQLITE
def test_no_draft_and_no_citation_moves_into_the_place_of_what_is_published() -> None:
    statement = stamped(drafts.statement())
    draft = drafts.statement("s-2", cites="afp-2")
    with refused("a published row is never replaced"):
        run("UPDATE OR REPLACE guarantees_statement SET id = %s WHERE id = %s", statement.pk, draft.pk)
    taken, own = statement.citations.get(), draft.citations.get()
    with refused("what belongs to a published row is never changed"):
        put_over(own, id=taken.pk)
    with refused("what belongs to a published row is never changed"):
        run("UPDATE OR REPLACE guarantees_citation SET id = %s WHERE id = %s", taken.pk, own.pk)
    with refused("the counter never goes back"):
        put_over(Counter.objects.get(), stamp="2001-01-01")
