"""Child processes that never outlive us, and one-line messages between their output."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from types import FrameType

#: How long an interrupted child may take to put its things away.
GRACE_SECONDS = 15


def say(message: str) -> None:
    """Print a line at once, so that it stands before the output of the next child."""
    sys.stdout.write(message + "\n")
    sys.stdout.flush()


def in_ci() -> bool:
    """Whether a missing part is a failure rather than a reason to skip."""
    return os.environ.get("CI", "").strip().lower() in {"1", "true", "yes"}


def call(command: Sequence[str], extra_env: Mapping[str, str] | None = None) -> int:
    """Run a command on our own terminal and return its exit status.

    When we are told to stop, the child is interrupted as by Ctrl-C: pytest then still
    tears its fixtures down (browser, live server, test database).
    """
    env = {**os.environ, **(extra_env or {})}
    child = subprocess.Popen(command, env=env)  # noqa: S603 - our own commands
    try:
        return child.wait()
    except BaseException as stop:
        # Ctrl-C reaches the child by itself; a second one would cut its cleaning short.
        if not isinstance(stop, KeyboardInterrupt):
            child.send_signal(signal.SIGINT)
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        raise


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into SystemExit, so that every `finally` is run."""

    def stop(number: int, _frame: FrameType | None) -> None:
        # Once is enough: a repeated signal must not interrupt the cleaning up.
        signal.signal(number, signal.SIG_IGN)
        raise SystemExit(128 + number)

    before = {
        number: signal.signal(number, stop)
        for number in (signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
