"""Stretches of a text around a mention: as printed, or in front of a relative pronoun."""

from collections.abc import Sequence

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort, Token

_FAR = 24


def printed(text: str, place: Span) -> str:
    """Return the words of a stretch on one line."""
    return " ".join(place.of(text).split())


def before_relative(items: Sequence[Token], at: int, language: str) -> Span | None:
    """Return the noun phrase that a relative pronoun at a position goes with.

    It begins with the nearest determiner or name in front of it that no preposition ties
    to words before; None where the pronoun opens the sentence.
    """
    end = next((n for n, each in enumerate(items) if each.end > at), len(items))
    if end and items[end - 1].text in (",", "(", "–", "—"):
        end -= 1
    words = french if language == "fr" else english
    tied = words.PREPOSITIONS | {"'s", "’s"}
    for start in range(end - 1, max(-1, end - _FAR), -1):
        item = items[start]
        before = items[start - 1].lower if start else ""
        if item.sort is not Sort.WORD and item.text not in (".", "-", "&"):
            return Span(items[start + 1].start, items[end - 1].end) if start + 1 < end else None
        opens = item.lower in words.DETERMINERS and item.lower not in ("'s", "’s", "d'")
        links = before in ("de", "d'", "of", "'s", "’s", "en")
        if opens and not links and start < end - 1:
            return Span(item.start, items[end - 1].end)
        first = item.capital and not (start and items[start - 1].capital)
        if first and before not in tied | words.DETERMINERS and before != ".":
            return Span(item.start, items[end - 1].end)
    return None
