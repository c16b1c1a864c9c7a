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


@pytest.mark.parametrize("table", tables.IN_FILES, ids=lambda table: table.name)
def test_a_table_has_the_header_of_the_demo(table: Table) -> None:
    header = (DEMO / table.file).read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == table.header


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.name)
def test_a_table_has_the_fields_of_its_row(table: Table) -> None:
    assert [one.name for one in fields(table.row)] == table.names


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.name)
def test_columns_of_a_later_format_stand_behind_those_of_the_first(table: Table) -> None:
    assert table.names[: len(table.header)] == table.header


def test_seventeen_tables_have_files_and_the_names_of_three_of_them_have_tables() -> None:
    assert len(tables.IN_FILES) == 17
    assert {table.name for table in tables.TABLES} - {table.name for table in tables.IN_FILES} == set(
        tables.ALIASED.values()
    )


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: one.name)
def test_a_cell_takes_no_more_text_than_the_database(table: Table, column: Column) -> None:
    field = next((one for one in MODELS[table.name]._meta.get_fields() if one.name == column.attribute), None)
    assert field is not None
    if isinstance(field, models.CharField) and field.max_length and not field.choices:
        for text in ("x" * (field.max_length + 1), "https://x.example/" + "x" * field.max_length):
            with pytest.raises(Unreadable):
                column.cell.read(text)
        if column.name.endswith("language"):
            with pytest.raises(Unreadable):
                column.cell.read("en" + "-x" * field.max_length)
        if column.name == "said_at":
            with pytest.raises(Unreadable):
                column.cell.read(f"2025-01-01T00:00:00.{'0' * field.max_length}Z")


def test_a_table_comes_after_every_table_that_it_refers_to() -> None:
    for table, column in COLUMNS:
        if column.refers_to:
            assert tables.PLACE[column.refers_to] <= tables.PLACE[table.name]


def test_the_earliest_and_the_latest_day_can_be_read() -> None:
    day = tables.OF_NAME["packages"].columns[-1].cell
    assert (day.read("0001-01-01"), day.read("9999-12-31")) == (date.min, date.max)
