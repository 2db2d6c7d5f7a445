"""What the rules of a French sentence share: its items, its cues, who speaks."""

from collections.abc import Sequence

from quotes.extraction.drafts import Draft, Opening, Range, span
from quotes.extraction.french import words as w
from quotes.extraction.french.contents import Reading
from quotes.extraction.french.cues import Cue, cues
from quotes.extraction.french.endings import is_adverb
from quotes.extraction.french.following import phrase_after
from quotes.extraction.french.phrases import subject_before
from quotes.extraction.french.shapes import is_finite, is_name, lower
from quotes.extraction.french.verb_groups import Voice
from quotes.extraction.items import Sentence
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort, Token

CLOSES = frozenset((",", ".", "!", "?", "…", ":", ";", "", "(", ")", "–", "—", "«»"))


class Context:
    """A sentence under its rules, and what they have found so far."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.items: Sequence[Token] = sentence.items
        self.cues = cues(self.items)
        self.reading = Reading(self.items, self.cues)
        #: The subject of each cue that had one, by its first item.
        self.subjects: dict[int, Range] = {}
        #: Cues that brought words, by their first item.
        self.used: set[int] = set()
        #: Cues with a subject and nothing that they bring: the next sentence may have it.
        self.openings: list[Opening] = []


class Rules:
    """The ground of a group of rules over one sentence."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.items = context.items
        self.cues = context.cues
        self.reading = context.reading
        self.subjects = context.subjects

    def _draft(
        self, cue: Cue, content: list[Span], mentions: list[Span], rule: str
    ) -> Draft:
        last = cue.last
        cue_span = span(self.items, (cue.first, last))
        return Draft(
            content,
            cue_span,
            mentions,
            rule,
            self.context.sentence.number,
            cue.verb.polarity,
        )

    def _mention(self, cue: Cue, subject: Range) -> Span:
        found = span(self.items, subject)
        if cue.clitic == subject[0]:
            text = self.items[cue.clitic].text
            return Span(found.end - len(text.rsplit("-", 1)[1]), found.end)
        return found

    def _with_name(self, subject: Range) -> Range:
        """Take in a name that follows between commas: “le président de l'Ufip, X”."""
        items, at = self.items, subject[1]
        if lower(items, at) == "," and not any(
            each.capital and each.lower not in w.TITLES
            for each in items[subject[0] : subject[0] + 1]
        ):
            end = at + 1
            while end < len(items) and (
                items[end].capital or items[end].lower in w.LINKING
            ):
                end += 1
            if (
                end > at + 1
                and is_name(items, at + 1, end)
                and lower(items, end) in CLOSES
            ):
                return subject[0], end
        return subject

    def _subject(self, cue: Cue) -> Range | None:
        items = self.items
        if cue.clitic >= 0:
            return cue.clitic, cue.clitic + 1
        if lower(items, cue.first - 1) == "comme" and (
            behind := phrase_after(items, cue.last)
        ):
            return self._with_name(behind)
        if cue.voice is Voice.FINITE:
            at = cue.first
            while at > 0 and is_adverb(items[at - 1].lower):
                at -= 1
            if lower(items, at - 1) in ("et", "mais", "puis", "ou"):
                return self._same_subject(cue)
            if lower(items, at - 1) == "," and lower(items, at - 2) in ("et", "mais"):
                return self._same_subject(cue)
            return subject_before(items, cue.first) or self._same_subject(cue)
        if (
            cue.voice is Voice.GERUND
            and lower(items, cue.first) not in ("en", "tout")
            and lower(items, cue.first - 1) not in (",", "en", "tout", "et")
            and not any(at < cue.first for at in self.subjects)
        ):
            direct = subject_before(items, cue.first)
            if direct and lower(items, direct[0]) not in w.PRONOUNS:
                return direct
        return self._same_subject(cue)

    def _same_subject(self, cue: Cue) -> Range | None:
        """Return the subject of the cue before, else of the sentence's first verb."""
        earlier = [at for at in self.subjects if at < cue.first]
        if earlier:
            return self.subjects[max(earlier)]
        return main_subject(self.items, cue.first)


#: As far back as the verb is looked for whose subject a participle shares.
_BACK = 80


def main_subject(items: Sequence[Token], before: int) -> Range | None:
    """Return the subject of the verb before an item, as far as it can be told.

    The nearest verb of a main clause: one whose subject is a relative “qui”, or that
    stands behind “que” or “dont”, is passed over.
    """
    passed: Range | None = None
    for at in range(min(before, len(items)) - 1, max(0, before - _BACK), -1):
        word = items[at].lower
        if items[at].sort is not Sort.WORD or not (
            word in w.VERBAL or is_finite(items[at])
        ):
            continue
        found = subject_before(items, at)
        if found is None or lower(items, found[0]) in w.RELATIVES | {"on", "ce"}:
            continue
        if lower(items, found[0] - 1) in w.RELATIVES | w.SUBORDINATING:
            passed = passed or found
            continue
        return found
    return passed or phrase_after(items, 0, stop=before)
