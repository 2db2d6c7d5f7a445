"""What an import of a file would do: taken in to its end, and rolled back."""

from dataclasses import dataclass, field

from django.db import DatabaseError
from django.utils.translation import gettext as _

from quotes.admin.imports.entries import counts_table, entries_for, names_of
from quotes.importers.storing.runs import Outcome
from quotes.importers.uploads import reading
from quotes.texts import TextError
from quotes.workflow.errors import translated

#: So many entries of each list are shown; the report has them all.
MOST = 50


@dataclass(slots=True)
class Listed:
    """The first entries of a kind, and how many more there are."""

    rows: list = field(default_factory=list)
    total: int = 0

    def add(self, entry):
        """Take an entry, or count it."""
        self.total += 1
        if self.total <= MOST:
            self.rows.append(entry)

    @property
    def more(self):
        return self.total - len(self.rows)


@dataclass(slots=True)
class Sorted:
    """Entries of a report by what people look for in it."""

    refused: Listed = field(default_factory=Listed)
    changed: Listed = field(default_factory=Listed)
    warned: Listed = field(default_factory=Listed)
    names: dict = field(default_factory=dict)
    named: int = 0

    def add(self, entry):
        """Take an entry of the report."""
        if entry["outcome"] == "refused":
            self.refused.add(entry)
        elif entry["outcome"] in ("updated", "kept"):
            self.changed.add(entry)
        else:
            self.warned.add(entry)

    def learn_names(self):
        """Look up the names in changes while the rows that they are of are there.

        A speaker who comes with the file is there in the transaction alone.
        """
        self.names |= names_of(self.changed.rows[self.named :])
        self.named = len(self.changed.rows)

    def looked_up(self):
        """Return the same with Entry rows for the page."""
        for listed in (self.refused, self.changed, self.warned):
            listed.rows = entries_for(listed.rows, self.names)
        return self


@dataclass(slots=True)
class Preview:
    """What would become of a file; problem says why nothing of it could be read."""

    outcome: Outcome = field(default_factory=Outcome)
    entries: Sorted = field(default_factory=Sorted)
    records: int = 0
    problem: str = ""

    @property
    def refused(self):
        return self.outcome.total("refused")

    @property
    def right(self):
        """How many records would be written."""
        return self.outcome.total("created") + self.outcome.total("updated")

    @property
    def table(self):
        return counts_table(self.outcome.counts)


def preview_of(upload, *, by):
    """Return the Preview of a file that waits; writes nothing."""
    preview, entries = Preview(), Sorted()
    steps = reading(upload, by=by, dry_run=True, keep_going=True, tell=entries.add)
    try:
        while True:
            try:
                _bytes, preview.records, _counts = next(steps)
                entries.learn_names()
            except StopIteration as end:
                preview.outcome = end.value
                break
    except TextError as error:
        preview.problem = translated(error)
    except DatabaseError as error:
        preview.problem = _("The database: %(error)s") % {"error": error}
    preview.entries = entries.looked_up()
    return preview
