"""French noun phrases read from right to left: who speaks, before a verb.

Without a parser: a noun phrase is what stands between the words that cannot be in one.
Ranges are of items, end exclusive.
"""

from collections.abc import Sequence

from quotes.extraction.drafts import Range
from quotes.extraction.french import words as w
from quotes.extraction.french.endings import is_adverb
from quotes.extraction.french.shapes import (
    FAR,
    NOT_INSIDE,
    can_speak,
    is_finite,
    is_inner_stop,
    is_name,
    joins,
)
from quotes.extraction.tokens import Sort, Token


def subject_before(items: Sequence[Token], at: int) -> Range | None:
    """Return the noun phrase that ends where a verb group begins, None if there is none."""
    end = _over_adverbs(items, at)
    if end <= 0:
        return None
    if items[end - 1].text == ")":
        end = _over_parenthesis(items, end)
    if items[end - 1].text in (",", "–", "—"):
        return _with_apposition(items, end - 1)
    if items[end - 1].lower == "qui":
        return end - 1, end
    return phrase_ending(items, end)


def _over_adverbs(items: Sequence[Token], end: int) -> int:
    """Step back over adverbs and days between subject and verb."""
    while end > 0 and (
        (is_adverb(items[end - 1].lower) and not items[end - 1].capital)
        or items[end - 1].lower in ("ne", "n'", "y", "en", "lui", "leur", "se", "s'")
    ):
        end -= 1
    return end


def _over_parenthesis(items: Sequence[Token], end: int) -> int:
    for at in range(end - 1, max(0, end - FAR), -1):
        if items[at].text == "(":
            return at
    return end


def _with_apposition(items: Sequence[Token], comma: int) -> Range | None:
    """X, ministre de Y, a dit; le ministre, X, a dit; X, lundi, a dit."""
    sign = items[comma].text
    for at in range(comma - 1, max(-1, comma - FAR), -1):
        if items[at].text == sign:
            before = phrase_ending(items, _over_parentheses_at(items, at))
            if before is None:
                return (at + 1, comma) if items[at + 1].capital else None
            if is_name(items, at + 1, comma) or (
                not items[before[1] - 1].capital
                and comma - at <= 9
                and items[at + 1].lower in w.DETERMINERS | w.TITLES
                and items[comma - 1].capital
                and items[comma - 2].capital
            ):
                return before[0], comma
            if items[at + 1].capital and not items[before[1] - 1].capital:
                # “Sans citer de noms, X le directeur, a dit”: the second comma is stray.
                return at + 1, comma
            return before
        if items[at].text in (";", ":", ".") and items[at].sort is Sort.SIGN:
            if items[at].text == "." and at and len(items[at - 1].text) <= 3:
                continue
            return None
    return None


def _over_parentheses_at(items: Sequence[Token], end: int) -> int:
    return _over_parenthesis(items, end) if end and items[end - 1].text == ")" else end


def phrase_ending(items: Sequence[Token], end: int) -> Range | None:
    """Return the noun phrase that ends before an item, read from right to left."""
    start = end
    while start > 0 and end - start < FAR and not _parts(items, start - 1, end):
        start -= 1
    if start >= end:
        return None
    start = _own_start(items, start, end)
    start = _second_subject(items, start, end)
    while start < end and (
        items[start].lower in w.COORDINATING
        or is_adverb(items[start].lower)
        or items[start].lower in w.CLITICS - w.DETERMINERS - {"lui"}
    ):
        start += 1
    if start >= end or not can_speak(items, start, end):
        return None
    return start, end


def _second_subject(items: Sequence[Token], start: int, end: int) -> int:
    """Return where a subject begins behind “et” if an object stands before it.

    “suivait son cours et son adjointe a dit”: what a verb governs is no subject.
    """
    before = items[start - 1] if start else None
    if before is None or not (before.lower in w.VERBAL or is_finite(before)):
        return start
    for at in range(start + 1, end - 1):
        if items[at].lower == "et" and items[at + 1].lower in w.DETERMINERS:
            return at + 1
    return start


def _parts(items: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether an item cannot be inside a noun phrase before a verb."""
    item = items[at]
    if item.sort in (Sort.QUOTE, Sort.MARK):
        return item.sort is Sort.QUOTE and len(item.text.split()) > 6
    if item.sort is Sort.SIGN:
        return not is_inner_stop(items, at) and item.text not in (
            "%",
            "&",
            "/",
            "°",
            "€",
            "$",
        )
    if item.lower in w.PRONOUNS and at < end - 1 and item.lower not in ("lui", "eux"):
        return True
    if item.lower in w.COORDINATING:
        return item.lower != "et" or not joins(items, at)
    return item.lower in NOT_INSIDE or is_finite(item)


def _own_start(items: Sequence[Token], start: int, end: int) -> int:
    """Return where the last noun phrase of a stretch begins.

    A determiner that no preposition governs begins a phrase of its own: in “au début de
    la séance le ministre” it is the second “le”.
    """
    own = start
    for at in range(start + 1, end):
        word, before = items[at].lower, items[at - 1]
        if (
            word in w.SUBJECTS
            and word
            not in (
                "lui",
                "eux",
                "certains",
                "celui",
                "celle",
                "ceux",
                "celles",
                "nous",
                "vous",
                "l'un",
            )
        ) or (
            word in w.DETERMINERS
            and word not in w.LINKING
            and before.lower not in w.PREPOSITIONS
            and before.lower not in w.DETERMINERS
            and before.lower not in ("et", "ou", "que", "comme", "&")
            and not before.capital | (before.text == ".")
        ):
            own = at
    if items[own].lower in w.PREPOSITIONS and items[own].lower not in ("des",):
        for at in range(own + 1, end):
            if (
                items[at].capital
                and items[at - 1].lower not in w.PREPOSITIONS | w.DETERMINERS
                and not items[at - 1].capital
            ):
                return at
        return end
    return own
