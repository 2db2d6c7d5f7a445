"""Imports beside their floor: the same rows by COPY (PostgreSQL) or executemany (SQLite).

The floor has the rows at hand and writes them into the same tables with the same
constraints, indexes and search column. What is imported is the editorial export of just
these rows. Peers are measured at 20,000 quotes, for they take hours at a million;
django-import-export is no dependency and left out.
"""

import json
import os
import shutil
import subprocess
import sys
import time

from django.apps import apps
from django.core.management import get_commands
from django.db import connection

from tests.benchmarks import databases
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.import_ways import keep_rows
from tests.benchmarks.loading import hire
from tests.benchmarks.machine import peak_megabytes
from tests.benchmarks.tables import Table, median
from tests.processes import say

#: Peers are measured with so many quotes.
FEW = 20_000
#: The largest import that is measured.
MOST = 1_000_000
COLUMNS = ("how", "quotes", "seconds", "quotes/s", "of the floor", "peak MB")


def measure(run):
    """Return tables: the importer at the size asked for, peers at 20,000."""
    quotes = min(run.quotes, MOST)
    floor = "copy" if connection.vendor == "postgresql" else "executemany"
    rounds = run.rounds if quotes <= 100_000 else 1
    large = Trial(run, quotes, floor)
    ways = [(f"{floor}: the floor", large.by_way, floor)]
    ways.append((f"{floor}, indexes after", large.by_way, f"{floor}-rebuilt"))
    tables = [large.table(ways, rounds, importer=True)]
    small = Trial(run, min(FEW, quotes), floor)
    ways = [(f"{floor}: the floor", small.by_way, floor)]
    ways += [("bulk_create", small.by_way, "bulk_create")]
    ways += [("loaddata", small.by_loaddata, None)]
    return [*tables, small.table(ways, 1, importer=True)]


class Trial:
    """Imports of one corpus into one empty database, one way after the other."""

    def __init__(self, run, quotes, floor):
        self.run, self.quotes, self.floor = run, quotes, floor
        self.rows = run.folder / f"rows-{quotes}"
        self.export = run.folder / f"export-{quotes}.ndjson.zst"
        self.fixture = run.folder / f"fixture-{quotes}.json"
        say(f"  rows of {quotes:,} quotes")
        corpus = Corpus(quotes, databases.SEED)
        hire(corpus.cast)
        keep_rows(corpus, self.rows)
        connection.close()

    def table(self, ways, rounds, *, importer):
        """Measure ways in turn, and the importer where it is there; return the table."""
        self._make_files(is_importer=importer, ways=ways)
        notes = []
        if importer and self.export.exists():
            ways = [*ways, ("import_quotes", self.by_importer, None)]
        else:
            notes.append("import_quotes: not there yet.")
        found = {}
        for _round in range(rounds):
            for name, act, given in ways:
                self.empty()
                say(f"  {name}, {self.quotes:,} quotes")
                found.setdefault(name, []).append(act(given) if given else act())
        shutil.rmtree(self.rows)
        first = median([seconds for seconds, _peak in next(iter(found.values()))])
        rows = []
        for name, every in found.items():
            seconds = median([seconds for seconds, _peak in every])
            peak = max((peak or 0) for _seconds, peak in every)
            speed = self.quotes / seconds
            rows.append((name, self.quotes, seconds, speed, first / seconds, peak))
        notes.append("Medians where there is more than one round; peak by VmHWM.")
        title = f"Import into {connection.vendor}, {self.quotes:,} quotes"
        return Table(title, COLUMNS, rows, tuple(notes))

    def _make_files(self, *, is_importer, ways):
        """Write the editorial export and the fixture of the rows that are to come."""
        known = get_commands()
        can_import = {"import_quotes", "export_quotes"} <= known.keys()
        needs_fixture = any(name == "loaddata" for name, _act, _given in ways)
        if not ((is_importer and can_import) or needs_fixture):
            return
        self.empty()
        self.by_way(self.floor)
        if is_importer and can_import:
            _manage("export_quotes", str(self.export), "--force")
        if needs_fixture:
            _manage("dumpdata", "quotes", "-o", str(self.fixture))

    def by_way(self, way):
        """Return (seconds, peak megabytes) of one of import_ways.WAYS."""
        command = [sys.executable, "-m", "tests.benchmarks.import_ways", way]
        command.append(str(self.rows))
        told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        answer = json.loads(told.stdout.splitlines()[-1])
        return answer["seconds"], answer["peak"]

    def by_importer(self):
        return _timed("import_quotes", str(self.export))

    def by_loaddata(self):
        return _timed("loaddata", str(self.fixture))

    def empty(self):
        """Empty all tables of the project but for the people.

        Nobody analyses them afterwards: told from outside that they are empty, PostgreSQL
        never ends to prove the floor's foreign keys (quotes/importers/storing/planning.py).
        """
        tables = [
            connection.ops.quote_name(model._meta.db_table)
            for model in apps.get_app_config("quotes").get_models(
                include_auto_created=True
            )
        ]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for table in tables:
                    cursor.execute(
                        f"ALTER TABLE {table} SET (autovacuum_enabled = off)"
                    )
                cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
                cursor.execute("VACUUM")
            else:
                cursor.execute("PRAGMA foreign_keys = OFF")
                for table in tables:
                    cursor.execute(f"DELETE FROM {table}")  # noqa: S608
                cursor.execute("PRAGMA foreign_keys = ON")
        connection.close()


def _manage(*arguments):
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _timed(*arguments):
    """Run a command of manage.py; return (seconds, peak megabytes)."""
    command = [sys.executable, "manage.py", *arguments]
    began, peak = time.perf_counter(), 0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ})  # noqa: S603
    while child.poll() is None:
        try:
            peak = max(peak, peak_megabytes(child.pid) or 0)
        except (FileNotFoundError, ProcessLookupError, ValueError):
            break
        time.sleep(0.05)
    if child.wait():
        raise SystemExit(f"{arguments[0]} ended with status {child.returncode}.")
    return time.perf_counter() - began, peak
