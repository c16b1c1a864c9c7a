"""Whatever somebody changes behind the guards in a published row, or in what belongs to it, is found by name.

The changes are made from the models: every column of every table of the record, every link of its lists, every column
of what belongs to a row. A column that is added tomorrow is tried here tomorrow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, models, transaction

from desk.models import DraftAuthor, Review
from desk.publishing import publish
from desk.verifying import verify
from ledger.digests import parts_of
from ledger.models import Part, Recorded, part_models, recorded_models
from ledger.verifying import of_rows
from tests import drafts
from tests.desk.people import edith, ray
from tests.ledger.test_triggers import MAKE, other
from tests.tampering import behind_the_guards

pytestmark = pytest.mark.django_db

RECORDED = {model.feed_type: model for model in recorded_models()}
WHEN = datetime(2025, 8, 20, tzinfo=UTC)


@pytest.fixture
def record() -> dict[str, Any]:
    """One published row of every model, with something in every list and every sort of part."""
    rows = {type: make() for type, make in MAKE.items()}
    for make in (drafts.actor, drafts.leader, drafts.publisher, drafts.event):
        make("zan")
    for row in rows.values():
        for field in row._meta.many_to_many:
            if not getattr(row, field.name).exists():
                getattr(row, field.name).add(_another(field.related_model))
    drafts.reach(condition=rows["condition"], commitment=rows["commitment"])
    Review.objects.create(
        statement=rows["statement"],
        status="published",
        submitted_by=edith(),
        submitted_at=WHEN,
        decided_by=ray(),
        decided_at=WHEN,
    )
    for row in rows.values():
        DraftAuthor.objects.create(type=row.feed_type, row=row.pk, person=edith(), last_at=WHEN)
    publish([row for model in RECORDED.values() for row in model.objects.drafts()], by=ray())
    assert verify().findings == []
    for row in rows.values():
        row.refresh_from_db()
    return rows


def _another(model: Any) -> Any:
    """A row of a model that a list can name beside others."""
    made: dict[str, Any] = {"actor": drafts.actor, "source": drafts.source, "condition": drafts.condition}
    # A claim rests on what its statement cites.
    return made[model.feed_type]("afp-1" if model.feed_type == "source" else "zan")


@contextmanager
def planted(*tables: type[models.Model]) -> Iterator[None]:
    """Changes behind the guards, and past the constraints of these tables; they are taken back at the end."""
    with transaction.atomic():
        before = transaction.savepoint()
        with behind_the_guards(), _past_constraints(tables):
            yield
        transaction.savepoint_rollback(before)


@contextmanager
def _past_constraints(tables: tuple[type[models.Model], ...]) -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
            return
        # What waits for the end of the transaction would forbid the next step.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in tables:
            for constraint in table._meta.constraints:
                cursor.execute(
                    f'ALTER TABLE "{table._meta.db_table}" DROP CONSTRAINT IF EXISTS "{constraint.name}"'
                )
        yield


def found(row: Any, column: str = "") -> list[str]:
    """What is found of rows of a model; what was superseded is told by a check of its own."""
    return verify().findings if column == "superseded_at" else list(of_rows(type(row)))


def assert_named(findings: list[str], row: Any, key: str, *names: str) -> None:
    own = [one for one in findings if one.startswith(f"{row.feed_type} {key}: ")]
    assert any(name in one for one in own for name in names), f"{names} of {key} in {findings}"


@pytest.mark.parametrize("feed_type", RECORDED)
def test_a_change_of_any_column_is_found_and_named(record: dict[str, Any], feed_type: str) -> None:
    row = record[feed_type]
    model = type(row)
    for field in model._meta.concrete_fields:
        with planted(model):
            if field.primary_key:
                _put(row, field, row.pk + 1000)
                assert any(f"{feed_type} {row.key}: the feed tells of it" in one for one in found(row))
            else:
                _put(row, field, _another_value(row, field))
                changed = model._base_manager.get(pk=row.pk)
                assert_named(
                    found(row, field.name), row, changed.key, f"its {field.attname} ", f"its {field.name} "
                )


@pytest.mark.parametrize("feed_type", [name for name, model in RECORDED.items() if model._meta.many_to_many])
def test_a_change_of_any_list_is_found_and_named(record: dict[str, Any], feed_type: str) -> None:
    row = record[feed_type]
    for field in row._meta.many_to_many:
        through: Any = field.remote_field.through
        mine = {field.m2m_column_name(): row.pk}
        new = _third(field.related_model, record)
        with planted(through):
            through._base_manager.create(**mine, **{field.m2m_reverse_name(): new.pk})
            assert_named(found(row), row, row.key, f"its {field.name} ")
        with planted(through):
            through._base_manager.filter(**mine).update(**{field.m2m_reverse_name(): new.pk})
            assert_named(found(row), row, row.key, f"its {field.name} ")
        with planted(through):
            through._base_manager.filter(**mine).delete()
            assert_named(found(row), row, row.key, f"its {field.name} ")


def _third(model: Any, record: dict[str, Any]) -> Any:
    """A published row of a model that is in no list."""
    row = _new(model)
    publish([row])
    return row


def _new(model: Any) -> Any:
    made: dict[str, Any] = {"actor": drafts.actor, "source": drafts.source, "condition": drafts.condition}
    return made[model.feed_type]("third-1" if model.feed_type == "source" else "yem")


@pytest.mark.parametrize("part", part_models())
def test_a_change_of_anything_that_belongs_to_a_row_is_found_and_named(
    record: dict[str, Any], part: type[Part]
) -> None:
    for row in (row for row in record.values() if part in parts_of(type(row)).values()):
        name = part._meta.model_name
        (one,) = part.of(type(row), [row.pk])
        for field in (field for field in part._meta.concrete_fields if not field.primary_key):
            with planted(part):
                _put(one, field, other(one, field.name))
                assert_named(found(row), row, row.key, f"its {name} ")
        with planted(part):
            part._base_manager.filter(pk=one.pk).delete()
            assert_named(found(row), row, row.key, f"its {name} ")


def test_every_model_of_the_record_and_every_part_is_tried_here() -> None:
    assert set(MAKE) == set(RECORDED)
    assert all(issubclass(model, Recorded) for model in RECORDED.values())


def _another_value(row: models.Model, field: Any) -> object:
    """Another value for a column: another row of the record where it names one, and there is another."""
    if field.is_relation and issubclass(field.related_model, Recorded):
        others = field.related_model._base_manager.exclude(pk=getattr(row, field.attname))
        if (found := others.values_list("pk", flat=True).first()) is not None:
            return found
    return other(row, field.name)


def _put(row: models.Model, field: Any, value: object) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: value})
