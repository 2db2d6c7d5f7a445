"""The databases that parts are run on: made when one is asked for, in every size."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.benchmarks import registry
from tests.processes import say

SIZES = {"100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
#: Of the corpora that are measured; whoever tunes has another one (corpus.py: 1).
SEED = 11
#: Of the sizes that the database makes by copies: (of which one, how often, how). A
#: million is made whole, for what was multiplied cannot be imported again.
MULTIPLIED = {"10m": ("short", 100, ["--light"])}
#: 100,000 quotes of shorter statements: ten million of them fit on a disk, and what
#: grows is measured between these and those.
SHORT = "short"
#: SQLite is measured with so many quotes at most.
MOST_IN_SQLITE = "1m"


class Shelf:
    """Databases on one server, and SQLite files in a folder.

    server is a URL of PostgreSQL whose role may create databases; size is the largest
    that is measured. keep: the parts' own databases stay.
    """

    def __init__(self, server, folder, size, *, keep=False):
        self.server, self.folder, self.size, self.keep = server, folder, size, keep

    @contextlib.contextmanager
    def given_to(self, part):
        """Give the environment of a part's process; its own database goes at the end."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "BENCHMARK_DATABASES": "{}",
        }
        url = ""
        if part.on == registry.QUOTES:
            urls = {label: self.of_size(made) for label, made in self._labels().items()}
            environment["BENCHMARK_DATABASES"] = json.dumps(urls)
            url = urls[self.size]
        elif part.on == registry.EMPTY:
            url = self._new(f"bench_{part.name.replace('-', '_')}")
        elif part.on in (registry.SQLITE, registry.SQLITE_QUOTES):
            url = self._in_sqlite(part)
        if url:
            environment["DATABASE_URL"] = environment["TEST_DATABASE_URL"] = url
        else:
            environment.pop("DATABASE_URL", None)
        try:
            yield environment
        finally:
            if part.on == registry.EMPTY and not self.keep:
                self._drop(url)

    def of_size(self, label):
        """Return the URL of the database of a size, made if it is not there."""
        name = f"bench_{label}"
        url = _with_name(self.server, name)
        if self._exists(name):
            return url
        say(f"making {SIZES.get(label, 100_000):,} quotes in PostgreSQL ({name})")
        if label in MULTIPLIED:
            base, times, flags = MULTIPLIED[label]
            self.of_size(base)
            self._create(name, f"bench_{base}")
            _run(url, "tests.benchmarks.multiply", "--times", str(times), *flags)
        else:
            self._create(name)
            _run(url, "tests.benchmarks.corpus", *_corpus(label))
        return url

    def _labels(self):
        """Return {label: which database} of the sizes that are measured."""
        if self.size == "10m":
            return {"100k": SHORT, "10m": "10m"}
        most = SIZES[self.size]
        return {label: label for label, quotes in SIZES.items() if quotes <= most}

    def _in_sqlite(self, part):
        file = Path(self.folder, f"{part.name}.sqlite3")
        url = f"sqlite:///{file}"
        if part.on == registry.SQLITE:
            _migrate(url)
            return url
        label = self.size if self.size in ("100k",) else MOST_IN_SQLITE
        say(f"making {SIZES[label]:,} quotes in SQLite")
        _run(url, "tests.benchmarks.corpus", *_corpus(label))
        return url

    def _new(self, name):
        url = _with_name(self.server, name)
        self._drop(url)
        self._create(name)
        _migrate(url)
        return url

    def _exists(self, name):
        with psycopg.connect(self.server) as link:
            found = link.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None

    def _create(self, name, template="template0"):
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._tell(statement.format(sql.Identifier(name), sql.Identifier(template)))

    def _drop(self, url):
        name = urlsplit(url).path.lstrip("/")
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._tell(statement.format(sql.Identifier(name)))

    def _tell(self, statement):
        with psycopg.connect(self.server, autocommit=True) as link:
            link.execute(statement)


def _corpus(label):
    size = ["--quotes", str(SIZES.get(label, 100_000)), "--seed", str(SEED)]
    return [*size, "--words", "5"] if label == SHORT else size


def _with_name(url, name):
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _migrate(url):
    _call(url, "manage.py", "migrate", "-v", "0")


def _run(url, module, *arguments):
    _call(url, "-m", module, *arguments)


def _call(url, *arguments):
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    subprocess.run([sys.executable, *arguments], check=True, env=environment)  # noqa: S603
