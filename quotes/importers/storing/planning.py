"""What PostgreSQL's planner believes of the tables while a file is written into them.

Rows that are not committed are not counted by those who count from outside: where
autovacuum analyses a table in the midst of an import into an empty database, it writes
down that the table is empty, and every proof of a foreign key then reads a whole index:
100,000 quotes took 470 s instead of 129 (README of tests/benchmarks, 2026-11-26).
"""

from django.db import connection

#: Rows up to which a table is counted again as it grows: more give the right plans.
_FEW = 2_000

_SMALL = """
    SELECT oid::regclass::text FROM pg_class
    WHERE oid = ANY(%s::text[]::regclass[]) AND reltuples < %s ORDER BY oid
"""


def look_up_by_index():
    """Have PostgreSQL ask indexes, in this transaction, however small it takes a table for.

    Tables that it knows to be empty get a million rows here before it counts again: what
    it plans at the beginning, proofs of foreign keys too, it goes on doing.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")


def count_rows(models):
    """Have PostgreSQL count the small ones of some tables, the rows of this transaction too.

    Nobody else analyses those until the transaction ends: the lock that ANALYZE takes
    keeps only vacuum, ANALYZE and changes of the table out. A table that somebody has
    locked so, another import perhaps, is passed over.
    """
    if connection.vendor != "postgresql":
        return
    names = [connection.ops.quote_name(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        cursor.execute(_SMALL, [names, _FEW])
        small = ", ".join(name for (name,) in cursor.fetchall())
        if small:
            cursor.execute(f"ANALYZE (SKIP_LOCKED) {small}")
