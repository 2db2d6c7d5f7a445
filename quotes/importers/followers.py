"""Processes that work for another one, and end with it however that ends."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait


def follow() -> None:
    """Make this process, which another one started, end with it: to be called first.

    Ctrl-C reaches every process of a terminal; whoever started this one ends it then.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_other, daemon=True).start()


def _end_with_the_other() -> None:
    """End this process when the other is killed: nobody would give it work any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
