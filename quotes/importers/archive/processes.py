"""Worker processes on this machine, which read, search and write their own chunks.

Spawned, not forked: a fork would share the database's connections and hold locks of
threads that it does not have. Django is set up in the worker, hence the imports inside.
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from quotes.importers.followers import follow

_worker = {}


def start_pool(workers, order, knowledge):
    """Return a pool of so many processes that run search_here()."""
    from django.db import connection

    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(order, knowledge, dict(connection.settings_dict)),
    )


def search_here(keys):
    """Read, search and write a chunk of articles, by key; return their outcomes."""
    from quotes.importers.archive.chunks import search_chunk

    return search_chunk(keys, **_worker)


def _start(order, knowledge, database):
    """Make this process a worker of the run: its database is that of the run."""
    follow()
    import django

    django.setup()
    from django.db import connection

    from quotes.importers.archive.chunks import user_of

    connection.settings_dict.update(database)
    _worker.update(order=order, knowledge=knowledge, user=user_of(order))
