"""What the rules found, made to fit together: pieces joined, crossings cut, no speaker
from inside the words that are given to him.
"""

import itertools
from collections.abc import Sequence

from quotes.extraction.drafts import Draft
from quotes.extraction.items import Layout
from quotes.extraction.spans import Span

#: What is left of a content that was cut has at least so many words, else it is dropped.
_FEWEST_WORDS = 2


def join_reopened(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """Make one statement of a quotation that each paragraph opens anew.

    The one with a cue keeps its cue and speaker and takes in the words of the others.
    """
    quotes = [layout.quotes[start] for start in sorted(layout.quotes)]
    if not any(each.goes_on for each in quotes):
        return drafts
    held = _by_quote(layout, drafts)
    gone: set[int] = set()
    for quote, following in itertools.pairwise(quotes):
        first, second = held.get(quote.outer.start), held.get(following.outer.start)
        if not quote.goes_on or first is None or second is None or first is second:
            continue
        keep, drop = (second, first) if first.cue is None else (first, second)
        keep.content = sorted({*keep.content, *drop.content})
        gone.add(id(drop))
        for start, draft in held.items():
            if draft is drop:
                held[start] = keep
    for draft in drafts:
        if draft.after is not None and id(draft.after) in gone:
            draft.after = None
    return [each for each in drafts if id(each) not in gone]


def _by_quote(layout: Layout, drafts: list[Draft]) -> dict[int, Draft]:
    """Return the draft that holds each quotation which goes on or is gone on with."""
    held: dict[int, Draft] = {}
    for draft in drafts:
        for part in draft.content:
            if part.start in layout.quotes:
                held[part.start] = draft
    return held


def untangle(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in order, none of them crossing another.

    Two contents are apart or one holds the other: then that one is nested. Where two
    cross, the earlier ends where the later begins; what has too few words left, or a
    speaker inside its own words, goes.
    """
    kept: list[Draft] = []
    open_parts: list[tuple[Span, Draft]] = []
    ordered = sorted(drafts, key=lambda each: (each.start, -each.end))
    for draft in ordered:
        draft.content = sorted(each for each in draft.content if each.end > each.start)
        if not draft.content or _speaks_of_itself(draft):
            continue
        open_parts = [each for each in open_parts if each[0].end > draft.start]
        if not _fits(draft, open_parts):
            continue
        kept.append(draft)
        open_parts += [(part, draft) for part in draft.content]
    return [each for each in kept if _has_words(text, each)]


def _speaks_of_itself(draft: Draft) -> bool:
    inside = draft.mentions + ([draft.cue] if draft.cue else [])
    return any(part.meets(each) for part in draft.content for each in inside)


def _fits(draft: Draft, open_parts: list[tuple[Span, Draft]]) -> bool:
    """Tell whether a draft crosses nothing, after the earlier ones were cut for it."""
    for number, (part, other) in enumerate(open_parts):
        for own in draft.content:
            if own == part:
                return False
            if not own.meets(part) or part.holds(own):
                draft.nested = draft.nested or part.holds(own)
                continue
            if own.holds(part):
                other.nested = True
                continue
            if own.start <= part.start:
                return False
            cut = Span(part.start, own.start)
            other.content = sorted(
                cut if each == part else each for each in other.content
            )
            open_parts[number] = (cut, other)
            part = cut
    return True


def _has_words(text: str, draft: Draft) -> bool:
    whole = sum(part.end - part.start for part in draft.content)
    if whole > 40 or draft.rule == "turn":
        return True
    words = sum(
        any(c.isalnum() for c in word)
        for part in draft.content
        for word in part.of(text).split()
    )
    return words >= (_FEWEST_WORDS if draft.cue is None else 1)
