"""Figures as tables: what a part returns, how it is printed and passed on."""

import json
import statistics
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under column names; notes say how to read them, a sentence each.

    text is what a part printed itself, kept as it is.
    """

    title: str
    columns: tuple[str, ...]
    rows: list[tuple]
    notes: tuple[str, ...] = ()
    text: str = ""

    def as_markdown(self):
        """Return the table as Markdown with its title and notes."""
        lines = [f"#### {self.title}", ""]
        if self.rows:
            lines += [_line(self.columns), _line("---" for _column in self.columns)]
            lines += [_line(map(shown, row)) for row in self.rows]
            lines.append("")
        if self.text:
            is_markdown = "|---" in self.text
            lines += [self.text] if is_markdown else ["```", self.text, "```"]
            lines.append("")
        lines += [f"- {note}" for note in self.notes]
        return "\n".join(lines).rstrip() + "\n"


def to_json(tables):
    """Return tables as one JSON text, for from_json() in another process."""
    return json.dumps([asdict(table) for table in tables], ensure_ascii=False)


def from_json(text):
    """Return the tables of to_json()."""
    return [
        Table(
            each["title"],
            tuple(each["columns"]),
            [tuple(row) for row in each["rows"]],
            tuple(each["notes"]),
            each["text"],
        )
        for each in json.loads(text)
    ]


def shown(value):
    """Return a cell: numbers with as many places as say something, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        places = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 3
        return f"{value:,.{places}f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def percentile(values, share):
    """Return the value below which a share (0 to 1) of the values stays."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values):
    return statistics.median(values)


def _line(cells):
    return f"| {' | '.join(cells)} |"
