"""Python's collector of garbage while records are made by the hundred thousand.

It looks for cycles each time that so many objects more were made than freed, and records
have none: a third of an import's processor time went into looking (README of
tests/benchmarks, 2026-11-26).
"""

import gc
import threading
from contextlib import contextmanager

#: Objects more than there were, rounds of the youngest, rounds of the middle: a batch is
#: some hundred thousand objects, and is freed without the collector.
_RARELY = (100_000, 50, 1000)

#: What was before the first of the blocks that are open, once for each.
_before: list[tuple[int, int, int]] = []
_lock = threading.Lock()


def collect_rarely():
    """Have cycles looked for rarely in this process, from now on."""
    gc.set_threshold(*_RARELY)


@contextmanager
def collecting_rarely():
    """Have cycles looked for rarely until the end of the block; of the whole process.

    Of several blocks at once, in threads, the last one to end puts back what was before.
    """
    with _lock:
        _before.append(_before[0] if _before else gc.get_threshold())
        collect_rarely()
    try:
        yield
    finally:
        with _lock:
            before = _before.pop()
            if not _before:
                gc.set_threshold(*before)
