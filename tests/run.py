"""Everything `make test` does: parts, lint, SQLite, PostgreSQL, browser.

Arguments are handed to pytest, to narrow the runs down. The counts of all runs are the
last lines, and pytest's summary of the browser tests is the very last.
"""

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.counts import Run, add_run, read_runs
from tests.lint import failed_checks
from tests.parts import POSTGRES, missing_parts
from tests.postgres import PostgresFailed, database_url
from tests.processes import call, in_ci, say, stopping_on_signals

#: The browser tests: one Chromium at a time is what two cores bear.
IN_TWO_PROCESSES = ("-m", "not browser", "-n", "2")
IN_THE_BROWSER = ("-m", "browser", "-n", "0")

SQLITE_URL = "sqlite://:memory:"


@dataclass
class Session:
    """The file in which the runs of this session meet, and pytest's extra arguments."""

    runs: Path
    arguments: list[str]

    def note(self, name: str, note: str, is_bad: bool = False) -> None:
        """Remember something for the end that pytest does not know of."""
        say(f"{name}: {note}")
        add_run(self.runs, Run(name, note=note, is_bad=is_bad))

    def pytest(self, name: str, options: tuple[str, ...], **env: str) -> bool:
        """Run pytest once; return whether it came to the point of telling its results."""
        say(f"\n{name}")
        before = len(read_runs(self.runs))
        command = [sys.executable, "-m", "pytest", "-p", "tests.counts"]
        status = call(
            [*command, *options, *self.arguments],
            {
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "TEST_RUNS_FILE": str(self.runs),
                "TEST_RUN_NAME": name,
                **env,
            },
        )
        told = len(read_runs(self.runs)) > before
        if not told:
            self.note(name, f"pytest ended with status {status}", is_bad=True)
        return told


def run_all(session: Session) -> None:
    """Run everything, whatever fails on the way."""
    missing = missing_parts()
    for part, reason in missing.items():
        session.note(part.name, reason, is_bad=in_ci())
    if failed := failed_checks():
        session.note("Lint", f"failed: {', '.join(failed)}", is_bad=True)
    else:
        session.note("Lint", "passed")
    session.pytest("SQLite", IN_TWO_PROCESSES, DATABASE_URL=SQLITE_URL)
    if POSTGRES not in missing:
        run_on_postgres(session)
    told = session.pytest(
        "Browser", IN_THE_BROWSER, DATABASE_URL=SQLITE_URL, TEST_RUN_LAST="1"
    )
    if not told:
        say("\n".join(map(str, read_runs(session.runs))))


def run_on_postgres(session: Session) -> None:
    """Run the suite on a PostgreSQL server that is there for this run only."""
    try:
        with database_url() as url:
            session.pytest("PostgreSQL", IN_TWO_PROCESSES, DATABASE_URL=url)
    except PostgresFailed as error:
        session.note("PostgreSQL", str(error), is_bad=True)


@contextlib.contextmanager
def new_session(arguments: list[str]) -> Iterator[Session]:
    """Give a session whose file is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="newsroom-tests-") as folder:
        yield Session(Path(folder) / "runs.jsonl", arguments)


def main(arguments: list[str]) -> int:
    """Return 0 only if nothing was bad, also before the last run."""
    with stopping_on_signals(), new_session(arguments) as session:
        run_all(session)
        return 1 if any(run.is_bad for run in read_runs(session.runs)) else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
