"""An article's text with the statements in it, line by line, for the editors' pages.

Pure: works on a text and on placed marks; the templates escape and set it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quotes.marking import runs

#: Signs of an over-long paragraph that a page shows before and after a statement.
REACH = 600


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of a statement: positions in code points, end exclusive.

    statement is the caller's own; `begins` says that its number stands before it.
    """

    start: int
    end: int
    role: str
    statement: Any
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line: the marks on it and the statements that begin here."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Any, ...] = ()

    @property
    def classes(self) -> str:
        """CSS classes: the roles, and the status of the innermost content."""
        names = {f"m-{mark.role}" for mark in self.marks}
        contents = [mark for mark in self.marks if mark.role == "content"]
        if contents:
            names.add(f"s-{contents[-1].statement.status}")
        if len({id(mark.statement) for mark in contents}) > 1:
            names.add("m-shared")
        return " ".join(sorted(names))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, by its number counted from 1."""

    number: int
    pieces: list[Piece] = field(default_factory=list)
    cut_before: bool = False
    cut_after: bool = False


def marked_lines(
    text: str, marks: Sequence[Mark], window: tuple[int, int] | None = None
) -> list[Line]:
    """Return the lines of text (those in the window, if one is given), cut at marks.

    A mark that runs over several lines is marked on each; its statement begins once.
    """
    first, last = window or (0, len(text))
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = start + len(line)
        if start <= last and first <= end:
            begin, stop = max(start, first), min(end, last)
            pieces = _pieces(text, begin, stop, marks)
            lines.append(Line(number, pieces, begin > start, stop < end))
        start = end + 1
    return lines


def window_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch to show around one: its lines and the ones before and after.

    At most 600 signs on each side, so that a text without line breaks stays readable.
    """
    line_start = text.rfind("\n", 0, start) + 1
    first = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
    line_end = text.find("\n", end)
    last = text.find("\n", line_end + 1) if line_end >= 0 else -1
    if start - first > REACH:
        first = max(line_start, start - REACH)
    last = last if last >= 0 else len(text)
    if last - end > REACH:
        last = min(line_end if line_end >= 0 else len(text), end + REACH)
    return first, last


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    here = [mark for mark in marks if max(mark.start, start) < min(mark.end, end)]
    clipped = [
        _Clipped(max(mark.start, start) - start, min(mark.end, end) - start, mark)
        for mark in here
    ]
    return [
        Piece(
            run.text,
            tuple(each.mark for each in run.stretches),
            tuple(
                each.mark.statement
                for each in run.stretches
                if each.mark.begins and each.mark.start == start + run.start
            ),
        )
        for run in runs(text[start:end], clipped)
    ]


@dataclass(frozen=True, slots=True)
class _Clipped:
    """The part of a mark that stands on one line."""

    start: int
    end: int
    mark: Mark
