"""Quotations that no cue of their own sentence brings: whose they are, if anybody's.

A quotation alone goes with the cue that introduces it in the sentence before, with the
cue that follows it, or goes on with the words of the statement before it.
"""

from collections.abc import Sequence

from quotes.extraction.drafts import Draft, Opening
from quotes.extraction.french.floating import clause_around, lead
from quotes.extraction.items import Layout, Sentence
from quotes.extraction.signed import signed
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort, Token

#: Fewer words in marks, outside any report, are a title or a scare quote.
FEWEST_WORDS = 5
FEWEST_IN_STORIES = 3
#: English papers put names and turns of phrase in marks more freely.
FEWEST_IN_ENGLISH = 7
_OF_WORKS = frozenset(
    [
        "film",
        "livre",
        "roman",
        "album",
        "titre",
        "titré",
        "intitulé",
        "intitulée",
        "intitulés",
        "loi",
        "dite",
        "dit",
        "nommé",
        "nommée",
        "appelé",
        "appelée",
        "surnommé",
        "surnommée",
        "thème",
        "slogan",
        "mot",
        "mots",
        "terme",
        "expression",
        "called",
        "titled",
        "named",
        "dubbed",
        "entitled",
        "book",
        "song",
        "movie",
        "hashtag",
        "word",
        "words",
        "term",
        "phrase",
        "show",
        "series",
        "baptisé",
        "baptisée",
        "opération",
        "projet",
        "programme",
        "colloque",
        "exposition",
        "conférence",
        "pièce",
        "forum",
        "campagne",
        "festival",
        "numéro",
        "chanson",
        "essai",
        "ouvrage",
        "recueil",
        "pétition",
        "collection",
        "association",
        "groupe",
        "collectif",
        "plateforme",
        "journée",
        "salon",
        "magazine",
        "journal",
        "revue",
        "site",
        "blog",
        "émission",
        "série",
        "documentaire",
        "tableau",
        "poème",
        "concours",
        "prix",
        "dispositif",
        "plan",
        "formule",
        "exhibition",
        "play",
        "poem",
        "campaign",
        "conference",
        "novel",
        "painting",
    ]
)


class Attaching:
    """The quotations of a text against the statements that cues brought."""

    def __init__(
        self,
        layout: Layout,
        by_sentence: list[list[Draft]],
        openings: list[list[Opening]],
        skipped: frozenset[int],
        fewest_words: int = FEWEST_WORDS,
    ) -> None:
        self.skipped = skipped
        self.layout, self.by_sentence, self.openings = layout, by_sentence, openings
        self.french = layout.language == "fr"
        self.fewest_words = fewest_words if self.french else FEWEST_IN_ENGLISH
        #: Whether the sentence at hand is quotations and signs alone.
        self.alone = False
        self.ends = {each.outer.end for each in layout.quotes.values()}
        self.last: Draft | None = None
        self.last_sentence = -9

    def run(self) -> None:
        """Add drafts for quotations, or take them into the draft before them."""
        own = signed(self.layout)
        for sentence in self.layout.sentences:
            if sentence.paragraph in self.skipped:
                continue
            drafts = self.by_sentence[sentence.number]
            if sentence.paragraph in own:
                draft = own[sentence.paragraph]
                drafts[:] = [draft] if draft.sentence == sentence.number else []
                self.last, self.last_sentence = draft, sentence.number
                continue
            parts = [each for draft in drafts for each in draft.content]
            self.alone = _is_bare(sentence)
            for number, item in enumerate(sentence.items):
                if item.sort is Sort.QUOTE and not _covered(item, parts):
                    self._take(number, sentence, drafts)
            if drafts:
                self.last = max(drafts, key=lambda each: each.end)
                self.last_sentence = sentence.number

    def _take(self, number: int, sentence: Sentence, drafts: list[Draft]) -> None:
        item, alone = sentence.items[number], self.alone
        place = Span(item.start, item.end)
        if self._after_colon(number, sentence, drafts):
            return
        if alone and self._introduced(place, sentence, drafts):
            return
        if alone and self._goes_on(place, sentence):
            return
        words = sum(any(c.isalnum() for c in word) for word in item.text.split())
        if (
            alone
            and words >= min(3, self.fewest_words)
            and self._is_paragraph(sentence)
        ):
            self._orphan(place, sentence, drafts, words)
            return
        if not self.french and alone and self._is_next(sentence):
            self._orphan(place, sentence, drafts, words)
            return
        if words >= self.fewest_words and not is_title(sentence.items, number):
            self._orphan(place, sentence, drafts, words)

    def _after_colon(self, at: int, sentence: Sentence, drafts: list[Draft]) -> bool:
        """Take “…: « … »” into the report that the colon ends, or give it its cue."""
        item = sentence.items[at]
        if at == 0 or sentence.items[at - 1].text != ":":
            return False
        colon = sentence.items[at - 1].start
        for draft in drafts:
            if 0 <= colon - draft.end <= 2 and draft.content[-1].end == draft.end:
                draft.content.append(Span(item.start, item.end))
                return True
        for opening in self.openings[sentence.number][-1:]:
            drafts.append(self._opened(opening, Span(item.start, item.end), sentence))
            return True
        if self.french and (who := lead(sentence, announced=True)):
            place = Span(item.start, item.end)
            drafts.append(
                Draft([place], None, [who], "quote-led", sentence.number, confidence=60)
            )
            return True
        return False

    def _introduced(self, place: Span, sentence: Sentence, drafts: list[Draft]) -> bool:
        """Give a quotation the cue of the sentence before it, if that brought nothing."""
        if not sentence.number:
            return False
        before = self.layout.sentences[sentence.number - 1]
        if before.items[-1].text != ":" and before.paragraph != sentence.paragraph:
            return False
        if (
            self.last_sentence == before.number
            and self.last
            and self._ends_in_quote(self.last)
        ):
            return False
        for opening in self.openings[before.number][-1:]:
            drafts.append(self._opened(opening, place, sentence))
            return True
        return False

    def _opened(self, opening: Opening, place: Span, sentence: Sentence) -> Draft:
        return Draft(
            [place],
            opening.cue,
            [opening.mention],
            "quote-introduced",
            sentence.number,
            confidence=70,
        )

    def _goes_on(self, place: Span, sentence: Sentence) -> bool:
        """Take in a quotation that goes on with the statement before it."""
        last = self.last
        if last is None or self.last_sentence < sentence.number - 1:
            return False
        before = self.layout.sentences[sentence.number - 1]
        if before.paragraph != sentence.paragraph or not self._ends_in_quote(last):
            return False
        if self.french:
            last.content.append(place)
            self.last_sentence = sentence.number
            return True
        return False

    def _ends_in_quote(self, draft: Draft) -> bool:
        return any(each.end in self.ends for each in draft.content)

    def _led(self, place: Span, sentence: Sentence) -> Draft | None:
        """Take the clause that a quotation is part of, or the lead of the sentence before."""
        if not self.alone:
            quote = next(each for each in sentence.items if each.start == place.start)
            clause = clause_around(sentence, quote)
            if clause != place:
                return Draft(
                    [clause], None, [], "quote-clause", sentence.number, confidence=50
                )
            return None
        if not sentence.number:
            return None
        before = self.layout.sentences[sentence.number - 1]
        if before.paragraph != sentence.paragraph or self.by_sentence[before.number]:
            return None
        who = lead(before)
        if who is None:
            return None
        return Draft([place], None, [who], "quote-led", sentence.number, confidence=55)

    def _orphan(
        self, place: Span, sentence: Sentence, drafts: list[Draft], words: int
    ) -> None:
        if self.french and (led := self._led(place, sentence)):
            drafts.append(led)
            return
        draft = Draft([place], None, [], "quote-alone", sentence.number, confidence=50)
        draft.continues = self.last is not None
        draft.after = self.last
        drafts.append(draft)

    def _is_next(self, sentence: Sentence) -> bool:
        """Tell whether a quotation stands right behind a statement in quotation marks."""
        last = self.last
        if last is None or self.last_sentence != sentence.number - 1:
            return False
        before = self.layout.sentences[sentence.number - 1]
        return before.paragraph == sentence.paragraph and self._ends_in_quote(last)

    def _is_paragraph(self, sentence: Sentence) -> bool:
        paragraph = self.layout.paragraphs[sentence.paragraph]
        return sentence.start <= paragraph.start + 3


def is_title(items: Sequence[Token], at: int) -> bool:
    """Tell whether the quotation at an item is the title or name of something."""
    return any(each.lower in _OF_WORKS for each in items[max(0, at - 4) : at])


def _covered(item: Token, parts: list[Span]) -> bool:
    place = Span(item.start, item.end)
    return any(each.meets(place) for each in parts)


def _is_bare(sentence: Sentence) -> bool:
    """Tell whether a sentence is quotations and signs alone."""
    return all(each.sort in (Sort.QUOTE, Sort.SIGN) for each in sentence.items)
