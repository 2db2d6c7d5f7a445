"""Rows of records into tables: COPY on PostgreSQL, executemany on SQLite, by one class.

Values are those of records: days and moments as text, JSON as text, so that nothing is
parsed on the way only to be written again.
"""

import json
from functools import cache
from itertools import count, islice

import orjson
from django.db import connection, models, transaction

from quotes.importers.rows import insert_values, reserve

#: Keys that are taken from a sequence at once.
_BLOCK = 4000
_NONE = iter(())


@cache
def columns_of(model):
    """Return the attribute names of a model's columns, in the order of its rows."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if not getattr(field, "generated", False)
    ]


class Writer:
    """Hands out primary keys and writes rows, a batch of one table at a time.

    A row is a tuple in the order of columns_of(model). Call inside a transaction.
    """

    def __init__(self):
        self._is_postgresql = connection.vendor == "postgresql"
        self._keys, self._moments = {}, {}

    def key(self, model):
        """Return a primary key that nobody has."""
        key = next(self._keys.get(model, _NONE), None)
        if key is None:
            self._keys[model] = self._fresh_keys(model)
            key = next(self._keys[model])
        return key

    def restart(self):
        """Forget keys that were not used: somebody else may write rows from now on.

        On SQLite keys are counted on from the last row; all that were handed out must
        be written before another part of the program inserts a row of the model.
        """
        if not self._is_postgresql:
            self._keys.clear()

    def write(self, model, rows):
        """Insert rows, all or none. Raises DatabaseError."""
        columns = [model._meta.get_field(name).column for name in columns_of(model)]
        with transaction.atomic():
            insert_values(model, columns, self._values(model, rows))

    def prove(self):
        """Have the database prove now what it would prove at the end.

        Foreign keys wait until the end of the transaction on PostgreSQL, and a million
        of them at once would be held in memory. SQLite proves them at the commit.
        """
        if self._is_postgresql:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def replace(self, model, rows):
        """Update rows that are there, by their primary key, the first column."""
        names = columns_of(model)
        columns = [_quoted(model._meta.get_field(name).column) for name in names]
        updates = ", ".join(f"{name} = %s" for name in columns[1:])
        table = _quoted(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {updates} WHERE {columns[0]} = %s",  # noqa: S608
                [(*values[1:], values[0]) for values in self._values(model, rows)],
            )

    def point(self, model, column, pairs):
        """Set one column of rows: pairs are (primary key of the row, value)."""
        if not pairs:
            return
        table, key = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {_quoted(column)} = %s WHERE {key} = %s",  # noqa: S608
                [(value, row) for row, value in pairs],
            )

    def _values(self, model, rows):
        """Return rows with moments as SQLite has them; PostgreSQL takes them as they are."""
        if self._is_postgresql:
            return rows
        if model not in self._moments:
            self._moments[model] = [
                number
                for number, name in enumerate(columns_of(model))
                if isinstance(model._meta.get_field(name), models.DateTimeField)
            ]
        moments = self._moments[model]
        if not moments:
            return rows
        return [_with_moments(row, moments) for row in rows]

    def _fresh_keys(self, model):
        if self._is_postgresql:
            return iter(reserve(model, _BLOCK))
        # We hold the only write lock until the transaction ends.
        return count(reserve(model, 1)[0])


def look_up_by_index():
    """Have PostgreSQL ask indexes, in this transaction, however small it takes a table for.

    Tables that it knows to be empty get a million rows here before it counts again: what
    it plans at the beginning, proofs of foreign keys too, it goes on doing.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")


def _with_moments(row, moments):
    row = list(row)
    for number in moments:
        if row[number] is not None:
            row[number] = row[number][:19].replace("T", " ")
    return row


def _quoted(name):
    return connection.ops.quote_name(name)


def json_text(value):
    """Return JSON as it is stored: text, which both databases take."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # a number of more than 64 bits
        return json.dumps(value, ensure_ascii=False)


def batches(items, size):
    """Yield lists of up to so many items."""
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch
