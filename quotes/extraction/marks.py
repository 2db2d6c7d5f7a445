"""Quotation marks, paired by a state machine that survives what editing systems do.

Marks of any kind and mixture: « », “ ”, „ “, " ", ‹ ›, ‘ ’ against apostrophes; nested,
never closed, opened again at each paragraph, swapped, doubled. What a mark does is told
by the spaces around it first, by its glyph second, by what is open last: in the founding
piece « is closed by ” and ” opens.

Linear in the length of the text: each mark is looked at a fixed number of times.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from quotes.extraction.spans import Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks.

    outer includes the marks, inner does not. depth is 0 for the outermost. goes_on
    tells that it is not closed because the next paragraph opens it again; repaired
    that a mark was missing or doubtful.
    """

    outer: Span
    inner: Span
    depth: int = 0
    goes_on: bool = False
    repaired: bool = False


class _Does(IntEnum):
    EITHER = 0
    OPENS = 1
    CLOSES = 2


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    #: What the spaces around it say, and what it is taken for.
    shape: _Does
    does: _Does
    #: How many marks close before one opens, after this one in its paragraph.
    closers: int = 0


_DOUBLE = re.compile(r"(?:[«»“”„‟\"‹›＂]|``|''|<<|>>)")
_SINGLE = re.compile(r"[‘‚’']")
_OPENING = ("«", "“", "„", "‟", "‹", "``", "<<")
_CLOSING = ("»", "”", "›", "''", ">>")
_BEFORE = "([{—–-/'’\u200b"
_AFTER = ",.;:!?…)]}—–-"
_SENTENCE_END = re.compile(r"[.!?…](?=[\s»”\"]|$)")
#: Where a cue goes on after words whose closing mark is missing: “, a-t-il dit”, “, X said”.
_INCISE = re.compile(
    r",\s+(?:(?:a|ont|avait|avaient)\s+\w+(?:é|it|u|is)\b|(?:a|ont)-t-|[\w]+-(?:t-)?(?:il|elle)s?\b"
    r"|(?:\w+\s+){0,3}(?:said|says|told|added|wrote|asked)\b)"
)
_STOPS = re.compile(r"[.!?…](?=\s)|:(?=\s)|\n")
#: Quotations within quotations, no more: what opens beyond is damage.
_DEEPEST = 5
#: As far back as the opening of a quotation is looked for whose mark is missing.
_FAR = 600


def pair(text: str, paragraphs: list[Span]) -> list[Quoted]:
    """Return what stands in quotation marks, in order, outermost before nested."""
    found: list[Quoted] = []
    marks = [_marks_in(text, each) for each in paragraphs]
    is_open = False
    for number, (paragraph, here) in enumerate(zip(paragraphs, marks, strict=True)):
        following = marks[number + 1] if number + 1 < len(marks) else []
        place = paragraphs[number + 1] if following else paragraph
        reopened = bool(following) and (
            _goes_on_in(text, place, following[0])
            if following[0].does is _Does.CLOSES
            else not text[place.start : following[0].start].strip()
        )
        quotes, is_open = _Paragraph(text, paragraph, reopened).run(here, is_open)
        found += quotes
    return sorted(found, key=lambda each: (each.outer.start, -each.outer.end))


def _goes_on_in(text: str, place: Span, closing: _Mark) -> bool:
    """Tell whether a line goes on with the quotation of the one before, to its mark."""
    return text[place.start : closing.start].lstrip()[:1].islower()


def _marks_in(text: str, place: Span) -> list[_Mark]:
    marks: list[_Mark] = []
    for match in _DOUBLE.finditer(text, place.start, place.end):
        start, end = match.span()
        if marks and marks[-1].end == start and marks[-1].glyph == match.group():
            marks[-1].end = end  # a doubled mark is one
            marks[-1].shape = marks[-1].does = _shape(text, marks[-1].start, end, place)
            continue
        if _is_inches(text, start, match.group()):
            continue
        shape = _shape(text, start, end, place)
        marks.append(_Mark(start, end, match.group(), shape, shape))
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


def _shape(text: str, start: int, end: int, place: Span) -> _Does:
    before = text[start - 1] if start > place.start else " "
    after = text[end] if end < place.end else " "
    left = before.isspace() or before in _BEFORE
    right = after.isspace() or after in _AFTER
    if text[start:end] in _OPENING and (before in ":,;" or _DOUBLE.match(before)):
        left = True
    if left == right:
        return _Does.EITHER
    return _Does.OPENS if left else _Does.CLOSES


def _single_marks(text: str, place: Span) -> list[_Mark]:
    """Return single marks that come in pairs; all others are apostrophes."""
    pairs: list[_Mark] = []
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
                _Mark(opening.start(), opening.end(), "‘", _Does.OPENS, _Does.OPENS),
                _Mark(at, at + 1, "’", _Does.CLOSES, _Does.CLOSES),
            ]
            opening = None
    return pairs


def _decide(marks: list[_Mark]) -> None:
    """Settle marks whose spaces say nothing by their glyph, and count what closes."""
    for mark in marks:
        if mark.does is _Does.EITHER:
            if mark.glyph in _OPENING:
                mark.does = _Does.OPENS
            elif mark.glyph in _CLOSING:
                mark.does = _Does.CLOSES
    closers = 0
    for mark in reversed(marks):
        mark.closers = closers
        if mark.does is _Does.CLOSES:
            closers += 1
        elif mark.does is _Does.OPENS:
            closers = 0


@dataclass(slots=True)
class _Opened:
    start: int
    inner: int
    glyph: str
    repaired: bool = False


class _Paragraph:
    """The state machine over the marks of one paragraph."""

    def __init__(self, text: str, place: Span, reopened: bool) -> None:
        self.text, self.place, self.reopened = text, place, reopened
        self.stack: list[_Opened] = []
        self.found: list[Quoted] = []
        #: Where the last mark ended that may have closed one and opened another.
        self.doubtful = -1
        self.last_end = place.start

    def run(self, marks: list[_Mark], was_open: bool) -> tuple[list[Quoted], bool]:
        """Return the quotations, and whether the last goes on in the next paragraph."""
        for number, mark in enumerate(marks):
            does = self._taken_for(mark, marks[number + 1 : number + 2])
            if does is _Does.OPENS:
                self._open(mark)
            elif self.stack:
                self._close(mark)
            else:
                self._close_what_never_opened(mark, was_open)
            was_open = False
        return self.found, self._end()

    def _taken_for(self, mark: _Mark, following: list[_Mark]) -> _Does:
        opened = any(each.glyph == mark.glyph for each in self.stack)
        after = following[0].does if following else None
        if mark.does is _Does.EITHER:
            return _Does.CLOSES if opened else _Does.OPENS
        if mark.shape is not _Does.EITHER:
            return mark.does
        spaced = self.text[mark.end : mark.end + 1].isspace()
        if mark.does is _Does.CLOSES and not self.stack and spaced:
            # » pure invention »: the marks were swapped.
            return _Does.OPENS if after is _Does.CLOSES else mark.does
        if mark.does is _Does.OPENS and opened and after is not _Does.CLOSES:
            return _Does.CLOSES
        return mark.does

    def _open(self, mark: _Mark) -> None:
        if self.stack and self.stack[-1].glyph == mark.glyph and mark.closers < 2:
            self._end_unclosed(mark.start)
        if len(self.stack) >= _DEEPEST:
            self._end_unclosed(mark.start)
        self.stack.append(_Opened(mark.start, mark.end, mark.glyph))

    def _close(self, mark: _Mark) -> None:
        opened = self.stack.pop()
        if (opened.glyph == "‘") != (mark.glyph == "’") and self.stack:
            opened = self.stack.pop()
        self._add(opened, mark.start, mark.end)
        both = (
            mark.shape is _Does.EITHER
            and not self.text[mark.end : mark.end + 1].isspace()
        )
        self.doubtful = mark.end if both else -1

    def _add(
        self, opened: _Opened, inner_end: int, end: int, goes_on: bool = False
    ) -> None:
        inner = _trimmed(self.text, opened.inner, inner_end)
        if inner.start < inner.end:
            self.found.append(
                Quoted(
                    Span(opened.start, max(end, inner.end)),
                    inner,
                    len(self.stack),
                    goes_on,
                    opened.repaired,
                )
            )
        self.last_end = max(self.last_end, end)

    def _close_what_never_opened(self, mark: _Mark, was_open: bool) -> None:
        doubtful = mark.shape is _Does.EITHER and mark.glyph not in _CLOSING
        if doubtful and not was_open:
            return
        if self.doubtful >= 0:
            start = self.doubtful
        elif was_open:
            start = self.place.start
        else:
            start = self.last_end
            low = max(start, mark.start - _FAR)
            for match in _STOPS.finditer(self.text, low, mark.start - 1):
                start = match.end()
        if mark.start - start <= _FAR * 8:
            self._add(
                _Opened(start, start, mark.glyph, repaired=True), mark.start, mark.end
            )

    def _end_unclosed(self, limit: int) -> None:
        """Close what nothing closed: before its cue, at the end of its sentence when
        another mark follows, else at the limit.
        """
        opened = self.stack.pop()
        opened.repaired = True
        end = limit
        if match := _INCISE.search(self.text, opened.inner, limit):
            end = match.start()
        elif limit < self.place.end and (
            match := _SENTENCE_END.search(self.text, opened.inner, limit)
        ):
            end = match.end()
        self._add(opened, end, end)

    def _end(self) -> bool:
        goes_on = False
        while self.stack:
            if len(self.stack) > 1 or not self.reopened:
                self._end_unclosed(self.place.end)
            else:
                opened = self.stack.pop()
                self._add(opened, self.place.end, self.place.end, goes_on=True)
                goes_on = True
        return goes_on


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
