"""Cross-headings: words in marks between paragraphs, which the editor set, not a speaker."""

from quotes.extraction.drafts import Draft
from quotes.extraction.items import Layout, Sentence
from quotes.extraction.tokens import Sort

#: A heading is no longer: in words.
_LONGEST = 14
_STOPS = ".!?…"


def heading(layout: Layout, sentence: Sentence) -> Draft | None:
    """Return the cross-heading that a sentence is, None if it is none.

    A paragraph of its own, wholly in one pair of marks, short, without a stop at its
    end, but for single marks in English, as American headings quote; not the first, which is the title or the lead, nor one that a colon announces
    or that another paragraph in marks goes on with.
    """
    if len(sentence.items) != 1 or sentence.items[0].sort is not Sort.QUOTE:
        return None
    number = sentence.paragraph
    place = layout.paragraphs[number]
    quote = layout.quotes.get(sentence.start)
    if quote is None or quote.goes_on or number == 0:
        return None
    words = quote.inner.of(layout.text)
    alone = place.of(layout.text).strip() == quote.outer.of(layout.text)
    single = layout.language == "en" and layout.text[sentence.start] in "‘'"
    stopped = words[-1] in _STOPS and not single
    if not alone or stopped or len(words.split()) > _LONGEST:
        return None
    before = layout.paragraphs[number - 1].of(layout.text).rstrip()
    if before.endswith(":") or number + 1 >= len(layout.paragraphs):
        return None
    return Draft(
        [quote.outer], None, [], "heading", sentence.number, confidence=90, heading=True
    )
