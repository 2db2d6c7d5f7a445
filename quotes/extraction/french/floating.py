"""Quotations that no cue brings, in French: the clause around them, who leads it."""

from quotes.extraction.drafts import span, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.phrases import subject_before
from quotes.extraction.french.shapes import is_finite, lower
from quotes.extraction.items import Sentence
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort, Token

#: As far into a sentence as its subject is looked for.
_HEAD = 40
#: A clause goes on behind its quotation for no more items than these, else it ends there.
_TAIL = 8
_PERSONS = frozenset(["il", "elle", "ils", "elles", "celui-ci", "celle-ci"])


def lead(sentence: Sentence, *, announced: bool = False) -> Span | None:
    """Return the subject of a sentence's first verb, if that is somebody who can speak.

    Where a colon announces the words (announced), whoever the sentence is about.
    """
    items = sentence.items
    for at in range(1, min(len(items), _HEAD)):
        if items[at].sort is not Sort.WORD or not (
            items[at].lower in w.VERBAL or is_finite(items[at])
        ):
            continue
        found = subject_before(items, at)
        if found is None:
            continue
        inside = items[found[0] : found[1]]
        named = any(
            (each.capital and each.start > sentence.start) or each.lower in w.PEOPLE
            for each in inside
        )
        whole = found[0] == 0 and inside[0].capital and len(inside) > 1
        if announced or named or whole or inside[0].lower in _PERSONS:
            return span(items, found)
        return None
    return None


def clause_around(sentence: Sentence, quote: Token) -> Span:
    """Return the clause that a quotation is part of: “il « doit être clair »”.

    The quotation alone where it begins with a capital letter: then it is a sentence of
    its own.
    """
    items = sentence.items
    at = next(n for n, each in enumerate(items) if each.start == quote.start)
    first = next((each for each in quote.text if each.isalpha()), "A")
    if not first.islower() or at == 0:
        return Span(quote.start, quote.end)
    start = at
    while start > 0 and items[start - 1].text not in (";", ":"):
        if items[start - 1].lower in ("que", "qu'") and not any(
            each.text == "," for each in items[start:at]
        ):
            break
        start -= 1
    told = any(
        each.lower in w.VERBAL or is_finite(each) for each in items[start : at - 1]
    )
    if items[at - 1].text == "," and told:
        return Span(quote.start, quote.end)
    end = at + 1
    while end < len(items) and items[end].text not in (";", ":"):
        end += 1
    if end - at > _TAIL:
        end = at + 1
    while start < at and lower(items, start) in ("et", "mais", "or", "car", "donc"):
        start += 1
    return span(items, trimmed(items, start, end))
