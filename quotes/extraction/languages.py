"""Which of the engine's languages a text is in."""

import re
from collections import Counter

from quotes.extraction.french.words import DETERMINERS as FRENCH_DETERMINERS

#: Function words that the other language does not write, the commonest of each.
_FRENCH = FRENCH_DETERMINERS - {"six", "dix", "mes", "ton", "ma"} | frozenset(
    [
        "et",
        "est",
        "dans",
        "que",
        "qui",
        "pour",
        "sur",
        "pas",
        "par",
        "au",
        "aux",
        "du",
        "avec",
        "il",
        "elle",
        "ne",
        "se",
        "plus",
        "été",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "is",
        "was",
        "for",
        "it",
        "with",
        "as",
        "his",
        "her",
        "on",
        "be",
        "at",
        "by",
        "he",
        "she",
        "had",
        "are",
        "from",
        "this",
        "have",
        "has",
        "not",
        "but",
        "they",
        "which",
        "or",
        "their",
        "were",
        "been",
        "said",
        "would",
        "who",
        "will",
    ]
)
_WORD = re.compile(r"[^\W\d_]+['’]?")
#: Function words are every second or third word: this many words are plenty.
_ENOUGH = 2000


def detect(text: str) -> str | None:
    """Return "fr" or "en" for a text, None where neither is clearly written.

    By counting function words in the first 2,000 words: no model, no guess where the
    text is too short or in a third language.
    """
    counts: Counter[str] = Counter()
    total = 0
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        total += 1
        counts["fr"] += word in _FRENCH
        counts["en"] += word in _ENGLISH
        if total >= _ENOUGH:
            break
    (best, most), *rest = counts.most_common() or [("", 0)]
    second = rest[0][1] if rest else 0
    if most < 2 or most * 8 < total or second * 2 > most:
        return None
    return best
