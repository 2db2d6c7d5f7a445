"""Whole statements in the new text: their spans stay together or are not placed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.anchoring.occurrences import (
    MOST,
    Context,
    Text,
    best_by_context,
    common_length,
)
from quotes.anchoring.parts import Parts, ends_of
from quotes.anchoring.span import (
    AMBIGUOUS,
    CONTENT,
    EXACT,
    LOST,
    MOVED,
    PLACED,
    REWORDED,
    OldSpan,
    Placed,
    same_words,
    unplaced,
)
from quotes.anchoring.wording import likely_starts, most_alike

#: A cue or mention farther from the content than this is looked for by itself.
_NEAR = 2000
#: Context that a place needs to be as it was without a search.
_CERTAIN = 512


def anchor(
    old: str, new: str, statements: Iterable[Sequence[OldSpan]]
) -> list[tuple[Placed, ...]]:
    """Return what became of the spans of some statements, in the order given."""
    anchoring = Anchoring(old, new)
    return [anchoring.place(spans) for spans in statements]


def summary(spans: Sequence[Placed]) -> str:
    """Return the state of a statement: the gravest of its spans, lost without content."""
    contents = [span.state for span in spans if span.role == CONTENT]
    if all(state == LOST for state in contents):
        return LOST
    states = {span.state for span in spans}
    if AMBIGUOUS in states:
        return AMBIGUOUS
    if states & {REWORDED, LOST}:
        return REWORDED
    return MOVED if MOVED in states else EXACT


class Anchoring:
    """Two versions of a text; place() says where a statement of the old one went.

    In this order: where everything around it is as it was, there; where all of it,
    content to mention, stands letter by letter, there, if words or context decide;
    where its longest content stands so, there, with the others looked for around it;
    else in the passage most like it. Two equally good places are ambiguous. The cost
    of a statement does not grow with the text, but for the one index of its words.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Text(old), Text(new)
        self._head = common_length(old, new)
        self._tail = common_length(old[::-1], new[::-1])

    def place(self, spans: Sequence[OldSpan]) -> tuple[Placed, ...]:
        """Return what became of the spans of one statement, in their order."""
        given = [self._checked(span) for span in spans]
        main = max(
            (span for span in given if span.role == CONTENT),
            key=lambda span: (span.start is not None, len(span.exact)),
            default=None,
        )
        if main is None:
            return tuple(unplaced(span, LOST) for span in given)
        near = [span for span in given if _is_near(span, main)]
        found = self._together(near, main)
        if found is None:
            found = self._apart(near, main)
        placed = {(each.role, each.number): each for each in found}
        is_there = any(e.role == CONTENT and e.state in PLACED for e in found)
        for span in given:
            if (span.role, span.number) not in placed:
                placed[span.role, span.number] = (
                    self._alone(span) if is_there else unplaced(span, found[0].state)
                )
        return tuple(placed[span.role, span.number] for span in spans)

    def _checked(self, span: OldSpan) -> OldSpan:
        """Return a span without its place where the old text has not its words there."""
        if span.start is None or span.end is None:
            return replace(span, start=None, end=None)
        if self.old.text[span.start : span.end] != span.exact or not span.exact:
            return replace(span, start=None, end=None)
        return span

    # All of it as it was

    def _together(self, spans: list[OldSpan], main: OldSpan) -> list[Placed] | None:
        """Place all spans by one shift, None where they do not stand so any more."""
        starts = [span.start for span in spans if span.start is not None]
        ends = [span.end for span in spans if span.end is not None]
        if len(starts) < len(spans):
            return None
        start, end = min(starts), max(ends)
        shift = self._untouched(start, end)
        if shift is None:
            places = self._places(self.old.text[start:end], start)
            if not places:
                return None
            at = self._decided(places, start, end)
            if at is None:
                moved = [each + (main.start or 0) - start for each in places[:MOST]]
                return [unplaced(span, AMBIGUOUS, tuple(moved)) for span in spans]
            shift = at - start
        return [same_words(span, (span.start or 0) + shift) for span in spans]

    def _untouched(self, start: int, end: int) -> int | None:
        """Return the shift of a stretch with all around it as it was, None if changed."""
        old, new = len(self.old.text), len(self.new.text)
        if end + _CERTAIN <= self._head or (old == new == self._head):
            return 0
        if start - _CERTAIN >= old - self._tail:
            return new - old
        return None

    def _places(self, words: str, start: int) -> list[int]:
        """Return where words of the old text stand in the new one.

        Of fewer places than before, those that are left of others like it are none.
        """
        end = start + len(words)
        ends = self.old.ends_of(start, end)
        places = self.new.occurrences(words, ends)
        before = self.old.occurrences(words, ends)
        if not len(places) < len(before) <= MOST:
            return places
        return [at for at in places if self._is_of(start, at, before, len(words))]

    def _is_of(self, start: int, at: int, before: list[int], length: int) -> bool:
        """Tell whether a place may come from one of several alike in the old text."""
        context = self.new.context(at, at + length)
        best = best_by_context(self.old, before, length, context, is_whole=True)
        return best in (start, None)

    def _decided(self, places: list[int], start: int, end: int) -> int | None:
        """Return which of some places is that of old[start:end], None for a tie."""
        if len(places) > MOST:
            return None
        context = self.old.context(start, end)
        at = best_by_context(self.new, places, end - start, context, is_whole=True)
        if at is not None:
            return at
        before = self.old.occurrences(
            self.old.text[start:end], self.old.ends_of(start, end)
        )
        # As many as before, alike all around: they kept their order.
        return places[before.index(start)] if len(before) == len(places) else None

    # Part of it changed

    def _apart(self, spans: list[OldSpan], main: OldSpan) -> list[Placed]:
        """Place the main content, then the others around it."""
        start, candidates = self._main_start(spans, main)
        if start is None and candidates:
            return [unplaced(span, AMBIGUOUS, candidates) for span in spans]
        if start is None:
            return [unplaced(span, LOST) for span in spans]
        return Parts(self.old, self.new, main, start).place(spans)

    def _main_start(
        self, spans: list[OldSpan], main: OldSpan
    ) -> tuple[int | None, tuple[int, ...]]:
        """Return (where the main content begins, starts that are equally good)."""
        places = (
            self.new.occurrences(main.exact)
            if main.start is None
            else self._places(main.exact, main.start)
        )
        if len(places) > MOST:
            return None, tuple(places[:MOST])
        if not places:
            return self._reworded(main)
        best = self._best_company(places, spans, main)
        if len(best) > 1 or main.start is not None:
            at = self._of_equals(best, main)
            return at, tuple(best)
        return best[0], ()

    def _of_equals(self, places: list[int], main: OldSpan) -> int | None:
        if main.start is not None and main.end is not None:
            return self._decided(places, main.start, main.end)
        context = (main.prefix, main.suffix)
        return best_by_context(
            self.new, places, len(main.exact), context, is_whole=False
        )

    def _best_company(
        self, places: list[int], spans: list[OldSpan], main: OldSpan
    ) -> list[int]:
        """Return the places around which most of the other spans' words stand."""
        if len(places) == 1 or main.start is None:
            return places
        counted = [
            (sum(self._stands_near(span, main, at) for span in spans), at)
            for at in places
        ]
        most = max(counted)[0]
        return [at for count, at in counted if count == most]

    def _stands_near(self, span: OldSpan, main: OldSpan, at: int) -> int:
        if span is main or span.start is None or main.start is None:
            return 0
        expected = at + span.start - main.start
        reach = 60 + abs(expected - at) // 4
        end = expected + len(span.exact) + reach
        return int(bool(self.new.within(span.exact, expected - reach, end)))

    def _reworded(self, main: OldSpan) -> tuple[int | None, tuple[int, ...]]:
        context: Context = (main.prefix, main.suffix)
        if main.start is not None and main.end is not None:
            context = self.old.context(main.start, main.end)
        likely = likely_starts(self.new, main.exact, context)
        alike = [
            start
            for start, _how in most_alike(self.new, main.exact, likely)
            # What stands there letter by letter was found to be another's.
            if not self.new.stands(main.exact, start, ends_of(self.old, main))
        ]
        if len(alike) > 1:
            at = best_by_context(
                self.new, alike, len(main.exact), context, is_whole=False
            )
            return at, tuple(alike)
        return (alike[0], ()) if alike else (None, ())

    def _alone(self, span: OldSpan) -> Placed:
        """Place a span that stands far from the content, by its words and context."""
        if span.start is None or span.end is None:
            return unplaced(span, LOST)
        shift = self._untouched(span.start, span.end)
        if shift is not None:
            return same_words(span, span.start + shift)
        places = self._places(span.exact, span.start)
        if not places:
            return unplaced(span, LOST)
        at = self._decided(places, span.start, span.end)
        if at is None:
            return unplaced(span, AMBIGUOUS, tuple(places[:MOST]))
        return same_words(span, at)


def _is_near(span: OldSpan, main: OldSpan) -> bool:
    if span.start is None or main.start is None or main.end is None:
        return True
    return main.start - _NEAR <= span.start and (span.end or 0) <= main.end + _NEAR
