"""Which statement of one side is which of the other: by the characters they share.

Before anything is compared, a stretch is trimmed on both sides of white space,
quotation marks, and the signs that stand beside a quotation, so that it does not matter
whether marks or a closing comma belong to it.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from quotes.extraction.scoring.documents import Quotation
from quotes.extraction.spans import Span

_SPACES = " \t\r\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{EM SPACE}"
_WIDTHLESS = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
_MARKS = "\"'`´«»“”„‟‘’‚‹›"
_SIGNS = ",;:.-–—―…"
TRIMMED = frozenset(_SPACES + _WIDTHLESS + _MARKS + _SIGNS)


class Pair(NamedTuple):
    """Two statements that were matched: overlap is shared characters by all of both."""

    overlap: float
    gold: int
    found: int


def trimmed(text: str, place: Span) -> Span:
    """Return a stretch without spaces, marks and signs at its ends; maybe empty."""
    start, end = place.start, place.end
    while start < end and text[start] in TRIMMED:
        start += 1
    while end > start and text[end - 1] in TRIMMED:
        end -= 1
    return Span(start, end)


def characters(text: str, quotation: Quotation) -> frozenset[int]:
    """Return the places of a statement's characters, white space left out."""
    return frozenset(
        at
        for part in quotation.parts
        for at in range(*_ends(trimmed(text, part)))
        if not text[at].isspace()
    )


def _ends(place: Span) -> tuple[int, int]:
    return place.start, place.end


def paired(
    gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]
) -> list[Pair]:
    """Return pairs one to one, those that overlap most first, then by order.

    Only statements that share a character are compared: the work follows the
    overlaps, not the product of both counts.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    for number, places in enumerate(found):
        for at in places:
            holders[at].append(number)
    pairs = []
    for number, places in enumerate(gold):
        shared: dict[int, int] = defaultdict(int)
        for at in places:
            for other in holders.get(at, ()):
                shared[other] += 1
        for other, count in shared.items():
            either = len(places) + len(found[other]) - count
            pairs.append(Pair(count / either, number, other))
    pairs.sort(key=lambda each: (-each.overlap, each.gold, each.found))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    kept = []
    for each in pairs:
        if each.gold not in taken_gold and each.found not in taken_found:
            taken_gold.add(each.gold)
            taken_found.add(each.found)
            kept.append(each)
    return kept
