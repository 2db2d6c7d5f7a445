"""All figures of the project in one run: `python -m tests.benchmarks --size 1m`.

Each part (tests/benchmarks/registry.py) is run in a process of its own, one after the
other, on databases of invented quotes that are made first: 100,000 and then, as far as
--size says, 1,000,000 and 10,000,000. Printed as Markdown: machine, versions, how busy
it was, and each part's tables.

--only PART       parts whose names begin so
--database URL    a PostgreSQL server to use, databases bench_100k … are made there and
                  kept; without it a throwaway cluster, removed at the end
--keep            keep the throwaway databases of the parts on the server given, too
--readme          put what is printed between the marks of tests/benchmarks/README.md
"""

import argparse
import contextlib
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks import databases, machine, registry
from tests.benchmarks.tables import Table, from_json
from tests.postgres import throwaway_cluster
from tests.processes import say, stopping_on_signals

README = Path(__file__).with_name("README.md")
MARKS = "<!-- figures -->", "<!-- /figures -->"
#: As a production server would have it at least; everything else is PostgreSQL's default.
SERVER_OPTIONS = (
    "-c shared_buffers=2GB -c max_wal_size=8GB -c maintenance_work_mem=512MB"
)


def main(arguments=None):
    """Run the parts and print what they found; return the status to exit with."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__.split("\n\n")[0]
    )
    parser.add_argument("--size", choices=databases.SIZES, default="100k")
    parser.add_argument("--only", default="")
    parser.add_argument("--database", default="", metavar="URL")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    options = parser.parse_args(arguments)
    parts = registry.named(options.only)
    with contextlib.ExitStack() as stack:
        stack.enter_context(stopping_on_signals())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = options.database or stack.enter_context(
            throwaway_cluster(SERVER_OPTIONS)
        )
        shelf = databases.Shelf(server, folder, options.size, keep=options.keep)
        told = [heading(options, server)]
        say(told[0])
        has_failed = False
        for part in parts:
            tables, failed = run(part, shelf, options)
            has_failed |= failed
            told += [table.as_markdown() for table in tables]
            say(told[-1] if len(tables) == 1 else "\n".join(told[-len(tables) :]))
    if options.readme:
        put_into_readme("\n".join(told))
    return int(has_failed)


def heading(options, server):
    now = datetime.now(UTC)
    return (
        f"{now:%Y-%m-%d %H:%M} UTC, `--size {options.size}`: {machine.facts(server)}; "
        f"{machine.load()} at the beginning.\n"
    )


def run(part, shelf, options):
    """Run one part; return (its tables, whether it failed)."""
    if missing := part.missing():
        note = f"Not measured: {', '.join(missing)} is not there."
        return [Table(part.about, (), [], (note,))], False
    with shelf.given_to(part) as environment:
        answer = shelf.folder / f"{part.name}.json"
        command = [
            *(sys.executable, "-m", "tests.benchmarks.one_part", part.name),
            *("--answer", str(answer), "--size", options.size),
            *("--rounds", str(options.rounds), "--seconds", str(options.seconds)),
        ]
        before = machine.load()
        done = subprocess.run(command, env=environment, check=False)  # noqa: S603
    note = f"{before} before, {machine.load()} after."
    if not answer.exists():
        why = f"Failed with status {done.returncode}."
        return [Table(part.about, (), [], (why, note))], True
    *others, last = from_json(answer.read_text("utf-8"))
    return [*others, replace(last, notes=(*last.notes, note))], done.returncode != 0


def put_into_readme(text):
    """Put figures between the marks of the README."""
    whole = README.read_text("utf-8")
    between = re.escape(MARKS[0]) + ".*" + re.escape(MARKS[1])
    fresh = f"{MARKS[0]}\n{text.rstrip()}\n{MARKS[1]}"
    README.write_text(re.sub(between, lambda _m: fresh, whole, flags=re.S), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
