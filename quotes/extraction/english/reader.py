"""An English sentence, read for its statements."""

from collections.abc import Sequence

from quotes.extraction.attaching import is_title
from quotes.extraction.drafts import Draft, Opening, Range, span, trimmed
from quotes.extraction.english import words as w
from quotes.extraction.english.clauses import has_verb, is_verb
from quotes.extraction.english.contents import Reading, words
from quotes.extraction.english.cues import Cue, Voice, cues
from quotes.extraction.english.nouns import nominals
from quotes.extraction.english.phrases import (
    is_inner_stop,
    lower,
    named_beside,
    over_circumstances,
    phrase_after,
    phrase_ending,
    subject_before,
    whole_start,
)
from quotes.extraction.items import Sentence
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort, Token

_ENDS = frozenset((".", ",", "!", "?", ";", "", "—", "–", "--", ")", ":"))
#: What begins an aside about the speaker and no words of his.
_ASIDE = frozenset(("a", "an", "which", "who", "and", "but", "as", "while", "although", "though", "because", "with", "after", "before", "when", "in", "on", "at", "to"))-{"and","but"}


def read(sentence: Sentence) -> tuple[list[Draft], list[Opening]]:
    """Return the statements of a sentence by the rules of English, and what is open."""
    reader = _Reader(sentence)
    return reader.drafts(), reader.openings
#: A clause behind one of these is its own, not that of a cue farther on.
_SAYING = frozenset(("say", "tell", "add", "write"))
#: Fewer words in marks that no cue brings are a scare quote.
_EMBEDDED = 5


class _Reader:
    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.items: Sequence[Token] = sentence.items
        self.cues = cues(self.items)
        self.reading = Reading(self.items, self.cues)
        self.found: list[Draft] = []
        self.subjects: dict[int, Range] = {}
        #: The first items of cues that stand inside or behind their words.
        self.interruptions: set[int] = set()
        #: Cues with a subject and nothing that they bring: the next sentence may have it.
        self.openings: list[Opening] = []

    def drafts(self) -> list[Draft]:
        for cue in self.cues:
            drafts = self._incise(cue) or self._reported(cue)
            self.found += drafts
            if (
                not drafts
                and cue.voice is Voice.FINITE
                and set(cue.verb.frames) & set("ibq")
            ):
                self._keep(cue)
        self._according()
        self._nominal()
        self.found = _outermost(self.found)
        self._embedded()
        return self.found

    # X's claim that …

    def _nominal(self) -> None:
        for each in nominals(self.items):
            end = self.reading.end_from(each.start, len(self.items))
            place = trimmed(self.items, each.start, end)
            if place[1] - place[0] > 2:
                self.found.append(
                    Draft(
                        [span(self.items, place)],
                        span(self.items, (each.at, each.at + 1)),
                        [span(self.items, each.subject)],
                        "noun-clause",
                        self.sentence.number,
                        confidence=60,
                    )
                )

    # X has seen a “…” in …

    def _embedded(self) -> None:
        """Give quotations that no cue brings to the subject of their sentence."""
        items = self.items
        for at, item in enumerate(items):
            if item.sort is not Sort.QUOTE or at == 0 or is_title(items, at):
                continue
            place = Span(item.start, item.end)
            if words(item) < _EMBEDDED or any(
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
                    self.sentence.number,
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

    def _keep(self, cue: Cue) -> None:
        subject = self._subject(cue)
        if subject and self.items[subject[0]].lower not in w.FIRST_PERSONS:
            self.subjects[cue.first] = subject
            cue_span = span(self.items, (cue.first, cue.last))
            self.openings.append(Opening(cue_span, span(self.items, subject)))

    # “…,” X said

    def _incise(self, cue: Cue) -> list[Draft]:
        items = self.items
        if cue.voice is not Voice.FINITE or not set(cue.verb.frames) & set("ibl"):
            return []
        subject, first, last = self._around(cue)
        if subject is None or first <= 0:
            return []
        before = items[first - 1]
        quoted = before.sort is Sort.QUOTE
        if not quoted and before.text not in (",", "—", "–", "--"):
            return []
        if not quoted and first >= 2 and items[first - 2].sort is Sort.QUOTE:
            quoted = True
        if not self._ends_at(last, quoted, cue):
            return []
        place = self._words_before(first, cue, last)
        if place is None or self._is_occasion(place, last):
            return []
        self.subjects[cue.first] = subject
        self.interruptions.add(cue.first)
        rest = self._words_after(last) or (None if quoted else self._clause_after(last))
        content = [span(items, place)]
        if rest is None:
            return [self._draft(cue, content, subject, "incise")]
        more = [span(items, rest)]
        if (
            items[rest[0]].sort is Sort.QUOTE
            or lower(items, place[0]) in w.SUBORDINATING | {"to"}
            or not _is_clause(items, place)
        ):
            return [self._draft(cue, content + more, subject, "incise")]
        return [self._draft(cue, each, subject, "incise") for each in (content, more)]

    def _is_occasion(self, place: Range, last: int) -> bool:
        """Tell whether the words before a cue say only where: “In a letter, X said …”."""
        inside = {each.lower for each in self.items[place[0] : place[1]]}
        return (
            lower(self.items, place[0]) in w.PREPOSITIONS
            and bool(inside & (w.OCCASIONS | w.DAYS | w.MONTHS))
            and not has_verb(self.items, *place)
            and not self._closes(last)
        )

    def _closes(self, at: int) -> bool:
        after = over_circumstances(self.items, at)
        return lower(self.items, after) in (".", "!", "?", "")

    def _clause_after(self, last: int) -> Range | None:
        """Return the words that go on behind an unquoted interruption: “A, he says, B”."""
        items = self.items
        comma = over_circumstances(items, last)
        start = comma + 1
        if lower(items, comma) not in (",", "—", "–", "--") or start >= len(items):
            return None
        if lower(items, start) in w.RELATIVES - {"that"} | _ASIDE or items[
            start
        ].lower.endswith("ing"):
            return None
        end = self._part_end(start)
        if not has_verb(items, start, min(end, start + 25)):
            return None
        place = trimmed(items, start, end)
        return place if place[1] - place[0] > 1 else None

    def _around(self, cue: Cue) -> tuple[Range | None, int, int]:
        """Return the subject of an incise, before or behind its verb, and the ends of both."""
        items = self.items
        at = cue.first
        before = items[at - 1] if at else None
        if before is not None and (
            before.sort is Sort.QUOTE or before.text in (",", "—", "–", "--")
        ):
            who = phrase_after(items, cue.last)
            if (
                who
                and lower(items, cue.last) not in ("it", "this")
                and not self._subject_is_clause(who)
            ):
                named = named_beside(items, who)
                return named, at, named[1]
            if before.sort is Sort.QUOTE:
                return None, at, cue.last
        who = subject_before(items, cue.first)
        if who is None:
            return None, at, cue.last
        return who, whole_start(items, who), cue.last

    def _subject_is_clause(self, who: Range) -> bool:
        """Tell whether a verb follows, so that the phrase is no subject of ours."""
        after = self.items[who[1]] if who[1] < len(self.items) else None
        return after is not None and is_verb(after)

    def _ends_at(self, at: int, quoted: bool, cue: Cue) -> bool:
        """Tell whether nothing of the content stands behind an incise."""
        items = self.items
        after = over_circumstances(items, at)
        word = lower(items, after)
        if word in _ENDS:
            return word != ":" or quoted
        if not quoted:
            return False
        return not (
            word in ("that",)
            or (
                after < len(items)
                and items[after].sort is Sort.QUOTE
                and cue.last == at
            )
        )

    def _words_before(self, first: int, cue: Cue, last: int) -> Range | None:
        items = self.items
        start = first
        while start > 0:
            text = items[start - 1].text
            if text == ";" or (text == ":" and start < first):
                break
            if any(
                other.first <= start - 1 < other.last
                and other is not cue
                and (
                    other.first in self.interruptions
                    or (other.verb.lemma in _SAYING and other.first in self.subjects)
                )
                for other in self.cues
            ):
                start = self._behind(start, first)
                break
            start -= 1
        if start == 0:
            start = _behind_opening(items, first)
        place = trimmed(items, start, first)
        if (
            place[0] < place[1]
            and lower(items, place[0]) in ("but", "and")
            and place[0] + 1 < place[1]
            and items[place[0] + 1].sort is Sort.QUOTE
        ):
            place = place[0] + 1, place[1]
        return place if place[0] < place[1] else None

    def _behind(self, start: int, end: int) -> int:
        for at in range(start, end):
            if self.items[at].sort is Sort.QUOTE:
                return at
        for at in range(start, end):
            if self.items[at].text in (",", ";"):
                return at + 1
        return start

    def _words_after(self, last: int) -> Range | None:
        """Return the words that go on behind an incise in its sentence."""
        items = self.items
        at = over_circumstances(items, last)
        if (
            lower(items, at) in (",", ":", "—", "–")
            and at + 1 < len(items)
            and items[at + 1].sort is Sort.QUOTE
        ):
            return at + 1, at + 2
        return None

    # X said that …

    def _reported(self, cue: Cue) -> list[Draft]:
        found = self.reading.content(cue)
        if found is None:
            return []
        place, rule = found
        subject = self._subject(cue)
        if subject is None:
            return []
        if self.items[subject[0]].lower in w.FIRST_PERSONS:
            return []
        self.subjects[cue.first] = subject
        return [self._draft(cue, [span(self.items, place)], subject, rule)]

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
            found = subject_before(items, cue.first)
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

    # according to X

    def _according(self) -> None:
        items = self.items
        for at in range(len(items) - 1):
            if items[at].lower == "according" and items[at + 1].lower == "to":
                who = phrase_after(items, at + 2)
                if who:
                    self.found += self._according_drafts(at, who)

    def _according_drafts(self, at: int, who: Range) -> list[Draft]:
        items = self.items
        cue = span(items, (at, at + 2))
        mention = span(items, who)
        end = self._mention_end(who[1])
        leads = at <= 1 and items[0].sort is not Sort.QUOTE
        if leads or lower(items, at - 1) in ("and", "but", ";"):
            place = trimmed(items, end, self._part_end(end))
            return self._made([place], cue, mention)
        start = self._part_start(at)
        before = trimmed(items, start, at)
        if lower(items, end) == "," and self._goes_on(end + 1):
            after = trimmed(items, end + 1, self._part_end(end + 1))
            return self._made([before, after], cue, mention)
        return self._made([before], cue, mention)

    def _made(self, places: list[Range], cue: Span, mention: Span) -> list[Draft]:
        places = [each for each in places if each[0] < each[1]]
        if not places or (
            sum(b - a for a, b in places) < 2 and not self.reading.has_quote(places[0])
        ):
            return []
        content = [span(self.items, each) for each in places]
        return [Draft(content, cue, [mention], "according-to", self.sentence.number)]

    def _mention_end(self, at: int) -> int:
        """Return where the words on the source end: “according to X, a doctor at Y,”."""
        items = self.items
        for end in range(at, min(len(items), at + 12)):
            if items[end].text in (",", ".", ";", "—", "–") and not is_inner_stop(
                items, end
            ):
                return end
            if items[end].sort is Sort.QUOTE:
                return end
        return at

    def _goes_on(self, at: int) -> bool:
        items = self.items
        if lower(items, at) in (
            "who",
            "which",
            "a",
            "an",
            "the",
            "and",
            "but",
            "while",
            "with",
            "although",
            "though",
            "because",
        ) and lower(items, at) not in ("the",):
            return False
        return any(
            each.lower in w.AUXILIARIES or each.lower.endswith("ed")
            for each in items[at : at + 20]
        )

    def _part_end(self, start: int) -> int:
        for at in range(start, len(self.items)):
            if self.items[at].text == ";":
                return at
        for cue in self.cues:
            who = self.subjects.get(cue.first)
            if who and who[0] > start + 2 and lower(self.items, who[0] - 1) == ",":
                return who[0] - 1
        return len(self.items)

    def _part_start(self, at: int) -> int:
        items = self.items
        for start in range(at - 1, 0, -1):
            if items[start - 1].text in (";", ":"):
                return start
            if items[start - 1].lower in ("but",) and lower(items, start - 2) == ",":
                return start
        start = 0
        if lower(items, 0) in ("and", "but", "still") and len(items) > 2:
            start = 1
        return start

    def _draft(self, cue: Cue, content: list[Span], subject: Range, rule: str) -> Draft:
        return Draft(
            content,
            span(self.items, (cue.first, cue.last)),
            [span(self.items, subject)],
            rule,
            self.sentence.number,
            cue.verb.polarity,
        )


def _behind_opening(items: Sequence[Token], end: int) -> int:
    """Step over a dateline or a connective in front: “OTTAWA — …”, “In addition, …”."""
    for at in range(1, min(end, 10)):
        if items[at].text in ("—", "–", "―", "--"):
            place = items[:at]
            capitals = all(
                each.capital or each.sort is not Sort.WORD for each in place
            )
            return at + 1 if capitals and place[0].text.isupper() else 0
    comma = next((at for at in range(1, min(end, 4)) if items[at].text == ","), 0)
    words = " ".join(each.lower for each in items[:comma])
    return comma + 1 if words in _CONNECTIVES else 0


#: What joins a sentence to the one before it and is nobody's words.
_CONNECTIVES = frozenset(
    (
        "also",
        "besides",
        "for example",
        "for instance",
        "however",
        "in addition",
        "in fact",
        "instead",
        "meanwhile",
        "moreover",
        "nevertheless",
        "nonetheless",
        "on the other hand",
        "still",
    )
)


def _is_clause(items: Sequence[Token], place: Range) -> bool:
    """Tell whether a range has a verb, or quoted words that can be a clause."""
    return has_verb(items, *place) or any(
        each.sort is Sort.QUOTE and " " in each.text
        for each in items[place[0] : place[1]]
    )


def _outermost(drafts: list[Draft]) -> list[Draft]:
    """Leave out what is reported inside unquoted words that are themselves reported.

    “X said Y believes that …” is one statement, of X.
    """
    return [
        each
        for each in drafts
        if not any(
            other is not each
            and any(part.start <= each.start and each.end <= part.end for part in other.content)
            and other.end - other.start > each.end - each.start
            for other in drafts
        )
    ]


def main_subject(items: Sequence[Token], before: int) -> Range | None:
    """Return the subject of the first verb of a sentence, as far as it can be told."""
    for at in range(1, min(before, len(items))):
        word = items[at].lower
        if word in w.AUXILIARIES - {"'s", "’s"} or (
            word.endswith("ed")
            and not items[at].capital
            and lower(items, at - 1) not in w.DETERMINERS
        ):
            found = subject_before(items, at)
            if found:
                return found
    return phrase_after(items, 0, stop=before)
