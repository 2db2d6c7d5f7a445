"""Rows into tables: COPY on PostgreSQL, executemany on SQLite, behind one class.

Values are those of records: days and moments as text, JSON as text, so that nothing is
parsed on the way only to be written again.
"""

import json
from itertools import islice

import orjson
from django.db import connection, models, transaction

#: Keys that are taken from a sequence at once.
_BLOCK = 1000


def new_writer():
    """Return the Writer of the database at hand."""
    return _Copying() if connection.vendor == "postgresql" else _Inserting()


class Writer:
    """Hands out primary keys and writes rows, a batch of one table at a time.

    A row is a tuple in the order of `columns(model)`. Call inside a transaction.
    """

    def __init__(self):
        self._keys = {}
        self._columns = {}

    def columns(self, model):
        """Return the attribute names of a model's columns, in the order of its rows."""
        if model not in self._columns:
            self._columns[model] = [
                field.attname
                for field in model._meta.concrete_fields
                if not getattr(field, "generated", False)
            ]
        return self._columns[model]

    def key(self, model):
        """Return a primary key that nobody has."""
        keys = self._keys.setdefault(model, self._fresh_keys(model))
        return next(keys)

    def write(self, model, rows):
        """Insert rows. Raises IntegrityError; what of them was written must go back."""
        raise NotImplementedError

    def prove(self):
        """Have the database prove now what it would prove at the end."""
        raise NotImplementedError

    def replace(self, model, rows):
        """Update rows that are there, by their primary key, the first column."""
        names = self.columns(model)
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
        return rows

    def _fresh_keys(self, model):
        raise NotImplementedError

    def _statement(self, model, form):
        names = [model._meta.get_field(n).column for n in self.columns(model)]
        return form.format(
            table=_quoted(model._meta.db_table),
            columns=", ".join(map(_quoted, names)),
            marks=", ".join(["%s"] * len(names)),
        )


class _Copying(Writer):
    """PostgreSQL."""

    def write(self, model, rows):
        statement = self._statement(model, "COPY {table} ({columns}) FROM STDIN")
        with (
            transaction.atomic(),
            connection.cursor() as cursor,
            cursor.copy(statement) as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def prove(self):
        with connection.cursor() as cursor:
            # Foreign keys wait until the end of the transaction otherwise, and a
            # million of them at once would be held in memory.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def _fresh_keys(self, model):
        table, column = model._meta.db_table, model._meta.pk.column
        while True:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, %s)) "
                    "FROM generate_series(1, %s)",
                    [table, column, _BLOCK],
                )
                keys = [key for (key,) in cursor.fetchall()]
            yield from keys


class _Inserting(Writer):
    """SQLite: moments as Django writes them there, and flags as numbers."""

    def __init__(self):
        super().__init__()
        self._moments = {}

    def write(self, model, rows):
        form = "INSERT INTO {table} ({columns}) VALUES ({marks})"
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(self._statement(model, form), self._values(model, rows))

    def prove(self):
        """Nothing: every reference was looked up before, and the commit proves them."""

    def _values(self, model, rows):
        if model not in self._moments:
            self._moments[model] = [
                number
                for number, name in enumerate(self.columns(model))
                if isinstance(model._meta.get_field(name), models.DateTimeField)
            ]
        moments = self._moments[model]
        if not moments:
            return rows
        return (_with_moments(row, moments) for row in rows)

    def _fresh_keys(self, model):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            cursor.execute(f"SELECT max(id) FROM {_quoted(table)}")  # noqa: S608
            (last,) = cursor.fetchone()
        # We hold the only write lock until the transaction ends.
        number = max(found[0] if found else 0, last or 0)
        while True:
            number += 1
            yield number


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
