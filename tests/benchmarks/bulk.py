"""Plain rows into a table as fast as the database takes them: the floor of every import."""

from contextlib import contextmanager
from datetime import UTC

from django.db import connection, models
from psycopg import sql

from tests.benchmarks.plain_rows import columns_of


def copy_rows(link, model, rows):
    """Write rows into a model's table by COPY, through a psycopg connection."""
    fields = model._meta.concrete_fields
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
    )
    as_json = {
        place
        for place, field in enumerate(fields)
        if isinstance(field, models.JSONField)
    }
    if as_json:
        rows = (_with_texts(row, as_json) for row in rows)
    with link.cursor() as cursor, cursor.copy(statement) as copy:
        write = copy.write_row
        for row in rows:
            write(row)


def _with_texts(row, places):
    """Return a row whose JSON is text: made already, or an empty default."""
    return [
        "{}" if place in places and value == {} else value
        for place, value in enumerate(row)
    ]


def insert_rows(model, rows):
    """Write rows into a model's table by executemany, on the SQLite connection."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join("?" * len(columns_of(model)))
    statement = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608
    adapt = [_adapters.get(type(field)) for field in fields]
    adapted = (
        [
            value if change is None or value is None else change(value)
            for value, change in zip(row, adapt, strict=True)
        ]
        for row in rows
    )
    connection.ensure_connection()
    connection.connection.executemany(statement, adapted)


def _moment(value):
    """Return an aware datetime as Django keeps it in SQLite."""
    return str(value.astimezone(UTC).replace(tzinfo=None))


#: How values are kept in SQLite that it does not know itself.
_adapters = {
    models.DateTimeField: _moment,
    models.DateField: str,
    models.JSONField: lambda value: value if isinstance(value, str) else "{}",
}


@contextmanager
def without_search():
    """Take the triggers of SQLite's full text off for a block, and index all after it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
            "AND name LIKE 'quotes_search_%'"
        )
        triggers = cursor.fetchall()
        for name, _again in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO quotes_search(quotes_search) VALUES ('rebuild')")
        for _name, again in triggers:
            cursor.execute(again)
