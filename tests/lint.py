"""The checks that need no test: `python -m tests.lint`, or `make lint`."""

import os
import subprocess
import sys

from tests.processes import say

MANAGE = (sys.executable, "manage.py")
CHECKS = {
    "ruff check": (
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format",
        "concise",
        ".",
    ),
    "ruff format": (sys.executable, "-m", "ruff", "format", "--check", "."),
    "mypy": (sys.executable, "-m", "mypy"),
    "manage.py check": (*MANAGE, "check"),
    "missing migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
}


def failed_checks() -> list[str]:
    """Run every check, whatever the others say; return the names of those that fail.

    A check that is content has nothing to tell us, so only the others are shown.
    """
    failed = []
    for name, command in CHECKS.items():
        done = subprocess.run(  # noqa: S603 - our own commands
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            check=False,
        )
        if done.returncode:
            failed.append(name)
            say(f"{done.stdout.rstrip()}\nlint: {name} failed")
    return failed


def main() -> int:
    """Run the checks and say in one line how that went."""
    failed = failed_checks()
    if not failed:
        say(f"lint: {', '.join(CHECKS)} passed")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
