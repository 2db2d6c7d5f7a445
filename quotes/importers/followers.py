"""Processes that work for another one, and end with it however that ends.

A process that is spawned gets these functions by name before Django is set up in it, so
that nothing here may import models.
"""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait

from quotes.importers.garbage import collect_rarely


def follow() -> None:
    """Make this process, which another one started, end with it: to be called first.

    Ctrl-C reaches every process of a terminal; whoever started this one ends it then.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_other, daemon=True).start()


def follow_with_django() -> None:
    """Do what follow() does, and set Django up: for imports, whose modules have models."""
    follow()
    collect_rarely()
    import django

    django.setup()


def _end_with_the_other() -> None:
    """End this process when the other is killed: nobody would give it work any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
