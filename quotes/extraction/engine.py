"""A text in, its statements out."""

import re
from bisect import bisect_left

from quotes.extraction.attaching import FEWEST_WORDS, Attaching
from quotes.extraction.drafts import Draft, Opening
from quotes.extraction.english.reader import read as read_english
from quotes.extraction.french.dialogue import is_story, is_turn, turn
from quotes.extraction.french.reader import read as read_french
from quotes.extraction.headings import heading
from quotes.extraction.items import Layout, Sentence, lay_out
from quotes.extraction.languages import detect
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
    found.sort(key=lambda each: (each.start, each.end))
    speakers = resolve(layout, found, known)
    statements = (
        _statement(layout, draft, each)
        for draft, each in zip(found, speakers, strict=True)
    )
    return Extraction(language, tuple(statements))


def _statement(layout: Layout, draft: Draft, speakers: list[Resolved]) -> Statement:
    mentions = tuple(
        Mention(place, each)
        for place, each in zip(draft.mentions, speakers, strict=False)
    )
    rule = Grounds(draft.rule, draft.confidence)
    speaker = speakers[0] if speakers else None
    grounds = {
        "content": rule,
        "cue": rule,
        "mention": rule,
        "kind": rule,
        "polarity": rule,
    }
    if speaker:
        grounds["speaker"] = Grounds(speaker.rule, speaker.confidence)
    return Statement(
        kind=kind(layout, draft),
        content=tuple(sorted(draft.content)),
        quoted=quoted(layout, draft),
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
    by_sentence: list[list[Draft]] = []
    openings: list[list[Opening]] = []
    before: Sentence | None = None
    for sentence in layout.sentences:
        first = before is None or before.paragraph != sentence.paragraph
        if story and is_turn(layout, sentence.paragraph):
            found = turn(layout, sentence.paragraph, sentence) if first else []
            opening: list[Opening] = []
        else:
            found, opening = _read(layout, sentence, before)
        by_sentence.append(_told(layout, found) if story else found)
        openings.append(opening)
        before = sentence
    beside = (lambda each: is_turn(layout, each.paragraph)) if story else None
    Attaching(
        layout,
        by_sentence,
        openings,
        beside or (lambda each: is_beside(layout, each)),
        fewest_words=3 if story else FEWEST_WORDS,
    ).run()
    if language == "fr":
        take_stray_names(layout, by_sentence)
    return layout, [draft for each in by_sentence for draft in each]


def _read(
    layout: Layout, sentence: Sentence, before: Sentence | None
) -> tuple[list[Draft], list[Opening]]:
    if own := heading(layout, sentence):
        return [own], []
    if is_beside(layout, sentence):
        return [], []
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


_CREDIT = re.compile(
    r"\([^()]*/[^()]*\)\s*$|\b(?:READ MORE|WATCH|LISTEN|RELATED)\b\s*[:|]|^\s*(?:READ MORE|WATCH)\b"
)


def is_beside(layout: Layout, sentence: Sentence) -> bool:
    """Tell whether a sentence is a caption or a pointer, not the text itself."""
    place = layout.paragraphs[sentence.paragraph]
    return bool(_CREDIT.search(place.of(layout.text)))


def quoted(layout: Layout, draft: Draft) -> tuple[Span, ...]:
    """Return what stands in quotation marks inside a draft's content, without the marks."""
    return tuple(
        each.inner
        for start, each in sorted(layout.quotes.items())
        if any(part.start <= start < part.end for part in draft.content)
    )


def kind(layout: Layout, draft: Draft) -> Kind:
    """Return whether a draft's content stands in quotation marks, wholly or partly."""
    quoted_parts = unquoted = 0
    outer = list(layout.quotes.values())
    for part in draft.content:
        inside = [q for q in outer if q.outer.meets(part)]
        if not inside:
            unquoted += 1
            continue
        quoted_parts += 1
        rest = part.of(layout.text)
        for q in inside:
            rest = rest.replace(q.outer.of(layout.text), "", 1)
        if any(c.isalnum() for c in rest):
            unquoted += 1
    if quoted_parts and unquoted:
        return Kind.MIXED
    return Kind.DIRECT if quoted_parts else Kind.INDIRECT
