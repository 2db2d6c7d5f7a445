"""Rows of records into tables: COPY on PostgreSQL, executemany on SQLite, by one class.

Values are those of records: days and moments as text, JSON as text, so that nothing is
parsed on the way only to be written again.
"""

import json
from collections import defaultdict, deque
from functools import cache
from itertools import islice

import orjson
from django.db import connection, models, transaction

from quotes.importers.rows import insert_values, reserve

#: Keys that are taken from a sequence at once.
_BLOCK = 4000


@cache
def columns_of(model):
    """Return the attribute names of a model's columns, in the order of its rows."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if not getattr(field, "generated", False)
    ]


@cache
def table_and_columns(model):
    """Return the name of a model's table and of its columns, in the order of its rows."""
    columns = [model._meta.get_field(name).column for name in columns_of(model)]
    return model._meta.db_table, columns


#: Statements that have PostgreSQL prove foreign keys now, and wait with later ones.
PROVE = ("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")


class Writer:
    """Hands out primary keys and writes rows, a batch of one table at a time.

    A row is a tuple in the order of columns_of(model). Call inside a transaction.
    """

    def __init__(self):
        self._is_postgresql = connection.vendor == "postgresql"
        self._keys, self._next, self._moments = defaultdict(deque), {}, {}

    def key(self, model):
        """Return a primary key that nobody has."""
        keys = self._keys[model]
        if not keys:
            self._take_keys(model)
        return keys.popleft()

    def stock(self):
        """Take keys of every table that has had some, enough for a batch that is usual."""
        if self._is_postgresql:
            for model, keys in self._keys.items():
                if len(keys) < _BLOCK // 2:
                    self._take_keys(model)

    def restart(self):
        """Forget keys that were not used: somebody else may write rows from now on.

        On SQLite keys are counted on from the last row; all that were handed out must
        be written before another part of the program inserts a row of the model.
        """
        if not self._is_postgresql:
            self._keys.clear()
            self._next.clear()

    def write(self, model, rows):
        """Insert rows, all or none. Raises DatabaseError."""
        _table, columns = table_and_columns(model)
        with transaction.atomic():
            insert_values(model, columns, self._values(model, rows))

    def prove(self):
        """Have the database prove now what it would prove at the end.

        Foreign keys wait until the end of the transaction on PostgreSQL, and a million
        of them at once would be held in memory. SQLite proves them at the commit.
        """
        if self._is_postgresql:
            with connection.cursor() as cursor:
                for statement in PROVE:
                    cursor.execute(statement)

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
        column = _quoted(column)
        with connection.cursor() as cursor:
            if self._is_postgresql:
                # One statement: triggers that note a change run once for each.
                rows, values = map(list, zip(*pairs, strict=True))
                cursor.execute(
                    f"UPDATE {table} SET {column} = given.value "  # noqa: S608
                    "FROM unnest(%s::bigint[], %s::bigint[]) AS given (key, value) "
                    f"WHERE {table}.{key} = given.key",
                    [rows, values],
                )
                return
            cursor.executemany(
                f"UPDATE {table} SET {column} = %s WHERE {key} = %s",  # noqa: S608
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

    def _take_keys(self, model):
        keys = reserve(model, _BLOCK)
        if not self._is_postgresql:
            # Counted from the rows that are there, ours of this batch not among them.
            first = max(keys[0], self._next.get(model, 0))
            keys = range(first, first + _BLOCK)
            self._next[model] = first + _BLOCK
        self._keys[model].extend(keys)


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
