"""The tables as data agree with the format and with the database."""

from dataclasses import fields
from datetime import date

import pytest
from django.db import models

from desk.records import tables
from desk.records.cells import Unreadable
from desk.records.published import MODELS
from desk.records.tables import Column, Table

from .folder import DEMO

COLUMNS = [(table, column) for table in tables.TABLES for column in table.columns]


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.name)
def test_a_table_has_the_header_of_the_demo_and_the_fields_of_its_row(table: Table) -> None:
    header = (DEMO / table.file).read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == table.header
    assert [one.name for one in fields(table.row)] == table.header


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: one.name)
def test_a_cell_takes_no_more_text_than_the_database(table: Table, column: Column) -> None:
    field = next((one for one in MODELS[table.name]._meta.get_fields() if one.name == column.name), None)
    assert field is not None
    if isinstance(field, models.CharField) and field.max_length and not field.choices:
        for text in ("x" * (field.max_length + 1), "https://x.example/" + "x" * field.max_length):
            with pytest.raises(Unreadable):
                column.cell.read(text)


def test_a_table_comes_after_every_table_that_it_refers_to() -> None:
    for table, column in COLUMNS:
        if column.refers_to:
            assert tables.PLACE[column.refers_to] <= tables.PLACE[table.name]


def test_the_earliest_and_the_latest_day_can_be_read() -> None:
    day = tables.OF_NAME["packages"].columns[-1].cell
    assert (day.read("0001-01-01"), day.read("9999-12-31")) == (date.min, date.max)
