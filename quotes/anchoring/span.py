"""A span as it stood in the old text, and what became of it in the new one."""

from dataclasses import dataclass

CONTENT, QUOTED, CUE, MENTION = "content", "quoted", "cue", "mention"

#: Same words at the same offsets; same words elsewhere; other words in their place;
#: two candidates equally good; not there any more.
EXACT, MOVED, REWORDED = "exact", "moved", "reworded"
AMBIGUOUS, LOST = "ambiguous", "lost"

#: States that name a place.
PLACED = (EXACT, MOVED, REWORDED)


@dataclass(frozen=True, slots=True)
class OldSpan:
    """A span with its two selectors; start and end index the old text.

    Both are None where the place was not known even there; exact, prefix and suffix
    (up to 32 code points of context) then are all there is to find it by.
    """

    role: str
    number: int
    start: int | None
    end: int | None
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a span: state, place in the new text, and the words there.

    Without a place start and end are None and exact holds the old words. similarity is
    that of old and new words in percent, 0 without a place. candidates are the starts
    of what an ambiguous span could be.
    """

    role: str
    number: int
    state: str
    start: int | None
    end: int | None
    exact: str
    similarity: int = 0
    candidates: tuple[int, ...] = ()


def unplaced(span: OldSpan, state: str, candidates: tuple[int, ...] = ()) -> Placed:
    """Return a span without a place: ambiguous, with the starts in question, or lost."""
    return Placed(
        span.role, span.number, state, None, None, span.exact, candidates=candidates
    )


def same_words(span: OldSpan, start: int) -> Placed:
    """Return a span whose own words begin at a position of the new text."""
    end = start + len(span.exact)
    state = EXACT if (span.start, span.end) == (start, end) else MOVED
    return Placed(span.role, span.number, state, start, end, span.exact, 100)
