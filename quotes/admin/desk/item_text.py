"""The article's text on the desk: one statement in front, the others dimmed.

Pure: a text and stretches of it in, lines out; the template sets and escapes them.
Positions are Unicode code points into the text, end exclusive.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes.marking import runs

#: Roles of this statement's own spans; what else is marked stands behind them.
OWN = ("content", "quoted", "cue", "mention")
#: A mention that an attribution rested on which is not in force any more.
FORMER = "former"
OTHER = "other"
NAME = "name"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch to mark: a role, and for others where they lead and their number."""

    start: int
    end: int
    role: str
    public_id: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one line: its words, its classes, and what begins with it."""

    text: str
    roles: tuple[str, ...] = ()
    anchor: int | None = None
    others: tuple[Stretch, ...] = ()

    @property
    def is_own(self) -> bool:
        return any(role in OWN for role in self.roles)

    @property
    def classes(self) -> str:
        return " ".join(self.roles)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, by its number from 1 and the position of its first sign."""

    number: int
    at: int
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Clipped:
    start: int
    end: int
    stretch: Stretch


def lines_of(text: str, stretches: Sequence[Stretch]) -> list[Line]:
    """Return every line of a text, cut where a stretch begins or ends.

    A stretch over several lines is marked on each; its number and anchor stand once,
    where it begins. Empty lines are left out; those after them keep their numbers.
    """
    lines, at = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = at + len(line)
        here = [s for s in stretches if max(s.start, at) < min(s.end, end)]
        if line:
            lines.append(Line(number, at, _pieces(line, at, here)))
        at = end + 1
    return lines


def _pieces(line: str, at: int, stretches: Sequence[Stretch]) -> list[Piece]:
    clipped = [
        _Clipped(max(s.start - at, 0), min(s.end - at, len(line)), s) for s in stretches
    ]
    pieces = []
    for run in runs(line, clipped):
        over = [each.stretch for each in run.stretches]
        begins = [s for s in over if s.start == at + run.start]
        roles = dict.fromkeys(s.role for s in over)
        anchored = any(s.role == NAME for s in begins)
        pieces.append(
            Piece(
                run.text,
                tuple(roles),
                at + run.start if anchored else None,
                tuple(s for s in begins if s.role == OTHER),
            )
        )
    return pieces


def occurrences(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Return where any of some names stands as whole words, in order.

    Where two names overlap (“Mark Cancian” and “Cancian”) the longer one counts.
    """
    known = sorted({name.strip() for name in names} - {""}, key=len, reverse=True)
    if not known:
        return []
    pattern = "|".join(re.escape(name) for name in known)
    return [match.span() for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)]


def line_numbers(text: str, starts: Iterable[int]) -> list[tuple[int, int]]:
    """Return (start, number of its line from 1) for positions in rising order."""
    found, line, seen = [], 1, 0
    for start in starts:
        line += text.count("\n", seen, start)
        seen = start
        found.append((start, line))
    return found
