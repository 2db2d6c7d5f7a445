"""A text in, its statements out."""

import re
from bisect import bisect_left

from quotes.extraction.attaching import FEWEST_IN_STORIES, FEWEST_WORDS, Attaching
from quotes.extraction.drafts import Draft, Opening
from quotes.extraction.english.reader import read as read_english
from quotes.extraction.french.dialogue import is_story, is_turn, turn
from quotes.extraction.french.reader import read as read_french
from quotes.extraction.headings import heading
from quotes.extraction.items import Layout, Sentence, lay_out
from quotes.extraction.languages import detect
from quotes.extraction.marks import Quoted
from quotes.extraction.resolving import resolve
from quotes.extraction.spans import (
    Extraction,
    Grounds,
    Kind,
    Known,
    Mention,
    Resolved,
    Span,
    Statement,
)
from quotes.extraction.strays import take_stray_names
from quotes.extraction.untangling import join_reopened, untangle

ENGINE = "quotes.extraction"
#: Rises with every change of what is found; a proposal names it.
VERSION = "1.0"


def extract(
    text: str, language: str | None = None, known: Known | None = None
) -> Extraction:
    """Return the statements of a text, in its order.

    language is "fr" or "en"; None finds out, and takes English where neither is clear.
    known asks the caller's database for names and offices; without it a mention is
    resolved within the text alone. Never raises on any text; the work is linear in its
    length. Raises ValueError for another language.
    """
    if language not in (None, "fr", "en"):
        raise ValueError(f"No rules for the language {language!r}: use 'fr' or 'en'.")
    language = language or detect(text) or "en"
    layout, found = drafts(text, language)
    speakers = resolve(layout, found, known)
    starts = sorted(layout.quotes)
    statements = (
        _statement(layout, starts, draft, each)
        for draft, each in zip(found, speakers, strict=True)
    )
    return Extraction(language, tuple(statements))


def _statement(
    layout: Layout, starts: list[int], draft: Draft, speakers: list[Resolved]
) -> Statement:
    mentions = tuple(
        Mention(place, each)
        for place, each in zip(draft.mentions, speakers, strict=False)
    )
    rule = Grounds(draft.rule, draft.confidence)
    speaker = speakers[0] if speakers else None
    names = ("content", "kind", "polarity", *(("cue",) if draft.cue else ()))
    grounds = dict.fromkeys((*names, "mention") if mentions else names, rule)
    if speaker:
        grounds["speaker"] = Grounds(speaker.rule, speaker.confidence)
    return Statement(
        kind=_kind(layout, starts, draft),
        content=tuple(sorted(draft.content)),
        quoted=tuple(
            each.inner
            for part in sorted(draft.content)
            for each in _inside(layout, starts, part)
        ),
        cue=draft.cue,
        mentions=mentions,
        polarity=draft.polarity,
        heading=draft.heading,
        continues=draft.continues,
        nested=draft.nested,
        speaker=speaker,
        grounds=grounds,
    )


def drafts(text: str, language: str) -> tuple[Layout, list[Draft]]:
    """Return a text as the engine reads it, and what the rules found in it."""
    layout = lay_out(text, language)
    story = language == "fr" and is_story(layout)
    turns = _turns(layout) if story else frozenset()
    beside = frozenset() if story else _beside(layout)
    by_sentence: list[list[Draft]] = []
    openings: list[list[Opening]] = []
    found: list[Draft]
    opening: list[Opening]
    before: Sentence | None = None
    for sentence in layout.sentences:
        first = before is None or before.paragraph != sentence.paragraph
        found, opening = [], []
        if sentence.paragraph in turns:
            found = turn(layout, sentence.paragraph, sentence) if first else []
        elif own := heading(layout, sentence):
            found = [own]
        elif sentence.paragraph not in beside:
            found, opening = _read(layout, sentence, before)
        by_sentence.append(_told(layout, found) if story else found)
        openings.append(opening)
        before = sentence
    fewest = FEWEST_IN_STORIES if story else FEWEST_WORDS
    Attaching(layout, by_sentence, openings, turns | beside, fewest).run()
    if language == "fr":
        take_stray_names(layout, by_sentence)
    found = [draft for each in by_sentence for draft in each]
    return layout, untangle(text, join_reopened(layout, found))


def _turns(layout: Layout) -> frozenset[int]:
    """Return the paragraphs of a story that are turns of a dialogue."""
    return frozenset(n for n in range(len(layout.paragraphs)) if is_turn(layout, n))


def _read(
    layout: Layout, sentence: Sentence, before: Sentence | None
) -> tuple[list[Draft], list[Opening]]:
    if layout.language == "fr":
        return read_french(sentence, before)
    return read_english(sentence)


def _told(layout: Layout, found: list[Draft]) -> list[Draft]:
    """Leave out what a story reports without marks: the narrator tells it."""
    starts = sorted(layout.quotes)
    return [
        draft
        for draft in found
        if draft.rule == "turn"
        or any(
            bisect_left(starts, part.start) < bisect_left(starts, part.end)
            for part in draft.content
        )
    ]


_POINTER = re.compile(
    r"\b(?:READ MORE|WATCH|LISTEN|RELATED)\b\s*[:|]|^\s*(?:READ MORE|WATCH)\b"
    r"|^\s*(?:Watch|Read more|Listen|Related)\s*[:|]",
    re.MULTILINE,
)
_CREDIT = re.compile(r"\([^()]*/[^()]*\)\s*$")
#: A photographer's credit is no longer, with what a pointer begins with: in code points.
_FAR = 120
#: A caption or a pointer is no longer: in code points.
_LONGEST = 600


def _beside(layout: Layout) -> frozenset[int]:
    """Return the paragraphs that are captions or pointers, not the text itself."""
    return frozenset(
        number
        for number, place in enumerate(layout.paragraphs)
        if place.end - place.start <= _LONGEST
        and (
            _CREDIT.search(layout.text, max(place.start, place.end - _FAR), place.end)
            or _POINTER.search(layout.text, place.start, place.end)
        )
    )


def _kind(layout: Layout, starts: list[int], draft: Draft) -> Kind:
    """Return whether a draft's content stands in quotation marks, wholly or partly."""
    if draft.rule == "turn":
        return Kind.DIRECT  # its dash is its mark
    quoted_parts = unquoted = 0
    for part in draft.content:
        at = part.start
        for quote in _inside(layout, starts, part):
            quoted_parts += 1
            unquoted += _has_words(layout.text, at, quote.outer.start)
            at = quote.outer.end
        unquoted += _has_words(layout.text, at, part.end)
    if quoted_parts and unquoted:
        return Kind.MIXED
    return Kind.DIRECT if quoted_parts else Kind.INDIRECT


def _has_words(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in text[start:end])


def _inside(layout: Layout, starts: list[int], part: Span) -> list[Quoted]:
    """Return the quotations that begin inside a stretch."""
    first, last = bisect_left(starts, part.start), bisect_left(starts, part.end)
    return [layout.quotes[each] for each in starts[first:last]]
