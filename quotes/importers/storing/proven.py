"""What PostgreSQL has to prove at the end of a transaction, kept short.

Every row of a table with foreign keys is an entry in a list of what is to be proven. A
batch is proven at once, but in a savepoint, and there the entries are marked and not
removed, for they might be needed again (AfterTriggerSetState in trigger.c): each batch
walked the whole list, some thirty entries for every quote, and the last ones of a million
quotes took half as long again as the first (README of tests/benchmarks, 2026-11-26).
"""

from django.db import connection

from quotes.importers.storing.writer import PROVE

#: After so many batches the list is emptied.
EVERY = 32


def forget_proven(run):
    """Have the entries of all that is proven removed: something is proven outside.

    run is the ImportRun, a row of this very transaction, for whose foreign key
    PostgreSQL therefore looks again whenever the row is written.
    """
    if connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(run._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET size = size WHERE id = %s", [run.pk])  # noqa: S608
        for statement in PROVE:
            cursor.execute(statement)
