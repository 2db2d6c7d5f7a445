"""Quotation marks, paired by a state machine that survives what editing systems do.

Marks of any kind and mixture: « », “ ”, „ “, " ", ‹ ›, ‘ ’ against apostrophes; nested,
never closed, opened again at each paragraph, swapped, doubled. What a mark does is told
by the spaces around it first, by its glyph second, by what is open last: in the founding
piece « is closed by ” and ” opens.

Linear in the length of the text: each mark is looked at a fixed number of times.
"""

import re
from dataclasses import dataclass

from quotes.extraction.glyphs import CLOSING, Does, Mark, marks_in
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
    marks = [marks_in(text, each) for each in paragraphs]
    is_open = False
    for number, (paragraph, here) in enumerate(zip(paragraphs, marks, strict=True)):
        following = marks[number + 1] if number + 1 < len(marks) else []
        place = paragraphs[number + 1] if following else paragraph
        reopened = bool(following) and (
            _goes_on_in(text, place, following[0])
            if following[0].does is Does.CLOSES
            else not text[place.start : following[0].start].strip()
        )
        quotes, is_open = _Paragraph(text, paragraph, reopened).run(here, is_open)
        found += quotes
    return sorted(found, key=lambda each: (each.outer.start, -each.outer.end))


def _goes_on_in(text: str, place: Span, closing: Mark) -> bool:
    """Tell whether a line goes on with the quotation of the one before, to its mark."""
    return text[place.start : closing.start].lstrip()[:1].islower()


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

    def run(self, marks: list[Mark], was_open: bool) -> tuple[list[Quoted], bool]:
        """Return the quotations, and whether the last goes on in the next paragraph."""
        for number, mark in enumerate(marks):
            does = self._taken_for(mark, marks[number + 1 : number + 2])
            if does is Does.OPENS:
                self._open(mark)
            elif self.stack:
                self._close(mark)
            else:
                self._close_what_never_opened(mark, was_open)
            was_open = False
        return self.found, self._end()

    def _taken_for(self, mark: Mark, following: list[Mark]) -> Does:
        opened = any(each.glyph == mark.glyph for each in self.stack)
        after = following[0].does if following else None
        if mark.does is Does.EITHER:
            return Does.CLOSES if opened else Does.OPENS
        if mark.shape is not Does.EITHER:
            return mark.does
        spaced = self.text[mark.end : mark.end + 1].isspace()
        if mark.does is Does.CLOSES and not self.stack and spaced:
            # » pure invention »: the marks were swapped.
            return Does.OPENS if after is Does.CLOSES else mark.does
        if mark.does is Does.OPENS and opened and after is not Does.CLOSES:
            return Does.CLOSES
        return mark.does

    def _open(self, mark: Mark) -> None:
        if self.stack and self.stack[-1].glyph == mark.glyph and mark.closers < 2:
            self._end_unclosed(mark.start)
        if len(self.stack) >= _DEEPEST:
            self._end_unclosed(mark.start)
        self.stack.append(_Opened(mark.start, mark.end, mark.glyph))

    def _close(self, mark: Mark) -> None:
        opened = self.stack.pop()
        if (opened.glyph == "‘") != (mark.glyph == "’") and self.stack:
            opened = self.stack.pop()
        self._add(opened, mark.start, mark.end)
        both = (
            mark.shape is Does.EITHER
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

    def _close_what_never_opened(self, mark: Mark, was_open: bool) -> None:
        doubtful = mark.shape is Does.EITHER and mark.glyph not in CLOSING
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
