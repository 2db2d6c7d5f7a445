"""Paragraphs whose speaker stands at their edge: signed words and turns of a transcript.

“Words.” — Name; Words. — Name (@name) December 3, 2018, as a page shows what was posted
elsewhere; Words. Name Name, her office, as a page sets a sentence apart; NAME: Words.
"""

import re
from collections import Counter

from quotes.extraction.drafts import Draft
from quotes.extraction.items import Layout, Sentence
from quotes.extraction.spans import Span
from quotes.extraction.tokens import MARKS, Sort

#: As far back from the end of a paragraph as its signature can begin.
_FAR = 160
_DASH = "[—–―-]{1,2}"
_CAPITALS = r"[A-ZÀ-Þ][\w.’'\-]*(?:[ \u00a0][A-ZÀ-Þa-z][\w.’'\-]*){0,3}[ \u00a0][A-ZÀ-Þ][\w.’'\-]*"
_SIGNATURES = (
    (
        "posted",
        re.compile(rf"{_DASH}\s*(?P<name>[^—–―()\n]{{1,60}}\(@\w+\))[^()\n]{{0,40}}$"),
    ),
    (
        "signed",
        re.compile(
            rf"(?<=[.!?…{MARKS}])\s*{_DASH}\s*(?P<name>{_CAPITALS})[^.!?\n]{{0,80}}\.?\s*$"
        ),
    ),
    (
        "pulled",
        re.compile(
            rf"(?<=[\w)][.!?])\s(?P<name>{_CAPITALS})(?<!\.)(?:,[^.!?\n]{{3,80}})?\s*$"
        ),
    ),
)
_TURN = re.compile(rf"[\s{MARKS}]*(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.’'\- ]{{2,40}}):\s+(?=\w)")
#: Fewer characters are a heading or a caption.
_FEWEST = 20
_LINK = re.compile(r"\s*(?:https?://\S+|pic\.twitter\.com/\S+)\s*$")


def signed(layout: Layout) -> dict[int, Draft]:
    """Return the statement of each signed paragraph, by the number of the paragraph."""
    first: dict[int, Sentence] = {}
    for sentence in layout.sentences:
        first.setdefault(sentence.paragraph, sentence)
    found: dict[int, Draft] = {}
    turns: dict[int, Draft] = {}
    for number, sentence in first.items():
        if draft := _signature(layout, sentence):
            found[number] = draft
        elif draft := _turn(layout, sentence):
            turns[number] = draft
    names = Counter(each.mentions[0].of(layout.text) for each in turns.values())
    # Headings in capitals come once each; who speaks in a transcript comes again.
    return found | {
        number: each
        for number, each in turns.items()
        if names[each.mentions[0].of(layout.text)] > 1
    }


def _signature(layout: Layout, sentence: Sentence) -> Draft | None:
    text, place = layout.text, layout.paragraphs[sentence.paragraph]
    low = max(place.start, place.end - _FAR)
    for rule, pattern in _SIGNATURES:
        if rule == "pulled" and layout.language == "fr":
            continue  # French sets a stray name behind its sentence (strays.py)
        match = pattern.search(text, low, place.end)
        if match is None or match.start() - place.start < _FEWEST:
            continue
        end = match.start()
        if link := _LINK.search(text, low, end):
            end = link.start()
        while text[end - 1].isspace():
            end -= 1
        content = Span(sentence.start, end)
        marked = any(each.sort is Sort.QUOTE for each in sentence.items)
        if marked is not (rule == "signed") and rule != "posted":
            continue
        if rule == "signed" and not _is_whole(sentence):
            continue
        name = Span(*match.span("name"))
        return Draft([content], None, [name], rule, sentence.number, confidence=75)
    return None


def _is_whole(sentence: Sentence) -> bool:
    """Tell whether a sentence begins with words in marks and goes on with a signature."""
    return sentence.items[0].sort is Sort.QUOTE


def _turn(layout: Layout, sentence: Sentence) -> Draft | None:
    place = layout.paragraphs[sentence.paragraph]
    match = _TURN.match(layout.text, place.start, place.end)
    if match is None or place.end - match.end() < _FEWEST:
        return None
    name = Span(*match.span("name"))
    content = Span(match.end(), place.end)
    return Draft([content], None, [name], "turn", sentence.number, confidence=75)
