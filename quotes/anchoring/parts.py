"""The spans of one statement around its main content, once that has a place."""

from collections.abc import Iterable, Sequence

from quotes.anchoring.occurrences import Text
from quotes.anchoring.span import (
    AMBIGUOUS,
    CONTENT,
    LOST,
    PLACED,
    QUOTED,
    REWORDED,
    OldSpan,
    Placed,
    same_words,
    unplaced,
)
from quotes.anchoring.wording import ALIKE, Alignment, similarity

#: Signs around a statement that are aligned with it.
_AROUND = 200


class Parts:
    """Places spans near a main content that begins at a position of the new text."""

    def __init__(self, old: Text, new: Text, main: OldSpan, start: int) -> None:
        self.old, self.new, self.main, self.start = old, new, main, start
        self._stands = new.stands(main.exact, start, ends_of(old, main))
        self._aligned: tuple[Alignment, int, int] | None = None

    def place(self, spans: Sequence[OldSpan]) -> list[Placed]:
        """Return what became of each span, in the order given."""
        self._align(spans)
        main = self._main()
        if main.state == LOST:
            return [unplaced(span, LOST) for span in spans]
        found = {(main.role, main.number): main}
        for role in (CONTENT, "", QUOTED):
            for span in spans:
                is_turn = span.role == role or (
                    not role and span.role not in (CONTENT, QUOTED)
                )
                if is_turn and (span.role, span.number) not in found:
                    placed = self._near(span, main)
                    if role == QUOTED:
                        placed = _inside(placed, span, found.values())
                    found[span.role, span.number] = placed
        _in_order(found, spans)
        return [found[span.role, span.number] for span in spans]

    def _align(self, spans: Sequence[OldSpan]) -> None:
        """Align the statement and what stands around it, old and new."""
        main = self.main
        if main.start is None or main.end is None:
            return
        first = min(span.start for span in spans if span.start is not None)
        last = max(span.end for span in spans if span.end is not None)
        old_at = max(0, first - _AROUND)
        before, after = main.start - old_at, last + _AROUND - main.end
        new_at = max(0, self.start - before - _AROUND)
        end = self.start + len(main.exact) + after + _AROUND
        self._aligned = (
            Alignment(
                self.old.text[old_at : last + _AROUND], self.new.text[new_at:end]
            ),
            old_at,
            new_at,
        )

    def _main(self) -> Placed:
        if self._stands:
            return same_words(self.main, self.start)
        aligned = self._by_alignment(self.main)
        if aligned.state != LOST:
            return aligned
        start, end = self.new.whole_words(self.start, self.start + len(self.main.exact))
        return self._reworded(self.main, start, end)

    def _near(self, span: OldSpan, main: Placed) -> Placed:
        """Place a span by its words near where it should be, else by the alignment."""
        if span.start is None or span.end is None or self.main.start is None:
            return self._without_a_place(span, main)
        if span.start >= (self.main.end or 0):
            expected = (main.end or 0) + span.start - (self.main.end or 0)
        else:
            expected = (main.start or 0) + span.start - self.main.start
        distance = abs(span.start - self.main.start)
        reach = _AROUND + distance // 4
        end = expected + len(span.exact) + reach
        places = self.new.within(
            span.exact, expected - reach, end, ends_of(self.old, span)
        )
        if not places:
            return self._by_alignment(span)
        places.sort(key=lambda at: (abs(at - expected), at))
        if len(places) > 1 and abs(places[0] - expected) == abs(places[1] - expected):
            return unplaced(span, AMBIGUOUS, tuple(places[:2]))
        return same_words(span, places[0])

    def _without_a_place(self, span: OldSpan, main: Placed) -> Placed:
        """Place a span that had no place before, where there is one around the content."""
        first, last = (main.start or 0) - _AROUND, (main.end or 0) + _AROUND
        places = self.new.within(span.exact, first, last)
        if len(places) == 1:
            return same_words(span, places[0])
        return unplaced(span, AMBIGUOUS if places else LOST, tuple(places))

    def _by_alignment(self, span: OldSpan) -> Placed:
        if self._aligned is None or span.start is None or span.end is None:
            return unplaced(span, LOST)
        alignment, old_at, new_at = self._aligned
        place = alignment.place(span.start - old_at, span.end - old_at)
        if place is None:
            return unplaced(span, LOST)
        return self._reworded(span, place[0] + new_at, place[1] + new_at)

    def _reworded(self, span: OldSpan, start: int, end: int) -> Placed:
        words = self.new.text[start:end]
        if words == span.exact:
            return same_words(span, start)
        how = similarity(span.exact, words)
        if how < ALIKE or not words:
            return unplaced(span, LOST)
        return Placed(span.role, span.number, REWORDED, start, end, words, how)


def ends_of(old: Text, span: OldSpan) -> tuple[bool, bool]:
    """Tell whether a span begins, and ends, at the border of a word of the old text."""
    if span.start is None or span.end is None:
        return True, True
    return old.ends_of(span.start, span.end)


def _inside(placed: Placed, span: OldSpan, others: Iterable[Placed]) -> Placed:
    """Return quoted words as lost where they stand outside the content now."""
    if placed.start is None or placed.end is None:
        return placed
    for other in others:
        if other.role != CONTENT or other.start is None or other.end is None:
            continue
        if other.start <= placed.start and placed.end <= other.end:
            return placed
    return unplaced(span, LOST)


def _in_order(found: dict[tuple[str, int], Placed], spans: Sequence[OldSpan]) -> None:
    """Take the place from contents that overlap or changed their order."""
    end = -1
    contents = sorted(
        (span for span in spans if span.role == CONTENT), key=lambda span: span.number
    )
    for span in contents:
        placed = found[span.role, span.number]
        if placed.state not in PLACED or placed.start is None or placed.end is None:
            continue
        if placed.start < end:
            found[span.role, span.number] = unplaced(span, LOST)
            continue
        end = placed.end
