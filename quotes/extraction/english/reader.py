"""An English sentence, read for its statements."""

from quotes.extraction.attaching import FEWEST_IN_ENGLISH, is_title
from quotes.extraction.drafts import Draft, Opening, Range, span, trimmed
from quotes.extraction.english import words as w
from quotes.extraction.english.according import according
from quotes.extraction.english.contents import content
from quotes.extraction.english.cues import Cue, Voice, cues
from quotes.extraction.english.ends import end_from
from quotes.extraction.english.incises import incise
from quotes.extraction.english.nouns import nominals
from quotes.extraction.english.phrases import lower, phrase_ending
from quotes.extraction.english.reading import Reading, words
from quotes.extraction.english.subjects import main_subject
from quotes.extraction.items import Sentence
from quotes.extraction.spans import Polarity, Span
from quotes.extraction.tokens import Sort


def read(sentence: Sentence) -> tuple[list[Draft], list[Opening]]:
    """Return the statements of a sentence by the rules of English, and what is open."""
    reader = _Reader(sentence)
    return reader.drafts(), reader.openings


class _Reader:
    def __init__(self, sentence: Sentence) -> None:
        self.items = sentence.items
        self.cues = cues(self.items)
        self.reading = Reading(sentence, self.cues)
        self.subjects = self.reading.subjects
        self.found: list[Draft] = []
        #: Cues with a subject and nothing that they bring: the next sentence may have it.
        self.openings: list[Opening] = []

    def drafts(self) -> list[Draft]:
        """Return the statements of the sentence."""
        for cue in self.cues:
            drafts = incise(self.reading, cue) or self._reported(cue)
            self.found += drafts
            if (
                not drafts
                and cue.voice is Voice.FINITE
                and set(cue.verb.frames) & set("ibq")
            ):
                self._keep(cue)
        self.found += according(self.reading)
        self._nominal()
        self.found = _outermost(self.found)
        self._embedded()
        return self.found

    def _keep(self, cue: Cue) -> None:
        subject = self._subject(cue)
        if subject and self.items[subject[0]].lower not in w.FIRST_PERSONS:
            self.subjects[cue.first] = subject
            cue_span = span(self.items, (cue.first, cue.last))
            self.openings.append(Opening(cue_span, span(self.items, subject)))

    def _reported(self, cue: Cue) -> list[Draft]:
        found = content(self.reading, cue)
        if found is None:
            return []
        place, rule = found
        subject = self._subject(cue)
        if subject is None:
            return []
        if self.items[subject[0]].lower in w.FIRST_PERSONS:
            return []
        self.subjects[cue.first] = subject
        draft = self.reading.draft(cue, [span(self.items, place)], subject, rule)
        if cue.verb.lemma == "call" and rule in ("governed", "asked"):
            draft.polarity = Polarity.REQUESTED
        return [draft]

    def _nominal(self) -> None:
        for each in nominals(self.items):
            end = end_from(self.reading, each.start, len(self.items))
            place = trimmed(self.items, each.start, end)
            if place[1] - place[0] > 2:
                self.found.append(
                    Draft(
                        [span(self.items, place)],
                        span(self.items, (each.at, each.at + 1)),
                        [span(self.items, each.subject)],
                        "noun-clause",
                        self.reading.number,
                        confidence=60,
                    )
                )

    def _embedded(self) -> None:
        """Give quotations that no cue brings to the subject of their sentence."""
        items = self.items
        for at, item in enumerate(items):
            if item.sort is not Sort.QUOTE or at == 0 or is_title(items, at):
                continue
            place = Span(item.start, item.end)
            if words(item) < FEWEST_IN_ENGLISH or any(
                part.meets(place) for each in self.found for part in each.content
            ):
                continue
            subject = self._subject_of(at)
            if subject:
                draft = Draft(
                    [place],
                    None,
                    [span(items, subject)],
                    "quote-embedded",
                    self.reading.number,
                    confidence=50,
                )
                self.found.append(draft)

    def _subject_of(self, at: int) -> Range | None:
        """Return the subject of the clause that an item stands in, as far as it is told."""
        earlier = [first for first in self.subjects if first < at]
        if earlier:
            return self.subjects[max(earlier)]
        found = main_subject(self.items, at)
        if found is None or self.items[found[0]].lower in w.NOBODY | w.FIRST_PERSONS:
            return None
        return found

    def _subject(self, cue: Cue) -> Range | None:
        items = self.items
        at = cue.first
        while at > 0 and w.is_adverb(items[at - 1].lower, items[at - 1].capital):
            at -= 1
        before = lower(items, at - 1)
        if cue.voice is Voice.FINITE:
            if before in ("and", "but", "or") or (
                before == "," and lower(items, at - 2) in ("and", "but")
            ):
                return self._same_subject(cue)
            found = self.reading.who(cue)
            return found or (self._same_subject(cue) if before == "," else None)
        if (
            before
            not in (",", "and", "while", "before", "after", "by", "in", "—", "–", "")
            and items[at - 1].sort is not Sort.QUOTE
        ):
            direct = phrase_ending(items, at)
            if (
                direct
                and items[direct[0]].lower not in w.PRONOUNS
                and not any(k < cue.first for k in self.subjects)
            ):
                return direct
        return self._same_subject(cue)

    def _same_subject(self, cue: Cue) -> Range | None:
        earlier = [at for at in self.subjects if at < cue.first]
        if earlier:
            return self.subjects[max(earlier)]
        return main_subject(self.items, cue.first)


def _outermost(drafts: list[Draft]) -> list[Draft]:
    """Leave out what is reported inside unquoted words that are themselves reported.

    “X said Y believes that …” is one statement, of X.
    """
    return [
        each
        for each in drafts
        if not any(
            other is not each
            and any(
                part.start <= each.start and each.end <= part.end
                for part in other.content
            )
            and other.end - other.start > each.end - each.start
            for other in drafts
        )
    ]
