"""A text in paragraphs, sentences and items.

An item is a word, a number, a sign, or a whole stretch in quotation marks taken as one:
so a full stop inside a quotation ends no sentence around it, and a clause may run over
quoted words as over any others.
"""

from dataclasses import dataclass, field

from quotes.extraction.marks import Quoted, pair
from quotes.extraction.paragraphs import paragraphs_of
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort, Token, tokens


@dataclass(frozen=True, slots=True)
class Sentence:
    """The items of a sentence; paragraph and number count from 0 in the text."""

    items: tuple[Token, ...]
    paragraph: int
    number: int

    @property
    def start(self) -> int:
        """Where its first item begins."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where its last item ends."""
        return self.items[-1].end


@dataclass(frozen=True, slots=True)
class Layout:
    """A text as the engine reads it."""

    text: str
    language: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    #: What stands in quotation marks, by where its outer mark begins; outermost only.
    quotes: dict[int, Quoted] = field(default_factory=dict)


_STOPS = frozenset((".", "!", "?", "…", "...", "....", "?!", "!!"))
_CLOSERS = frozenset((")", "]"))
#: What a sentence can end with, beside a quotation.
_MAY_END = _STOPS | _CLOSERS
#: A full stop after these ends no sentence.
ABBREVIATIONS = frozenset(
    [
        "m",
        "mm",
        "mme",
        "mmes",
        "mlle",
        "me",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "ste",
        "gen",
        "gén",
        "sen",
        "sén",
        "gov",
        "lt",
        "col",
        "sgt",
        "capt",
        "prof",
        "rep",
        "rev",
        "jr",
        "sr",
        "etc",
        "vol",
        "no",
        "art",
        "cf",
        "av",
        "inc",
        "ltd",
        "corp",
        "co",
        "vs",
        "dept",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "ont",
        "que",
        "alta",
        "sask",
        "calif",
        "mass",
        "conn",
        "fig",
        "p",
        "pp",
        "env",
        "approx",
        "janv",
        "févr",
        "avr",
        "juil",
        "déc",
        "mgr",
        "maj",
        "cmdr",
        "hon",
        "pres",
        "supt",
        "insp",
        "lbs",
        "oz",
    ]
)
#: Words that begin a sentence after an abbreviation all the same.
_STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "but",
        "and",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "there",
        "when",
        "while",
        "if",
        "for",
        "as",
        "after",
        "before",
        "since",
        "however",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "il",
        "elle",
        "ils",
        "elles",
        "ce",
        "cette",
        "ces",
        "mais",
        "dans",
        "en",
        "pour",
        "selon",
        "après",
    ]
)
#: A sentence that does not end is cut here, so that the work stays linear in a text's
#: length; the longest in 145 news articles has 140 items.
MOST_ITEMS = 200


def lay_out(text: str, language: str) -> Layout:
    """Return the paragraphs, sentences and quotations of a text."""
    paragraphs = paragraphs_of(text)
    quotes = [each for each in pair(text, paragraphs) if each.depth == 0]
    outermost = _apart(quotes)
    sentences: list[Sentence] = []
    position = 0
    for number, place in enumerate(paragraphs):
        inside = []
        while position < len(outermost) and outermost[position].outer.start < place.end:
            inside.append(outermost[position])
            position += 1
        items = _items(text, language, place, inside)
        for run in _runs(items, text):
            sentences.append(Sentence(tuple(run), number, len(sentences)))
    by_start = {each.outer.start: each for each in outermost}
    return Layout(text, language, tuple(paragraphs), tuple(sentences), by_start)


def _apart(quotes: list[Quoted]) -> list[Quoted]:
    """Leave out quotations that begin before the one in front of them has ended."""
    kept: list[Quoted] = []
    for each in quotes:
        if not kept or each.outer.start >= kept[-1].outer.end:
            kept.append(each)
    return kept


def _items(text: str, language: str, place: Span, inside: list[Quoted]) -> list[Token]:
    found: list[Token] = []
    at = place.start
    for quote in inside:
        found += tokens(text, language, at, quote.outer.start)
        words = quote.outer.of(text)
        found.append(Token(words, "«»", quote.outer.start, quote.outer.end, Sort.QUOTE))
        at = quote.outer.end
    return found + tokens(text, language, at, place.end)


def _runs(items: list[Token], text: str) -> list[list[Token]]:
    """Cut items into sentences."""
    runs: list[list[Token]] = []
    run: list[Token] = []
    for number, item in enumerate(items):
        run.append(item)
        following = items[number + 1] if number + 1 < len(items) else None
        if (
            following is None
            or len(run) >= MOST_ITEMS
            or (
                (item.sort is Sort.QUOTE or item.text in _MAY_END)
                and _ends(items, number, following)
            )
        ):
            runs.append(run)
            run = []
    return runs


def _ends(items: list[Token], number: int, following: Token) -> bool:
    """Tell whether a sentence ends after an item."""
    item = items[number]
    if item.sort is Sort.QUOTE:
        return _quote_ends(item, items, number)
    if item.text in _CLOSERS and number and items[number - 1].text in _STOPS:
        return _may_begin(following)
    if item.text not in _STOPS or not _may_begin(following):
        return False
    before = items[number - 1] if number else item
    if item.text != "." or before.end != item.start:
        return True
    if before.lower in ABBREVIATIONS or (len(before.text) == 1 and before.capital):
        return following.lower in _STARTERS and before.lower not in ("m", "mr", "dr")
    return True


def _may_begin(item: Token) -> bool:
    return (
        item.capital
        or item.sort in (Sort.QUOTE, Sort.NUMBER, Sort.MARK)
        or item.text in ("(", "[", "—", "–", "-", "•", "*")
    )


def _quote_ends(item: Token, items: list[Token], number: int) -> bool:
    """Tell whether a sentence ends with a quotation that has its own full stop.

    “What?” she said: what follows is a cue then, and not a sentence of its own; the
    words after it are looked at, since a name has a capital letter too.
    """
    inner = item.text.rstrip("»”\"'’›“ \u00a0\u202f")
    if not inner or inner[-1] not in ".!?…":
        return False
    following = items[number + 1]
    if following.text in _STOPS or following.text in (",", ";", ":", ")"):
        return False
    return _may_begin(following)
