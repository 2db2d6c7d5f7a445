"""Reading at one moment: whatever is written meanwhile, every query sees the same rows."""

from contextlib import contextmanager

from django.db import connection, transaction

_REPEATABLE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@contextmanager
def snapshot():
    """Run a block of queries on one state of the database; it may not write.

    The block must begin a transaction of its own. On SQLite it holds no lock that keeps
    writers waiting: our transactions are IMMEDIATE elsewhere, this one is not.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute(_REPEATABLE)
            yield
        return
    connection.ensure_connection()
    mode, connection.transaction_mode = connection.transaction_mode, None
    try:
        with transaction.atomic(durable=True):
            yield
    finally:
        connection.transaction_mode = mode
