"""A pytest plugin for tests/run.py: the results of several runs, told at the end of one.

Each run adds a line of JSON to the file named in TEST_RUNS_FILE, under the name in
TEST_RUN_NAME. The last run, told so by TEST_RUN_LAST, shows all of them right before
pytest's own last line.
"""

import json
import os
import time
from collections.abc import Generator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

from tests.processes import in_ci

#: In the order in which pytest's own last line names them.
OUTCOMES = ("failed", "passed", "skipped", "xfailed", "xpassed", "error")
#: More names than this are easier to find further up.
MOST_NAMES = 20


@dataclass
class Run:
    """What came out of one run, or why there was none."""

    name: str
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0
    failures: list[str] = field(default_factory=list)
    note: str = ""
    is_bad: bool = False

    def __str__(self) -> str:
        if self.note:
            return f"{self.name}: {self.note}"
        counted = [
            f"{self.counts[key]} {key}" for key in OUTCOMES if self.counts.get(key)
        ]
        return (
            f"{self.name}: {', '.join(counted) or 'no tests'} in {self.seconds:.0f} s"
        )


def add_run(path: Path, run: Run) -> None:
    """Append a run to the file."""
    with path.open("a") as file:
        file.write(json.dumps(asdict(run)) + "\n")


def read_runs(path: Path) -> list[Run]:
    """Return the runs so far, in order."""
    if not path.exists():
        return []
    return [Run(**json.loads(line)) for line in path.read_text().splitlines()]


class Counter:
    """Counts what the terminal reporter has seen; the workers' results reach it too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.started = time.monotonic()

    # Outermost: what is written after the yield stands below every other summary.
    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter, exitstatus) -> Generator[None]:
        yield
        stats = terminalreporter.stats
        failures = [*stats.get("failed", []), *stats.get("error", [])]
        run = Run(
            os.environ.get("TEST_RUN_NAME", "pytest"),
            {outcome: len(stats.get(outcome, [])) for outcome in OUTCOMES},
            time.monotonic() - self.started,
            list(dict.fromkeys(report.nodeid for report in failures)),
            is_bad=exitstatus not in _fine(),
        )
        add_run(self.path, run)
        if os.environ.get("TEST_RUN_LAST"):
            self.show(terminalreporter)

    def show(self, terminalreporter) -> None:
        """Write a line for every run, and the names of what failed in it."""
        terminalreporter.write_sep("=", "all runs")
        for run in read_runs(self.path):
            terminalreporter.write_line(str(run), red=run.is_bad)
            for name in run.failures[:MOST_NAMES]:
                terminalreporter.write_line(f"  {name}")


def _fine() -> tuple[pytest.ExitCode, ...]:
    """Finding no tests is fine when a developer narrows the runs down, not in CI."""
    if in_ci():
        return (pytest.ExitCode.OK,)
    return (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def pytest_configure(config: pytest.Config) -> None:
    """Count in the process that reports, not in xdist's workers."""
    path = os.environ.get("TEST_RUNS_FILE")
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Counter(Path(path)), "newsroom-counts")
