"""Ten times the rows of a database, made by the database itself, on PostgreSQL.

`python -m tests.benchmarks.multiply --times 10` takes the database of DATABASE_URL as
it is, adds the work of editors where there is none (tests/benchmarks/newsroom_rows.py),
and copies every row nine times: keys and foreign keys shifted, new public ids, each copy
as many days later as the newest article is younger than the oldest, divided by the
number of copies. The cast (speakers, sources) is copied more seldom, so that speakers
have more quotes too.

What a copy says inside JSON (states, display texts) names the rows of the original,
but for its own public id; digests are those of the original.
"""

# ruff: noqa: S608 - SQL of our own, for a measurement

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tests.benchmarks.newsroom_rows import add_work, new_id
from tests.processes import say

#: Copied once for each of CAST_TIMES; everything else once for each of `times`.
CAST_TIMES = 3
_CAST = ("Speaker", "SpeakerName", "Office", "Source", "PublicName")


def tables():
    """Return the models that are copied, those referred to before those that refer."""
    from quotes import models
    from tests.benchmarks.loading import MODELS

    more = [getattr(models, name) for name in MORE if hasattr(models, name)]
    return [*MODELS, *more, models.DeskItem.changers.through]


#: Beyond those of a corpus; names that a later version does not have are left out.
MORE = (
    *("Span", "Attribution", "Proposal", "Finding", "Correction", "ReaderReport"),
    *("QuoteLink", "DeskItem", "QuoteTerms"),
)


def multiply(connection, times, cast_times=CAST_TIMES):
    """Make `times` as many rows of every table of tables(); return {model name: rows}.

    Indexes other than those of constraints are dropped and made again; foreign keys are
    not checked (the role must be a superuser), for every copied key is one that exists.
    """
    models = tables()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET work_mem = '256MB'")
        again = _drop_indexes(cursor, models)
        shifts = _shifts(cursor, models)
        days = _days(cursor, times)
        for model in models:
            began, count = time.perf_counter(), 0
            copies = cast_times if model.__name__ in _CAST else times
            for number in range(1, copies):
                cursor.execute(_copy(model, shifts, number, days, cast_times))
                count += cursor.rowcount
            say(f"  {model.__name__}: {count:,}, {time.perf_counter() - began:.0f} s")
        cursor.execute("SET session_replication_role = DEFAULT")
        _reset(cursor, models)
    began = time.perf_counter()
    _put_back(connection, again)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say(f"  indexes and statistics: {time.perf_counter() - began:.0f} s")
    return {model.__name__: model.objects.count() for model in models}


def _copy(model, shifts, number, days, cast_times):
    """Return the SQL that writes the copy of a number of a table's first rows."""
    columns, values = [], []
    for field in model._meta.concrete_fields:
        if getattr(field, "generated", False):
            continue
        columns.append(f'"{field.column}"')
        values.append(_value(field, model, shifts, number, days, cast_times))
    table, key = model._meta.db_table, model._meta.pk.column
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
        f'FROM {table} t WHERE t."{key}" <= {shifts[model]}'
    )


def _value(field, model, shifts, number, days, cast_times):
    column, kind = f't."{field.column}"', field.get_internal_type()
    target = field.remote_field.model if field.is_relation else None
    if field.primary_key and target is None:
        return f"{column} + {number * shifts[model]}"
    if target in shifts:
        is_cast = target.__name__ in _CAST and model.__name__ not in _CAST
        copy = number % cast_times if is_cast else number
        return f"{column} + {copy * shifts[target]}"
    if field.name == "public_id":
        of = 't."quote_id"' if model.__name__ == "Publication" else 't."id"'
        shift = shifts[_quote_of(model) or model]
        salt = "Quote" if model.__name__ == "Publication" else model.__name__
        return new_id(f"({of} + {number * shift})", salt)
    if field.name in ("external_id", "wikidata_id"):
        # Empty stays empty; what is set stays unique.
        return f"CASE WHEN {column} = '' THEN '' ELSE {column} || '{number}' END"
    if model.__name__ == "ReaderReport" and field.name in ("key", "form_digest"):
        return f"substr(md5({column} || '{number}'), 1, 22)"
    if model.__name__ == "PublicName" and field.name == "folded":
        return f"{column} || ' {number}'"
    if kind == "DateTimeField":
        return f"{column} + interval '{number * days} days'"
    if kind == "DateField":
        # The first day there is stands for none.
        return f"CASE WHEN {column} < '0002-01-01' THEN {column} ELSE {column} + {number * days} END"
    return column


def _quote_of(model):
    """Return the model whose public id a model repeats, None for its own."""
    from quotes.models import Quote

    return Quote if model.__name__ == "Publication" else None


def _shifts(cursor, models):
    found = {}
    for model in models:
        key, table = model._meta.pk.column, model._meta.db_table
        cursor.execute(f'SELECT coalesce(max("{key}"), 0) FROM {table}')
        found[model] = cursor.fetchone()[0]
    return found


def _days(cursor, times):
    cursor.execute("SELECT max(published_on) - min(published_on) FROM quotes_article")
    return max((cursor.fetchone()[0] or 0) // max(times, 1) // 8, 1)


def _drop_indexes(cursor, models):
    """Drop the indexes that prove nothing; return the SQL that makes them again."""
    cursor.execute(
        """
        SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid::regclass::text = ANY(%s) AND NOT indisunique
        """,
        [[model._meta.db_table for model in models]],
    )
    found = cursor.fetchall()
    for name, _again in found:
        cursor.execute(f"DROP INDEX {name}")
    return [again for _name, again in found]


def _put_back(connection, statements):
    """Make indexes again, two at once."""
    import psycopg

    given = connection.get_connection_params()
    given = {key: given[key] for key in ("host", "port", "user", "dbname")}

    def run(statement):
        with psycopg.connect(**given, autocommit=True) as link:
            link.execute("SET maintenance_work_mem = '512MB'")
            link.execute(statement)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(run, statements))


def _reset(cursor, models):
    """Let the next row of each table take a key after those that were written."""
    for model in models:
        table, key = model._meta.db_table, model._meta.pk.column
        if model._meta.pk.is_relation:
            continue
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), "
            f'(SELECT coalesce(max("{key}"), 1) FROM {table}))'
        )


def main(arguments=None):
    """Multiply the database of DATABASE_URL; return the status to exit with."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--cast-times", type=int, default=CAST_TIMES)
    parser.add_argument("--no-work", action="store_true", help="without editors' work")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.db import connection

    django.setup()
    from quotes.models import DeskItem

    if connection.vendor != "postgresql":
        say("Rows are multiplied on PostgreSQL only; name one in DATABASE_URL.")
        return 1
    if not options.no_work and not DeskItem.objects.exists():
        began = time.perf_counter()
        add_work(connection)
        say(f"  editors' work: {time.perf_counter() - began:.0f} s")
    if options.times > 1:
        counts = multiply(connection, options.times, options.cast_times)
        for name, count in counts.items():
            say(f"  {name}: {count:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
