"""French noun phrases read from left to right: who speaks, behind a verb."""

from collections.abc import Sequence

from quotes.extraction.drafts import Range
from quotes.extraction.french import words as w
from quotes.extraction.french.endings import is_adverb, is_infinitive
from quotes.extraction.french.shapes import (
    FAR,
    NOT_INSIDE,
    can_speak,
    is_finite,
    is_inner_stop,
    joins,
    lower,
)
from quotes.extraction.french.verbs import lexicon
from quotes.extraction.tokens import Sort, Token


def phrase_after(
    items: Sequence[Token], at: int, *, stop: int | None = None
) -> Range | None:
    """Return the noun phrase that begins at an item or behind what may stand before it.

    “a-t-il déclaré à l'AFP”, “indique aujourd'hui le ministère”: days, adverbs and an
    addressee are stepped over.
    """
    limit = min(len(items), at + FAR if stop is None else stop)
    at = over_circumstances(items, at, limit)
    if at >= limit:
        return None
    first = items[at]
    if first.lower in w.PRONOUNS - {"qui"}:
        return at, at + 1
    if not (
        first.capital
        or first.lower in w.DETERMINERS
        or first.lower in w.TITLES
        or (
            first.sort is Sort.WORD
            and first.lower
            not in w.PREPOSITIONS | NOT_INSIDE | w.COORDINATING | w.SUBJECTS | w.CLITICS
            and not is_adverb(first.lower)
        )
        or first.sort is Sort.NUMBER
    ):
        return None
    end = at + 1
    while end < limit and goes_on(items, at, end):
        end += 1
    while end > at + 1 and (
        items[end - 1].lower in w.PREPOSITIONS | w.DETERMINERS | {"et"}
        or is_adverb(items[end - 1].lower)
    ):
        end -= 1
    return (at, end) if can_speak(items, at, end) else None


def over_circumstances(items: Sequence[Token], at: int, limit: int) -> int:
    """Step over days, adverbs, and phrases like “à l'AFP”, “sur BFM TV”, “dans un communiqué”."""
    while at < limit:
        word = items[at].lower
        if aside := aside_at(items, at):
            at += aside
        elif is_adverb(word) or (
            word in ("ce", "cette") and lower(items, at + 1) in w.DAYS | {"semaine"}
        ):
            at += 2 if word in ("ce", "cette") else 1
        elif word in ("à", "au", "aux", "sur", "dans", "lors", "devant", "en"):
            end = _short_phrase(items, at + 1, limit)
            if end is None:
                return at
            at = end
        else:
            break
    return at


def aside_at(items: Sequence[Token], at: int) -> int:
    """Return how many items an aside takes that begins here (“pour sa part”), else 0."""
    for words in w.aside_words().get(lower(items, at), ()):
        if all(lower(items, at + n) == word for n, word in enumerate(words)):
            return len(words)
    return 0


def _short_phrase(items: Sequence[Token], at: int, limit: int) -> int | None:
    """Return the end of a short noun phrase behind a preposition."""
    start = at
    while at < limit and items[at].lower in w.DETERMINERS:
        at += 1
    count = 0
    while at < limit and items[at].sort in (Sort.WORD, Sort.NUMBER) and count < 8:
        word = items[at].lower
        if count and (
            word in w.DETERMINERS and items[at - 1].lower not in w.LINKING | {"à"}
        ):
            break
        if (
            count
            and items[at].capital
            and not items[at - 1].capital
            and items[at - 1].lower not in w.LINKING | w.DETERMINERS
        ):
            break
        if word in NOT_INSIDE or (word in w.PREPOSITIONS and word not in w.LINKING):
            break
        if items[start].capital and not items[at].capital and word not in w.LINKING:
            break
        # “à l'AFP Jean-Philippe Magnen”: two names side by side are two.
        if (
            count == 1
            and items[at].capital
            and items[at - 1].text.isupper()
            and lower(items, start) in ("l'", "la", "le")
        ):
            break
        at, count = at + 1, count + 1
    return at if count else None


def goes_on(items: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether a noun phrase that began at start takes in one more item."""
    item, before = items[at], items[at - 1]
    word = item.lower
    if item.sort is Sort.QUOTE:
        return before.lower in w.DETERMINERS and len(item.text.split()) < 6
    if item.sort is Sort.SIGN:
        return is_inner_stop(items, at) or item.text in ("&", "/") or (item.text == "-")
    if item.sort is Sort.NUMBER:
        return before.lower not in w.MONTHS
    if word == "et":
        return joins(items, at) and at - start < 20
    if word in w.LINKING:
        return word not in ("de", "d'") or not is_infinitive(lower(items, at + 1))
    if word in ("à", "au", "aux", "en", "pour", "sur", "contre", "chez"):
        named = any(each.capital for each in items[start:at])
        return not named and at - start < 8
    if word in w.DETERMINERS:
        return (
            before.lower in w.LINKING | {"à", "et", "en", "pour", "sur", "contre"}
            or before.lower in w.DETERMINERS
        )
    if word in NOT_INSIDE | w.PREPOSITIONS | w.COORDINATING | w.SUBJECTS | w.CLITICS:
        return False
    if word in ("même", "mêmes"):
        return before.lower in w.DETERMINERS
    if is_adverb(word) or item.text.startswith("-") or is_finite(item):
        return False
    if word in lexicon() and not item.capital and word.endswith(("ant",)):
        return False
    return word not in w.MONTHS
