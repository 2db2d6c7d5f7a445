"""Indexes and constraints of PostgreSQL off before many rows come, and on again after."""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import psycopg

#: What is dropped: (kind, table, name, how to make it again). Primary keys stay.
_DROPPED = """
SELECT contype::text, conrelid::regclass::text, quote_ident(conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint
WHERE contype IN ('f', 'u') AND conrelid::regclass::text = ANY(%(tables)s)
UNION ALL
SELECT 'i', indrelid::regclass::text, indexrelid::regclass::text,
       pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid::regclass::text = ANY(%(tables)s)
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid
                  AND contype IN ('p', 'u'))
"""


def drop_indexes(connection, models):
    """Drop foreign keys and indexes, but for primary keys; return how to make them."""
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute(_DROPPED, {"tables": tables})
        found = sorted(cursor.fetchall())
        for kind, table, name, _again in found:
            cursor.execute(
                f"DROP INDEX {name}"
                if kind == "i"
                else f"ALTER TABLE {table} DROP CONSTRAINT {name}"
            )
    return found


def put_back(dropped, parameters, *, is_proven=True):
    """Make indexes again, several at once, then constraints, which proves every row.

    Without is_proven foreign keys hold for rows to come alone.
    """
    kinds = {
        kind: [again for _kind, _table, _name, again in group]
        for kind, group in groupby(dropped, key=lambda each: each[0])
    }

    def run(statement):
        with psycopg.connect(**parameters, autocommit=True) as link:
            link.execute("SET maintenance_work_mem = '1GB'")
            link.execute(statement)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(run, kinds.get("i", [])))
    for statement in kinds.get("u", []):
        run(statement)
    for statement in kinds.get("f", []):
        run(statement if is_proven else f"{statement} NOT VALID")
