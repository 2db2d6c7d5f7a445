"""Many rows into one table at once: COPY on PostgreSQL, executemany on SQLite.

For rows whose models have no save() of their own and whose signals the caller stands in
for. Raises IntegrityError as Django does, named by its constraint.
"""

import json
from operator import attrgetter

from django.db import connection, models
from psycopg import sql

#: OFFSET 0 has the sequence looked up once, not for each key.
_RESERVE = """
    SELECT nextval(its.sequence) FROM (
      SELECT pg_get_serial_sequence(%s, %s)::regclass AS sequence OFFSET 0
    ) its, generate_series(1, %s)
"""
_LAST = "SELECT seq FROM sqlite_sequence WHERE name = %s"


def reserve(model, count):
    """Return so many keys for rows of a model, in rising order.

    Called in a transaction that inserts the rows: on SQLite, which has one writer, the
    keys are ours no longer than that.
    """
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_RESERVE, [table, key, count])
            return [value for (value,) in cursor.fetchall()]
        cursor.execute(_LAST, [table])
        last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + count + 1))


def insert(model, names, rows):
    """Insert rows, tuples of the values of the fields named, as Django would save them.

    A foreign key's value is the key; a column that no name stands for gets its default
    in the database, as keys do, or none.
    """
    if not rows:
        return
    fields = [model._meta.get_field(name) for name in names]
    insert_values(model, [field.column for field in fields], _prepared(fields, rows))


def insert_values(model, columns, rows):
    """Insert rows, tuples of values as the database takes them, in columns by name."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django's cursor has no COPY, and would name its errors for us.
            with connection.wrap_database_errors:
                copy_rows(cursor.cursor, table, columns, rows)
        else:
            quote = connection.ops.quote_name
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {quote(table)} "  # noqa: S608 - ours
                f"({', '.join(map(quote, columns))}) VALUES ({places})",
                rows,
            )


def insert_all(model, instances):
    """Insert what has every column of a model as an attribute, its key included."""
    fields = model._meta.concrete_fields
    values_of = attrgetter(*(field.attname for field in fields))
    names = [field.name for field in fields]
    insert(model, names, [values_of(each) for each in instances])


def insert_history(model, instances, *, by, at, kind, reason=None):
    """Insert the row of history of each of them, as the model's tracker writes it.

    kind is “+” for what was created and “~” for what was changed; by is a user, at an
    aware moment, reason what the admin shows as the reason of the change.
    """
    history = model.history.model
    tracked = history.tracked_fields
    names = [field.name for field in tracked]
    values_of = attrgetter(*(field.attname for field in tracked))
    names += [
        *("history_date", "history_change_reason", "history_type", "history_user")
    ]
    own = (at, reason, kind, by.pk)
    insert(history, names, [(*values_of(each), *own) for each in instances])


def copy_rows(cursor, table, columns, rows):
    """Insert rows into PostgreSQL by a cursor of the driver's own; raises its errors."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _prepared(fields, rows):
    """Return rows as the driver takes them: JSON as text, moments as the database has."""
    prepare = [
        (place, each)
        for place, field in enumerate(fields)
        if (each := _preparing(field)) is not None
    ]
    if not prepare:
        return rows
    done = []
    for row in rows:
        values = list(row)
        for place, each in prepare:
            if values[place] is not None:
                values[place] = each(values[place])
        done.append(values)
    return done


def _preparing(field):
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, cls=field.encoder)
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        return _once(connection.ops.adapt_datetimefield_value)
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    return None


def _once(adapt):
    """Return a function that adapts a value that comes again and again but once."""
    last, done = None, None

    def adapted(value):
        nonlocal last, done
        if value is not last:
            last, done = value, adapt(value)
        return done

    return adapted
