"""How a command ends that is told to."""

import signal
from contextlib import contextmanager


@contextmanager
def stopping_by_exception():
    """Let the signal to end raise SystemExit, so that what was begun is cleared away."""

    def stop(number, frame):
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
