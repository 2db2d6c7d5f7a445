"""One wrong row, as the checks name it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One wrong row: what it is (“quote”), its public id, the field, and why."""

    what: str
    which: str
    field: str
    why: str

    def __str__(self):
        why = self.why.replace("\n", "⏎")
        return f"{self.what} {self.which}: {self.field}: {why}"


def in_order(rows):
    """Return numbered rows in the order of their numbers."""
    return sorted(rows, key=lambda row: row.number)
