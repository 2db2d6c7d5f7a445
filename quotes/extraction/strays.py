"""Names that stand behind their sentence: “…”, a-t-il dit. Jean Petit, du centre X."""

from quotes.extraction.drafts import Draft, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.shapes import is_finite
from quotes.extraction.items import Layout, Sentence
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort

_PRONOUNS = frozenset(["il", "elle", "he", "she", "-il", "-elle"])
#: A name with its place is no longer: in items.
_LONGEST = 24


def take_stray_names(layout: Layout, by_sentence: list[list[Draft]]) -> None:
    """Give a statement the name that a stray full stop parts from its pronoun.

    The sentence after it must be a name with its office and nothing else: no verb, in
    the same paragraph. “a-t-il déclaré. Jean Petit, du centre X.” names who “il” is.
    """
    for sentence, following in zip(
        layout.sentences, layout.sentences[1:], strict=False
    ):
        drafts = by_sentence[sentence.number]
        if not drafts or by_sentence[following.number]:
            continue
        last = max(drafts, key=lambda each: each.cue.end if each.cue else 0)
        name = _name(sentence, following)
        if name is None or last.cue is None or len(last.mentions) != 1:
            continue
        pronoun = last.mentions[0].of(layout.text).lower()
        if pronoun in _PRONOUNS and last.mentions[0].end >= last.cue.end - 12:
            last.mentions[0] = name
            last.rule += "-stray-name"


def _name(sentence: Sentence, following: Sentence) -> Span | None:
    items = following.items
    if following.paragraph != sentence.paragraph or len(items) > _LONGEST:
        return None
    start, end = trimmed(items, 0, len(items))
    capitals = 0
    while start + capitals < end and items[start + capitals].capital:
        capitals += 1
    if capitals < 2 or any(
        each.sort is Sort.QUOTE or each.lower in w.VERBAL or is_finite(each)
        for each in items
    ):
        return None
    if start + capitals < end and items[start + capitals].text not in (",", "("):
        return None
    return Span(items[start].start, items[end - 1].end)
