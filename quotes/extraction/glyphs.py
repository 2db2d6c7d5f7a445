"""Quotation marks as they stand in a text: where, which glyph, what the spaces say."""

import re
from dataclasses import dataclass
from enum import IntEnum

from quotes.extraction.spans import Span

_DOUBLE = re.compile(r"(?:[«»“”„‟\"‹›＂]|``|''|<<|>>)")
_SINGLE = re.compile(r"[‘‚’']")
OPENING = ("«", "“", "„", "‟", "‹", "``", "<<")
CLOSING = ("»", "”", "›", "''", ">>")
_BEFORE = "([{—–-/'’\u200b"
_AFTER = ",.;:!?…)]}—–-"


class Does(IntEnum):
    """What a mark is taken for."""

    EITHER = 0
    OPENS = 1
    CLOSES = 2


@dataclass(slots=True)
class Mark:
    """A mark, or several of one glyph in a row."""

    start: int
    end: int
    glyph: str
    #: What the spaces around it say, and what it is taken for.
    shape: Does
    does: Does
    #: How many marks close before one opens, after this one in its paragraph.
    closers: int = 0


def marks_in(text: str, place: Span) -> list[Mark]:
    """Return the marks of a stretch in order, apostrophes and inches left out."""
    marks: list[Mark] = []
    for match in _DOUBLE.finditer(text, place.start, place.end):
        start, end = match.span()
        if marks and marks[-1].end == start and marks[-1].glyph == match.group():
            marks[-1].end = end  # a doubled mark is one
            marks[-1].shape = marks[-1].does = _shape(text, marks[-1].start, end, place)
            continue
        if _is_inches(text, start, match.group()):
            continue
        shape = _shape(text, start, end, place)
        marks.append(Mark(start, end, match.group(), shape, shape))
    marks += _single_marks(text, place)
    marks.sort(key=lambda each: each.start)
    _decide(marks)
    return marks


def _is_inches(text: str, at: int, glyph: str) -> bool:
    return (
        glyph == '"'
        and text[at - 1 : at].isdigit()
        and text[at - 2 : at - 1] in ("'", "’", " ")
        and text[at + 1 : at + 2] in (" ", ",", ".")
        and "'" in text[max(0, at - 4) : at]
    )


def _shape(text: str, start: int, end: int, place: Span) -> Does:
    before = text[start - 1] if start > place.start else " "
    after = text[end] if end < place.end else " "
    left = before.isspace() or before in _BEFORE
    right = after.isspace() or after in _AFTER
    if text[start:end] in OPENING and (before in ":,;" or _DOUBLE.match(before)):
        left = True
    if left == right:
        return Does.EITHER
    return Does.OPENS if left else Does.CLOSES


def _single_marks(text: str, place: Span) -> list[Mark]:
    """Return single marks that come in pairs; all others are apostrophes."""
    pairs: list[Mark] = []
    opening: re.Match[str] | None = None
    for match in _SINGLE.finditer(text, place.start, place.end):
        at = match.start()
        before = text[at - 1] if at > place.start else " "
        after = text[at + 1] if at + 1 < place.end else " "
        if (before.isspace() or before in '([«“",') and after.isalnum():
            opening = match
        elif (
            opening and not after.isalnum() and (before.isalnum() or before in ".,!?…")
        ) and (" " in text[opening.end() : at] or before in ".,!?…"):
            pairs += [
                Mark(opening.start(), opening.end(), "‘", Does.OPENS, Does.OPENS),
                Mark(at, at + 1, "’", Does.CLOSES, Does.CLOSES),
            ]
            opening = None
    return pairs


def _decide(marks: list[Mark]) -> None:
    """Settle marks whose spaces say nothing by their glyph, and count what closes."""
    for mark in marks:
        if mark.does is Does.EITHER:
            if mark.glyph in OPENING:
                mark.does = Does.OPENS
            elif mark.glyph in CLOSING:
                mark.does = Does.CLOSES
    closers = 0
    for mark in reversed(marks):
        mark.closers = closers
        if mark.does is Does.CLOSES:
            closers += 1
        elif mark.does is Does.OPENS:
            closers = 0
