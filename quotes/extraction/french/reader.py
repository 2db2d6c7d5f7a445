"""A French sentence, read for its statements."""

from collections.abc import Sequence

from quotes.extraction.drafts import Draft, Opening, Range, span, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.contents import Reading
from quotes.extraction.french.cues import Cue, Voice, cues
from quotes.extraction.french.phrases import (
    _is_finite,
    can_speak,
    is_name,
    lower,
    over_circumstances,
    phrase_after,
    phrase_ending,
    subject_before,
)
from quotes.extraction.items import Sentence
from quotes.extraction.spans import Polarity, Span
from quotes.extraction.tokens import Sort, Token

_CLOSES = frozenset((",", ".", "!", "?", "…", ":", ";", "", "(", ")", "–", "—", "«»"))


def read(sentence: Sentence) -> tuple[list[Draft], list[Opening]]:
    """Return the statements of a sentence by the rules of French, and what is open."""
    reader = _Reader(sentence)
    return reader.drafts(), reader.openings


class _Reader:
    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.items: Sequence[Token] = sentence.items
        self.cues = cues(self.items)
        self.reading = Reading(self.items, self.cues)
        self.found: list[Draft] = []
        #: The subject of each cue that had one, by its first item.
        self.subjects: dict[int, Range] = {}
        #: Cues with a subject and nothing that they bring: the next sentence may have it.
        self.openings: list[Opening] = []

    def drafts(self) -> list[Draft]:
        for cue in self.cues:
            draft = self._incise(cue) or self._reported(cue) or self._passive(cue)
            if draft:
                self.found.append(draft)
            elif cue.voice is Voice.FINITE and set(cue.verb.frames) & set("iq"):
                self._keep(cue)
        self._according()
        return self.found

    def _keep(self, cue: Cue) -> None:
        subject = self._subject(cue)
        if subject and self.items[subject[0]].lower not in w.FIRST_PERSONS:
            self.subjects[cue.first] = subject
            who = self._mention(cue, subject)
            self.openings.append(Opening(span(self.items, (cue.first, cue.last)), who))

    # “…”, a dit X

    def _incise(self, cue: Cue) -> Draft | None:
        """Read a cue that stands inside or behind the words, its subject after it."""
        items, frames = self.items, cue.verb.frames
        if cue.voice is not Voice.FINITE or not set(frames) & set("iq"):
            return None
        before = cue.first - 1
        if before < 0 or self._says_what_follows(cue):
            return None
        comma = items[before].text in (",", "–", "—")
        quoted = items[before].sort is Sort.QUOTE or (
            before > 0 and comma and items[before - 1].sort is Sort.QUOTE
        )
        subject: Range | None
        if cue.clitic >= 0:
            subject, end = (cue.clitic, cue.clitic + 1), cue.last
        else:
            if not comma and not quoted:
                return None
            subject = phrase_after(items, cue.last)
            if not subject:
                return None
            if not quoted and not self._stands_alone(subject[1]):
                return None
            end = subject[1]
            subject = self._with_name(subject)
        place = self._words_before(cue)
        if place is None:
            return None
        content = [span(items, place)]
        rule = "incise"
        rest = self._words_after(max(end, subject[1]), place, cue)
        if rest:
            content.append(span(items, rest))
        self.subjects[cue.first] = subject
        mention = span(items, subject)
        if cue.clitic >= 0:
            text = items[cue.clitic].text
            mention = Span(mention.end - len(text.rsplit("-", 1)[1]), mention.end)
        return self._draft(cue, content, [mention], rule)

    def _says_what_follows(self, cue: Cue) -> bool:
        """Tell whether que or a colon behind the verb brings the words."""
        after = over_circumstances(self.items, cue.last, len(self.items))
        return lower(self.items, after) in ("que", "qu'") or (
            cue.clitic < 0 and lower(self.items, after) == ":"
        )

    def _stands_alone(self, at: int) -> bool:
        at = over_circumstances(self.items, at, len(self.items))
        return (
            lower(self.items, at) in _CLOSES
            or lower(self.items, at).endswith("ant")
            or lower(self.items, at)
            in ("qui", "dans", "à", "lors", "au", "sur", "en", "pour", "dont")
        )

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
                and lower(items, end) in _CLOSES
            ):
                return subject[0], end
        return subject

    def _words_before(self, cue: Cue) -> Range | None:
        """Return the words that an incise belongs to, from where they begin."""
        items, end = self.items, cue.first
        start = end
        while start > 0:
            item = items[start - 1]
            if item.text in (";", ":") and start < end:
                break
            if any(
                other.first <= start - 1 < other.last
                for other in self.cues
                if other is not cue
            ):
                start = self._behind(start, end)
                break
            start -= 1
        place = trimmed(items, start, end)
        while (
            place[0] < place[1]
            and lower(items, place[0]) in ("mais", "et", "car", "or")
            and items[place[0] + 1 : place[0] + 2]
            and items[place[0] + 1].sort is Sort.QUOTE
        ):
            place = place[0] + 1, place[1]
        return place if place[0] < place[1] else None

    def _behind(self, start: int, end: int) -> int:
        """Return where words begin that another cue of the sentence does not report."""
        for at in range(end - 2, start, -1):
            if self.items[at].text in (",", ";") or self.items[at].lower in (
                "et",
                "mais",
            ):
                return at + 1
        for at in range(start, end):
            if self.items[at].sort is Sort.QUOTE:
                return at
        return start

    def _words_after(self, at: int, place: Range, cue: Cue) -> Range | None:
        """Return the words that go on behind an incise."""
        items = self.items
        quoted_before = any(
            each.sort is Sort.QUOTE for each in items[place[0] : place[1]]
        )
        at = over_circumstances(items, at, len(items))
        at += lower(items, at) in (",", ":", ".", "–")
        if at < len(items) and items[at].sort is Sort.QUOTE:
            end = at + 1
            while end < len(items) and items[end].sort is Sort.QUOTE:
                end += 1
            return at, end
        if cue.clitic >= 0 and not quoted_before and lower(items, at - 1) == ",":
            rest = trimmed(items, at, self.reading.clause_end(at, cue))
            return (
                rest
                if rest[1] - rest[0] > 2 and not lower(items, at).endswith("ant")
                else None
            )
        return None

    # X a dit que …

    def _reported(self, cue: Cue) -> Draft | None:
        if cue.voice is Voice.PASSIVE:
            return None
        found = self.reading.content(cue)
        if found is None:
            return None
        place, rule = found
        subject = self._subject(cue)
        if subject is None and rule not in ("que-clause", "quote-after"):
            return None
        if subject is None and cue.clitic < 0:
            return None
        if subject is not None:
            if self.items[subject[0]].lower in w.FIRST_PERSONS:
                return None
            self.subjects[cue.first] = subject
        mention = [self._mention(cue, subject)] if subject else []
        content = [span(self.items, place)]
        return self._draft(cue, content, mention, rule)

    def _mention(self, cue: Cue, subject: Range) -> Span:
        found = span(self.items, subject)
        if cue.clitic == subject[0]:
            text = self.items[cue.clitic].text
            return Span(found.end - len(text.rsplit("-", 1)[1]), found.end)
        return found

    def _subject(self, cue: Cue) -> Range | None:
        items = self.items
        if cue.clitic >= 0:
            return cue.clitic, cue.clitic + 1
        if cue.voice is Voice.FINITE:
            at = cue.first
            while at > 0 and w.is_adverb(items[at - 1].lower):
                at -= 1
            if lower(items, at - 1) in ("et", "mais", "puis", "ou"):
                return self._same_subject(cue)
            if lower(items, at - 1) == "," and lower(items, at - 2) in ("et", "mais"):
                return self._same_subject(cue)
            return subject_before(items, cue.first) or self._same_subject(cue)
        if (
            cue.voice is Voice.GERUND
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

    # attaques revendiquées par X

    def _passive(self, cue: Cue) -> Draft | None:
        items = self.items
        if cue.voice is not Voice.PASSIVE or cue.verb.lemma not in _CLAIMED:
            return None
        at = cue.last
        for place in range(at, min(at + 6, len(items))):
            if items[place].lower == "par":
                agent = phrase_after(items, place + 1)
                what = subject_before(items, cue.first)
                if what is None and lower(items, cue.first - 1) == ",":
                    what = phrase_ending(items, cue.first - 1)
                if agent and what:
                    return self._draft(
                        cue, [span(items, what)], [span(items, agent)], "passive"
                    )
        return None

    # selon X

    def _according(self) -> None:
        items = self.items
        for at in range(len(items)):
            who = self._according_to(at)
            if who is None:
                continue
            start, person = who
            person = self._with_name(person)
            draft = self._according_draft(at, start, person)
            if draft:
                self.found.append(draft)

    def _according_to(self, at: int) -> tuple[int, Range] | None:
        """Return where the words of “selon”, “d'après”, “pour” end, and whom they name."""
        items, word = self.items, self.items[at].lower
        if word in w.ACCORDING:
            start = at + 1
        elif word == "d'" and lower(items, at + 1) == "après":
            start = at + 2
        elif (
            word == "de"
            and lower(items, at + 1) == "l'"
            and lower(items, at + 2) in ("avis", "aveu")
        ):
            start = at + 4
        elif (word == "aux" and lower(items, at + 1) in ("yeux", "dires")) or (
            word == "à"
            and lower(items, at + 1) == "en"
            and lower(items, at + 2) == "croire"
        ):
            start = at + 3
        elif word == "pour":
            return self._for(at)
        else:
            return None
        if (
            lower(items, start) in w.NOT_A_SPEAKER
            or lower(items, start + 1) in w.NOT_A_SPEAKER
        ):
            return None
        person = phrase_after(items, start)
        if person is None or person[0] != start:
            return None
        return start, person

    def _for(self, at: int) -> tuple[int, Range] | None:
        """“Pour Obama, …”: only at the head of a clause, of somebody, before a comma."""
        items = self.items
        if at and lower(items, at - 1) not in (",", ":", ";", "mais", "et", "car", "."):
            return None
        person = phrase_after(items, at + 1)
        if (
            person is None
            or person[0] != at + 1
            or lower(items, self._with_name(person)[1]) not in (",", "«»")
        ):
            return None
        first = items[person[0]]
        human = (
            first.lower in ("lui", "elle", "eux", "elles")
            or is_name(items, *person)
            or any(each.lower in _PEOPLE for each in items[person[0] : person[1]])
        )
        return (at + 1, person) if human and can_speak(items, *person) else None

    def _according_draft(self, at: int, start: int, person: Range) -> Draft | None:
        items = self.items
        at_head = (
            at == 0
            or lower(items, at - 1)
            in ("et", "mais", "car", "or", ":", ";", "que", "qu'", "puisque", "–", "—")
            or (
                lower(items, at - 1) == ","
                and (at < 4 or lower(items, at - 2) in ("mais", "et", "or", "ainsi"))
            )
        )
        cue = span(items, (at, start))
        mentions = _several(items, person)
        end = person[1]
        if at_head or (items[at].capital and at < 6):
            begin = self._past_comma(self._to_comma(end))
            place = trimmed(items, begin, self._sentence_part_end(begin))
        else:
            place = trimmed(items, self._clause_start(at), at)
            if (
                lower(items, end) == ","
                and self._goes_on(end + 1)
                and place[1] > place[0]
            ):
                rest = trimmed(items, end + 1, self._sentence_part_end(end + 1))
                if rest[0] < rest[1]:
                    return self._made(
                        [span(items, place), span(items, rest)], cue, mentions
                    )
        if place[1] - place[0] < 2 and not any(
            each.sort is Sort.QUOTE for each in items[place[0] : place[1]]
        ):
            return None
        return self._made([span(items, place)], cue, mentions)

    def _made(self, content: list[Span], cue: Span, mentions: list[Span]) -> Draft:
        return Draft(content, cue, mentions, "according-to", self.sentence.number)

    def _to_comma(self, at: int) -> int:
        """Step over what goes on with the mention up to a comma: a participle, a place."""
        for end in range(at, min(len(self.items), at + 16)):
            item = self.items[end]
            if item.text in (",", "("):
                return end
            if (
                item.sort is Sort.QUOTE
                or item.lower in w.HAVE | w.BE | w.MODALS | w.SUBJECTS
            ):
                break
        return at

    def _past_comma(self, at: int) -> int:
        """Step over a remark on the speaker: “Selon X, sociologue, …”."""
        items = self.items
        if lower(items, at) == "(":
            while at < len(items) and lower(items, at) != ")":
                at += 1
            at += 1
        if lower(items, at) != ",":
            return at
        for end in range(at + 1, min(len(items), at + 25)):
            if items[end].text in (";", ":"):
                break
            if items[end].text == ",":
                inside = {each.lower for each in items[at + 1 : end]}
                if not inside & (
                    w.HAVE | w.BE | w.MODALS | w.SUBJECTS - {"qui"}
                ) or lower(items, at + 1) in ("qui", "dont"):
                    if lower(items, at + 1) not in (
                        "le",
                        "la",
                        "les",
                        "l'",
                        "il",
                        "elle",
                        "on",
                        "un",
                        "une",
                    ) or self._is_role(at + 1, end):
                        return end + 1
                break
        return at + 1

    def _is_role(self, start: int, end: int) -> bool:
        return any(
            each.lower in _PEOPLE for each in self.items[start : min(end, start + 3)]
        )

    def _sentence_part_end(self, begin: int) -> int:
        """Return where a clause ends that begins at an item, another report before it."""
        items = self.items
        for at in range(begin, len(items)):
            if items[at].text == ";":
                return at
            if (
                at > begin + 1
                and self._according_to_word(at)
                and items[at - 1].text == ","
            ):
                return at - 1
        for cue in self.cues:
            if (
                cue.first > begin
                and lower(items, cue.first - 1) == ","
                and cue.clitic >= 0
            ):
                return cue.first - 1
        return len(items)

    def _according_to_word(self, at: int) -> bool:
        word = self.items[at].lower
        return word in w.ACCORDING or (
            word == "d'" and lower(self.items, at + 1) == "après"
        )

    def _clause_start(self, at: int) -> int:
        items = self.items
        after_comma = lower(items, at - 1) == ","
        for start in range(at - 1, 0, -1):
            if items[start - 1].text in (";", ":"):
                return start
            word = items[start - 1].lower
            if not after_comma and word in ("que", "qu'", "car") and start < at - 2:
                return start
            if any(
                cue.last == start - 1 or cue.last == start for cue in self.cues
            ) and word in ("que", "qu'"):
                return start
        return (
            1
            if lower(items, 0) in ("mais", "or", "et", "car") and lower(items, 1) == ","
            else 0
        )

    def _goes_on(self, at: int) -> bool:
        """Tell whether a clause goes on behind “, selon lui,”."""
        rest = self.items[at:]
        until = next(
            (n for n, each in enumerate(rest) if each.text == "," and n > 3), len(rest)
        )
        has_verb = any(
            each.lower in w.HAVE | w.BE | w.MODALS or _is_finite(each)
            for each in rest[:until]
        ) or (
            len(rest) > 3
            and lower(self.items, at) in ("à", "de", "une", "un", "que", "en")
        )
        return (
            has_verb
            and len(rest) > 3
            and lower(self.items, at)
            not in (
                "qui",
                "dont",
                "et",
                "mais",
                "alors",
                "tandis",
                "où",
                "ce",
                "ministre",
                "président",
            )
            and not is_name(self.items, at, at + 1)
        )

    def _draft(
        self, cue: Cue, content: list[Span], mentions: list[Span], rule: str
    ) -> Draft:
        last = cue.last
        cue_span = span(self.items, (cue.first, last))
        return Draft(
            content, cue_span, mentions, rule, self.sentence.number, cue.verb.polarity
        )


_CLAIMED = frozenset(
    (
        "revendiquer",
        "émettre",
        "dénoncer",
        "annoncer",
        "confirmer",
        "réclamer",
        "affirmer",
    )
)
_PEOPLE = frozenset(
    [
        "ministre",
        "président",
        "présidente",
        "chef",
        "directeur",
        "directrice",
        "porte-parole",
        "procureur",
        "maire",
        "sénateur",
        "député",
        "députée",
        "secrétaire",
        "juge",
        "avocat",
        "avocate",
        "expert",
        "experts",
        "analyste",
        "analystes",
        "économiste",
        "sociologue",
        "professeur",
        "chercheur",
        "chercheurs",
        "collectif",
        "parti",
        "syndicat",
        "syndicats",
        "gouvernement",
        "association",
        "opposition",
        "ong",
        "police",
        "autorités",
        "armée",
        "organisation",
        "fédération",
        "ministère",
        "commission",
        "parquet",
        "association",
        "historien",
        "candidat",
        "candidate",
        "responsable",
        "responsables",
        "leader",
        "dirigeant",
        "commissaire",
        "observateurs",
        "observateur",
        "spécialistes",
        "spécialiste",
        "militants",
        "militant",
        "partisans",
    ]
)


def main_subject(items: Sequence[Token], before: int) -> Range | None:
    """Return the subject of the first verb of a sentence, as far as it can be told."""
    for at in range(1, min(before, len(items))):
        word = items[at].lower
        if word in w.HAVE | w.BE | w.MODALS or word.endswith(("ait", "aient", "èrent")):
            found = subject_before(items, at)
            if found:
                return found
    return phrase_after(items, 0, stop=before)


def _several(items: Sequence[Token], person: Range) -> list[Span]:
    """Cut “Kiev et Washington” in two; one with a determiner stays one phrase."""
    start, end = person
    for at in range(start + 1, end - 1):
        if items[at].lower == "et" and items[start].capital and items[at + 1].capital:
            return [span(items, (start, at)), span(items, (at + 1, end))]
    return [span(items, person)]


__all__ = ["Polarity", "main_subject", "read"]
