"""Stretches of a text around a mention: as printed, or in front of a relative pronoun."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.items import Sentence
from quotes.extraction.resolving.persons import Entity
from quotes.extraction.resolving.register import Named, Register
from quotes.extraction.resolving.shapes import Shape
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
    end = bisect_right(items, at, key=lambda each: each.end)
    if end and items[end - 1].text in (",", "(", "–", "—"):
        end -= 1
    words = french if language == "fr" else english
    tied = {"de", "d'", "du", "des", "of", "'s", "’s"}
    for start in range(end - 1, max(-1, end - _FAR), -1):
        item = items[start]
        before = items[start - 1].lower if start else ""
        if item.sort is not Sort.WORD and item.text not in (".", "-", "&"):
            return (
                Span(items[start + 1].start, items[end - 1].end)
                if start + 1 < end
                else None
            )
        opens = item.lower in words.DETERMINERS and item.lower not in ("'s", "’s", "d'")
        links = before in ("de", "d'", "of", "'s", "’s", "en")
        if opens and not links and start < end - 1:
            return Span(item.start, items[end - 1].end)
        first = item.capital and not (start and items[start - 1].capital)
        if first and before not in tied | words.DETERMINERS and before != ".":
            return Span(item.start, items[end - 1].end)
    return None


def printed_body(text: str, named: Named, shape: Shape, entity: Entity) -> str:
    """Return a body's name with the words in small letters that go on with it, or "".

    “La Commission européenne”, “Parquet fédéral”: as far as the head of the mention.
    """
    end = shape.phrase[-1].end if shape.phrase else named.run.end
    if end <= named.run.end or len(named.run.words) < len(entity.words):
        return ""
    return printed(text, Span(named.run.start, end))


def _over_parenthesis(items: Sequence[Token], at: int) -> int:
    if at < len(items) and items[at].text == "(":
        for end in range(at + 1, min(len(items), at + _FAR)):
            if items[end].text == ")":
                return end + 1
    return at


def named_behind(register: Register, sentence: Sentence, at: int) -> Named | None:
    """Return the person's full name right behind a description: “her lawyer, Jane Doe,”."""
    items = sentence.items
    first = _over_parenthesis(
        items, bisect_left(items, at, key=lambda each: each.start)
    )
    apart = first < len(items) and items[first].text == ","
    start = first + 1 if apart else first
    if start >= len(items):
        return None
    found = register.named_within(sentence.number, items[start].start, items[start].end)
    for each in found:
        run = each.run
        closed = run.last >= len(items) or items[run.last].text in (",", ".", ")")
        if run.first == start and len(run.words) > 1 and (closed or not apart):
            # With commas around it, an unlisted first name is one too.
            kinds = ("person", "") if apart else ("person",)
            return each if each.entities[0].kind in kinds else None
    return None
