"""A batch of rows on its way into PostgreSQL while those of the next one are made.

The next batch asks what is here already first, then this one is sent, in a thread and
on the connection of the transaction; whoever asks the database anything waits until it
is there. So a batch must name nothing that is in the one before it, or that one is
written first.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from quotes.importers.rows import copy_rows
from quotes.importers.storing.writer import PROVE, table_and_columns

_SAVEPOINT = "written_beside"

#: Seconds after which a thread that computes lets another one go on. Python's five
#: milliseconds are what each of the twenty answers of a batch would wait for.
_TURN = 0.0005


class Beside:
    """The units of one batch that wait to be written, or are just being written.

    write(units) writes at once, and finds out which of them the database refuses;
    written(units) is called with those that were sent and taken. Both are called in the
    thread of who uses this. As a context manager it leaves nothing under way behind.
    """

    def __init__(self, tables, write, written):
        self._tables, self._write, self._written = tables, write, written
        self._units, self._names, self._sent, self._thread = [], set(), None, None

    def __enter__(self):
        self._watch = connection.execute_wrapper(self._after_sending)
        self._watch.__enter__()
        self._interval = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        return self

    def __exit__(self, *error):
        sys.setswitchinterval(self._interval)
        self._watch.__exit__(*error)
        self._units = []
        if self._thread is not None:
            self._thread.shutdown(wait=True)

    def put(self, units, names):
        """Leave units to be written later; names is all that others may call them by."""
        self.settle()
        if connection.vendor != "postgresql":
            self._write(units)  # one thread alone works there at a time
            return
        self._units, self._names = units, names

    def make_way(self, names):
        """Write what waits if it is named so: it is about to be asked for."""
        if not self._names.isdisjoint(names):
            self.settle()

    def send(self):
        """Begin to write what waits."""
        if not self._units or self._sent is not None:
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1)
        link, tables = connection.connection, self._tables(self._units)
        self._sent = self._thread.submit(_send, link, tables)

    def settle(self):
        """Have all that waits or is under way written. Raises what the database raises."""
        units, sent = self._units, self._sent
        self._units, self._names, self._sent = [], set(), None
        if not units:
            return
        # What failed was taken back: written once more, to find out which is refused.
        if sent is None or sent.exception() is not None:
            self._write(units)
        else:
            self._written(units)

    def _after_sending(self, execute, statement, parameters, many, context):
        if self._sent is not None:
            self.settle()
        return execute(statement, parameters, many, context)


def _send(link, tables):
    """Write {model: rows} on a connection, all or none, in the transaction that is open."""
    with link.cursor() as cursor:
        cursor.execute(f"SAVEPOINT {_SAVEPOINT}")
        try:
            for model, rows in tables.items():
                copy_rows(cursor, *table_and_columns(model), rows)
            for statement in PROVE:
                cursor.execute(statement)
        except BaseException:
            cursor.execute(f"ROLLBACK TO SAVEPOINT {_SAVEPOINT}")
            raise
        finally:
            cursor.execute(f"RELEASE SAVEPOINT {_SAVEPOINT}")
