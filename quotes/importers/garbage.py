"""Python's collector of garbage while records are made by the hundred thousand.

It looks for cycles each time that so many objects more were made than freed, and records
have none: a third of an import's processor time went into looking (README of
tests/benchmarks, 2026-11-26).
"""

import gc
from contextlib import contextmanager

#: Objects more than there were, rounds of the youngest, rounds of the middle: a batch is
#: some hundred thousand objects, and is freed without the collector.
_RARELY = (100_000, 50, 1000)


def collect_rarely():
    """Have cycles looked for rarely in this process, from now on."""
    gc.set_threshold(*_RARELY)


@contextmanager
def collecting_rarely():
    """Have cycles looked for rarely until the end of the block; of the whole process."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
