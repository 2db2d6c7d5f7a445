"""The parts of `python -m tests.benchmarks`: add a line here and a module beside it.

A part is a module with

    def measure(run):
        '''Return tables (tests/benchmarks/tables.py) of what was measured.'''

It is run in a process of its own, Django set up, where

- `run.url`, which is DATABASE_URL too, is a database of `run.quotes` quotes in
  PostgreSQL (on=QUOTES) or, with a million at most, in SQLite (on=SQLITE_QUOTES), or one
  that is migrated and empty, to be filled (on=EMPTY, on=SQLITE), or none (on=NOTHING);
- `run.urls` is {label: url} of all sizes there are up to the one asked for;
- `run.folder` is a temporary folder, `run.seconds` and `run.rounds` how long to measure.

Whoever measures another program's work names it in `needs`, as a dotted module: while it
is not there, the part says so and nothing else.

A part that prints for itself has no measure(): `command` are the arguments to its main(),
and what it prints is taken as it is.
"""

from dataclasses import dataclass
from importlib.util import find_spec

#: What database a part is given.
QUOTES, EMPTY, NOTHING = "quotes", "empty", "nothing"
SQLITE, SQLITE_QUOTES = "sqlite", "sqlite quotes"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name for --only, its module here, and what it is run on."""

    name: str
    module: str
    about: str
    on: str = QUOTES
    needs: tuple[str, ...] = ()
    command: tuple[str, ...] | None = None

    def missing(self):
        """Return the modules that it needs and that are not there."""
        return [name for name in self.needs if not _is_there(name)]


PARTS = (
    Part("import", "import_floor", "imports beside COPY and beside Django's", EMPTY),
    Part("import-sqlite", "import_floor", "imports beside executemany", SQLITE),
    Part("search", "search", "full text: newest first, best match, naive peers"),
    Part("search-sqlite", "search", "full text on SQLite", SQLITE_QUOTES),
    Part("public", "public_pages", "public pages, Datasette, a floor", command=()),
    Part("growth", "growth", "what pages cost from one size to the next"),
    Part(
        "admin",
        "admin_pages",
        "the editors' panel: lists, forms, search",
        needs=("tests.benchmarks.admin_pages",),
        command=(),
    ),
    Part("desk", "desk_queue", "the queue of the desk", NOTHING, command=()),
    Part(
        "archive",
        "archive",
        "find_quotes --all, with workers",
        EMPTY,
        needs=("tests.benchmarks.archive",),
        command=("--articles", "5000"),
    ),
    Part("extraction", "extraction", "the engine alone", NOTHING, command=()),
    Part("anchoring", "anchoring", "finding statements again", NOTHING, command=()),
)


def named(wanted):
    """Return the parts whose names begin so; all where nothing is wanted.

    Raises SystemExit, naming those there are, where none does.
    """
    found = [part for part in PARTS if part.name.startswith(wanted)]
    if not found:
        names = ", ".join(part.name for part in PARTS)
        raise SystemExit(f"There is no part “{wanted}”; there are {names}.")
    return found


def _is_there(name):
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
