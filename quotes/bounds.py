"""Lists that cost the same at any size: so many rows, so much time, then it is said.

Whoever lists rows wants the first thousand at most, found within a fraction of a second.
Where an index leads to them that is nothing; where none does (a rare value among
millions), the search is ended and the newest rows alone are looked through. Either way
the caller knows, and can say so. Asks which database this is: what ends a query is no
SQL of both.
"""

import time
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import OperationalError, connections

#: Rows of a list that can be paged through.
MOST = 1000

#: Milliseconds that a list is looked for, before the newest rows alone are.
PATIENCE = 120

#: So many of the newest rows are looked through then.
WINDOW = 20_000

#: SQLite is asked after so many of its steps whether it has been long enough.
_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class Found:
    """Keys in the order of their list; is_whole is False where only the newest
    WINDOW rows were looked through."""

    keys: list
    is_whole: bool = True


class TooLong(Exception):
    """A query that was ended for taking longer than it may."""


def keys_of(queryset, most=MOST + 1):
    """Return Found: the first keys of a queryset in its order, `most` at most.

    At most PATIENCE milliseconds are spent on all rows; then the rows with the highest
    keys are looked through, which are those that were written last.
    """
    keys = queryset.values_list("pk", flat=True)[:most]
    try:
        with patience(queryset.db):
            return Found(list(keys))
    except TooLong:
        return Found(list(newest(queryset).values_list("pk", flat=True)[:most]), False)


def first_of(queryset, most):
    """Return the first rows of a queryset in its order, as keys_of() finds them."""
    keys = keys_of(queryset, most).keys
    rows = {row.pk: row for row in queryset.order_by().filter(pk__in=keys)}
    return [rows[key] for key in keys if key in rows]


def newest(queryset):
    """Return a queryset of those of its rows that are among the WINDOW newest."""
    rows = queryset.model._base_manager.using(queryset.db).order_by("-pk")
    first = rows.values_list("pk", flat=True)[WINDOW : WINDOW + 1]
    first = next(iter(first), None)
    return queryset if first is None else queryset.filter(pk__gt=first)


@contextmanager
def patience(alias, most=None):
    """End queries of the block after so many milliseconds; raises TooLong then.

    Without a number, PATIENCE. The block reads and writes nothing. The transaction around it, if any, goes on.
    """
    connection = connections[alias]
    most = PATIENCE if most is None else most
    limits = {"postgresql": _on_postgresql, "sqlite": _on_sqlite}
    try:
        with limits[connection.vendor](connection, most):
            yield
    except OperationalError as error:
        if _was_ended(error):
            raise TooLong from error
        raise


@contextmanager
def _on_postgresql(connection, most):
    """Set the limit inside a transaction or a savepoint, and take that back at the end.

    The block only reads, so nothing but the limit goes with it. Past Django, which keeps
    its own account of transactions.
    """
    connection.ensure_connection()
    raw, is_inside = connection.connection, connection.in_atomic_block
    begin = "SAVEPOINT patience" if is_inside else "BEGIN"
    end = "ROLLBACK"
    if is_inside:
        end = "ROLLBACK TO SAVEPOINT patience; RELEASE SAVEPOINT patience"
    raw.execute(f"{begin}; SET LOCAL statement_timeout = {int(most)}")
    try:
        yield
    finally:
        raw.execute(end)


@contextmanager
def _on_sqlite(connection, most):
    connection.ensure_connection()
    # Of the thread: on a busy machine a query waits for others, and costs no more.
    deadline = time.thread_time() + most / 1000
    raw = connection.connection
    raw.set_progress_handler(lambda: time.thread_time() > deadline, _STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


def _was_ended(error):
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) == "57014" or str(cause) == "interrupted"
