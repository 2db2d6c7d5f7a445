"""Worker processes on this machine, which read, search and write their own chunks.

Spawned, not forked: a fork would share the database's connections and hold locks of
threads that it does not have. Django is set up in the worker, hence the imports inside.
"""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait

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
    # Ctrl-C reaches every process of the terminal; the run ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    import django

    django.setup()
    from django.db import connection

    from quotes.importers.archive.chunks import user_of

    connection.settings_dict.update(database)
    _worker.update(order=order, knowledge=knowledge, user=user_of(order))


def _end_with_the_run():
    """End this process when the run is killed: nobody would give it work any more."""
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)
